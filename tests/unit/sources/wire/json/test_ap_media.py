"""The JSON of the AP Media API."""

import json

import pytest
from unit.sources.wire.flat_documents import AP_MEDIA
from unit.sources.wire.xml_documents import items, only

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import BrokenItem


def test_an_item_keeps_its_identity_through_its_versions() -> None:
    item = only(json.dumps(AP_MEDIA))
    assert (item.guid, item.version) == ("abc123", "2")


def test_bylines_place_and_summary() -> None:
    item = only(json.dumps(AP_MEDIA))
    assert (item.byline, item.place) == ("By NORA TASKER; By PER HOLM", "Halden")
    assert (item.summary, item.provider) == ("A ferry came home.", "AP")


def test_the_slug_is_divided_into_keyword_and_version() -> None:
    item = only(json.dumps(AP_MEDIA))
    assert (item.slugline, item.signals) == ("US--Halden-Ferry", ("Lead", "1st Ld-Writethru"))


def test_the_body_is_at_an_address() -> None:
    item = only(json.dumps(AP_MEDIA))
    assert (item.paragraphs, item.links[0].href) == ((), "https://api.example/nitf")


def test_a_feed_of_items() -> None:
    listed = [{"item": {"uri": "https://api.example/content/a?qt=1", "headline": "A"}}, {"item": {"headline": "B"}}]
    first, broken = items(json.dumps({"api_version": "1.1", "data": {"items": listed}}))
    assert first.guid == "https://api.example/content/a"
    assert isinstance(broken, BrokenItem)


def test_an_answer_without_items_is_refused() -> None:
    with pytest.raises(NotParsable):
        read_wire(b'{"api_version": "1.1", "error": {"code": 404}}')
