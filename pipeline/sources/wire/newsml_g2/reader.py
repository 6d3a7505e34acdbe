"""NewsML-G2: news items, packages, planning items, concepts, alone or in a newsMessage.

The IPTC's G2 standards 1.9 to 2.35, as the NewsML-G2 guidelines describe them; also as agencies write them: without
namespace, with another one, in capitals.
"""

from collections.abc import Iterator

from lxml import etree

from pipeline.sources.wire.newsml_g2.item import MessageHeader, g2_item
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.xml import (
    G2_ITEMS,
    NEWSML_G2,
    XmlItem,
    by_name,
    child,
    first_text,
    local_name,
    named,
    stated,
    xml_items,
    xml_kind,
)
from pipeline.wire_item import BrokenItem

__all__ = ["FORMAT"]

_MESSAGE = "newsmessage"


def _recognises(document: WireDocument) -> bool:
    return xml_kind(document) == NEWSML_G2


def _read(document: WireDocument) -> Iterator[Found]:
    root: etree._Element | None = None
    header = MessageHeader()
    for item in xml_items(document, G2_ITEMS):
        if item.root is not None and item.root is not root:
            root, header = item.root, _header(item.root)
        yield _found(item, header, document)


def _found(item: XmlItem, header: MessageHeader, document: WireDocument) -> Found:
    if item.element is None:
        return BrokenItem(error=item.fault or "an item that cannot be read")
    return g2_item(item.element, header, zone=document.zone, fault=item.fault)


def _header(root: etree._Element) -> MessageHeader:
    """What a message says of all its items; catalogs may be there (newsMessage/header/catalogRef) as in items."""
    if local_name(root) in G2_ITEMS:
        return MessageHeader()
    message = root if local_name(root) == _MESSAGE else next(named(root, _MESSAGE), root)
    header = child(message, "header")
    if header is None:
        return MessageHeader()
    found = by_name(header)
    catalogs = found.pop("catalog", [])
    found.pop("catalogref", None)
    extra = {name: value for name, elements in found.items() if (value := stated(elements)) is not None}
    priority = first_text(found.get("priority", ()))
    return MessageHeader(catalogs=tuple(catalogs), priority=priority, extra={"message": extra} if extra else {})


FORMAT = WireFormat(name=NEWSML_G2, recognises=_recognises, read=_read)
