"""`python -m bench.extraction.fit FOLDER…`: what each piece of evidence is worth, fitted on labelled pages.

A passage is labelled as story where its words stand in the labelled text, in order. The worth is a logistic
regression with a ridge, each passage weighing by its words. First the fit is judged by leaving out every publisher in
turn (six groups of hosts), then it is made on all pages and written to `pipeline/clean/main_content/worth.toml`.
"""

import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from bench.extraction.alignment import aligned
from bench.extraction.corpus import SHARED, Page, pages
from bench.extraction.measure import Closeness, closeness, mean_closeness

from pipeline.clean.main_content.evidence import Signals, gather_evidence
from pipeline.clean.main_content.judgement import is_sure
from pipeline.clean.main_content.quotations import gather_known
from pipeline.clean.main_content.region import find_region
from pipeline.clean.main_content.worth import CORRECTIONS, GIVEN
from pipeline.clean.metadata import gather_facts
from pipeline.clean.page import Passage, parse_page, read_passages
from pipeline.clean.text import decode_page

WORTH = Path(__file__).parents[3] / "pipeline" / "clean" / "main_content" / "worth.toml"
GROUPS = 6
# Chosen by the cross-validation below; F1 changes in the third digit from half to twice of it.
RIDGE = 800.0
LONGEST, LEAST = 40, 6
PAGE = 900.0  # what a page weighs in all: as many words as an average one has
STEPS = 40
SMALLEST = 0.01

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page's passages within the story's region, the evidence on each, and whether each is story."""

    page: Page
    passages: Sequence[Passage]
    signals: Sequence[Signals]
    labels: Numbers

    @property
    def group(self) -> int:
        """The group of hosts that it is left out with."""
        return zlib.crc32(urlsplit(self.page.url).netloc.encode()) % GROUPS

    @property
    def weights(self) -> Numbers:
        """What each passage weighs: its words, and a little for being a line; nothing where a rule is sure.

        Headlines weigh although a rule drops them: they teach what furniture looks like where none is known. All pages
        weigh the same, as they do in the measure: a live blog must not speak for fifty reports.
        """
        weights = np.array(
            [
                0.0 if is_sure(signals) and "headline" not in signals else min(passage.words, LONGEST) + LEAST
                for passage, signals in zip(self.passages, self.signals, strict=True)
            ]
        )
        return weights * (PAGE / weights.sum()) if weights.any() else weights


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    """The pages of the folders that hold any text."""
    for page in (page for folder in folders for page in pages(folder)):
        tree = parse_page(decode_page(page.html).text)
        if tree is None:
            continue
        reading = read_passages(tree)
        facts = gather_facts(tree, url=page.url, entry=None)
        of_story = gather_known(
            reading.passages,
            titles=(facts.title, *facts.titles),
            description=facts.summary,
            statements=(facts.body,),
        )
        region = find_region(reading, [value > 0 for value in of_story.stated] or [False] * len(reading.passages))
        if region is None:
            continue
        labels = _labels(reading.passages, page.truths)
        yield Example(
            page=page,
            passages=reading.passages[region.first : region.end],
            signals=gather_evidence(reading, region, of_story),
            labels=np.array(labels[region.first : region.end], dtype=np.float64),
        )


def _labels(passages: Sequence[Passage], truths: Sequence[str]) -> Sequence[bool]:
    """The labels by the reading that the page's own passages come closest to."""

    def nearness(labels: Sequence[bool]) -> float:
        story = "\n".join(passage.text for passage, label in zip(passages, labels, strict=True) if label)
        return closeness(story, truths).f1

    return max((aligned(passages, truth) for truth in truths), key=nearness)


def fitted(sample: Sequence[Example]) -> Mapping[str, float]:
    """The worth of each piece of evidence that occurs in the sample."""
    names = sorted({name for example in sample for signals in example.signals for name in signals} - GIVEN.keys())
    column = {name: number for number, name in enumerate(names)}
    rows = [signals for example in sample for signals in example.signals]
    matrix = np.zeros((len(rows), len(names)))
    for number, signals in enumerate(rows):
        for name, value in signals.items():
            if name in column:
                matrix[number, column[name]] = value
    labels = np.concatenate([example.labels for example in sample])
    weights = np.concatenate([example.weights for example in sample])
    return dict(zip(names, map(float, _regression(matrix, labels, weights)), strict=True))


def _regression(matrix: Numbers, labels: Numbers, weights: Numbers) -> Numbers:
    """Newton's method on the penalised likelihood."""
    worth = np.zeros(matrix.shape[1])
    ridge = RIDGE * np.eye(len(worth))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ worth, -30, 30)))
        slope = matrix.T @ (weights * (chance - labels)) + RIDGE * worth
        curve = (matrix * (weights * chance * (1 - chance))[:, None]).T @ matrix + ridge
        step = np.linalg.solve(curve, slope)
        worth -= step
        if np.abs(step).max() < 1e-4:
            break
    return worth


def kept(example: Example, worth: Mapping[str, float]) -> str:
    """The text that a worth keeps, before the copy desk."""
    texts: dict[str, None] = {}
    for passage, signals in zip(example.passages, example.signals, strict=True):
        total = sum(
            value * (worth.get(name, GIVEN.get(name, 0.0)) + CORRECTIONS.get(name, 0.0))
            for name, value in signals.items()
        )
        if total > 0 and not is_sure(signals):
            texts.setdefault(passage.text)
    return "\n".join(texts)


def left_out(sample: Sequence[Example]) -> Iterator[tuple[str, Closeness]]:
    """Each page's folder and how close its text comes with a worth fitted without its publisher."""
    for group in range(GROUPS):
        worth = fitted([example for example in sample if example.group != group])
        for example in sample:
            if example.group == group:
                yield example.page.folder, closeness(kept(example, worth), example.page.truths)


def main() -> int:
    """Fit on the folders given, or on the shared ones."""
    folders = [Path(name) for name in sys.argv[1:]] or sorted(SHARED.glob("*/"))
    if not folders:
        sys.stderr.write("no labelled pages: name folders with truth.json and html/\n")
        return 1
    sample = list(examples(folders))
    by_folder: dict[str, list[Closeness]] = defaultdict(list)
    for folder, one in left_out(sample):
        by_folder[folder].append(one)
    for folder, results in sorted(by_folder.items()):
        sys.stdout.write(f"{folder}, publishers left out, before the copy desk: {mean_closeness(results)}\n")
    lines = [f'"{name}" = {value:.2f}' for name, value in sorted(fitted(sample).items()) if abs(value) >= SMALLEST]
    head = "# What each piece of evidence is worth: fitted by `python -m bench.extraction.fit`, not written by hand."
    WORTH.write_text("\n".join([head, "", "[worth]", *lines, ""]), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} weights in {WORTH.name}, {len(sample)} pages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
