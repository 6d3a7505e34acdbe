"""Write NewsML-G2: news items with text or picture, packages, and messages of several."""

from collections.abc import Sequence
from html import escape

from pipeline.demo.agency.items import AGENCY, AgencyItem

__all__ = ["newsml_g2"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAR = "http://iptc.org/std/nar/2006-10-01/"
_CATALOG = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
_CLASSES = {"text": "text", "picture": "picture", "package": "composite"}


def newsml_g2(items: Sequence[AgencyItem]) -> bytes:
    """The document of one item, or a message of several."""
    written = [_item(item) for item in items]
    if len(written) == 1:
        return f"{_DECLARATION}{written[0]}\n".encode()
    return (
        f'{_DECLARATION}<newsMessage xmlns="{_NAR}">\n<header><sent>{items[0].changed.isoformat()}</sent>'
        f"<sender>{AGENCY}</sender></header>\n<itemSet>\n{chr(10).join(written)}\n</itemSet>\n</newsMessage>\n"
    ).encode()


def _item(item: AgencyItem) -> str:
    root = "packageItem" if item.kind == "package" else "newsItem"
    content = {"text": _text, "picture": _picture, "package": _package}[item.kind](item)
    return (
        f'<{root} xmlns="{_NAR}" guid="{item.guid}" version="{item.version}" standard="NewsML-G2"'
        f' standardversion="2.35" conformance="power" xml:lang="{item.language}">\n{_CATALOG}\n'
        f"<rightsInfo><copyrightHolder literal='{AGENCY}'/><copyrightNotice>(c) {item.changed:%Y} {AGENCY}"
        f"</copyrightNotice></rightsInfo>\n{_management(item)}\n{_description(item)}\n{content}\n</{root}>"
    )


def _management(item: AgencyItem) -> str:
    embargo = f"<embargoed>{item.embargoed_until.isoformat()}</embargoed>" if item.embargoed_until else ""
    note = f"<edNote>{escape(item.note)}</edNote>" if item.note else ""
    return (
        f'<itemMeta><itemClass qcode="ninat:{_CLASSES[item.kind]}"/><provider literal="{AGENCY}"/>'
        f"<versionCreated>{item.changed.isoformat()}</versionCreated><firstCreated>{item.created.isoformat()}"
        f'</firstCreated>{embargo}<pubStatus qcode="stat:{item.status}"/>{note}</itemMeta>'
    )


def _description(item: AgencyItem) -> str:
    parts = [
        f"<urgency>{item.urgency}</urgency>" if item.urgency else "",
        f"<located><name>{escape(item.place)}</name></located>" if item.place else "",
        f"<by>{escape(item.byline)}</by>" if item.byline else "",
        f"<creditline>{escape(item.credit or AGENCY)}</creditline>",
        f'<language tag="{item.language}"/>',
        *(f'<subject type="cpnat:abstract" qcode="medtop:{code}"/>' for code in item.subjects),
        f"<slugline>{escape(item.slug or '')}</slugline>",
        f"<headline>{escape(item.headline)}</headline>",
        f'<description role="drol:caption">{escape(item.caption)}</description>' if item.caption else "",
    ]
    return f"<contentMeta>{''.join(parts)}</contentMeta>"


def _text(item: AgencyItem) -> str:
    paragraphs = "\n".join(f"<p>{escape(one)}</p>" for one in item.paragraphs)
    return (
        f'<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="{item.word_count}">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(item.headline)}</title></head>\n<body>\n'
        f"{paragraphs}\n</body></html></inlineXML></contentSet>"
    )


def _picture(item: AgencyItem) -> str:
    return (
        f'<contentSet><remoteContent href="{escape(item.href or "")}" rendition="rnd:highRes" contenttype="image/jpeg"'
        ' width="3000" height="2000"/></contentSet>'
    )


def _package(item: AgencyItem) -> str:
    members = "".join(f'<itemRef residref="{guid}"/>' for guid in item.links)
    return f'<groupSet root="G1"><group id="G1" role="group:main">{members}</group></groupSet>'
