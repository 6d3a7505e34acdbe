"""Bytes to entries: feeds of every format that a module of this folder reads, found by its `FORMAT`.

A new format is a new file here; nothing has to be registered.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from pipeline.errors import NotParsable
from pipeline.model import Channel
from pipeline.sources.charset import head_of
from pipeline.sources.compressed import unzipped
from pipeline.sources.dates import instant, plausible
from pipeline.sources.discovery import FeedLink, announced_feeds
from pipeline.sources.format import Format
from pipeline.sources.identity import guid_fault, identified
from pipeline.sources.index_page import AUTOMATIC, read_index_page
from pipeline.sources.markup import root_element

__all__ = [
    "AUTOMATIC",
    "FORMATS",
    "FeedLink",
    "Format",
    "announced_feeds",
    "identified",
    "instant",
    "parse",
    "plausible",
    "read_index_page",
]

_HTML_ROOTS = frozenset({"html", "head", "body", "meta", "script", "title", "div", "p"})
_HTML_DOCTYPE = re.compile(r"\s*<!doctype\s+html\b", re.IGNORECASE)


def _formats() -> Iterator[Format]:
    for module in iter_modules(__path__, f"{__name__}."):
        found = getattr(import_module(module.name), "FORMAT", None)
        if isinstance(found, Format):
            yield found


FORMATS: tuple[Format, ...] = tuple(_formats())
"""The formats that `parse` knows. At most one recognises a document, so their order means nothing."""


def parse(body: bytes, url: str, *, content_type: str | None = None) -> Channel:
    """Read the channel in a document. `url` is where it came from, `content_type` the HTTP header.

    Raises only NotParsable, for a document that is not a feed. A malformed feed is read as far as possible, and `bozo`
    says what was wrong with it. Links are absolute, and http or https only.
    """
    body = unzipped(body, url)
    head = head_of(body, content_type)
    for known in FORMATS:
        if known.recognises(head):
            channel = known.parse(body, url, content_type=content_type)
            faults = (channel.bozo, guid_fault(channel.entries))
            return replace(channel, bozo="; ".join(fault for fault in faults if fault) or None)
    raise NotParsable(url, _what_it_is(body, head))


def _what_it_is(body: bytes, head: str) -> str:
    if not body.strip():
        return "an empty document"
    root = root_element(head)
    if _HTML_DOCTYPE.match(head) or (root or "").lower() in _HTML_ROOTS:
        return "an HTML page, not a feed"
    return "no feed: no element in it" if root is None else f"no feed: its root element is {root[:60]}"
