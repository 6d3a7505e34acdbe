"""What ninjs 3 names differently, and files with an item a line. All items are invented."""

import json

import pytest

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import BrokenItem, Subject, WireItem


def _read(**members: object) -> WireItem:
    (item,) = read_wire(json.dumps({"uri": "urn:x:1", "version": "1", **members}).encode()).items
    assert isinstance(item, WireItem)
    return item


def test_embargoed_until_is_the_embargo() -> None:
    until = _read(embargoedUntil="2026-11-30T12:00:00Z").embargoed_until
    assert until is not None
    assert until.at.isoformat() == "2026-11-30T12:00:00+00:00"


def test_subjects_that_are_keywords() -> None:
    item = _read(subjects=[{"name": "ferries", "rel": "keyword"}, {"name": "Shipping", "rel": "about"}])
    assert (item.keywords, item.subjects) == (("ferries",), (Subject(name="Shipping"),))


def test_an_item_a_line() -> None:
    file = read_wire(b'{"uri": "urn:x:1"}\n{"uri": \n{"uri": "urn:x:2"}\n'.replace(b'": \n', b'" }\n'))
    assert [isinstance(one, BrokenItem) for one in file.items] == [False, True, False]


def test_lines_without_items_are_refused() -> None:
    with pytest.raises(NotParsable, match="no line has the uri"):
        read_wire(b'{"level": "info"}\n{"level": "error"}\n')
