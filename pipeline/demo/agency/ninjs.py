"""Write ninjs 1.x: one item, or a list of several."""

import json
from collections.abc import Sequence

from pipeline.demo.agency.items import AGENCY, AgencyItem

__all__ = ["ninjs"]

_MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


def ninjs(items: Sequence[AgencyItem]) -> bytes:
    """The object of one item, or the list of several."""
    written = [_item(item) for item in items]
    return json.dumps(written[0] if len(written) == 1 else written, ensure_ascii=False, indent=1).encode()


def _item(item: AgencyItem) -> dict[str, object]:
    fields: dict[str, object] = {
        "uri": item.guid,
        "type": item.kind,
        "version": str(item.version),
        "versioncreated": item.changed.isoformat(),
        "firstcreated": item.created.isoformat(),
        "pubstatus": item.status,
        "language": item.language,
        "urgency": item.urgency,
        "located": item.place,
        "headline": item.headline,
        "slugline": item.slug,
        "byline": item.byline,
        "ednote": item.note,
        "creditline": item.credit,
        "source": AGENCY,
        "copyrightholder": AGENCY,
        "subject": [{"scheme": _MEDIA_TOPICS, "code": code} for code in item.subjects],
        "keywords": list(item.keywords),
        "description_text": item.caption,
        "renditions": {"original": {"href": item.href, "mimetype": "image/jpeg"}} if item.href else None,
        "body_html": "\n".join(f"<p>{_escaped(one)}</p>" for one in item.paragraphs),
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
