"""ninjs, the IPTC's news in JSON: 1.x in small letters, 2.x with lists, 3.x in camelCase; one item, or many.

A file of many is a list of items, or an answer of a search that holds such a list. Associated items stay relations of
the item that names them. What a JSON file is, only its members say: files that are not ninjs are refused.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.errors import NotParsable
from pipeline.sources.json_members import JsonObject, read_json
from pipeline.sources.wire.json_item import is_json_item, json_item
from pipeline.sources.wire.old_text import text_of
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.wire_item import BrokenItem

__all__ = ["FORMAT"]

_SUBJECT = "wire file"
_BEGINS = re.compile(r"\{\s*[\"}]|\[\s*[{\]]")
_AP = re.compile(r"\"api_version\"\s*:")
# What answers of searches call the list of what was found.
_LISTS = ("items", "item", "_items", "results", "hits", "newsitems", "data")


def _recognises(document: WireDocument) -> bool:
    """JSON of any kind, but for the AP's, which has a reader of its own."""
    return _BEGINS.match(document.head) is not None and _AP.search(document.head) is None


def _read(document: WireDocument) -> Iterator[Found]:
    value = read_json(text_of(document), _SUBJECT)
    listed = _items(value)
    if not any(map(is_json_item, listed)):
        raise NotParsable(_SUBJECT, "JSON, but nothing in it has the uri or guid that ninjs demands")
    for one in listed:
        if is_json_item(one):
            yield json_item(one, document.zone)
        else:
            yield BrokenItem(error="an entry of a list of ninjs items that has neither uri nor guid")


def _items(value: object) -> Sequence[object]:
    """The items: the value itself, the members of a list, or the list that an answer holds."""
    if isinstance(value, list):
        return value
    if is_json_item(value):
        return [value]
    answer = JsonObject.folded(value)
    for name in _LISTS:
        inner = answer.members.get(name)
        if isinstance(inner, list) and any(map(is_json_item, inner)):
            return inner
        if is_json_item(inner):
            return [inner]
    return ()


FORMAT = WireFormat(name="ninjs", recognises=_recognises, read=_read)
