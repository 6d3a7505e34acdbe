"""Read the answer to a poll: a feed or a page in its place, and the feed's rhythm."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from pipeline.clean import find_page_refusal
from pipeline.errors import BadStatus, FetchFailed, Interstitial, NotParsable
from pipeline.fetch import Ask, Request, require_document, shown_address
from pipeline.model import Answer, Channel, Entry, Outcome, Precision
from pipeline.polling import Rhythm, first_rhythm, observed
from pipeline.sources import parse, plausible, read_index_page
from pipeline.store.feeds import ClaimedFeed

_SNIFFED = 4_096
# Each poll reads only the likeliest sitemaps of an index; indexes of large sites list hundreds.
_MOST_SITEMAP_PARTS = 5
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_INSTEAD: Mapping[Outcome, str] = {
    Outcome.CHALLENGE: "a challenge page",
    Outcome.CONSENT_WALL: "a consent wall",
    Outcome.LOGIN_WALL: "a login page",
    Outcome.PARKED: "the page of a parked domain",
    Outcome.NOT_FOUND: "a page that says there is nothing here",
}
_ANY_PAGE = "a page that is no feed"
# Twice the longest interval: a longer time without an answer says nothing about the feed's own silence.
_LONGEST_LOOK_AWAY = timedelta(days=2)


def body_hash(body: bytes) -> UUID:
    """Return the first 16 bytes of the SHA-256 of a document."""
    return UUID(bytes=hashlib.sha256(body).digest()[:16])


def feed_document(answer: Answer | FetchFailed) -> Answer:
    """Call `require_document`, and name the kind of page that came with a refusal."""
    try:
        return require_document(answer)
    except BadStatus as error:
        refusal = find_page_refusal(answer.body) if isinstance(answer, Answer) and answer.body else None
        instead = _INSTEAD.get(refusal.outcome) if refusal else None
        if instead is None:
            raise
        raise BadStatus(error.subject, error.status, shown=instead, retry_after=error.retry_after) from None


def read_feed(answer: Answer, *, selector: str | None = None) -> Channel:
    """The feed in an answer; Interstitial names the page that came in its place, NotParsable is anything else.

    With a `selector` the answer is an index page.
    """
    try:
        if selector is not None:
            return read_index_page(answer.body, answer.url, selector=selector)
        channel = parse(answer.body, answer.url, content_type=answer.content_type)
        # Header fields take precedence over the document (WebSub, 4).
        return replace(channel, hub=answer.hub or channel.hub, topic=answer.topic or channel.topic)
    except NotParsable as error:
        if not _HTML.search(answer.body[:_SNIFFED]):
            raise
        unreadable = error
    refusal = find_page_refusal(answer.body)
    if selector is not None and refusal is None:
        raise unreadable
    instead = _INSTEAD.get(refusal.outcome, _ANY_PAGE) if refusal else _ANY_PAGE
    raise Interstitial(
        shown_address(answer.url), f"{instead} came in place of the feed ({len(answer.body):,} bytes of HTML)"
    )


def names_the_page(answer: Answer) -> bool:
    """Whether an answer is a page that stands between a host and its visitors, as `read_feed` and a refusal name it."""
    refusal = find_page_refusal(answer.body)
    return refusal is not None and refusal.outcome in _INSTEAD


def with_parts(channel: Channel, *, ask: Ask) -> Channel:
    """An index of sitemaps with the entries of its most promising parts; any other channel as it is.

    Raises NotParsable if none of the parts could be read.
    """
    if not channel.parts:
        return channel
    parts = channel.parts[:_MOST_SITEMAP_PARTS]
    entries: list[Entry] = []
    faults: list[str] = []
    for url, answer in zip(parts, ask([Request(url=url) for url in parts]), strict=True):
        try:
            entries += read_feed(require_document(answer)).entries
        except (FetchFailed, NotParsable) as error:
            faults.append(f"{shown_address(url)}: {error.reason}")
    if len(faults) == len(parts):
        raise NotParsable(shown_address(parts[0]), f"no sitemap of the index could be read: {'; '.join(faults)}")
    if len(channel.parts) > len(parts):
        faults.append(f"{len(channel.parts) - len(parts):,} of {len(channel.parts):,} sitemaps were left out")
    return replace(channel, entries=tuple(entries), bozo="; ".join(filter(None, (channel.bozo, *faults))) or None)


def learned(feed: ClaimedFeed, fresh: Sequence[Entry], *, lost: bool) -> Rhythm:
    """Return the feed's rhythm after a poll that showed these entries for the first time."""
    dates = [entry.published.at for entry in fresh if entry.published is not None and not entry.published.zone_assumed]
    since = feed.last_success_at
    if feed.rhythm is None or since is None:
        return first_rhythm(dates, feed.claimed_at)
    # Entries older than the last poll came late or were published again: new, but no evidence of the hour.
    timely = [moment for moment in dates if since - timedelta(days=1) <= moment <= feed.claimed_at]
    elapsed = feed.claimed_at - since
    gap = _gap(feed, elapsed) if fresh else None
    return observed(feed.rhythm, elapsed=elapsed, fresh=len(fresh), published=timely, gap=gap, lost=lost)


def _gap(feed: ClaimedFeed, elapsed: timedelta) -> timedelta | None:
    """The time since the last news; None if it is our own absence, or the feed's failing, that made it long."""
    if feed.last_new_at is None or elapsed > _LONGEST_LOOK_AWAY:
        return None
    return feed.claimed_at - feed.last_new_at


def dates_of(channel: Channel, at: datetime) -> Sequence[datetime]:
    """Return the times of a document's entries, without future dates and dates without a time of day."""
    stated = [one.published for one in channel.entries if one.published is not None]
    return [one.at for one in stated if one.precision is not Precision.DAY and plausible(one, at)]


def unlearned(feed: ClaimedFeed) -> Rhythm:
    """Return the feed's rhythm after a poll without news."""
    return learned(feed, (), lost=False) if feed.rhythm else Rhythm(entries=0.5, days=7.0)


def spread(feed: ClaimedFeed) -> float:
    """Return a number from 0 to 1 that differs at each poll, so that feeds polled together drift apart."""
    seed = f"{feed.feed_id} {feed.claimed_at.timestamp():.0f}".encode()
    return int.from_bytes(hashlib.sha256(seed).digest()[:4]) / 0xFFFFFFFF
