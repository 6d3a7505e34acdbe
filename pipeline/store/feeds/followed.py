"""Feeds: which are followed, when each is due, how its polls ended."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from psycopg.errors import UniqueViolation
from psycopg.rows import TupleRow, class_row, dict_row

from pipeline.model import FeedId
from pipeline.store.feeds.polls import (
    ClaimedFeed,
    FeedChange,
    Look,
    claimed_feed,
    fail_poll,
    finish_look,
    postpone_poll,
)
from pipeline.store.ledger import Sighting, known_entries
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import as_reason
from pipeline.store.work import LEASE, renewed


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to follow. `source_slug` names its outlet: host and path of the home page.

    `selector` makes an HTML index page a feed: "auto", or the CSS selector of its links. `zone` and `charset` are what
    the files of a wire leave unsaid.
    """

    url: str
    source_slug: str
    source_name: str
    homepage: str | None = None
    title: str | None = None
    language: str | None = None
    selector: str | None = None
    zone: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed taken for a hint; `desertions` counts the polls in a row that ended with their worker."""

    feed_id: FeedId
    desertions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """A feed as `feeds list` and `feeds show` print it, with its address masked."""

    feed_id: int
    url: str
    source: str
    title: str | None
    state: str
    since: datetime | None
    reason: str | None
    last_success_at: datetime | None
    next_poll_at: datetime | None
    poll_interval: timedelta
    polls: int
    entries_seen: int
    entries_new: int
    format: str | None
    added_at: datetime
    what_next: str
    may_have_lost_at: datetime | None
    may_have_lost_times: int
    homepage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """A feed with its whole address and its masked address."""

    url: str = field(repr=False)
    shown_url: str
    title: str
    homepage: str | None


class Feeds:
    """The tables `source`, `feed` and `feed_state`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def add(self, feed: NewFeed) -> tuple[FeedId, bool]:
        """Follow a feed, due at once. Return its id and whether it is new."""
        with self._pool.connection() as connection:
            return _add(connection, feed)

    def add_all(self, feeds: Sequence[NewFeed]) -> Sequence[tuple[str, bool]]:
        """Follow many feeds in one transaction, all due soon. Return each address and whether it is new."""
        with self._pool.connection() as connection:
            return [(feed.url, _add(connection, feed)[1]) for feed in feeds]

    def list(self, url: str | None = None) -> Sequence[FeedRow]:
        """Return every followed feed, or the one at `url`, which may be masked."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(FeedRow)) as cursor:
            return cursor.execute(query("list_feeds"), {"url": url}).fetchall()

    def addresses(self) -> Sequence[FeedAddress]:
        """Return every followed feed, with its whole address."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(FeedAddress)) as cursor:
            return cursor.execute(query("feed_addresses")).fetchall()

    def set_paused(self, url: str, *, paused: bool) -> bool:
        """Pause a feed or let it go on; False if no such feed is followed."""
        with self._pool.connection() as connection:
            return connection.execute(query("set_feed_paused"), {"url": url, "paused": paused}).rowcount > 0

    def remove(self, url: str) -> bool:
        """Stop following a feed, keeping what it brought; False if no such feed is followed."""
        with self._pool.connection() as connection:
            return connection.execute(query("remove_feed"), {"url": url}).rowcount > 0

    def poll_now(self, feed_ids: Sequence[FeedId]) -> None:
        """Make feeds due at once; one that is being polled right now keeps its next poll."""
        with self._pool.connection() as connection:
            connection.execute(query("poll_feeds_now"), {"feed_ids": list(feed_ids)})

    def queue_due(self, *, most: int, lease: timedelta) -> Sequence[DueFeed]:
        """Take due feeds for a hint to the fetchers."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(DueFeed)) as cursor:
            return cursor.execute(query("queue_due_feeds"), {"most": most, "lease": lease}).fetchall()

    def abandon(self, *, desertions: int, pause: timedelta) -> int:
        """Mark feeds as failed that killed this many workers in a row. Return the number of feeds."""
        with self._pool.connection() as connection:
            return connection.execute(query("abandon_polls"), {"most": desertions, "pause": pause}).rowcount

    @contextmanager
    def claimed(self, feed_ids: Sequence[FeedId]) -> Iterator[tuple[UUID, Sequence[ClaimedFeed]]]:
        """Lease the queued feeds that no other worker polls; the lease is renewed until the block ends."""
        lease = uuid4()
        parameters = {"feed_ids": list(feed_ids), "lease": lease, "duration": LEASE}
        with self._pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            feeds = [claimed_feed(row) for row in cursor.execute(query("claim_feeds"), parameters)]
        with renewed(self._pool, "renew_feeds", lease, [feed.feed_id for feed in feeds]):
            yield lease, feeds

    def fail(self, feed: ClaimedFeed, lease: UUID, *, reason: str, interval: timedelta, gone: bool = False) -> None:
        """Record a poll that failed; LeaseLost if another worker has the feed now."""
        fail_poll(self._pool, feed, lease, reason=reason, interval=interval, gone=gone)

    def finish_look(self, feed: ClaimedFeed, lease: UUID, look: Look, *, wait: timedelta, usual: timedelta) -> None:
        """Record a look into a folder; LeaseLost if another worker has the feed now."""
        with self._pool.connection() as connection:
            finish_look(connection, feed, lease, look, wait=wait, usual=usual)

    def postpone(self, feed: ClaimedFeed, lease: UUID, *, wait: timedelta) -> None:
        """Put off a poll that was not tried: no failure, only later; LeaseLost if another worker has the feed now."""
        postpone_poll(self._pool, feed, lease, wait=wait)

    def move(self, feed_id: FeedId, url: str, *, reason: str) -> bool:
        """Follow a feed at another address; False if another feed has that one.

        Where that other feed is followed, this one is given up; where it was removed, this one stays as it is.
        """
        parameters = {"feed_id": feed_id, "url": url, "reason": as_reason(reason)}
        # Somebody may begin to follow that address at this very moment.
        with suppress(UniqueViolation), self._pool.connection() as connection:
            row = connection.execute(query("move_feed"), parameters).fetchone()
            return bool(row and row[0])
        return False

    def suggest(self, feed_id: FeedId, url: str) -> None:
        """Record a feed that the site now announces and that may replace this one."""
        with self._pool.connection() as connection:
            connection.execute(query("suggest_feed"), {"feed_id": feed_id, "url": url})

    def knows(self, feed_id: FeedId, sightings: Sequence[Sighting]) -> int:
        """Return how many of these entries the ledger has for this feed."""
        with self._pool.connection() as connection:
            return known_entries(connection, feed_id, sightings)

    def changes(self, url: str) -> Sequence[FeedChange]:
        """Return a feed's history, newest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(FeedChange)) as cursor:
            return cursor.execute(query("feed_changes"), {"url": url}).fetchall()


def _add(connection: Link, feed: NewFeed) -> tuple[FeedId, bool]:
    source = {"slug": feed.source_slug, "name": feed.source_name, "homepage": feed.homepage}
    source_id = _only(connection.execute(query("add_source"), source).fetchone())[0]
    parameters = {
        "source_id": source_id,
        "url": feed.url,
        "title": feed.title,
        "language": feed.language,
        "selector": feed.selector,
        "zone": feed.zone,
        "charset": feed.charset,
    }
    feed_id, added = _only(connection.execute(query("add_feed"), parameters).fetchone())
    connection.execute(query("add_feed_state"), {"feed_id": feed_id})
    return FeedId(feed_id), added


def _only(row: TupleRow | None) -> TupleRow:
    if row is None:
        raise RuntimeError("a statement with RETURNING gave no row")
    return row
