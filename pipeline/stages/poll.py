"""Poll feeds: fetch them, enter what they announce into the ledger, set their next poll."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pipeline.errors import FetchFailed, LeaseLost
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.model import Answer, Channel, Entry, EntryId, FeedId
from pipeline.polling import Poll, next_interval
from pipeline.sources import identified, parse, plausible
from pipeline.store import Store
from pipeline.store.attempt import Fault, recorded
from pipeline.store.feeds import ClaimedFeed, PollResult, finish_poll
from pipeline.store.ledger import Sighting, discover


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a round of polls came to; `to_fetch` are the entries whose pages are wanted now."""

    polled: int = 0
    failed: int = 0
    lost: int = 0
    to_fetch: tuple[EntryId, ...] = ()


def poll_feeds(store: Store, feed_ids: Sequence[FeedId], *, limits: Limits) -> Polled:
    """Poll those of the feeds that are queued; a feed that fails is recorded and stops no other."""
    with store.feeds.claimed(feed_ids) as (lease, feeds):
        return _poll(store, lease, feeds, limits=limits)


def _poll(store: Store, lease: UUID, feeds: Sequence[ClaimedFeed], *, limits: Limits) -> Polled:
    requests = [_request(f) for f in feeds]
    faults: list[Fault] = []
    to_fetch: list[EntryId] = []
    lost = 0
    for feed, answer in zip(feeds, fetch_all(requests, limits=limits), strict=True):
        failed_before = len(faults)
        try:
            with recorded(faults.append):
                to_fetch.extend(_take(store, feed, lease, answer))
            if len(faults) > failed_before:
                _record_failure(store, feed, lease, faults[-1])
        except LeaseLost:
            lost += 1
    return Polled(polled=len(feeds), failed=len(faults), lost=lost, to_fetch=tuple(to_fetch))


def _request(feed: ClaimedFeed) -> Request:
    return Request(url=feed.url, etag=feed.etag, last_modified=feed.last_modified, validated_url=feed.validated_url)


def _take(store: Store, feed: ClaimedFeed, lease: UUID, answer: Answer | FetchFailed) -> Sequence[EntryId]:
    document = require_document(answer)
    if document.not_modified:
        with store.transaction() as connection:
            interval = next_interval(feed.poll_interval, Poll())
            unchanged = PollResult(
                interval=interval,
                etag=feed.etag,
                last_modified=feed.last_modified,
                validated_url=feed.validated_url,
                channel=None,
            )
            finish_poll(connection, feed, lease, unchanged)
        return ()
    channel = parse(document.body, document.url, content_type=document.content_type)
    return _enter(store, feed, lease, document, channel)


def _enter(store: Store, feed: ClaimedFeed, lease: UUID, answer: Answer, channel: Channel) -> Sequence[EntryId]:
    sightings = [
        Sighting(
            key=one.key, url_key=one.url_key, fingerprint=one.fingerprint, entry=_plausible(one.entry, feed.claimed_at)
        )
        for one in identified(channel.entries)
    ]
    with store.transaction() as connection:
        discovery = discover(connection, feed.feed_id, sightings)
        news = Poll(fresh_entries=discovery.new + discovery.changed, wish=channel.interval)
        result = PollResult(
            interval=next_interval(feed.poll_interval, news),
            etag=answer.etag,
            last_modified=answer.last_modified,
            validated_url=answer.url,
            channel=channel,
            seen=discovery.seen,
            new=discovery.new,
        )
        finish_poll(connection, feed, lease, result)
    return discovery.to_fetch


def _plausible(entry: Entry, now: datetime) -> Entry:
    """The entry without a date that lies in the future: a typing error, or an event's date in the wrong place."""
    if entry.published is None or plausible(entry.published, now):
        return entry
    return replace(entry, published=None, absurd_dates=(*entry.absurd_dates, entry.published.text))


def _record_failure(store: Store, feed: ClaimedFeed, lease: UUID, fault: Fault) -> None:
    interval = next_interval(feed.poll_interval, Poll(failed=True, retry_after=fault.retry_after))
    gone = fault.reason == "HTTP status 410"
    store.feeds.fail(feed, lease, reason=f"{fault.kind}: {fault.reason}", interval=interval, gone=gone)
