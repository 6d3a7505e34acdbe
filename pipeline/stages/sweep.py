"""Sweep: hint again what waits without a hint, quarantine what no worker ever finishes, keep the house in order."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.model import WORK_STAGES, EntryId, FeedId, Stage
from pipeline.store import Store
from pipeline.store.work import MAX_ATTEMPTS
from pipeline.urls import host

# A hint older than this is taken for lost: twice the longest lease, so that a slow batch is not hinted twice.
GRACE = timedelta(minutes=8)
_FEED_LEASE = timedelta(minutes=10)
_FEEDS_A_TICK = 2_000


def queue_due_feeds(store: Store) -> Sequence[FeedId]:
    """Take the feeds that are due, and leave a sign that the clockwork runs."""
    store.operations.beat()
    return store.feeds.queue_due(most=_FEEDS_A_TICK, lease=_FEED_LEASE)


def sweep(store: Store, room: Mapping[Stage, int]) -> Mapping[Stage, Sequence[EntryId]]:
    """The entries to hint again, at most `room` of each stage; those of one host stand together."""
    store.operations.ensure_partitions()
    store.ledger.bury_abandoned(attempts=MAX_ATTEMPTS)
    found = {}
    for stage in WORK_STAGES:
        waiting = store.ledger.sweep(stage, most=room[stage], grace=GRACE) if room[stage] > 0 else ()
        found[stage] = [one.entry_id for one in sorted(waiting, key=lambda one: (host(one.url or ""), one.entry_id))]
    return found
