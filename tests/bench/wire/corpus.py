"""Labelled wire files: what stands in each, read mechanically, and what the tests of its source assert of it."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A wire file and what is known of it. `format` is the label's, without its root element."""

    path: Path
    data: bytes = field(repr=False)
    format: str
    expected: Mapping[str, Any] = field(repr=False)
    asserts: Sequence[Mapping[str, Any]] = field(repr=False)
    well_formed: bool

    @property
    def name(self) -> str:
        """Source folder and file name."""
        return "/".join(self.path.parts[-3:])


def labelled(folder: Path) -> Iterator[Labelled]:
    """The documents of a folder with an `expectations.json`."""
    for known in json.loads((folder / "expectations.json").read_text("utf-8"))["docs"]:
        path = folder / known["file"]
        data = path.read_bytes()
        yield Labelled(
            path=path,
            data=data,
            format=known["format"].partition(":")[0],
            expected=_with_words_of_markup(known.get("expect") or {}, data),
            asserts=known.get("asserts") or (),
            well_formed=known.get("xml_wellformed") is not False,
        )


def _with_words_of_markup(expected: Mapping[str, Any], data: bytes) -> Mapping[str, Any]:
    """The label with the words of a body that is HTML as text: the label took its tags and comments for words."""
    items = expected.get("items", ())
    if not any("bodies" in item for item in items):
        return expected
    words = {len(text.split()): len(_MARKUP.sub(" ", text).split()) for text in _texts_with_markup(data)}
    mended = [
        {**item, "bodies": [{**body, "words": words.get(body["words"], body["words"])} for body in item["bodies"]]}
        if "bodies" in item
        else item
        for item in items
    ]
    return {**expected, "items": mended}


def _texts_with_markup(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data.lstrip(), parser)
    for element in root.iter():
        if len(element) == 0 and _MARKUP.search(element.text or ""):
            yield html.unescape(element.text or "")
