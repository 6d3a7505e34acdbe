"""The JSON of the AP Media API: the answer for one item, or a feed of them. Its items are relatives of ninjs 1.x.

The address in `uri` has the terms of the licence in it and changes from answer to answer; an item keeps its `itemid`
through all its versions. `slugline` is written as on the AP's wire, with cycle and version around the keyword.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from pipeline.errors import NotParsable
from pipeline.sources.json_members import JsonObject, read_json
from pipeline.sources.wire.json.item import is_json_item, json_item
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.wire_item import BrokenItem, WireItem

__all__ = ["FORMAT"]

_SUBJECT = "wire file"
_BEGINS = re.compile(r"\{\s*\"")
# "BC" for both cycles, "AM" and "PM" for one, "AP" in front of stories for the web.
_CYCLE = re.compile(r"(?:BC|AM|PM|AP)-(?=[^\s-])")
_AP = re.compile(r"\"api_version\"\s*:")


def _recognises(document: WireDocument) -> bool:
    return _BEGINS.match(document.head) is not None and _AP.search(document.head) is not None


def _read(document: WireDocument) -> Iterator[Found]:
    listed = _items(read_json(document.whole_text(), _SUBJECT))
    if not listed:
        raise NotParsable(_SUBJECT, "an answer of the AP Media API without an item")
    for one in listed:
        if is_json_item(one):
            yield _item(one, document.zone)
        else:
            yield BrokenItem(error="an entry of an answer of the AP Media API that has no uri")


def _items(value: object) -> Sequence[object]:
    """The items: `data.item`, or the `item` of each member of `data.items`."""
    data = JsonObject.of(JsonObject.of(value).members.get("data"))
    only = data.members.get("item")
    listed = [JsonObject.of(one).members.get("item", one) for one in data.listed("items")]
    return [only] if isinstance(only, dict) else listed


def _item(value: object, zone: tzinfo | None) -> WireItem:
    """An item, its slug divided into keyword and version as in ANPA 1312."""
    item = json_item(value, zone, guid=_guid(value))
    if item.slugline is None:
        return item
    keyword, _, version = item.slugline.partition(", ")
    return replace(
        item,
        slugline=_CYCLE.sub("", keyword) or item.slugline,
        signals=(*item.signals, version) if version else item.signals,
    )


def _guid(item: object) -> str | None:
    itemid = JsonObject.of(JsonObject.of(item).members.get("altids")).text("itemid")
    uri = JsonObject.of(item).text("uri")
    return itemid or (uri.partition("?")[0] if uri else None)


FORMAT = WireFormat(name="ap-media", recognises=_recognises, read=_read)
