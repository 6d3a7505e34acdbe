"""`python -m bench.extraction FOLDER…`: our cleaner beside its peers on labelled pages, in one run.

Prints for each folder the closeness of the texts, the metadata where it is labelled, and our worst pages; then how
much of the labelled texts the phrase rules would cut.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.extraction import facts
from bench.extraction.corpus import SHARED, Page, pages
from bench.extraction.measure import Closeness, closeness, mean_closeness, tokens
from bench.extraction.peers import EXTRACTORS, Extractor, parsing_alone

from pipeline.clean import clean_text

_WORST = 15
_HEAD = f"{'':30} {'F1':>6} {'prec.':>6} {'recall':>6} {'exact':>6} {'residue':>7} {'ms/page':>7} {'failed':>6}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an extractor made of the pages: its texts, CPU milliseconds a page, and on how many it raised."""

    texts: Sequence[str]
    milliseconds: float
    failed: int


def run(extract: Extractor, sample: Sequence[Page]) -> Run:
    """Extract every page; a page that an extractor raises on has no text."""
    _text(extract, sample[0])  # the first call loads models and rules
    begun = time.process_time()
    texts = [_text(extract, page) for page in sample]
    spent = time.process_time() - begun
    failed = sum(text is None for text in texts)
    return Run(texts=[text or "" for text in texts], milliseconds=spent / len(sample) * 1_000, failed=failed)


def _text(extract: Extractor, page: Page) -> str | None:
    try:
        return extract(page)
    except Exception:  # noqa: BLE001 - a peer that fails is counted, the others go on
        return None


def report(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """The lines of one folder's tables."""
    sample = list(pages(folder))
    yield f"{folder.name}: {len(sample)} pages"
    yield _HEAD
    for name in names:
        done = run(EXTRACTORS[name], sample)
        results = [closeness(text, page.truths) for text, page in zip(done.texts, sample, strict=True)]
        yield f"{name:30} {mean_closeness(results)} {done.milliseconds:7.1f} {done.failed:6}"
        if name == "newswire":
            ours = list(zip(sample, done.texts, results, strict=True))
    yield f"{'parsing alone (lxml)':30} {'':34} {run(parsing_alone, sample).milliseconds:7.1f}"
    yield ""
    yield from facts.table(sample, names)
    yield ""
    yield from _by_language(ours)
    yield from _worst(ours)


def _by_language(ours: Sequence[tuple[Page, str, Closeness]]) -> Iterator[str]:
    languages = sorted({page.language for page, _, _ in ours if page.language})
    for language in languages:
        results = [one for page, _, one in ours if page.language == language]
        yield f"ours, {language}, {len(results):3} pages {mean_closeness(results)}"


def _worst(ours: Sequence[tuple[Page, str, Closeness]]) -> Iterator[str]:
    yield f"our {_WORST} worst pages"
    for page, text, one in sorted(ours, key=lambda row: row[2].f1)[:_WORST]:
        truth = max(page.truths, key=lambda truth: closeness(text, [truth]).f1)
        yield f"  {one.f1:.3f} P {one.precision:.2f} R {one.recall:.2f} {urlsplit(page.url).netloc} {page.name}"
        yield f"        missing: {_first_alien(truth, text)!r} extra: {_first_alien(text, truth)!r}"


def _first_alien(text: str, other: str) -> str:
    """The beginning of the first line of a text that does not stand in the other."""
    known = f" {' '.join(tokens(other))} "
    lines = (line for line in text.splitlines() if tokens(line))
    return next((line[:60] for line in lines if f" {' '.join(tokens(line))} " not in known), "")


def false_cuts(folders: Sequence[Path]) -> str:
    """How many labelled texts, flattened, the rules for text change, and how many words they cut."""
    truths = [page.truths[0] for folder in folders for page in pages(folder)]
    cut = [len(tokens(truth)) - len(tokens(_flat(truth))) for truth in truths]
    words = sum(len(tokens(truth)) for truth in truths)
    changed = sum(1 for one in cut if one)
    return f"labelled texts as flattened text: {changed} of {len(truths)} changed, {sum(cut):,} of {words:,} words cut"


def _flat(truth: str) -> str:
    article = clean_text(truth)
    return "\n".join(
        filter(
            None, (article.title if (article.provenance.get("title") or "").startswith("text") else "", article.text)
        )
    )


def main() -> int:
    """Report on the folders given, or on the shared ones; exit 1 where there are none."""
    parser = argparse.ArgumentParser(prog="bench.extraction", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--only", choices=list(EXTRACTORS), help="run this extractor alone")
    given = parser.parse_args()
    folders = given.folders or sorted(SHARED.glob("*/"))
    if not folders:
        sys.stderr.write("no labelled pages: name folders with truth.json and html/\n")
        return 1
    names = ["newswire", *(name for name in EXTRACTORS if name != "newswire" and given.only in {None, name})]
    for folder in folders:
        for line in report(folder, names):
            sys.stdout.write(line + "\n")
        sys.stdout.write("\n")
    sys.stdout.write(false_cuts(folders) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
