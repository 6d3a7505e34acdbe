"""ninjs, the IPTC's news in JSON: 1.x in small letters, 2.x with lists, 3.x in camelCase; one item, or many.

A file of many is a list of items, has an item a line, or is an answer of a search that holds such a list.
Associated items stay relations of the item that names them. What a JSON file is, only its members say: files that are
not ninjs are refused.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.errors import NotParsable
from pipeline.sources.json_members import JsonObject, read_json
from pipeline.sources.wire.json.item import is_json_item, json_item
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
    text = document.whole_text()
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(line.startswith("{") and line.rstrip().endswith("}") for line in lines):
        found = tuple(_read_lines(lines, document))
        if all(isinstance(one, BrokenItem) for one in found):
            raise NotParsable(_SUBJECT, "JSON Lines, but no line has the uri or guid that ninjs demands")
        yield from found
        return
    listed = _items(read_json(text, _SUBJECT))
    if not any(map(is_json_item, listed)):
        raise NotParsable(_SUBJECT, "JSON, but nothing in it has the uri or guid that ninjs demands")
    yield from (_found(one, document) for one in listed)


def _read_lines(lines: Sequence[str], document: WireDocument) -> Iterator[Found]:
    """Read an item from each line (JSON Lines); a line that cannot be read leaves its neighbours alone."""
    for line in lines:
        try:
            yield _found(read_json(line, _SUBJECT), document)
        except NotParsable as error:
            yield BrokenItem(error=error.reason)


def _found(value: object, document: WireDocument) -> Found:
    if is_json_item(value):
        return json_item(value, document.zone)
    return BrokenItem(error="an entry of a list of ninjs items that has neither uri nor guid")


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
