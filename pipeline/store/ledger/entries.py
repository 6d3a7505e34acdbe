"""The ledger's entries by stage: what waits, what is dead, how much there is of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from pipeline.model import EntryId, FeedId, PubStatus, Stage
from pipeline.store.pool import Pool
from pipeline.store.queries import query

# A host must have so many times a sweep's room of pages due, and older ones, to stand before all others for one sweep.
_AMONG = 5


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
class DeliveredItem:
    """An item of a wire file in the ledger, and the revision of its article that it is.

    `item` is its place in the file at `url`, from 0. `why` is the reason of the revision, `status` what the item said,
    `article_status` what the article is now. `is_first` says that no revision of the article came before, `is_late`
    that a newer version was held when the item came, `waits` that readers do not see it yet. `revision` is None where
    the item added none.
    """

    url: str
    item: int
    stage: Stage
    error: str | None
    article_id: int | None
    article_status: PubStatus | None
    revision: int | None
    why: str | None
    status: PubStatus | None
    is_first: bool
    is_late: bool
    embargoed_until: datetime | None
    waits: bool | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "stage", Stage(self.stage))
        for name in ("article_status", "status"):
            stated = getattr(self, name)
            object.__setattr__(self, name, stated and PubStatus(stated))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry that waits for a hint; `deserted` counts the attempts that ended with their worker, 0 for none."""

    entry_id: EntryId
    url: str | None
    deserted: int


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
        """All that is known of a quarantined entry; None if there is no such entry or it is not quarantined."""
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

    def delivered(self, feed_id: FeedId) -> Sequence[DeliveredItem]:
        """The items of the wire files that a feed brought, in order of arrival."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(DeliveredItem)) as cursor:
            return cursor.execute(query("delivered_items"), {"feed_id": feed_id}).fetchall()

    def balance(self) -> Mapping[str, int]:
        """How many entries are in each state of the ledger."""
        with self._pool.connection() as connection:
            return dict(connection.execute(query("ledger_balance")).fetchall())
