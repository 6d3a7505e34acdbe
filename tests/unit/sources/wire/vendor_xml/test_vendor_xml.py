"""XML of agencies' own: told by the names of its elements."""

from datetime import UTC, datetime

import pytest
from unit.sources.wire.xml_documents import DOCUMENTS, items, only

from pipeline.errors import NotParsable
from pipeline.model import PubStatus
from pipeline.sources.wire import read_wire
from pipeline.wire_item import ItemKind, WireItem


def test_a_danish_story_with_escaped_html() -> None:
    item = only(DOCUMENTS["vendor in Danish"])
    assert (item.guid, item.headline, item.paragraphs) == ("42", "Havnen lukket", ("Havnen er lukket.",))
    assert item.published is not None
    assert item.published.at == datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
    assert item.status is None


def test_the_format_is_called_by_its_root() -> None:
    assert read_wire(DOCUMENTS["vendor in Danish"]).format == "nyhed"


def test_a_list_of_stories_is_as_many_items() -> None:
    found = [one for one in items(DOCUMENTS["vendor list"]) if isinstance(one, WireItem)]
    assert [(one.guid, one.headline, one.paragraphs) for one in found] == [
        ("1", "One", ("First text.",)),
        ("2", "Two", ("Second text.",)),
    ]


def test_capitals_and_marks_in_names_mean_nothing() -> None:
    item = only("<STORY_FILE><HEAD-LINE>Tide</HEAD-LINE><BODY_TEXT><P>It rose.</P></BODY_TEXT></STORY_FILE>")
    assert (item.headline, item.paragraphs) == ("Tide", ("It rose.",))


def test_fields_may_be_in_a_part_of_the_story_or_around_it() -> None:
    document = (
        "<publish><publishDateTime>2026-11-24T10:15:00Z</publishDateTime><story lang='fi'><header><title>Satama</title>"
        "</header><text>Satama suljettiin.</text></story></publish>"
    )
    item = only(document)
    assert (item.headline, item.language, item.paragraphs) == ("Satama", "fi", ("Satama suljettiin.",))
    assert item.published is not None


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("<Annuleret>true</Annuleret>", PubStatus.CANCELED),
        ("<holdFlag>1</holdFlag>", PubStatus.WITHHELD),
        ("<Status>Cancelled</Status>", PubStatus.CANCELED),
        ("<Status>New news</Status>", None),
        ("<Annuleret>false</Annuleret>", None),
    ],
)
def test_status_by_word_or_by_flag(said: str, status: PubStatus | None) -> None:
    assert only(f"<n><headline>A</headline><content>B.</content>{said}</n>").status is status


def test_a_correction_is_a_signal_and_a_note_stays_apart() -> None:
    item = only(
        "<n><headline>A</headline><content>B.</content><korrektion>true</korrektion>"
        "<tilRedaktionen>&lt;p&gt;Rettet navn.&lt;/p&gt;</tilRedaktionen></n>"
    )
    assert (item.signals, item.ednotes, item.paragraphs) == (("correction",), ("Rettet navn.",), ("B.",))


def test_codes_that_lost_their_nought_are_subject_codes() -> None:
    item = only(
        "<n><headline>A</headline><content>B.</content><IPTCList><int>4000000</int><int>11001000</int></IPTCList></n>"
    )
    assert [one.code for one in item.subjects] == ["04000000", "11001000"]


def test_no_date_is_made_of_the_date_that_software_puts_for_none() -> None:
    item = only("<n><headline>A</headline><content>B.</content><embargoTime>0001-01-01T00:00:00</embargoTime></n>")
    assert item.embargoed_until is None


def test_a_photo_is_a_picture_with_its_caption() -> None:
    item = only("<n><contentType>Photo</contentType><headline>Pier</headline><caption>The pier at noon.</caption></n>")
    assert (item.kind, item.paragraphs) == (ItemKind.PICTURE, ("The pier at noon.",))


def test_what_has_no_field_is_kept_by_its_name() -> None:
    item = only("<n><headline>A</headline><content>B.</content><HistID>X-7</HistID></n>")
    assert item.extra["HistID"] == "X-7"


@pytest.mark.parametrize(
    "document",
    [
        "<scores><match home='Vigo' away='Cádiz'/></scores>",
        "<settings><port>8080</port></settings>",
    ],
)
def test_xml_without_a_story_is_refused(document: str) -> None:
    with pytest.raises(NotParsable, match="no story in it"):
        read_wire(document.encode())


@pytest.mark.parametrize(
    "document",
    [
        "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><content>B</content></entry></feed>",
        "<html><body><p>A page.</p></body></html>",
    ],
)
def test_feeds_and_pages_are_no_wire(document: str) -> None:
    with pytest.raises(NotParsable, match="none of the formats"):
        read_wire(document.encode())
