"""Write what a poll saw into the ledger: new entries, changed ones, known ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pipeline.model import Entry, EntryId, FeedId
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.store.values import entry_to_json


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
