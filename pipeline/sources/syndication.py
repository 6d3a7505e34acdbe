"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and CDF, read by feedparser between our own mending and reading."""

import io
import re
from datetime import timedelta
from typing import Final
from xml.sax import SAXException

import feedparser

from pipeline.errors import NotParsable
from pipeline.model import Channel
from pipeline.sources.budget import affordable, within_bytes
from pipeline.sources.charset import decoded
from pipeline.sources.feed_entry import Surroundings, entry, language_tag, page_address
from pipeline.sources.format import Format
from pipeline.sources.markup import mended, root_element
from pipeline.sources.own_children import with_own_children
from pipeline.sources.parsed_element import Element
from pipeline.sources.people import author_names, with_names_marked
from pipeline.sources.plain_text import title_text, visible
from pipeline.urls import resolve

_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "entry", "item"})
# feedparser recognises a CDF document only by its first item.
_CDF_ROOT = "channel"
# An element by which a feed with a damaged beginning is recognised, if it is near the top.
_SOMEWHERE = re.compile(r"<(?:rss|rdf:rdf|feed|channel|item|entry)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)

# What feedparser 6.0.14 raises on some documents instead of setting bozo (kurtmckee/feedparser#599): elements named
# like its own keys ("links", "authors") make TypeError, AttributeError and LookupError, character references make
# ValueError and OverflowError, declarations AssertionError, sgmllib RuntimeError (RecursionError is one).
_RAISED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SAXException,
    TypeError,
    ValueError,
)

_DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>\n"
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_LONGEST_INTERVAL = timedelta(days=365)  # a longer wish is a mistake of units
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# feedparser keeps the last of these elements only.
_HOURS = re.compile(r"<skiphours>(.*?)</skiphours>", re.IGNORECASE | re.DOTALL), re.compile(r"<hour>\s*(\d{1,2})\s*<")
_DAY_NAMES = re.compile(r"<skipdays>(.*?)</skipdays>", re.IGNORECASE | re.DOTALL), re.compile(r"<day>\s*(\w+)\s*<")


def _recognises(head: str) -> bool:
    if _local_root(head) in _ROOTS:
        return True
    return _SOMEWHERE.search(head) is not None and _HTML.search(head) is None


def _local_root(text: str) -> str:
    return (root_element(text) or "").rpartition(":")[2].lower()


def _parse(body: bytes, url: str, *, content_type: str | None) -> Channel:
    source = decoded(body, content_type)
    bounded = within_bytes(source.text, url)
    whole = mended(bounded.text)
    document = affordable(whole.text, url)
    parsed = _parsed(with_names_marked(with_own_children(document.text, url)), url)
    items = parsed.elements("entries")
    version = parsed.text("version")
    root = _local_root(document.text)
    if not items and version is None and root != _CDF_ROOT:
        raise NotParsable(url, "no entries and no known version of RSS or Atom")
    head = parsed.element("feed")
    homepage = page_address(head, url)
    around = _surroundings(head, version or "", url, homepage)
    faults = (source.fault, *bounded.faults, *whole.faults, *document.faults, _bozo(parsed))
    return Channel(
        format=version or ("cdf" if root == _CDF_ROOT else root),
        title=_plain(head.text("title")),
        homepage=homepage,
        language=around.language,
        interval=_interval(head),
        skip_hours=frozenset(hour % 24 for hour in map(int, _skipped(_HOURS, document.text)) if hour <= 24),
        skip_days=frozenset(_DAYS.index(day) for day in _skipped(_DAY_NAMES, document.text) if day in _DAYS),
        bozo="; ".join(fault for fault in faults if fault) or None,
        dropped=bounded.dropped + document.dropped,
        hub=_linked(head, "hub", url),
        topic=_linked(head, "self", url),
        entries=tuple(entry(item, around) for item in items),
    )


def _parsed(text: str, url: str) -> Element:
    """A BytesIO, since feedparser opens the file or fetches the address that plain bytes or text may name."""
    stream = io.BytesIO(_DECLARATION + text.encode())
    try:
        return Element.of(feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False))
    except _RAISED as error:
        raise NotParsable(url, f"feedparser gave up: {type(error).__name__}: {visible(str(error))[:200]}") from error


def _bozo(parsed: Element) -> str | None:
    error = parsed.fields.get("bozo_exception")
    return visible(f"{type(error).__name__}: {error}")[:500] if isinstance(error, Exception) else None


def _surroundings(head: Element, version: str, url: str, homepage: str | None) -> Surroundings:
    """Relative links start from the document in Atom (RFC 4287, 2); RSS says nothing, and the site is the better guess.

    Only Atom lets an entry inherit the authors of its feed (RFC 4287, 4.2.1).
    """
    is_atom = version.startswith("atom")
    return Surroundings(
        base=url if is_atom else homepage or url,
        homepage=homepage,
        is_atom=is_atom,
        authors=author_names(head) if is_atom else (),
        language=language_tag(head.text("language")),
    )


def _plain(text: str | None) -> str | None:
    return title_text(text) if text else None


def _linked(head: Element, relation: str, url: str) -> str | None:
    """Find the first address that the feed links with this relation (WebSub, 4)."""
    links = (link.text("href") for link in head.elements("links") if (link.text("rel") or "").lower() == relation)
    return next((address for link in links if link and (address := resolve(url, link))), None)


def _interval(head: Element) -> timedelta | None:
    """Read how long the publisher asks us to wait: RSS ttl, or the period of RSS 1.0's syndication module."""
    minutes = _whole_number(head.text("ttl"))
    if minutes is not None:
        wish = timedelta(minutes=minutes)
        return wish if wish <= _LONGEST_INTERVAL else None
    period = _PERIODS.get((head.text("sy_updateperiod") or "").lower())
    return None if period is None else period / (_whole_number(head.text("sy_updatefrequency")) or 1)


def _skipped(element: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> list[str]:
    """Read what a feed lists in skipHours or skipDays, in lower case (RSS 2.0)."""
    whole, one = element
    listed = whole.search(text)
    return one.findall(listed[1].lower()) if listed else []


def _whole_number(text: str | None) -> int | None:
    return int(text) or None if text and text.isdecimal() and len(text) < 8 else None


FORMAT = Format(
    name="syndication",
    media_types=(
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "application/x-cdf",
    ),
    recognises=_recognises,
    parse=_parse,
)
