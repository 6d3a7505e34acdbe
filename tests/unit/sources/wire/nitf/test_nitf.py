"""NITF as agencies write it."""

from datetime import UTC, datetime

import pytest
from unit.sources.wire.xml_documents import DOCUMENTS, items, nitf, only

from pipeline.model import PubStatus
from pipeline.sources.wire import read_wire
from pipeline.wire_item import WireItem

ISSUED = '<date.issue norm="20261124T101500+0100"/>'


def test_a_spanish_story() -> None:
    item = only(DOCUMENTS["nitf in Spanish"])
    assert (item.guid, item.version, item.slugline, item.language) == ("gale-7", "2", "PUERTO", "es-ES")
    assert (item.headline, item.byline) == ("El puerto cierra", "Por Ana Ruiz")
    assert item.paragraphs == ("Vigo, 24 nov (Gale).- El puerto cerró.", "Este\t1")
    assert item.published is not None
    assert item.published.at == datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


def test_a_byline_keeps_its_title_apart() -> None:
    item = only(nitf(lines="<byline>By <person>Ana Ruiz</person><byttl>Harbour Writer</byttl></byline>"))
    assert (item.byline, item.authors, item.extra["byttl"]) == ("By Ana Ruiz", ("Ana Ruiz",), "Harbour Writer")


def test_a_dateline_keeps_its_place_and_not_the_date_of_the_story() -> None:
    lines = (
        "<dateline><location>VIGO</location>, Spain <story.date norm='20261124T090000Z'>Nov. 24</story.date></dateline>"
    )
    item = only(nitf(lines=lines))
    assert (item.dateline, item.place) == ("VIGO, Spain", "VIGO")
    assert item.modified is not None
    assert item.modified.at == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("docdata", "status", "until"),
    [
        (f'{ISSUED}<date.release norm="20261125T000100Z"/>', None, datetime(2026, 11, 25, 0, 1, tzinfo=UTC)),
        (f'{ISSUED}<date.release norm="20261124T101500+0100"/>', None, None),
        (f'{ISSUED}<date.release norm="20261124T080000Z"/>', None, None),
    ],
)
def test_a_release_after_the_issue_is_an_embargo(
    docdata: str, status: PubStatus | None, until: datetime | None
) -> None:
    item = only(nitf(docdata=docdata))
    assert item.status is status
    assert (item.embargoed_until.at if item.embargoed_until else None) == until


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("usable", PubStatus.USABLE),
        ("withheld", PubStatus.WITHHELD),
        ("canceled", PubStatus.CANCELED),
        ("Cancelled", PubStatus.CANCELED),
        ("embargoed", PubStatus.WITHHELD),
    ],
)
def test_management_status(said: str, status: PubStatus) -> None:
    document = nitf(docdata=ISSUED).replace("<docdata>", f'<docdata management-status="{said}">')
    assert only(document).status is status


def test_embargoed_with_a_release_is_usable_then() -> None:
    document = nitf(docdata=f'{ISSUED}<date.release norm="20261124T101500+0100"/>')
    item = only(document.replace("<docdata>", '<docdata management-status="embargoed">'))
    assert item.status is PubStatus.USABLE
    assert item.embargoed_until is not None


def test_subject_codes_of_the_iptc_and_of_an_agency() -> None:
    head = (
        '<tobject tobject.type="news"><tobject.property tobject.property.type="current"/>'
        '<tobject.subject tobject.subject.refnum="11006005" tobject.subject.type="Politics" '
        'tobject.subject.matter="Government"/>'
        '<tobject.subject tobject.subject.refnum="H7" tobject.subject.ipr="Gale" tobject.subject.type="Harbour"/>'
        "</tobject>"
    )
    item = only(nitf(head=head))
    assert [(one.scheme, one.code, one.name) for one in item.subjects] == [
        ("http://cv.iptc.org/newscodes/subjectcode/", "11006005", "Government"),
        ("Gale", "H7", "Harbour"),
    ]
    assert [one.name for one in item.genres] == ["current"]


def test_notes_to_editors_leave_the_body() -> None:
    note = "<note noteclass='editorsnote'><p>Check the name.</p></note>"
    body = f"<p>Text.</p>{note}<note><p>Correction of yesterday.</p></note>"
    item = only(nitf(docdata='<ed-msg info="Adds byline"/>', body=body))
    assert item.ednotes == ("Adds byline", "Check the name.")
    assert item.paragraphs == ("Text.", "Correction of yesterday.")


def test_a_picture_with_its_caption_is_apart_from_the_text() -> None:
    body = (
        '<p>Text.</p><media media-type="image"><media-reference source="p.jpg" mime-type="image/jpeg" width="30" '
        'height="20"/>'
        "<media-caption><p>The pier.</p></media-caption><media-producer>A. Ruiz</media-producer></media>"
    )
    item = only(nitf(body=body))
    assert item.paragraphs == ("Text.",)
    assert [(one.href, one.caption, one.credit, one.width) for one in item.media] == [
        ("p.jpg", "The pier.", "A. Ruiz", 30)
    ]


def test_a_story_without_a_headline_has_the_title_of_its_head() -> None:
    assert only(nitf(head="<title>1 HARBOUR Tide</title>", lines="<hedline/>")).headline == "1 HARBOUR Tide"


def test_breaks_in_a_headline_divide_words() -> None:
    assert only(nitf(lines="<hedline><hl1>Harbour<br/>shut</hl1></hedline>")).headline == "Harbour shut"


def test_paragraphs_without_a_body_content_are_read() -> None:
    item = only(
        "<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head><p>One.</p><p>Two.</p></body></nitf>"
    )
    assert item.paragraphs == ("One.", "Two.")


def test_latin_1_that_calls_itself_utf_8() -> None:
    assert only(DOCUMENTS["nitf in latin-1 called UTF-8"]).headline == "Zürich prüft"


def test_utf_8_that_calls_itself_latin_1() -> None:
    document = '<?xml version="1.0" encoding="ISO-8859-1"?>' + nitf(
        lines="<hedline><hl1>Havn på Færøerne</hl1></hedline>"
    )
    assert only(document.encode()).headline == "Havn på Færøerne"


def test_control_characters_blanks_and_a_byte_order_mark_do_no_harm() -> None:
    document = "\ufeff\x01\n  " + nitf(lines="<hedline><hl1>Tide\x0c\x01 rose</hl1></hedline>")
    assert only(document).headline == "Tide rose"


def test_entities_are_text_and_no_file_is_read() -> None:
    doctype = '<!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY port "Vigo"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
    item = only(doctype + nitf(body="<p>&port;&nbsp;caf&eacute; &amp; &file;</p>"))
    assert item.paragraphs == ("Vigo café & &file;",)


def test_several_stories_below_a_root_of_the_agencys_own() -> None:
    stories = "".join(nitf(lines=f"<hedline><hl1>{name}</hl1></hedline>") for name in "AB")
    document = f"<stories>{stories}</stories>"
    assert [one.headline for one in items(document) if isinstance(one, WireItem)] == ["A", "B"]
    assert read_wire(document.encode()).format == "nitf"


def test_meta_and_what_has_no_field_are_kept() -> None:
    head = '<meta name="category" content="SSS"/><tobject tobject.type="news"/>'
    item = only(nitf(head=head, docdata='<fixture fix-id="tides"/><series series.name="Coast" series.part="1"/>'))
    assert item.extra["meta"] == {"category": "SSS"}
    assert item.extra["series"] == {"series.name": "Coast", "series.part": "1"}
    assert item.extra["fixture"] == {"fix-id": "tides"}
