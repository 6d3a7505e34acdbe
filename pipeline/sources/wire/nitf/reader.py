"""NITF 3.x: one story a document, or several below a root of the agency's own.

Element and attribute names as in the NITF 3.6 documentation; AP, EFE, ANSA, PA and others leave out much of it.
"""

from collections.abc import Iterator

from pipeline.sources.wire.nitf.story import nitf_item
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.xml import NITF, xml_items, xml_kind
from pipeline.wire_item import BrokenItem

__all__ = ["FORMAT"]

_ITEMS = frozenset({"nitf"})


def _recognises(document: WireDocument) -> bool:
    return xml_kind(document) == NITF


def _read(document: WireDocument) -> Iterator[Found]:
    for item in xml_items(document, _ITEMS):
        if item.element is None:
            yield BrokenItem(error=item.fault or "an item that cannot be read")
        else:
            yield nitf_item(item.element, zone=document.zone, fault=item.fault)


FORMAT = WireFormat(name=NITF, recognises=_recognises, read=_read)
