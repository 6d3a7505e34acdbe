"""Bytes to items: what agencies deliver, in every format that a module of these rooms reads, found by its `FORMAT`.

A new format is a new file in one of the rooms, or a room of its own; nothing has to be registered. A format is
recognised by content, never by file name.
"""

from collections.abc import Iterator
from datetime import tzinfo
from importlib import import_module
from itertools import islice
from pkgutil import walk_packages

from pipeline.errors import NotParsable
from pipeline.sources.charset import decoded, head_of
from pipeline.sources.wire.vocabulary import complete_subjects
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.wire_item import BrokenItem, WireFile

__all__ = ["MOST_BYTES", "MOST_ITEMS", "WIRE_FORMATS", "complete_subjects", "read_wire"]

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of a wire file; a longer one is not read. The largest newsMessages of agencies have some megabytes."""

MOST_ITEMS = 5_000
"""Items taken from one file. A BrokenItem at the end of a file that holds more says so."""

_SUBJECT = "wire file"
# As much as recognising a feed takes: what is before a root element takes less.
_HEAD_BYTES = 65_536
_LEADING = "\ufeff \t\r\n"


def _formats() -> Iterator[WireFormat]:
    for module in walk_packages(__path__, f"{__name__}."):
        found = getattr(import_module(module.name), "FORMAT", None)
        if isinstance(found, WireFormat):
            yield found


WIRE_FORMATS: tuple[WireFormat, ...] = tuple(sorted(_formats(), key=lambda one: (one.fallback, one.name)))
"""The formats that `read_wire` knows, fallbacks last."""


def read_wire(data: bytes, *, charset: str | None = None, zone: tzinfo | None = None) -> WireFile:
    """The items of a wire file, in order.

    `charset` is what the source writes where a file does not say it, `zone` the zone of times that name none (without
    it they are taken as UTC and marked). Raises NotParsable, and nothing else, where the file is of none of the formats
    or cannot be read at all.
    """
    if len(data) > MOST_BYTES:
        raise NotParsable(_SUBJECT, f"{len(data):,} bytes, more than the {MOST_BYTES:,} that a wire file may have")
    if not data.strip():
        raise NotParsable(_SUBJECT, "an empty file")
    document = _document(data, charset, zone)
    for known in WIRE_FORMATS:
        if known.recognises(document):
            dialect = known.name if known.dialect is None else known.dialect(document)
            return WireFile(format=dialect, items=tuple(_capped(known.read(document))))
    raise NotParsable(_SUBJECT, f"none of the formats that newswire reads ({', '.join(_names())})")


def _document(data: bytes, charset: str | None, zone: tzinfo | None) -> WireDocument:
    content_type = f"text/plain; charset={charset}" if charset else None
    if len(data) > _HEAD_BYTES:
        head = head_of(data, content_type).lstrip(_LEADING)
        return WireDocument(data=data, head=head, charset=charset, zone=zone)
    text = decoded(data, content_type).text.lstrip(_LEADING)
    return WireDocument(data=data, head=text, text=text, charset=charset, zone=zone)


def _names() -> list[str]:
    return [known.name for known in WIRE_FORMATS]


def _capped(items: Iterator[Found]) -> Iterator[Found]:
    yield from islice(items, MOST_ITEMS)
    if next(items, None) is not None:
        yield BrokenItem(error=f"more than {MOST_ITEMS:,} items in one file: the rest is left out")
