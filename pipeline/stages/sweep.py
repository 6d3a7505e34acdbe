"""Sweep: repeat lost hints, quarantine work that no worker finishes, and run other upkeep."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from pipeline.model import WORK_STAGES, EntryId, FeedId, Stage
from pipeline.store import Store
from pipeline.store.ledger import Waiting
from pipeline.store.work import MAX_ATTEMPTS
from pipeline.urls import host

_Id = TypeVar("_Id", bound=int)
_log = logging.getLogger(__name__)

# A hint older than this counts as lost, but only if its queue has room: hints that still wait fill the queue.
GRACE = timedelta(seconds=15)
# Less than the five seconds of beat's schedule, more than the distance of two beats that were started together.
_SWEEP_SPACING = timedelta(seconds=2)
_FEED_GRACE = timedelta(seconds=30)
# A feed that killed five workers is polled again after this time: the feed or newswire may be fixed by then.
_ABANDONED_FOR = timedelta(hours=6)
# The share of a batch to hint together after this many deaths, so that a poison page is soon alone.
_SHARES = (1.0, 0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHint:
    """Feeds to hint, in batches of at most this share of the usual size; below one feed, each alone."""

    ids: Sequence[FeedId]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHint:
    """Entries of a stage to hint, in batches of at most this share of the usual size."""

    stage: Stage
    ids: Sequence[EntryId]
    share: float


def our_turn(store: Store, part: str) -> bool:
    """Claim this turn of a periodic task and note its sign of life. False if another beat just ran it."""
    return store.operations.beat(part, spacing=_SWEEP_SPACING)


def queue_due_feeds(store: Store, *, most: int) -> Sequence[FeedHint]:
    """Take the feeds that are due, at most `most`; feeds that killed their workers are separate."""
    store.feeds.abandon(desertions=MAX_ATTEMPTS, pause=_ABANDONED_FOR)
    due = store.feeds.queue_due(most=most, lease=_FEED_GRACE)
    return [FeedHint(ids=ids, share=share) for share, ids in _apart((one.feed_id, one.desertions) for one in due)]


def sweep(store: Store, room: Mapping[Stage, int]) -> Sequence[EntryHint]:
    """Return the entries to hint again, at most `room` of each stage.

    Pages to fetch stand mixed: a host lets a few of a batch in, and the rest of the batch would be given back. Later
    those of one host stand together, because they share its templates.
    """
    for ended in store.operations.end_reader_sessions():
        _log.warning("ended the session %d of %s: %s", ended.pid, ended.role, ended.reason)
    store.operations.ensure_partitions()
    store.operations.release_articles()
    store.ledger.bury_abandoned(attempts=MAX_ATTEMPTS)
    hints: list[EntryHint] = []
    for stage in WORK_STAGES:
        waiting = store.ledger.sweep(stage, most=room[stage], grace=GRACE) if room[stage] > 0 else ()
        in_order = sorted(waiting, key=lambda one: (host(one.url or ""), one.entry_id))
        if stage is Stage.FETCH:
            in_order = _by_turns(in_order)
        for share, ids in _apart((one.entry_id, one.deserted) for one in in_order):
            hints.append(EntryHint(stage=stage, ids=ids, share=share))
    return hints


def _by_turns(entries: Iterable[Waiting]) -> list[Waiting]:
    """Order entries by host in turn: the first of every host, then the second of every host."""
    rounds: Counter[str] = Counter()
    turns: list[tuple[int, Waiting]] = []
    for one in entries:
        name = host(one.url or "")
        turns.append((rounds[name], one))
        rounds[name] += 1
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]


def _apart(deserted: Iterable[tuple[_Id, int]]) -> Iterable[tuple[float, Sequence[_Id]]]:
    """Group the ids by batch share, according to the number of workers that each has killed."""
    by_share: dict[float, list[_Id]] = defaultdict(list)
    for one, times in deserted:
        by_share[_SHARES[times] if times < len(_SHARES) else 0.0].append(one)
    return by_share.items()
