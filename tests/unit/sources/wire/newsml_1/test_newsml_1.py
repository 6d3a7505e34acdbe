"""NewsML 1.x: revisions, changes of status, components in several roles and languages."""

from datetime import UTC, datetime

import pytest
from unit.sources.wire.xml_documents import DOCUMENTS, items, newsml_1, only, text_component

from pipeline.model import PubStatus
from pipeline.sources.wire import read_wire
from pipeline.wire_item import ItemKind, WireItem


def test_a_french_story() -> None:
    item = only(DOCUMENTS["newsml 1 in French"])
    assert (item.headline, item.slugline, item.language) == ("Le port fermé", "port", "fr")
    assert item.paragraphs == ("Le port a été fermé.",)


def test_the_guid_names_a_revision_and_the_lineage_all_of_them() -> None:
    item = only(newsml_1(component=text_component("Text.")))
    assert (item.guid, item.version) == ("urn:newsml:gale.example:20261124:harbour:2", "2")
    assert item.lineage == "urn:newsml:gale.example:20261124:harbour"


@pytest.mark.parametrize("status", ["Embargoed", "Withheld"])
def test_a_status_that_will_change_to_usable_is_an_embargo(status: str) -> None:
    management = (
        f'<Status FormalName="{status}"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20261125T000100Z</DateAndTime></StatusWillChange>"
    )
    item = only(newsml_1(management=management, component=text_component("Text.")))
    assert item.status is PubStatus.USABLE
    assert item.embargoed_until is not None
    assert item.embargoed_until.at == datetime(2026, 11, 25, 0, 1, tzinfo=UTC)


def test_embargoed_without_an_end_is_withheld() -> None:
    item = only(newsml_1(management='<Status FormalName="Embargoed"/>', component=text_component("Text.")))
    assert (item.status, item.embargoed_until) == (PubStatus.WITHHELD, None)


def test_a_cancelled_item_stays_so_whatever_it_announces() -> None:
    management = '<Status FormalName="CANCELED"/>'
    assert only(newsml_1(management=management)).status is PubStatus.CANCELED


def test_the_body_is_told_from_title_and_lead_by_role() -> None:
    parts = (
        text_component("Harbour shut", role="Title")
        + text_component("The tide rose.", role="Lead")
        + text_component("The harbour was shut at noon after the tide rose.", role="Body")
    )
    item = only(newsml_1(component=f"<NewsComponent>{parts}</NewsComponent>"))
    assert item.paragraphs == ("The harbour was shut at noon after the tide rose.",)
    assert item.summary == "The tide rose."


def test_the_text_in_the_language_of_the_item_is_taken() -> None:
    parts = text_component("Le port est fermé depuis ce matin.", language="fr") + text_component(
        "De haven is dicht.", language="nl", lines="<HeadLine>Haven dicht</HeadLine>"
    )
    item = only(newsml_1(component=f'<NewsComponent xml:lang="nl">{parts}</NewsComponent>'))
    assert (item.paragraphs, item.headline, item.language) == (("De haven is dicht.",), "Haven dicht", "nl")
    assert item.extra["languages"] == ("nl", "fr")


def test_html_in_a_cdata_section() -> None:
    item = only(newsml_1(component=text_component("<![CDATA[<h1>Tide</h1><p>It rose.</p>]]>")))
    assert item.paragraphs == ("Tide", "It rose.")


def test_nitf_in_a_cdata_section() -> None:
    inner = "<![CDATA[<?xml version='1.0'?><nitf><body><body.content><p>It rose.</p></body.content></body></nitf>]]>"
    assert only(newsml_1(component=text_component(inner))).paragraphs == ("It rose.",)


def test_base64_is_read() -> None:
    encoded = '<Encoding Notation="Base64"><DataContent>VGhlIHRpZGUgcm9zZS4=</DataContent></Encoding>'
    item = only(newsml_1(component=f"<NewsComponent><ContentItem>{encoded}</ContentItem></NewsComponent>"))
    assert item.paragraphs == ("The tide rose.",)


def test_a_style_sheet_is_no_story() -> None:
    sheet = (
        '<NewsComponent><ContentItem><MimeType FormalName="text/css"/><DataContent>p {margin: 0} and so on and on'
        "</DataContent></ContentItem></NewsComponent>"
    )
    item = only(newsml_1(component=f"<NewsComponent>{sheet}{text_component('It rose.')}</NewsComponent>"))
    assert item.paragraphs == ("It rose.",)


