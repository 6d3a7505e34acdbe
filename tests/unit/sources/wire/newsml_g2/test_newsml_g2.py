"""NewsML-G2: news items, packages, planning, concepts, alone and in messages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from unit.sources.wire.xml_documents import DOCUMENTS, NAR, g2, g2_message, items, only

from pipeline.errors import NotParsable
from pipeline.model import PubStatus
from pipeline.sources.wire import MOST_ITEMS, read_wire
from pipeline.wire_item import BrokenItem, ItemKind, WireItem


def test_identity_version_and_instants_of_an_item() -> None:
    item = only(g2(meta="<firstCreated>2026-11-24T07:30:00Z</firstCreated>"))
    assert (item.guid, item.version, item.kind) == ("urn:newsml:gale.example:harbour", "3", ItemKind.TEXT)
    assert item.published is not None
    assert item.published.at == datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert item.modified is not None
    assert item.modified.at == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_a_time_without_a_zone_is_in_the_zone_of_the_source() -> None:
    document = g2(meta="<firstCreated>2026-07-01T10:00:00</firstCreated>").encode()
    item = read_wire(document, zone=ZoneInfo("Europe/Helsinki")).items[0]
    assert isinstance(item, WireItem)
    assert item.published is not None
    assert item.published.at == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert not item.published.zone_assumed


def test_the_headline_of_the_items_language_is_the_main_one() -> None:
    content = (
        '<language tag="sv"/><headline role="hl:short">Hamn</headline><headline xml:lang="en">Harbour shut</headline>'
        '<headline xml:lang="sv">Hamnen stängd</headline>'
    )
    item = only(g2(content=content))
    assert (item.headline, item.subheads) == ("Hamnen stängd", ("Hamn",))


def test_the_title_of_the_item_stands_in_for_a_headline() -> None:
    assert only(g2(meta="<title>Harbour, first take</title>")).headline == "Harbour, first take"


def test_the_body_of_the_items_language_is_taken() -> None:
    bodies = "".join(
        f'<inlineXML xml:lang="{tag}"><html><body><p>{text}</p></body></html></inlineXML>'
        for tag, text in (("de", "Der Hafen ist seit heute frueh geschlossen."), ("en", "The port is shut."))
    )
    item = only(
        f'<newsItem xmlns="{NAR}" guid="a" xml:lang="en"><itemMeta/><contentSet>{bodies}</contentSet></newsItem>'
    )
    assert item.paragraphs == ("The port is shut.",)
    assert item.extra["bodies"] == 2


def test_marked_up_text_comes_before_the_same_text_plain() -> None:
    content = (
        '<inlineData contenttype="text/plain">One. Two.</inlineData>'
        '<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>One.</p><p>Two.</p></body.content>'
        "</body></nitf></inlineXML>"
    )
    item = only(f'<newsItem guid="a"><itemMeta/><contentSet>{content}</contentSet></newsItem>')
    assert item.paragraphs == ("One.", "Two.")


def test_html_in_inline_data_is_read_as_html() -> None:
    content = "<inlineData contenttype='text/html'><![CDATA[<p>The caf&eacute;<br>is shut.</p><p>So is the pier.</p>]]>"
    item = only(f'<newsItem guid="a"><itemMeta/><contentSet>{content}</inlineData></contentSet></newsItem>')
    assert item.paragraphs == ("The café is shut.", "So is the pier.")


def test_subjects_are_scheme_code_and_name() -> None:
    content = (
        '<subject qcode="medtop:20000010"><name xml:lang="de">Theater</name><name xml:lang="en">theatre</name>'
        "</subject>"
        '<subject qcode="gale:H7"/><subject uri="http://cv.iptc.org/newscodes/mediatopic/20000020"/>'
        '<subject literal="pier"/>'
    )
    item = only(g2(content=content))
    assert [(one.scheme, one.code, one.name) for one in item.subjects] == [
        ("http://cv.iptc.org/newscodes/mediatopic/", "20000010", "theatre"),
        ("gale", "H7", None),
        ("http://cv.iptc.org/newscodes/mediatopic/", "20000020", None),
        (None, "pier", None),
    ]
    assert item.extra["unknown_aliases"] == ("gale",)


def test_a_catalog_in_the_document_names_its_schemes() -> None:
    catalog = '<catalog><scheme alias="gale" uri="https://gale.example/cv/"/></catalog>'
    document = g2(content='<subject qcode="gale:H7"/>').replace("<itemMeta>", f"{catalog}<itemMeta>", 1)
    assert only(document).subjects[0].scheme == "https://gale.example/cv/"


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ('<pubStatus qcode="stat:usable"/>', PubStatus.USABLE),
        ('<pubStatus qcode="stat:canceled"/>', PubStatus.CANCELED),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', PubStatus.WITHHELD),
        ('<pubStatus literal="Cancelled"/>', PubStatus.CANCELED),
        ("", None),
    ],
)
def test_status_however_it_is_spelled(stated: str, status: PubStatus | None) -> None:
    assert only(g2(meta=stated)).status is status


def test_an_embargo_with_a_time_ends_then_and_without_one_withholds() -> None:
    timed = only(g2(meta="<embargoed>2026-11-25T00:01:00Z</embargoed>"))
    assert timed.embargoed_until is not None
    assert timed.embargoed_until.at == datetime(2026, 11, 25, 0, 1, tzinfo=UTC)
    assert only(g2(meta="<embargoed/>")).status is PubStatus.WITHHELD


def test_notes_to_editors_are_apart_from_the_body() -> None:
    item = only(g2(meta="<edNote>Adds quote.</edNote><edNote><p>Pier,</p><p>not port.</p></edNote>"))
    assert item.ednotes == ("Adds quote.", "Pier,\nnot port.")
    assert item.paragraphs == ("Text.",)


def test_persons_among_the_creators_are_authors() -> None:
    creators = '<creator type="cpnat:person" literal="ar"><name>Ana Ruiz</name></creator><creator literal="Gale"/>'
    item = only(g2(content=f"{creators}<by>By Ana Ruiz</by>"))
    assert (item.authors, item.byline) == (("Ana Ruiz",), "By Ana Ruiz")


def test_links_name_items_and_addresses() -> None:
    meta = (
        '<link rel="irel:isTranslationOf" residref="urn:gale:o" version="2"/>'
        '<link rel="irel:seeAlso" href="https://gale.example/x"><title>X</title></link>'
    )
    links = only(g2(meta=meta)).links
    assert [(one.rel, one.guid, one.href, one.title) for one in links] == [
        ("isTranslationOf", "urn:gale:o", None, None),
        ("seeAlso", None, "https://gale.example/x", "X"),
    ]


def test_a_package_is_relations_and_no_text() -> None:
    item = only(DOCUMENTS["g2 package"])
    assert (item.kind, item.paragraphs) == (ItemKind.PACKAGE, ())
    assert [(one.rel, one.guid, one.version, one.title) for one in item.links] == [("main", "urn:gale:a", "2", "First")]


def test_a_picture_has_its_files() -> None:
    item = only(
        f'<newsItem xmlns="{NAR}" guid="p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta>'
        '<description role="drol:caption">The pier.</description></contentMeta><contentSet><remoteContent '
        'href="https://gale.example/p.jpg" contenttype="image/jpeg" size="120" width="30" height="20"/>'
        "</contentSet></newsItem>"
    )
    assert (item.kind, item.summary) == (ItemKind.PICTURE, "The pier.")
    assert [(one.href, one.media_type, one.length_bytes, one.width, one.height) for one in item.media] == [
        ("https://gale.example/p.jpg", "image/jpeg", 120, 30, 20)
    ]


def test_a_planning_item_is_no_text() -> None:
    item = only(
        '<planningItem guid="pl"><itemMeta/><contentMeta><headline>Budget day</headline></contentMeta></planningItem>'
    )
    assert (item.kind, item.headline) == (ItemKind.PLANNING, "Budget day")


def test_capitals_and_a_wrong_namespace_change_nothing() -> None:
    document = (
        g2(content="<headline>Harbour shut</headline>").replace("itemMeta", "ITEMMETA").replace("headline", "HEADLINE")
    )
    item = only(document.replace(NAR, "http://gale.example/wrong").replace("newsItem", "NEWSITEM"))
    assert (item.headline, item.paragraphs) == ("Harbour shut", ("Text.",))


def test_a_broken_item_does_not_lose_its_neighbours() -> None:
    broken = g2(content="<headline>Broken").replace("</contentMeta>", "", 1).replace("</html>", "")
    found = items(g2_message(g2(content="<headline>One</headline>"), broken, g2(content="<headline>Three</headline>")))
    assert [one.headline for one in found if isinstance(one, WireItem)][::2] == ["One", "Three"]
    assert isinstance(found[1], WireItem)
    assert "recovered" in found[1].extra


def test_a_message_that_ends_too_soon_keeps_what_came() -> None:
    whole = g2_message(g2(content="<headline>One</headline>"), g2(content="<headline>Two</headline>"))
    found = items(whole[: whole.index("Two") + 3])
    assert isinstance(found[0], WireItem)
    assert found[0].headline == "One"
    assert "recovered" not in found[0].extra


def test_a_large_message_is_read_item_by_item() -> None:
    body = f"<p>{'The tide rose. ' * 400}</p>"
    found = items(g2_message(*(g2(content=f"<headline>{number}</headline>", body=body) for number in range(300))))
    assert [one.headline for one in found if isinstance(one, WireItem)] == [str(number) for number in range(300)]
    assert isinstance(found[-1], WireItem)
    assert found[-1].extra["message"] == {"sent": "2026-11-24T10:00:01Z", "sender": "gale.example", "priority": "4"}


def test_a_message_of_too_many_items_says_so() -> None:
    small = '<newsItem guid="a"><itemMeta/></newsItem>'
    found = items(g2_message(*[small] * (MOST_ITEMS + 1)))
    assert len(found) == MOST_ITEMS + 1
    assert isinstance(found[-1], BrokenItem)
    assert "5,000 items" in found[-1].error


def test_a_message_around_no_item_is_refused() -> None:
    with pytest.raises(NotParsable, match="no item in it"):
        read_wire(g2_message().encode())


def test_a_message_within_another_document_is_read() -> None:
    document = f"<envelope><payload>{g2(content='<headline>Harbour shut</headline>')}</payload></envelope>"
    assert only(document).headline == "Harbour shut"
    assert read_wire(document.encode()).format == "newsml-g2"
