"""What the phrases take out of texts that are nothing but stories. Skipped where the labelled data are absent."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml import etree, html

from pipeline.clean import clean_text
from pipeline.clean.wording.phrase_rules import read_phrase_rules
from pipeline.model import Removed

SHARED = Path(__file__).parents[4] / "shared" / "data"
# Of 227 texts; the two of today lose an invitation to follow and a link that the labels took for the story.
MOST_CHANGED = 4
MOST_WORDS = 60
# Shorter bodies are flashes, tables and test documents without a sentence.
FEWEST_CHARACTERS = 200
_KINDS = {rule.kind for rule in read_phrase_rules()}
_BODIES = ("{*}body.content", "{*}DataContent", "{*}inlineXML")
_PARAGRAPHS = ("{*}p", "{*}hl2")


def _cut(text: str) -> Sequence[Removed]:
    """What the phrases take out; rules of other kinds (dates, bylines, end marks) are not counted."""
    return [one for one in clean_text(text).removed if one.kind in _KINDS]


def _labelled() -> Sequence[str]:
    folders = [SHARED / "extraction" / name / "truth.json" for name in ("news-181", "world-258")]
    pages = [page for file in folders if file.exists() for page in json.loads(file.read_text("utf-8")).values()]
    return [page["text"] for page in pages]


def _wire() -> Sequence[str]:
    files = [file for file in (SHARED / "wire").rglob("*") if file.is_file()]
    bodies = {body for file in files for body in _bodies(file.read_bytes().strip())}
    return sorted(body for body in bodies if len(body) >= FEWEST_CHARACTERS)


def _bodies(document: bytes) -> Iterator[str]:
    """The bodies of NITF, NewsML 1.2, NewsML-G2 and ninjs, a blank line between their paragraphs."""
    if document.startswith(b"{"):
        yield from _of_ninjs(document)
    if document.startswith(b"<"):
        yield from _of_xml(document)


def _of_xml(document: bytes) -> Iterator[str]:
    root = etree.fromstring(document, etree.XMLParser(recover=True, resolve_entities=False))
    for body in root.iter(_BODIES) if root is not None else ():
        paragraphs = [_line(paragraph) for paragraph in body.iter(_PARAGRAPHS)]
        yield "\n\n".join(paragraphs) or "".join(map(str, body.itertext()))


def _of_ninjs(document: bytes) -> Iterator[str]:
    try:
        item = json.loads(document)
    except ValueError:
        return
    several = [body.get("value") for body in item.get("bodies", ()) if isinstance(body, dict)]
    one = [value for key, value in item.items() if key.startswith("body_")]
    yield from (_of_markup(body) for body in (*one, *several) if isinstance(body, str))


def _of_markup(body: str) -> str:
    if "<p" not in body:
        return body
    return "\n\n".join(_line(paragraph) for paragraph in html.fromstring(f"<div>{body}</div>").iter("p"))


def _line(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


LABELLED = _labelled()
WIRE = _wire()


@pytest.mark.skipif(not LABELLED, reason="no labelled pages under ../shared/data/extraction")
def test_labelled_stories_lose_next_to_nothing() -> None:
    cuts = [cut for text in LABELLED if (cut := _cut(text))]
    words = sum(len(one.text.split()) for cut in cuts for one in cut)
    assert len(cuts) <= MOST_CHANGED, cuts
    assert words <= MOST_WORDS


@pytest.mark.skipif(not WIRE, reason="no agency documents under ../shared/data/wire")
def test_agency_stories_lose_nothing() -> None:
    assert [one for text in WIRE for one in _cut(text)] == []
