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
from pipeline.sources.wire.vendor_xml.story import Field, vendor_item
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.xml import VENDOR_XML, attributes, local_name, root_name, whole_tree, words, xml_kind

__all__ = ["FORMAT"]

_SUBJECT = "wire file"
_MARKS = re.compile(r"[^a-z0-9]")
# A story without a text of its own needs more than a title to be one.
_FEWEST_FIELDS = 2
# Parts of a story that agencies put its fields into.
_PARTS = words("head header metadata meta info properties newslines newsmanagement details attributes fields")
# A list of stories has as many children.
_MOST_AROUND = 10
_STORIES = frozenset({"headline", "body"})


def _recognises(document: WireDocument) -> bool:
    return xml_kind(document) == VENDOR_XML


def _read(document: WireDocument) -> Iterator[Found]:
    item = whole_tree(document)
    root = item.root
    assert root is not None  # noqa: S101 - whole_tree raises where there is none
    stories = _stories(root)
    if not stories:
        raise NotParsable(
            _SUBJECT, f"no story in it: no headline and no text below its root element {local_name(root)}"
        )
    around: dict[etree._Element, dict[str, list[Field]]] = {}
    for story in stories:
        parent = story.getparent()
        if parent is not None and parent not in around:
            around[parent] = _fields_around(parent)
        found = _fields(story, {} if parent is None else around[parent])
        yield vendor_item(found, story, zone=document.zone, fault=item.fault)


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
    """The fields that the children of an element, and of its parts, name and fill."""
    fields = _field_names()
    parts = [one for one in element if local_name(one) in _PARTS]
    return {
        field
        for holder in (element, *parts)
        for one in holder
        if (field := fields.get(_plain(local_name(one)))) and (len(one) or (one.text or "").strip())
    }


def _fields(story: etree._Element, around: Mapping[str, list[Field]]) -> dict[str, list[Field]]:
    """What a story says, by field: its own elements and attributes, those of its parts, then what is around it."""
    found: dict[str, list[Field]] = {}
    for holder in (story, *(one for one in story if local_name(one) in _PARTS)):
        _add(found, holder, own=True)
    for field, values in around.items():
        found[field] = [*found.get(field, ()), *values]
    for values in found.values():
        values.sort(key=lambda one: (not one.own, one.rank))
    return found


def _fields_around(parent: etree._Element) -> dict[str, list[Field]]:
    """What the elements around stories say of all of them; of each field a few values."""
    found: dict[str, list[Field]] = {}
    for holder in (parent, *parent.iterancestors()):
        _add(found, holder, own=False)
    return {field: values[:_MOST_AROUND] for field, values in found.items()}


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


FORMAT = WireFormat(
    name=VENDOR_XML,
    recognises=_recognises,
    read=_read,
    dialect=lambda document: root_name(document.head),
    fallback=True,
)
