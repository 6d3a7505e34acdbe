"""`python -m bench.extraction FOLDER…`: our cleaner beside its peers on labelled pages, in one run.

A folder holds `truth.json` ({id: {url, text, …}}) and `html/ID.html.gz`.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import trafilatura
from bench.extraction.measure import Closeness, closeness

from pipeline.clean import clean_page

SHARED = Path(__file__).parents[4] / "shared" / "data" / "extraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A labelled page; `truths` are the readings of its text that count as right."""

    url: str
    html: bytes
    truths: tuple[str, ...]


def pages(folder: Path) -> Iterator[Page]:
    """The labelled pages of a folder."""
    for name, truth in json.loads((folder / "truth.json").read_text(encoding="utf-8")).items():
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(url=truth["url"], html=html, truths=(truth["text"], *_others(truth.get("alt"))))


def _others(alternative: object) -> Sequence[str]:
    readings = alternative if isinstance(alternative, list) else [alternative]
    return [reading for reading in readings if isinstance(reading, str)]


def ours(page: Page) -> str:
    """What our cleaner gives."""
    return clean_page(page.html, url=page.url).text


def plain_trafilatura(page: Page) -> str:
    """What trafilatura gives with its defaults, comments aside."""
    return trafilatura.extract(page.html, url=page.url, include_comments=False) or ""


def careful_trafilatura(page: Page) -> str:
    """What trafilatura gives when told to prefer precision."""
    return trafilatura.extract(page.html, url=page.url, include_comments=False, favor_precision=True) or ""


EXTRACTORS: Mapping[str, Callable[[Page], str]] = {
    "newswire": ours,
    "trafilatura": plain_trafilatura,
    "trafilatura, favor_precision": careful_trafilatura,
}


def report(folder: Path) -> Iterator[str]:
    """The lines of the table for one folder."""
    labelled = list(pages(folder))
    yield f"{folder.name}: {len(labelled)} pages"
    yield f"{'':30} {'F1':>6} {'prec.':>6} {'recall':>6} {'exact':>6} {'residue':>7} {'ms/page':>7}"
    for name, extract in EXTRACTORS.items():
        extract(labelled[0])  # the first call loads models and rules
        begun = time.process_time()
        texts = [extract(page) for page in labelled]
        milliseconds = (time.process_time() - begun) / len(labelled) * 1_000
        yield _line(
            name, [closeness(text, page.truths) for text, page in zip(texts, labelled, strict=True)], milliseconds
        )


def _line(name: str, results: Sequence[Closeness], milliseconds: float) -> str:
    precision, recall = mean(one.precision for one in results), mean(one.recall for one in results)
    overall = Closeness(precision=precision, recall=recall, exact=False, residue=False)
    exact, residue = mean(one.exact for one in results), mean(one.residue for one in results)
    figures = f"{overall.f1:6.3f} {precision:6.3f} {recall:6.3f} {exact:6.3f} {residue:7.3f} {milliseconds:7.1f}"
    return f"{name:30} {figures}"


def main() -> int:
    """Report on the folders given, or on the shared ones; exit 1 where there are none."""
    folders = [Path(name) for name in sys.argv[1:]] or sorted(SHARED.glob("*/"))
    if not folders:
        sys.stderr.write("no labelled pages: name folders with truth.json and html/\n")
        return 1
    for folder in folders:
        for line in report(folder):
            sys.stdout.write(line + "\n")
        sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
