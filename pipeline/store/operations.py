"""The state of the pipeline for operators: backlog, feeds in trouble."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row

from pipeline.model import EntryId, FeedId
from pipeline.store.pool import Pool
from pipeline.store.queries import query


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Work in one stage; `oldest` is how long the oldest entry has been due without a worker, None if none is."""

    stage: str
    waiting: int
    leased: int
    oldest: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubledFeed:
    """A feed that fails, is late, fell silent or is gone."""

    feed: str
    state: str
    since: datetime | None
    reason: str | None
    next_poll_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """What is still under way: feeds not polled yet, entries in work by stage, of so many entries known.

    `later` of these feeds and entries wait for a moment to come, the first of them for `next_try_at` because of
    `reason`; both are None if none waits. `asked_at` is the database's clock.
    """

    feeds: int
    to_fetch: int
    to_clean: int
    to_load: int
    later: int
    next_try_at: datetime | None
    reason: str | None
    known: int
    asked_at: datetime

    @property
    def entries(self) -> int:
        """Entries in work."""
        return self.to_fetch + self.to_clean + self.to_load


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSession:
    """A reader's session that was ended because it blocked others."""

    pid: int
    role: str
    reason: str


class Operations:
    """The state of the pipeline."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def ensure_partitions(self) -> None:
        """Make the partitions of the days and months to come."""
        with self._pool.connection() as connection:
            connection.execute(query("ensure_partitions"))

    def feeds_by_state(self) -> Mapping[str, int]:
        """Return how many feeds are in each state."""
        with self._pool.connection() as connection:
            return dict(connection.execute(query("feeds_by_state")).fetchall())

    def troubled_feeds(self) -> Sequence[TroubledFeed]:
        """Feeds that need a look, the longest in trouble first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(TroubledFeed)) as cursor:
            return cursor.execute(query("troubled_feeds")).fetchall()

    def queued_feeds(self) -> int:
        """Return how many feeds are due and not being polled."""
        with self._pool.connection() as connection:
            row = connection.execute(query("queued_feeds")).fetchone()
        return int(row[0]) if row else 0

    def backlog(self) -> Sequence[Backlog]:
        """Return the work by stage."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Backlog)) as cursor:
            return cursor.execute(query("backlog")).fetchall()

    def beat(self, name: str, *, spacing: timedelta) -> bool:
        """Note that this part of the clockwork runs; False if another one is at it, or was within `spacing`."""
        with self._pool.connection() as connection:
            noted = connection.execute(query("beat"), {"name": name, "spacing": spacing})
            return noted.rowcount > 0

    def since_last_beat(self) -> timedelta | None:
        """How long ago the clockwork last ran; None if it never did."""
        with self._pool.connection() as connection:
            row = connection.execute(query("last_beat")).fetchone()
        return row[1] - row[0] if row and row[0] else None

    def end_reader_sessions(self) -> Sequence[EndedSession]:
        """End sessions of readers that are beyond the limits of their role, and set those limits again."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(EndedSession)) as cursor:
            return cursor.execute(query("end_reader_sessions")).fetchall()

    def release_articles(self) -> int:
        """Publish the articles whose embargo is over, with an event for each. Return their number."""
        with self._pool.connection() as connection:
            row = connection.execute(query("release_articles")).fetchone()
        return int(row[0]) if row else 0

    def clock(self) -> datetime:
        """Return the time by the database's clock."""
        with self._pool.connection() as connection:
            row = connection.execute(query("database_clock")).fetchone()
        if row is None:
            raise RuntimeError("SELECT gave no row")
        moment: datetime = row[0]
        return moment

    def unsettled(
        self, *, since: datetime, feed_ids: Sequence[FeedId] = (), entry_ids: Sequence[EntryId] = ()
    ) -> Unsettled:
        """What is still under way of these feeds, which were made due at `since`, and of these entries."""
        parameters = {"since": since, "feed_ids": list(feed_ids), "entry_ids": list(entry_ids)}
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Unsettled)) as cursor:
            (found,) = cursor.execute(query("unsettled"), parameters).fetchall()
        return found
