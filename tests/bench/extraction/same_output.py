"""`python -m bench.extraction.same_output`: show that a change leaves everything the cleaner gives as it was.

A change that is meant to change nothing is compared with the record from before it: every article or outcome, every
block with its score and reason, and what templates that were learned on the way remove. The record is a gzipped file
of JSON lines. FOLDER holds labelled pages (`truth.json` and `html/`), or files ending in .html, .txt or .json, where
.json is a list of objects with an `input`.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.extraction.corpus import Page, pages
from bench.templates.invented import seeded, story, vocabulary
from bench.templates.residue import OUTLETS
from bench.templates.stream import Stream

from pipeline.clean import Examination, clean_text, examine_page
from pipeline.model import Entry

_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_STREAMED_PAGES = 40
_SHOWN = 300  # characters around the first difference
_MOST_SHOWN = 10

Result = tuple[str, str]


def results(folders: Sequence[Path]) -> Iterator[Result]:
    """Name and dump of everything that the cleaner makes of the folders' files and of invented streams."""
    for folder in folders:
        if (folder / "truth.json").exists():
            for page in pages(folder):
                yield from _of_page(page)
        else:
            for file in sorted(folder.iterdir()):
                yield from _of_file(file)
    yield from _of_streams()


def _of_page(page: Page) -> Iterator[Result]:
    """A page as it is, announced by a feed, cut off, as a feed's fragment, and its text with and without residue."""
    name = f"{page.folder}/{page.name}"
    html = page.html.decode("utf-8", "replace")
    announced = Entry(
        url=page.url, title=page.title, content=page.truths[0], authors=page.authors, language=page.language
    )
    yield f"{name} page", dump(examine_page(page.html, url=page.url))
    yield f"{name} announced", dump(examine_page(html, url=page.url, entry=announced))
    yield f"{name} cut off", dump(examine_page(page.html[: len(page.html) * 3 // 5], content_type="text/html"))
    fragment = html.partition("<body")[2][: len(html) // 2]
    yield f"{name} fragment", dump(examine_page("<p>" + fragment.partition(">")[2]))
    yield f"{name} labelled text", _text_dump(page.truths[0])
    yield f"{name} flattened", _text_dump(flattened(page))


def flattened(page: Page) -> str:
    """All text of a page without its tags, as poor tools give it."""
    return _TAGS.sub("\n", page.html.decode("utf-8", "replace"))


def _of_file(file: Path) -> Iterator[Result]:
    name = f"{file.parent.name}/{file.name}"
    if file.suffix == ".html":
        yield name, dump(examine_page(file.read_bytes(), url="https://wexmere.example/news/a-story-1234567"))
    elif file.suffix == ".txt":
        yield name, _text_dump(file.read_text("utf-8", "replace"))
        yield f"{name} as a page", dump(examine_page(file.read_bytes()))
    elif file.suffix == ".json":
        cases = json.loads(file.read_text("utf-8"))
        for number, case in enumerate(cases if isinstance(cases, list) else ()):
            yield f"{name} {number}", _text_dump(case["input"])


def _of_streams() -> Iterator[Result]:
    """Pages of invented outlets, each cleaned with the template learned from those before it."""
    for outlet in OUTLETS:
        random = seeded(5)
        words = vocabulary(random)
        stream = Stream(source="outlet.example")
        for number in range(_STREAMED_PAGES):
            page = outlet(story(random, words), random)
            templates = stream.templates
            stream.clean(page)
            examination = examine_page(page, url="https://outlet.example/a", templates=templates)
            yield f"stream {outlet.__name__} {number}", dump(examination)
        lines = stream.templates.lines if stream.templates else ()
        yield f"stream {outlet.__name__} learned", _as_json([asdict(line) for line in lines])


def dump(examination: Examination) -> str:
    """Everything in an examination, as JSON."""
    blocks = [
        [
            one.block.text, one.block.kind, one.block.line, one.block.linked, one.block.path,
            one.kept, one.kind, one.score, one.reason,
        ]
        for one in examination.blocks
    ]  # fmt: skip
    return _as_json({"article": asdict(examination.article), "blocks": blocks})


def _text_dump(text: str) -> str:
    return _as_json(asdict(clean_text(text)))


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, default=str)


def write(record: Path, found: Iterator[Result]) -> int:
    """Write the record; the number of its lines."""
    count = 0
    with gzip.open(record, "wt", compresslevel=3, encoding="utf-8") as lines:
        for name, text in found:
            digest = hashlib.sha256(text.encode()).hexdigest()
            lines.write(json.dumps({"name": name, "hash": digest, "dump": text}) + "\n")
            count += 1
    return count


def differences(record: Path, found: Iterator[Result]) -> Iterator[str]:
    """What is not as the record has it; nothing where all is the same."""
    with gzip.open(record, "rt", encoding="utf-8") as lines:
        before = {one["name"]: one["dump"] for one in map(json.loads, lines)}
    for name, text in found:
        old = before.pop(name, None)
        if old is None:
            yield f"{name}: not in the record"
        elif old != text:
            yield f"{name}: {_first_difference(old, text)}"
    yield from (f"{name}: only in the record" for name in before)


def _first_difference(old: str, new: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, at - _SHOWN // 2)
    return f"\n  before {old[start : at + _SHOWN // 2]}\n  after  {new[start : at + _SHOWN // 2]}"


def main() -> int:
    """Write or compare; exit 1 where something differs."""
    parser = argparse.ArgumentParser(prog="bench.extraction.same_output", description=__doc__)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", metavar="FILE", type=Path, help="record today's output in FILE")
    action.add_argument("--compare", metavar="FILE", type=Path, help="compare today's output with the record in FILE")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    begun = time.process_time()
    if given.write:
        sys.stdout.write(f"{write(given.write, results(given.folders)):,} results recorded\n")
        return 0
    different = list(differences(given.compare, results(given.folders)))
    sys.stdout.writelines(f"{line}\n" for line in different[:_MOST_SHOWN])
    sys.stdout.write(f"{len(different):,} results differ; {time.process_time() - begun:.0f} s of CPU\n")
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())