def test_subjects_keywords_and_place() -> None:
    described = (
        '<DescriptiveMetadata><Language FormalName="en"/><SubjectCode>'
        '<Subject FormalName="11000000" Scheme="IptcSubjectCodes"/>'
        '<SubjectMatter FormalName="11006000"/></SubjectCode><SubjectCode><SubjectDetail FormalName="H7" '
        'Scheme="Gale"/></SubjectCode><Location><Property FormalName="Country" Value="ESP"/>'
        '<Property FormalName="City" Value="Vigo"/>'
        '</Location><Property FormalName="Keyword" Value="tide"/></DescriptiveMetadata>'
    )
    component = text_component("Text.").replace("</NewsLines>", f"</NewsLines>{described}")
    item = only(newsml_1(component=component))
    scheme = "http://cv.iptc.org/newscodes/subjectcode/"
    assert [(one.scheme, one.code) for one in item.subjects] == [
        (scheme, "11000000"),
        (scheme, "11006000"),
        ("Gale", "H7"),
    ]
    assert (item.keywords, item.place) == (("tide",), "Vigo")


def test_what_speaks_to_editors_is_a_note() -> None:
    advisory = (
        '<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>ADDS quote</NewsLineText></NewsLine>'
        '<NewsLine><NewsLineType FormalName="ProductLine"/><NewsLineText>(Photo)</NewsLineText></NewsLine>'
    )
    management = '<Instruction FormalName="Update"/><Comment>Third take to come</Comment>'
    item = only(newsml_1(management=management, component=text_component("Text.", lines=advisory)))
    assert item.ednotes == ("Update", "Third take to come", "ADDS quote")
    assert item.extra["NewsLine"] == {"AdvisoryLine": "ADDS quote", "ProductLine": "(Photo)"}


def test_related_items_are_links() -> None:
    management = '<AssociatedWith NewsItem="urn:gale:photo"/><DerivedFrom NewsItem="urn:gale:old"/>'
    item = only(newsml_1(management=management, component=text_component("Text.")))
    assert [(one.rel, one.guid) for one in item.links] == [
        ("associatedwith", "urn:gale:photo"),
        ("derivedfrom", "urn:gale:old"),
    ]


def test_a_photo_with_a_caption_is_a_picture() -> None:
    photo = (
        '<NewsComponent><Role FormalName="Photo"/><ContentItem Href="p.jpg"><MimeType FormalName="image/jpeg"/>'
        "<Characteristics><SizeInBytes>120</SizeInBytes></Characteristics></ContentItem></NewsComponent>"
    )
    caption = text_component("The pier at noon.", role="Caption")
    item = only(newsml_1(component=f"<NewsComponent>{photo}{caption}</NewsComponent>"))
    assert item.kind is ItemKind.PICTURE
    assert [(one.href, one.media_type, one.length_bytes) for one in item.media] == [("p.jpg", "image/jpeg", 120)]


def test_a_collection_of_references_is_a_package() -> None:
    component = (
        '<NewsComponent><NewsItemRef NewsItem="urn:gale:a"/><NewsItemRef NewsItem="urn:gale:b"/></NewsComponent>'
    )
    item = only(newsml_1(component=component))
    assert (item.kind, [one.guid for one in item.links]) == (ItemKind.PACKAGE, ["urn:gale:a", "urn:gale:b"])


def test_an_update_of_parts_is_no_story() -> None:
    update = '<Update><Replace DuidRef="h1"><HeadLine>New</HeadLine></Replace><Delete DuidRef="p2"/></Update>'
    item = only(newsml_1(more=update, update="U"))
    assert (item.kind, item.paragraphs, item.signals) == (ItemKind.OTHER, (), ("Update",))
    assert item.extra["RevisionId"] == {"previousrevision": "1", "update": "U", "text": "2"}


def test_an_item_alone_is_read() -> None:
    document = newsml_1(component=text_component("Text."))
    alone = document[document.index("<NewsItem>") : document.index("</NewsML>")]
    assert only(alone).version == "2"
    assert read_wire(alone.encode()).format == "newsml-1"


def test_a_doctype_with_a_parameter_entity_fetches_nothing() -> None:
    doctype = (
        '<!DOCTYPE NewsML PUBLIC "urn:x" "../x.dtd" [<!ENTITY % nitf SYSTEM "http://gale.example/nitf.dtd"> %nitf;]>'
    )
    assert only(doctype + newsml_1(component=text_component("Text."))).paragraphs == ("Text.",)


def test_a_broken_item_does_not_lose_its_neighbours() -> None:
    whole = newsml_1(component=text_component("Text."))
    item = whole[whole.index("<NewsItem>") : whole.index("</NewsML>")]
    broken = item.replace("</DataContent>", "").replace("</Role", "<Role")
    found = items(f"<NewsML>{item}{broken}{item}</NewsML>")
    assert len(found) == 3
    assert [one.paragraphs for one in (found[0], found[2]) if isinstance(one, WireItem)] == [("Text.",), ("Text.",)]
