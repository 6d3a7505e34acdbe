"""The work ledger: every entry ever discovered, in exactly one stage."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from pipeline.model import Entry, EntryId, FeedId, Stage
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import entry_to_json

# A host must have so many times a sweep's room of pages due, and older ones, to stand before all others for one sweep.
_AMONG = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An entry as one poll saw it: who it is within its feed, what its address is, what the feed says of its text."""

    key: UUID
    url_key: UUID | None
    fingerprint: UUID
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What one feed document added to the ledger; `to_fetch` are the entries whose pages are wanted now."""

    seen: int
    new_keys: frozenset[UUID]
    changed: int
    to_fetch: tuple[EntryId, ...]

    @property
    def new(self) -> int:
        """How many entries were never seen before."""
        return len(self.new_keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadEntry:
    """A quarantined entry."""

    entry_id: int
    failed_stage: str
    error_kind: str
    last_error: str
    url: str | None
    title: str | None
    feed: str | None
    attempts: int
    ended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadDetail(DeadEntry):
    """A quarantined entry with its whole history, and the raw document that its stage was given, while that is kept."""

    first_seen_at: datetime
    times_seen: int
    document_id: int | None
    document_fetched_at: datetime | None
    content_type: str | None
    size_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryState:
    """Where an entry stands."""

    entry_id: int
    url: str | None
    title: str | None
    stage: Stage
    article_id: int | None
    last_error: str | None
    feed: str | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "stage", Stage(self.stage))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry that waits for a hint; `deserted` counts the attempts that ended with their worker, 0 for none."""

    entry_id: EntryId
    url: str | None
    deserted: int


def discover(connection: Link, feed_id: FeedId, sightings: Sequence[Sighting]) -> Discovery:
    """Enter what a poll saw: new entries, changed ones reopened, the rest touched."""
    known = _match(connection, feed_id, sightings)
    connection.execute(query("touch_entries"), {"entry_ids": [entry_id for entry_id, _ in known.values()]})
    changed = [(known[s.key][0], s) for s in sightings if s.key in known and known[s.key][1]]
    reopened = _reopen(connection, changed)
    added = _add(connection, feed_id, [s for s in sightings if s.key not in known])
    return Discovery(
        seen=len(sightings),
        new_keys=frozenset(key for _, key, _ in added),
        changed=len(changed),
        to_fetch=(*reopened, *(i for i, _, wanted in added if wanted)),
    )


def known_entries(connection: Link, feed_id: FeedId, sightings: Sequence[Sighting]) -> int:
    """How many of these entries are entries of the feed already."""
    return len(_match(connection, feed_id, sightings))


def _match(connection: Link, feed_id: FeedId, sightings: Sequence[Sighting]) -> Mapping[UUID, tuple[EntryId, bool]]:
    identities = [
        {"entry_key": str(s.key), "url_key": s.url_key and str(s.url_key), "fingerprint": str(s.fingerprint)}
        for s in sightings
    ]
    cursor = connection.execute(query("match_entries"), {"feed_id": feed_id, "entries": json.dumps(identities)})
    return {key: (EntryId(entry_id), changed) for key, entry_id, changed in cursor.fetchall()}


def _reopen(connection: Link, changed: Sequence[tuple[EntryId, Sighting]]) -> Sequence[EntryId]:
    if not changed:
        return []
    rows = [_row(s) | {"entry_id": entry_id} for entry_id, s in changed]
    reopened = connection.execute(query("reopen_entries"), {"entries": json.dumps(rows)}).fetchall()
    closed = {entry_id for entry_id, _, is_closed in reopened if is_closed}
    _announce(connection, [(entry_id, s) for entry_id, s in changed if entry_id not in closed])
    return [EntryId(entry_id) for entry_id, to_fetch, _ in reopened if to_fetch]


