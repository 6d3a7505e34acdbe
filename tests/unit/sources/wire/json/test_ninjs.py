"""ninjs 1.x, 2.x and 3.x."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from unit.sources.wire.flat_documents import NINJS_1, NINJS_3
from unit.sources.wire.xml_documents import items, only

from pipeline.errors import NotParsable
from pipeline.model import PubStatus
from pipeline.sources.wire import read_wire
from pipeline.wire_item import BrokenItem, ItemKind, ItemLink, Media, Subject, WireItem


def _read(document: Mapping[str, object], **changes: object) -> WireItem:
    return only(json.dumps({**document, **changes}))


def test_identity_version_and_status() -> None:
    item = _read(NINJS_1)
    assert (item.guid, item.version, item.status, item.urgency) == ("urn:gale:halden-ferry", "3", PubStatus.USABLE, 3)


def test_the_two_moments_and_the_embargo() -> None:
    item = _read(NINJS_1)
    assert item.published is not None
    assert item.modified is not None
    assert item.embargoed_until is not None
    assert item.published.at == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert item.modified.at == datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
    assert item.embargoed_until.at == datetime(2026, 11, 25, 0, 1, tzinfo=UTC)


def test_headlines_slug_and_byline() -> None:
    item = _read(NINJS_1)
    assert (item.headline, item.subheads) == ("Ferry returns to Halden", ("The last ferry of the season",))
    assert (item.slugline, item.byline, item.place) == ("ferry-halden", "By Nora Tasker and Per Holm", "Halden")


def test_markup_gives_the_paragraphs() -> None:
    assert _read(NINJS_1).paragraphs == ("First paragraph of the story.", "Weather", "Rain")


def test_plain_text_where_there_is_no_markup() -> None:
    item = only(json.dumps({"uri": "x", "body_text": "One line.\n\nAnd more."}))
    assert item.paragraphs == ("One line.", "And more.")


def test_note_rights_and_summary_are_apart_from_the_body() -> None:
    item = _read(NINJS_1)
    assert (item.ednotes, item.summary) == (("Adds quotes.",), "A ferry came home.")
    assert item.rights == "(c) Gale 2026\nEditorial use only"


def test_subjects_by_scheme_and_code() -> None:
    assert _read(NINJS_1).subjects == (
        Subject(scheme="medtop", code="20000568", name="travel"),
        Subject(name="Ferries"),
    )


def test_subjects_by_address_are_divided() -> None:
    topic = Subject(scheme="http://cv.iptc.org/newscodes/mediatopic/", code="15000000", name="Sport")
    assert _read(NINJS_3).subjects == (topic,)


def test_a_picture_of_many_sizes_is_one_file() -> None:
    item = _read(NINJS_1)
    assert item.media == (
        Media(
            href="https://gale.example/full.jpg",
            media_type="image/jpeg",
            width=4000,
            caption="The ferry in the harbour.",
            credit="Ida Roe",
        ),
    )
    assert item.links == (ItemLink(rel="featuremedia", guid="urn:gale:picture-1", title="The ferry"),)


def test_what_has_no_field_is_kept() -> None:
    assert _read(NINJS_1).extra["trustindicator"] == ({"title": "policy"},)


def test_camel_case_and_lists_of_3() -> None:
    item = _read(NINJS_3)
    assert (item.headline, item.subheads, item.summary) == ("Fähre kehrt zurück", ("Fähre Halden",), "Kurz gesagt.")
    assert (item.byline, item.authors, item.provider) == ("Von Nora Tasker", ("Nora Tasker",), "Gale")
    assert (item.status, item.paragraphs) == (PubStatus.CANCELED, ("Erster Absatz.", "Zweiter Absatz."))


def test_the_own_text_in_another_format_is_a_link() -> None:
    item = _read(NINJS_3)
    assert item.media == ()
    assert ItemLink(rel="rendition", href="https://gale.example/x.xml", title="nitf") in item.links


def test_the_body_in_the_language_of_the_item() -> None:
    bodies = [{"lang": "fr", "value": "<p>Le bac.</p>"}, {"lang": "de-AT", "value": "<p>Die Fähre.</p>"}]
    assert _read(NINJS_3, bodies=bodies).paragraphs == ("Die Fähre.",)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("text", ItemKind.TEXT),
        ("picture", ItemKind.PICTURE),
        ("composite", ItemKind.PACKAGE),
        ("event", ItemKind.PLANNING),
        ("component", ItemKind.OTHER),
    ],
)
def test_types(kind: str, wanted: ItemKind) -> None:
    assert _read(NINJS_1, type=kind).kind is wanted


def test_an_event_without_a_type_is_planning() -> None:
    assert only('{"uri": "x", "eventDetails": {"dates": {}}}').kind is ItemKind.PLANNING


@pytest.mark.parametrize("wrong", [{"version": 2}, {"version": [2]}, {"headline": {"a": 1}}, {"subject": "ferries"}])
def test_a_member_of_another_type_is_no_obstacle(wrong: Mapping[str, object]) -> None:
    assert _read(NINJS_1, **wrong).guid == "urn:gale:halden-ferry"


def test_many_items_of_a_search() -> None:
    answer = json.dumps({"total": 2, "items": [NINJS_1, {"no": "item"}, NINJS_3]})
    first, broken, last = items(answer)
    assert isinstance(first, WireItem)
    assert isinstance(broken, BrokenItem)
    assert isinstance(last, WireItem)
    assert (first.guid, last.guid) == ("urn:gale:halden-ferry", "urn:gale:halden-faehre")


def test_line_ends_within_texts_are_taken() -> None:
    assert only('{"uri": "x", "body_text": "One\nline."}').paragraphs == ("One", "line.")


@pytest.mark.parametrize(
    "document",
    [
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}',
        '{"a": ',
        "[1, 2, 3]",
        '{"type": "FeatureCollection", "features": []}',
        '{"uri": ' + "[" * 70 + "]" * 70 + "}",
        '{"a":' * 100_000,
    ],
)
def test_other_json_is_refused(document: str) -> None:
    with pytest.raises(NotParsable):
        read_wire(document.encode())


def test_numbers_that_are_none_are_nothing() -> None:
    assert only('{"uri": "x", "a": NaN, "b": 1e999, "c": "\\ud800y"}').extra == {"b": None, "c": "y"}


@pytest.mark.parametrize(("name", "rel"), [("main\0pic", "mainpic"), ("\0", "association"), ("", "association")])
def test_the_name_of_an_association_holds_no_controls(name: str, rel: str) -> None:
    item = only(json.dumps({"uri": "urn:a", "type": "text", "associations": {name: {"uri": "urn:b", "type": "text"}}}))
    assert [link.rel for link in item.links] == [rel]


def test_a_text_of_controls_alone_is_no_text() -> None:
    assert only(json.dumps({"uri": "urn:a", "type": "text", "desk": "\0"})).extra == {"desk": None}
