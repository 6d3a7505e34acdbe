"""Find the feeds behind an address: a feed itself, or the feeds that a site's page announces."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.errors import FetchFailed, NotParsable
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.model import Answer, Channel
from pipeline.sources import announced_feeds, parse
from pipeline.store.feeds import NewFeed
from pipeline.urls import host

# A page may link hundreds of feeds, one a topic; a person chooses among those by their own addresses.
_MOST_FEEDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that answered and could be read."""

    url: str
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands at an address: feeds, or none, and then a page like any other."""

    url: str
    feeds: tuple[FoundFeed, ...]


def look(url: str, *, limits: Limits) -> Found:
    """Fetch an address and the likeliest 20 feeds that it announces; FetchFailed where it does not answer."""
    answer = require_document(fetch_all([Request(url=url)], limits=limits)[0])
    feed = _read(url, answer)
    if feed is not None:
        return Found(url=url, feeds=(feed,))
    links = announced_feeds(answer.body, answer.url)[:_MOST_FEEDS]
    answers = fetch_all([Request(url=link.url) for link in links], limits=limits)
    found = [_read_answer(link.url, one) for link, one in zip(links, answers, strict=True)]
    return Found(url=url, feeds=tuple(feed for feed in found if feed is not None))


def _read_answer(url: str, answer: Answer | FetchFailed) -> FoundFeed | None:
    try:
        return _read(url, require_document(answer))
    except FetchFailed:
        return None


def _read(url: str, answer: Answer) -> FoundFeed | None:
    try:
        return FoundFeed(url=url, channel=parse(answer.body, answer.url, content_type=answer.content_type))
    except NotParsable:
        return None


def subscription(feed: FoundFeed) -> NewFeed:
    """The feed as the store takes it; its outlet is known by host and path of the home page."""
    homepage = feed.channel.homepage
    slug = _slug(homepage) if homepage else host(feed.url)
    title = feed.channel.title
    return NewFeed(
        url=feed.url,
        source_slug=slug,
        source_name=title or slug,
        homepage=homepage,
        title=title,
        language=feed.channel.language,
    )


def _slug(homepage: str) -> str:
    parts = urlsplit(homepage)
    return f"{parts.netloc}{parts.path}".rstrip("/").lower() or homepage
