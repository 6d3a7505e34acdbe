"""Find the feeds behind an address: a feed itself, or the feeds that a site's page announces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.errors import FetchFailed, Interstitial, NotParsable
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.folders import folder_of
from pipeline.masking import masked
from pipeline.model import Answer, Channel
from pipeline.sources import announced_feeds, parse
from pipeline.sources.opml import Outline
from pipeline.stages.poll_reading import feed_document, names_the_page, read_feed, with_parts
from pipeline.stages.poll_wire import read_wire_answer, wire_channel
from pipeline.store.feeds import NewFeed
from pipeline.urls import host

# A page may link hundreds of feeds, one per topic; add the others by their own addresses.
_MOST_FEEDS = 20
_USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that answered and could be read; `selector` where it is an index page."""

    url: str
    channel: Channel
    selector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What the operator states about an agency: its name, and the zone and charset of its files."""

    source: str | None = None
    zone: str | None = None
    charset: str | None = None

    def named(self, feed: NewFeed) -> NewFeed:
        """Return the feed with the operator's statements."""
        if self.source is not None:
            feed = replace(feed, source_slug=wire_source(self.source), source_name=self.source)
        return replace(feed, zone=self.zone, charset=self.charset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The feeds at an address; if there are none, `reason` says why the address is not a feed."""

    url: str
    feeds: tuple[FoundFeed, ...]
    reason: str | None = None


def look_at_index(url: str, *, selector: str, limits: Limits) -> FoundFeed:
    """The index page at an address, read as a feed; FetchFailed or NotParsable if that cannot be done."""
    page = feed_document(fetch_all([Request(url=url)], limits=limits)[0])
    return FoundFeed(url=url, channel=read_feed(page, selector=selector), selector=selector)


def look(url: str, *, limits: Limits) -> Found:
    """Fetch an address and the likeliest 20 feeds that it announces; FetchFailed if it does not answer.

    A site that announces none is asked at the addresses where feeds usually stand. An address is read as polling reads
    it, and what is wrong with it has the same words.
    """
    ask = partial(fetch_all, limits=limits)
    answer = feed_document(ask([Request(url=url)])[0])
    try:
        return Found(url=url, feeds=(FoundFeed(url=url, channel=with_parts(read_feed(answer), ask=ask)),))
    except NotParsable as error:
        items = _read_items(url, answer)
        if items is not None:
            return Found(url=url, feeds=(items,))
        reason = error.reason
    except Interstitial as error:
        if names_the_page(answer):
            raise
        reason = f"{error.reason}, and it announces none"
    announced = [link.url for link in announced_feeds(answer.body, answer.url)[:_MOST_FEEDS]]
    feeds = _readable(announced, limits)
    if not feeds and _is_home(answer.url):
        feeds = _readable([f"{answer.url.rstrip('/')}{path}" for path in _USUAL_PATHS], limits)[:1]
    return Found(url=url, feeds=tuple(feeds), reason=reason)


def _is_home(url: str) -> bool:
    return urlsplit(url).path in {"", "/"}


def _readable(urls: Sequence[str], limits: Limits) -> Sequence[FoundFeed]:
    answers = fetch_all([Request(url=url) for url in urls], limits=limits)
    found = [_read_answer(url, answer) for url, answer in zip(urls, answers, strict=True)]
    return [feed for feed in found if feed is not None]


def _read_answer(url: str, answer: Answer | FetchFailed) -> FoundFeed | None:
    try:
        return _read(url, require_document(answer))
    except FetchFailed:
        return None


def _read(url: str, answer: Answer) -> FoundFeed | None:
    try:
        return FoundFeed(url=url, channel=parse(answer.body, answer.url, content_type=answer.content_type))
    except NotParsable:
        return _read_items(url, answer)


def _read_items(url: str, answer: Answer) -> FoundFeed | None:
    """An answer of an agency's items, read as a feed; None where it holds none."""
    items = read_wire_answer(answer)
    return FoundFeed(url=url, channel=wire_channel(items)) if items else None


def subscription(feed: FoundFeed) -> NewFeed:
    """Return the feed in the store's form; host and path of the home page identify its outlet."""
    homepage = feed.channel.homepage
    slug = _slug(homepage) if homepage else host(feed.url)
    title = feed.channel.title and masked(feed.channel.title)
    return NewFeed(
        url=feed.url,
        source_slug=slug,
        source_name=title or slug,
        homepage=homepage,
        title=title,
        language=feed.channel.language,
        selector=feed.selector,
    )


def folder_subscription(url: str, delivery: Delivery, *, allowed: Sequence[Path]) -> NewFeed:
    """A folder as the store takes it; its source is called like it where the operator does not name one.

    Raises AddressRefused if it may not be followed, Unreachable if there is none.
    """
    folder = folder_of(url, allowed)
    return delivery.named(
        NewFeed(
            url=folder.as_uri(), source_slug=wire_source(folder.name), source_name=folder.name, title=delivery.source
        )
    )


def wire_source(name: str) -> str:
    """Return the slug of an agency that delivers files; it has no home page here."""
    return f"wire:{' '.join(name.split()).casefold()}"


def unseen_subscription(url: str, *, selector: str | None = None) -> NewFeed:
    """Return a feed that does not answer now, in the store's form."""
    return replace(listed_subscription(Outline(url=url)), selector=selector)


def listed_subscription(outline: Outline) -> NewFeed:
    """A feed of a list as the store takes it, not looked at yet.

    Its outlet is named by its host: the title is one of several feeds' that an outlet may have.
    """
    slug = _slug(outline.homepage) if outline.homepage else host(outline.url)
    # If a feed has no title, feed readers write its address as the title.
    title = outline.title and masked(outline.title)
    return NewFeed(
        url=outline.url,
        source_slug=slug,
        source_name=host(outline.homepage or outline.url) or slug,
        homepage=outline.homepage,
        title=title,
    )


def _slug(homepage: str) -> str:
    parts = urlsplit(homepage)
    return f"{parts.netloc}{parts.path}".rstrip("/").lower() or homepage
