"""The parsers compared, each as a function from a document to the same few values."""

import calendar
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import fastfeedparser
import feedparser
from bench.feeds.corpus import Labelled

from pipeline.errors import NotParsable
from pipeline.sources import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a parser found; `entries` None: it gave up."""

    entries: int | None
    title: str | None = None
    link: str | None = None
    published: datetime | None = None


def ours(document: Labelled) -> Reading:
    """newswire. The parts of an index of sitemaps count as its entries."""
    try:
        channel = parse(document.body, document.url, content_type=document.content_type)
    except NotParsable:
        return Reading(entries=None)
    if channel.parts:
        return Reading(entries=len(channel.parts), link=channel.parts[0])
    if not channel.entries:
        return Reading(entries=channel.dropped)
    first = channel.entries[0]
    return Reading(
        entries=len(channel.entries) + channel.dropped,
        title=first.title,
        link=first.url,
        published=first.published.at if first.published else None,
    )


def by_feedparser(document: Labelled) -> Reading:
    """feedparser, given bytes and header fields."""
    headers = {"content-location": document.url} | (
        {"content-type": document.content_type} if document.content_type else {}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = feedparser.parse(io.BytesIO(document.body), response_headers=headers)
        except Exception:  # noqa: BLE001 - a peer may raise what it likes
            return Reading(entries=None)
    first: Mapping[str, Any] = parsed.entries[0] if parsed.entries else {}
    return Reading(
        entries=len(parsed.entries),
        title=first.get("title"),
        link=first.get("link"),
        published=_of_struct(first.get("published_parsed")),
    )


def by_fastfeedparser(document: Labelled) -> Reading:
    """fastfeedparser, given bytes."""
    try:
        parsed = fastfeedparser.parse(document.body)
    except Exception:  # noqa: BLE001 - a peer may raise what it likes
        return Reading(entries=None)
    first: Mapping[str, Any] = parsed.entries[0] if parsed.entries else {}
    return Reading(
        entries=len(parsed.entries),
        title=first.get("title"),
        link=first.get("link"),
        published=_of_text(first.get("published")),
    )


def _of_struct(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), tz=UTC) if parts else None
    except ValueError:
        return None


def _of_text(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


READERS: dict[str, Callable[[Labelled], Reading]] = {
    "newswire": ours,
    "feedparser": by_feedparser,
    "fastfeedparser": by_fastfeedparser,
}
