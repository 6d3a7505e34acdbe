"""JSON Feed 1.0 and 1.1 (jsonfeed.org), and documents that are nearly one."""

import html
import re
from collections.abc import Iterator, Mapping

from pipeline.errors import NotParsable
from pipeline.model import Channel, Enclosure, Entry, Instant
from pipeline.sources.budget import MOST_ENTRIES, MOST_FEED_BYTES
from pipeline.sources.charset import decoded
from pipeline.sources.dates import instant
from pipeline.sources.feed_entry import language_tag
from pipeline.sources.format import Format
from pipeline.sources.json_members import JsonObject, read_json
from pipeline.sources.placeholders import is_placeholder
from pipeline.sources.plain_text import html_text, safe_markup, title_text
from pipeline.urls import resolve

_BEGINNING = re.compile(r"\s*\{")
_VERSION = re.compile(r"jsonfeed\.org/version/(\d+(?:\.\d+)?)")
_MEMBER = re.compile(r"\"(?:items|version|feed_url|home_page_url)\"\s*:")
_MOST_ENTRY_KEYWORDS = 200  # more than an editor gives one story


def _recognises(head: str) -> bool:
    """Whether a document names its version, or has members that only JSON Feed has."""
    return _BEGINNING.match(head) is not None and _MEMBER.search(head) is not None


def _parse(body: bytes, url: str, *, content_type: str | None) -> Channel:
    if len(body) > MOST_FEED_BYTES:
        raise NotParsable(url, f"{len(body):,} bytes, more than the {MOST_FEED_BYTES:,} that a feed may have")
    source = decoded(body, content_type)
    feed = JsonObject.of(read_json(source.text, url))
    version = _VERSION.search(feed.text("version") or "")
    items = list(feed.objects("items"))
    if version is None and not items:
        raise NotParsable(url, "JSON, but neither a version of JSON Feed nor items")
    homepage = resolve(url, feed.text("home_page_url") or "")
    hub = next((one.text("url") for one in feed.objects("hubs")), None)
    faults = (source.fault, None if version else "no version of JSON Feed is named")
    return Channel(
        format=f"json{version[1]}" if version else "json",
        title=title_text(feed.text("title") or ""),
        homepage=homepage,
        language=language_tag(feed.text("language")),
        bozo="; ".join(fault for fault in faults if fault) or None,
        dropped=max(0, len(items) - MOST_ENTRIES),
        hub=resolve(url, hub) if hub else None,
        topic=resolve(url, feed.text("feed_url") or ""),
        entries=tuple(_entry(item, feed, homepage or url) for item in items[:MOST_ENTRIES]),
    )


def _entry(item: JsonObject, feed: JsonObject, base: str) -> Entry:
    published, updated = (item.text(name) for name in ("date_published", "date_modified"))
    moments = {text: instant(text) for text in (published, updated) if text}
    markup = item.text("content_html")
    plain = item.text("content_text")
    image = item.text("image", "banner_image")
    summary = item.text("summary") or plain or markup
    return Entry(
        guid=item.text("id"),
        url=_address(item, base),
        title=title_text(item.text("title") or ""),
        summary=html_text(summary) if summary else None,
        content=safe_markup(markup or (html.escape(plain, quote=False) if plain else "")),
        authors=tuple(_authors(item) or _authors(feed)),
        published=_moment(moments, published),
        updated=_moment(moments, updated),
        absurd_dates=tuple(text for text, moment in moments.items() if moment is None),
        language=language_tag(item.text("language")) or language_tag(feed.text("language")),
        keywords=tuple(dict.fromkeys(_keywords(item)))[:_MOST_ENTRY_KEYWORDS],
        image_url=resolve(base, image) if image else None,
        enclosures=tuple(_enclosures(item, base)),
    )


def _moment(moments: Mapping[str, Instant | None], text: str | None) -> Instant | None:
    return moments[text] if text else None


def _address(item: JsonObject, base: str) -> str | None:
    """Find the item's own page, else the page that it is about, else an id that is an address."""
    for reference in (item.text("url"), item.text("external_url"), item.text("id")):
        if (
            reference
            and not is_placeholder(reference)
            and (reference.startswith(("http://", "https://", "/")) or reference == item.text("url"))
        ):
            address = resolve(base, reference)
            if address is not None:
                return address
    return None


def _authors(item: JsonObject) -> list[str]:
    """Names by `authors` (1.1), else by `author` (1.0): objects or texts, one or a list of them."""
    stated = list(item.named("authors", "name")) or item.named("author", "name")
    return list(dict.fromkeys(name for text in stated if (name := title_text(text))))


def _keywords(item: JsonObject) -> Iterator[str]:
    """The words of `tags`: a list, or one text with commas."""
    for tag in item.named("tags", "name", "title", "label", "term"):
        parts = tag.split(",") if isinstance(item.members.get("tags"), str) else [tag]
        yield from filter(None, map(title_text, parts))


def _enclosures(item: JsonObject, base: str) -> Iterator[Enclosure]:
    for attachment in item.objects("attachments"):
        address = resolve(base, attachment.text("url") or "")
        size = attachment.members.get("size_in_bytes")
        if address is not None:
            yield Enclosure(
                url=address,
                media_type=attachment.text("mime_type"),
                length_bytes=size if isinstance(size, int) and size > 0 else None,
            )


FORMAT = Format(
    name="json-feed",
    media_types=("application/feed+json", "application/json"),
    recognises=_recognises,
    parse=_parse,
)