def _add(connection: Link, feed_id: FeedId, new: Sequence[Sighting]) -> Sequence[tuple[EntryId, UUID, bool]]:
    if not new:
        return []
    rows = [_row(s) | {"position": position} for position, s in enumerate(new)]
    parameters = {"feed_id": feed_id, "entries": json.dumps(rows)}
    added = connection.execute(query("add_entries"), parameters).fetchall()
    by_key = {s.key: s for s in new}
    _announce(connection, [(EntryId(entry_id), by_key[key]) for entry_id, key, _, closed in added if not closed])
    return [(EntryId(entry_id), key, bool(to_fetch)) for entry_id, key, to_fetch, _ in added]


def _announce(connection: Link, entries: Sequence[tuple[EntryId, Sighting]]) -> None:
    rows = [{"entry_id": entry_id, "announced": entry_to_json(s.entry)} for entry_id, s in entries]
    with connection.cursor() as cursor:
        cursor.executemany(query("announce_entry"), rows)


def _row(sighting: Sighting) -> dict[str, object]:
    return {
        "entry_key": str(sighting.key),
        "url_key": sighting.url_key and str(sighting.url_key),
        "guid": sighting.entry.guid,
        "url": sighting.entry.url,
        "title": sighting.entry.title,
        "fingerprint": str(sighting.fingerprint),
    }


class Ledger:
    """The table `entry`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def request_page(self, url: str, url_key: UUID) -> EntryId:
        """Ask for one page, whether or not a feed announced it."""
        with self._pool.connection() as connection:
            row = connection.execute(query("request_page"), {"url": url, "url_key": url_key}).fetchone()
        return EntryId(row[0]) if row else EntryId(0)

    def sweep(self, stage: Stage, *, most: int, grace: timedelta) -> Sequence[Waiting]:
        """Take up to `most` entries that wait in a stage without a hint of the last `grace`.

        Of pages to fetch every host has its first before one has its second.
        """
        among = most * (_AMONG if stage is Stage.FETCH else 1)
        parameters = {"stage": stage, "most": most, "among": among, "grace": grace}
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Waiting)) as cursor:
            return cursor.execute(query("sweep_entries"), parameters).fetchall()

    def bury_abandoned(self, *, attempts: int) -> int:
        """Quarantine work whose lease ran out that many times; how many entries."""
        with self._pool.connection() as connection:
            return connection.execute(query("bury_abandoned"), {"most": attempts}).rowcount

    def dead(self, *, most: int) -> Sequence[DeadEntry]:
        """Quarantined work, newest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(DeadEntry)) as cursor:
            return cursor.execute(query("list_dead"), {"most": most}).fetchall()

    def dead_entry(self, entry_id: EntryId) -> DeadDetail | None:
        """All that is known of a quarantined entry; None where there is no such entry or it is not quarantined."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(DeadDetail)) as cursor:
            return cursor.execute(query("show_dead"), {"entry_id": entry_id}).fetchone()

    def retry_dead(
        self,
        entry_ids: Sequence[EntryId] | None = None,
        *,
        stage: Stage | None = None,
        since: datetime | None = None,
        reason: str | None = None,
    ) -> int:
        """Give the quarantined entries that fit every filter another chance; how many. No filter: all of them.

        `since` is when they were quarantined, `reason` a part of kind and reason in any case of letters.
        """
        parameters = {
            "entry_ids": None if entry_ids is None else list(entry_ids),
            "failed_stage": stage,
            "since": since,
            "reason": reason,
        }
        with self._pool.connection() as connection:
            return connection.execute(query("retry_dead"), parameters).rowcount

    def states(self, *, entry_ids: Sequence[EntryId] = (), feed_ids: Sequence[FeedId] = ()) -> Sequence[EntryState]:
        """How entries stand: those asked for, and all of some feeds."""
        parameters = {"entry_ids": list(entry_ids), "feed_ids": list(feed_ids)}
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(EntryState)) as cursor:
            return cursor.execute(query("entry_states"), parameters).fetchall()

    def balance(self) -> Mapping[str, int]:
        """How many entries are in each state of the ledger."""
        with self._pool.connection() as connection:
            return dict(connection.execute(query("ledger_balance")).fetchall())
