"""XML of agencies' own: stories whose elements are named as wires name them, in whatever order and nesting.

One rule for all dialects: a story is an element with a headline or a text among its children; what its elements mean
is told by their names (`vendor_names.toml`). A dialect is called by its root element.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from pipeline.errors import NotParsable
from pipeline.sources.wire.nitf_story import nitf_item
from pipeline.sources.wire.vendor_story import Field, vendor_item
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.xml_document import root_name, whole_tree
from pipeline.sources.wire.xml_tree import attributes, local_name, words

__all__ = ["FORMAT"]

_SUBJECT = "wire file"
# Other readers' documents: feeds, pages, and XML that is no news.
_NOT_OURS = words(
    "rss feed rdf html body head urlset sitemapindex opml svg plist project configuration schema stylesheet definitions"
)
_MARKS = re.compile(r"[^a-z0-9]")
# A story without a text of its own needs more than a title to be one.
_FEWEST_FIELDS = 2
# Parts of a story that agencies put its fields into.
_PARTS = words("head header metadata meta info properties newslines newsmanagement details attributes fields")
_STORIES = frozenset({"headline", "body"})


def _recognises(document: WireDocument) -> bool:
    name = root_name(document)
    return bool(name) and name not in _NOT_OURS


def _read(document: WireDocument) -> Iterator[Found]:
    item = whole_tree(document)
    root = item.root
    assert root is not None  # noqa: S101 - whole_tree raises where there is none
    wrapped = [one for one in root.iter() if local_name(one) == "nitf"]
    if wrapped:
        yield from (nitf_item(one, zone=document.zone, fault=item.fault) for one in wrapped)
        return
    stories = _stories(root)
    if not stories:
        raise NotParsable(
            _SUBJECT, f"no story in it: no headline and no text below its root element {local_name(root)}"
        )
    for story in stories:
        yield vendor_item(_fields(story), story, zone=document.zone, fault=item.fault)


def _stories(root: etree._Element) -> list[etree._Element]:
    """The elements that are stories: those of the name whose best one knows the most of itself, none within another."""
    known = [(one, names) for one in root.iter() if (names := _known(one)) & _STORIES and len(names) >= _FEWEST_FIELDS]
    if not known:
        return []
    best, _ = max(known, key=lambda pair: ("body" in pair[1], len(pair[1])))
    same = [one for one, _ in known if local_name(one) == local_name(best)]
    within = set(same)
    return [one for one in same if not any(outer in within for outer in one.iterancestors())]


def _known(element: etree._Element) -> set[str]:
    """The fields that the children of an element name and fill."""
    by_name = _field_names()
    return {
        field
        for one in element
        if (field := by_name.get(_plain(local_name(one)))) and (len(one) or (one.text or "").strip())
    }


def _fields(story: etree._Element) -> dict[str, list[Field]]:
    """What a story says, by field: its own elements, those of its parts, its attributes, then those around it."""
    found: dict[str, list[Field]] = {}
    parts = [one for one in story if local_name(one) in _PARTS]
    outer = list(story.iterancestors())
    for depth, holder in enumerate([story, *parts, *outer]):
        _add(found, holder, own=depth <= len(parts))
    for values in found.values():
        values.sort(key=lambda one: (not one.own, one.rank))
    return found


def _add(found: dict[str, list[Field]], holder: etree._Element, *, own: bool) -> None:
    for one in holder:
        name = _plain(local_name(one))
        if (field := _field_names().get(name)) and (own or field not in _STORIES):
            found.setdefault(field, []).append(Field(name=name, rank=_ranks()[name], own=own, element=one))
    for attribute, value in attributes(holder).items():
        name = _plain(attribute)
        if (field := _field_names().get(name)) and field not in _STORIES:
            found.setdefault(field, []).append(Field(name=name, rank=100 + _ranks()[name], own=own, text=value))


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


@cache
def _rows() -> Mapping[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("vendor_names.toml").read_text("utf-8"))


@cache
def _field_names() -> Mapping[str, str]:
    return {name: field for field, names in _rows().items() for name in names}


@cache
def _ranks() -> Mapping[str, int]:
    return {name: rank for names in _rows().values() for rank, name in enumerate(names)}


FORMAT = WireFormat(name="vendor-xml", recognises=_recognises, read=_read, dialect=root_name, fallback=True)
