"""Invented wire documents in XML: whole ones by name, and builders of small ones."""

from collections.abc import Sequence

from pipeline.sources.wire import read_wire
from pipeline.wire_item import BrokenItem, WireItem

NAR = "http://iptc.org/std/nar/2006-10-01/"


def only(document: str | bytes) -> WireItem:
    """The one item of a document."""
    found = items(document)
    assert len(found) == 1
    assert isinstance(found[0], WireItem)
    return found[0]


def items(document: str | bytes) -> Sequence[WireItem | BrokenItem]:
    return read_wire(document.encode() if isinstance(document, str) else document).items


def g2(
    *, meta: str = "", content: str = "", body: str = "<p>Text.</p>", more: str = "", attributes: str = 'version="3"'
) -> str:
    """A newsItem with an XHTML body."""
    return (
        f'<newsItem xmlns="{NAR}" guid="urn:newsml:gale.example:harbour" {attributes} standard="NewsML-G2" '
        'standardversion="2.35" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="Gale"/>'
        f"<versionCreated>2026-11-24T10:00:00+02:00</versionCreated>{meta}</itemMeta><contentMeta>{content}</contentMeta>"
        f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body>{body}</body></html></inlineXML></contentSet>{more}</newsItem>"
    )


def g2_message(*inner: str) -> str:
    """A newsMessage of these items."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="{NAR}"><header><sent>2026-11-24T10:00:01Z</sent>'
        f"<sender>gale.example</sender><priority>4</priority></header><itemSet>{''.join(inner)}</itemSet></newsMessage>"
    )


def nitf(
    *, docdata: str = "", head: str = "", lines: str = "", body: str = "<p>Text.</p>", attributes: str = ""
) -> str:
    """A story in NITF."""
    return (
        f"<nitf {attributes}><head>{head}<docdata>{docdata}</docdata></head><body><body.head>{lines}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


def newsml_1(*, management: str = "", component: str = "", more: str = "", update: str = "N") -> str:
    """A NewsML 1.2 document with one item."""
    return (
        "<NewsML><NewsEnvelope><DateAndTime>20261124T101500Z</DateAndTime></NewsEnvelope><NewsItem><Identification>"
        "<NewsIdentifier><ProviderId>gale.example</ProviderId><DateId>20261124</DateId><NewsItemId>harbour</NewsItemId>"
        f'<RevisionId PreviousRevision="1" Update="{update}">2</RevisionId>'
        "<PublicIdentifier>urn:newsml:gale.example:20261124:harbour:2</PublicIdentifier></NewsIdentifier>"
        f'</Identification><NewsManagement><NewsItemType FormalName="News"/>'
        f"<FirstCreated>20261124T100000+0100</FirstCreated>{management}</NewsManagement>{component}{more}</NewsItem></NewsML>"
    )


def text_component(text: str, *, role: str = "Main", lines: str = "", language: str = "en") -> str:
    """A NewsComponent with one content of text."""
    return (
        f'<NewsComponent xml:lang="{language}"><Role FormalName="{role}"/><NewsLines>{lines}</NewsLines>'
        f"<ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>"
    )


_SWELL = "<p>Die Flut stieg um <em>zwei</em> Meter, teilte der Hafen mit.</p><h2>Sperre</h2><ul><li>Tor Ost</li></ul>"

DOCUMENTS: dict[str, bytes] = {
    "g2 in German": g2_message(
        g2(content='<language tag="de"/><headline>Flut im Hafen</headline>', body=_SWELL)
    ).encode(),
    "g2 of two items": g2_message(
        g2(content="<headline>Puerto cerrado</headline>"), g2(attributes='version="4"')
    ).encode(),
    "g2 package": (
        f'<packageItem xmlns="{NAR}" guid="urn:gale:top" version="1"><itemMeta><itemClass qcode="ninat:composite"/>'
        '</itemMeta><groupSet root="G1"><group id="G1" role="group:main"><itemRef residref="urn:gale:a" version="2">'
        "<headline>First</headline></itemRef></group></groupSet></packageItem>"
    ).encode(),
    "nitf in Spanish": nitf(
        attributes='baselang="es-ES"',
        docdata='<doc-id id-string="gale-7"/><date.issue norm="20261124T101500+0100"/>'
        '<du-key key="PUERTO" version="2"/>',
        lines="<hedline><hl1>El puerto cierra</hl1></hedline><byline>Por Ana Ruiz</byline>",
        body="<p>Vigo, 24 nov (Gale).- El puerto cerró.</p><table><tr><td>Este</td><td>1</td></tr></table>",
    ).encode(),
    "nitf in latin-1 called UTF-8": nitf(lines="<hedline><hl1>Zürich prüft</hl1></hedline>").encode("latin-1"),
    "newsml 1 in French": newsml_1(
        component=text_component(
            "<nitf><body><body.content><p>Le port a été fermé.</p></body.content></body></nitf>",
            lines="<HeadLine>Le port fermé</HeadLine><SlugLine>port</SlugLine>",
            language="fr",
        )
    ).encode(),
    "vendor in Danish": (
        b"<Nyhed><NewsID>42</NewsID><Headline>Havnen lukket</Headline><Content>&lt;p&gt;Havnen er lukket.&lt;/p&gt;"
        b"</Content><PublishDate>2026-11-24T10:15:00</PublishDate><Annuleret>false</Annuleret></Nyhed>"
    ),
    "vendor list": (
        b"<articles><article id='1'><title>One</title><body>First text.</body></article>"
        b"<article id='2'><title>Two</title><body>Second text.</body></article></articles>"
    ),
}
