"""Poll feeds: fetch them, enter what they announce into the ledger, set their next poll."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from pipeline.errors import FetchFailed, LeaseLost
from pipeline.fetch import HostGate, Limits, Request
from pipeline.folders import is_folder_url
from pipeline.model import Answer, Channel, Entry, EntryId, FeedId
from pipeline.polling import (
    Rhythm,
    Wishes,
    after_answer,
    after_failure,
    may_have_lost,
    permanent_target,
    seen_again,
    usual_silence,
    usual_wait,
)
from pipeline.sources import identified, plausible
from pipeline.stages.asking import Asking
from pipeline.stages.follow_folders import look_into_folders
from pipeline.stages.poll_reading import body_hash, dates_of, feed_document, learned, spread, unlearned, with_parts
from pipeline.stages.poll_wire import PolledItems, read_feed_or_wire
from pipeline.stages.relocate import Failed, relocate
from pipeline.store import Store
from pipeline.store.feeds import ClaimedFeed, PollResult, finish_poll
from pipeline.store.ledger import Discovery, Origin, Sighting, discover, take_in
from pipeline.store.work import Fault, recorded

# While a hub announces news, polling only checks that it still does (W3C WebSub, 6).
_CHECK_OF_HUB = timedelta(hours=1)
_SHORTLY = timedelta(seconds=5)
_GONE = 410
# A feed that is gone is polled once a month: some publishers bring feeds back.
_WHILE_GONE = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """The result of a round of polls.

    `to_fetch` are the entries whose pages are wanted now, `to_clean` the items of wire files that wait to be cleaned.
    """

    polled: int = 0
    failed: int = 0
    lost: int = 0
    to_fetch: tuple[EntryId, ...] = ()
    to_clean: tuple[EntryId, ...] = ()


def poll_feeds(
    store: Store,
    feed_ids: Sequence[FeedId],
    *,
    limits: Limits,
    gate: HostGate | None = None,
    folders: Sequence[Path] = (),
) -> Polled:
    """Poll the feeds that are queued; a feed that fails is recorded and does not affect the others.

    `folders` are those below which a feed may be a folder of this machine.
    """
    asking = Asking(store=store, limits=limits, gate=gate)
    with store.feeds.claimed(feed_ids) as (lease, claimed):
        feeds = [feed for feed in claimed if not is_folder_url(feed.url)]
        polled, failed = _poll(asking, lease, feeds)
        looked = look_into_folders(store, [feed for feed in claimed if is_folder_url(feed.url)], lease, allowed=folders)
    relocate(asking, failed)
    return replace(
        polled,
        polled=len(claimed),
        failed=polled.failed + looked.failed,
        lost=polled.lost + looked.lost,
        to_clean=(*polled.to_clean, *looked.to_clean),
    )


def _poll(asking: Asking, lease: UUID, feeds: Sequence[ClaimedFeed]) -> tuple[Polled, Sequence[Failed]]:
    faults: list[Fault] = []
    failed: list[Failed] = []
    to_fetch: list[EntryId] = []
    to_clean: list[EntryId] = []
    lost = 0
    for feed, answer in zip(feeds, asking.ask([_request(f) for f in feeds]), strict=True):
        failed_before = len(faults)
        try:
            with recorded(faults.append):
                wanted = _take(asking, feed, lease, answer)
                to_fetch += wanted.to_fetch
                to_clean += wanted.to_clean
            if len(faults) > failed_before:
                failed += _record(asking.store, feed, lease, faults[-1], gone=_is_gone(answer))
        except LeaseLost:
            lost += 1
    polled = Polled(
        polled=len(feeds), failed=len(failed), lost=lost, to_fetch=tuple(to_fetch), to_clean=tuple(to_clean)
    )
    return polled, failed


def _request(feed: ClaimedFeed) -> Request:
    if not feed.may_condition:
        return Request(url=feed.url)
    return Request(url=feed.url, etag=feed.etag, last_modified=feed.last_modified, validated_url=feed.validated_url)


def _take(asking: Asking, feed: ClaimedFeed, lease: UUID, answer: Answer | FetchFailed) -> Polled:
    store = asking.store
    document = feed_document(answer)
    if document.not_modified or body_hash(document.body) == feed.body_hash:
        with store.transaction() as connection:
            finish_poll(connection, feed, lease, _unchanged(feed, document))
        _follow_move(store, feed, document)
        return Polled()
    found = read_feed_or_wire(document, feed)
    if isinstance(found, PolledItems):
        wanted = _enter_items(store, feed, lease, document, found)
    else:
        channel = with_parts(found, ask=asking.ask)
        wanted = Polled(to_fetch=tuple(_enter(store, feed, lease, document, channel)))
    _follow_move(store, feed, document)
    return wanted


def _unchanged(feed: ClaimedFeed, answer: Answer) -> PollResult:
    """Return the result of a poll without a change: nothing is parsed, and the quiet is recorded."""
    held = answer.not_modified or feed.distrusted
    result = _result(feed, answer, unlearned(feed), feed.wishes, full=not answer.not_modified)
    return replace(
        result,
        etag=feed.etag if held else answer.etag,
        last_modified=feed.last_modified if held else answer.last_modified,
        validated_url=feed.validated_url if held else answer.url,
        body_hash=feed.body_hash,
    )


def _enter(store: Store, feed: ClaimedFeed, lease: UUID, answer: Answer, channel: Channel) -> Sequence[EntryId]:
    sightings = sightings_of(channel, feed)
    with store.transaction() as connection:
        discovery = discover(connection, feed.feed_id, sightings)
        finish_poll(connection, feed, lease, _news(feed, answer, channel, discovery, sightings))
    return discovery.to_fetch


def _enter_items(store: Store, feed: ClaimedFeed, lease: UUID, answer: Answer, found: PolledItems) -> Polled:
    """Enter the items of a feed that is a wire file."""
    origin = Origin(feed_id=feed.feed_id, zone=feed.zone, charset=feed.charset)
    with store.transaction() as connection:
        intake = take_in(connection, [found.file], origin, hinted=True)
        discovery = Discovery(seen=len(intake.ids), new_keys=intake.new_keys, changed=0, to_fetch=())
        finish_poll(connection, feed, lease, _news(feed, answer, found.channel, discovery, found.sightings))
    return Polled(to_clean=intake.to_clean)


def _news(
    feed: ClaimedFeed, answer: Answer, channel: Channel, discovery: Discovery, sightings: Sequence[Sighting]
) -> PollResult:
    dates = dates_of(channel, feed.claimed_at)
    lost = may_have_lost(
        held=feed.held,
        seen=discovery.seen,
        new=discovery.new,
        oldest=min(dates, default=None),
        newest_before=feed.newest_at,
    )
    fresh = [sighting.entry for sighting in sightings if sighting.key in discovery.new_keys]
    rhythm = learned(feed, fresh, lost=lost)
    wishes = Wishes(interval=channel.interval, skip_hours=channel.skip_hours, skip_days=channel.skip_days)
    # The same validator came with another document, so the validator cannot be trusted.
    lied = _same_validators(feed, answer) and discovery.new + discovery.changed > 0
    result = _result(feed, answer, rhythm, wishes, full=True)
    # An index does not show changes in its parts, so it never counts as unchanged.
    keep_none = lied or feed.distrusted or bool(channel.parts)
    return replace(
        result,
        etag=None if keep_none else answer.etag,
        last_modified=None if keep_none else answer.last_modified,
        body_hash=None if channel.parts else body_hash(answer.body),
        channel=channel,
        distrust=lied,
        lost=lost,
        newest_at=max(dates, default=None),
        seen=discovery.seen,
        new=discovery.new,
    )


def _same_validators(feed: ClaimedFeed, answer: Answer) -> bool:
    if feed.body_hash is None or answer.url != feed.validated_url:
        return False
    if answer.etag is not None or feed.etag is not None:
        return answer.etag == feed.etag
    return answer.last_modified is not None and answer.last_modified == feed.last_modified


def _result(feed: ClaimedFeed, answer: Answer, rhythm: Rhythm, wishes: Wishes, *, full: bool) -> PollResult:
    usual = usual_wait(rhythm, feed.claimed_at)
    if feed.hub_active:
        usual = max(usual, _CHECK_OF_HUB)
    target = permanent_target(answer.hops, answer.url)
    asked = replace(wishes, fresh_for=answer.fresh_for, retry_after=answer.retry_after)
    return PollResult(
        interval=after_answer(usual, asked, at=feed.claimed_at, spread=spread(feed)),
        wishes=wishes,
        etag=answer.etag,
        last_modified=answer.last_modified,
        validated_url=answer.url,
        body_hash=None,
        rhythm=rhythm,
        silent_after=usual_silence(rhythm),
        move=seen_again(feed.move, target, feed.claimed_at),
        full=full,
    )


def _follow_move(store: Store, feed: ClaimedFeed, answer: Answer) -> None:
    """Adopt the address to which permanent redirects have led for days."""
    move = seen_again(feed.move, permanent_target(answer.hops, answer.url), feed.claimed_at)
    if move is not None and move.is_certain(feed.claimed_at):
        store.feeds.move(feed.feed_id, move.to, reason=f"moved for good from {feed.url} to {move.to}")


def sightings_of(channel: Channel, feed: ClaimedFeed) -> Sequence[Sighting]:
    """Return the entries of a document in the form of the ledger."""
    return [
        Sighting(key=one.key, url_key=one.url_key, fingerprint=one.fingerprint, entry=_plausible(one.entry, feed))
        for one in identified(channel.entries)
    ]


def _plausible(entry: Entry, feed: ClaimedFeed) -> Entry:
    """Return the entry without a future date: a typing error, or the date of an event."""
    if entry.published is None or plausible(entry.published, feed.claimed_at):
        return entry
    return replace(entry, published=None, absurd_dates=(*entry.absurd_dates, entry.published.text))


def _is_gone(answer: Answer | FetchFailed) -> bool:
    """Say whether the feed itself is gone (RFC 9110, 15.5.11), not the target of a temporary redirect."""
    if isinstance(answer, FetchFailed) or answer.status != _GONE:
        return False
    return not answer.hops or permanent_target(answer.hops, answer.url) is not None


def _record(store: Store, feed: ClaimedFeed, lease: UUID, fault: Fault, *, gone: bool) -> Sequence[Failed]:
    """Record why a poll failed. If its turn never came, that is no failure: the poll is postponed."""
    if not fault.tried:
        store.feeds.postpone(feed, lease, wait=fault.retry_after or _SHORTLY)
        return ()
    failures = feed.failures + 1
    wishes = replace(feed.wishes, retry_after=fault.retry_after)
    interval = after_failure(feed.poll_interval, wishes, failures=failures, at=feed.claimed_at, spread=spread(feed))
    store.feeds.fail(feed, lease, reason=fault.words, interval=_WHILE_GONE if gone else interval, gone=gone)
    return (Failed(feed=feed, failures=failures, kind=fault.kind, status=fault.status),)
