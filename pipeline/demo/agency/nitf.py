"""Write NITF 3.x, as an agency of newspapers sends it."""

from collections.abc import Sequence
from html import escape

from pipeline.demo.agency.items import AGENCY, AgencyItem

__all__ = ["nitf"]

_MOMENT = "%Y%m%dT%H%M%SZ"


def nitf(items: Sequence[AgencyItem]) -> bytes:
    """The document of one item."""
    (item,) = items
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<nitf version="-//IPTC//DTD NITF 3.5//EN"'
        f' baselang="{item.language}">\n'
        f"{_head(item)}\n<body>\n<body.head>\n{_lines(item)}\n</body.head>\n<body.content>\n"
        + "\n".join(f"<p>{escape(one)}</p>" for one in item.paragraphs)
        + "\n</body.content>\n</body>\n</nitf>\n"
    ).encode()


def _head(item: AgencyItem) -> str:
    subjects = "".join(
        f'<tobject.subject tobject.subject.refnum="{code}" tobject.subject.ipr="IPTC"/>' for code in item.subjects
    )
    note = f'<ed-msg info="{escape(item.note)}"/>\n' if item.note else ""
    return (
        f"<head>\n<title>{escape(item.headline)}</title>\n<tobject>{subjects}</tobject>\n"
        f'<docdata management-status="{item.status}">\n<doc-id id-string="{item.guid}" regsrc="{AGENCY}"/>\n'
        f'<urgency ed-urg="{item.urgency}"/>\n<date.issue norm="{item.created.strftime(_MOMENT)}"/>\n{note}'
        f'<du-key key="{escape(item.slug or "")}" version="{item.version}"/>\n'
        f'<doc.copyright year="{item.changed:%Y}" holder="{AGENCY}"/>\n</docdata>\n</head>'
    )


def _lines(item: AgencyItem) -> str:
    byline = f"<byline>{escape(item.byline)}</byline>\n" if item.byline else ""
    return (
        f"<hedline><hl1>{escape(item.headline)}</hl1></hedline>\n{byline}"
        f"<distributor>{escape(item.credit or AGENCY)}</distributor>\n<dateline><location>{escape(item.place or '')}"
        f'</location><story.date norm="{item.changed.strftime(_MOMENT)}"/></dateline>'
    )
