"""NewsML 1.0 to 1.2: a NewsEnvelope and news items of nested components.

An item is one wire item, in one of its languages. Its guid is the PublicIdentifier, which names one revision; what its
revisions share (ProviderId, DateId, NewsItemId) is its lineage.
"""

from collections.abc import Iterator

from lxml import etree

from pipeline.sources.wire.newsml_1.item import newsml_1_item
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.xml import NEWSML_1, by_name, child, stated, xml_items, xml_kind
from pipeline.wire_item import BrokenItem, Extra

__all__ = ["FORMAT"]

_ITEMS = frozenset({"newsitem"})


def _recognises(document: WireDocument) -> bool:
    return xml_kind(document) == NEWSML_1


def _read(document: WireDocument) -> Iterator[Found]:
    root: etree._Element | None = None
    message: dict[str, Extra] = {}
    for item in xml_items(document, _ITEMS):
        if item.root is not None and item.root is not root:
            root, message = item.root, _envelope(item.root)
        if item.element is None:
            yield BrokenItem(error=item.fault or "an item that cannot be read")
        else:
            yield newsml_1_item(item.element, message, zone=document.zone, fault=item.fault)


def _envelope(root: etree._Element) -> dict[str, Extra]:
    found = by_name(child(root, "newsenvelope"))
    values = {elements[0].tag.rpartition("}")[2]: stated(elements) for name, elements in found.items() if name}
    return {name: value for name, value in values.items() if value is not None}


FORMAT = WireFormat(name=NEWSML_1, recognises=_recognises, read=_read)
