"""Polls: feeds taken for polling under a lease, and what each poll leaves in its feed's state."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from pipeline.errors import LeaseLost
from pipeline.model import Channel, FeedId
from pipeline.polling import Move, Rhythm, Wishes
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import as_reason
from pipeline.store.websub import note_hub


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedFeed:
    """A feed under our lease; `claimed_at` is by the database's clock.

    `selector` is that of an index page that is read as a feed. `held` counts the entries that the ledger knows of it,
    `newest_at` is the newest date that one of them has. `wishes` are the publisher's, as the last document had them.
    `may_condition` is false when its validators are not to be sent: for a look at the whole document once a day, or
    because they lied. `hub_active` says that a hub tells of news. `zone` and `charset` are those of a wire's files.
    """

    feed_id: FeedId
    url: str
    selector: str | None
    source_id: int
    homepage: str | None
    title: str | None
    etag: str | None
    last_modified: str | None
    validated_url: str | None
    body_hash: UUID | None
    may_condition: bool
    distrusted: bool
    poll_interval: timedelta
    failures: int
    last_success_at: datetime | None
    last_new_at: datetime | None
    newest_at: datetime | None
    rhythm: Rhythm | None
    wishes: Wishes
    move: Move | None
    held: int
    hub_active: bool
    claimed_at: datetime
    zone: str | None = None
    charset: str | None = None


_RHYTHM = TypeAdapter(Rhythm | None)
_MOVE = TypeAdapter(Move | None)
_WISHES = TypeAdapter(Wishes)


def claimed_feed(row: Mapping[str, Any]) -> ClaimedFeed:
    """Return the feed of a row of `claim_feeds`."""
    read = {
        "rhythm": _RHYTHM.validate_python(row["rhythm"]),
        "move": _MOVE.validate_python(row["move"]),
        "wishes": _WISHES.validate_python(row["wishes"]),
    }
    return ClaimedFeed(**(dict(row) | read))


@dataclass(frozen=True, slots=True, kw_only=True)
class PollResult:
    """What an answered poll leaves in the feed's state.

    `full` says that a document came, `channel` is None where it was the one we have; `distrust` that the validators
    called a changed document unchanged; `lost` that entries may have come and gone since the last poll.
    """

    interval: timedelta
    etag: str | None
    last_modified: str | None
    validated_url: str | None
    body_hash: UUID | None
    rhythm: Rhythm
    wishes: Wishes
    silent_after: timedelta
    move: Move | None
    full: bool
    channel: Channel | None = None
    distrust: bool = False
    lost: bool = False
    newest_at: datetime | None = None
    seen: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look into a followed folder found; `fault` says why a file could not be read."""

    seen: int = 0
    new: int = 0
    fault: str | None = None

    def __add__(self, other: "Look") -> "Look":
        return Look(seen=self.seen + other.seen, new=self.new + other.new, fault=other.fault or self.fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChange:
    """One event in the history of a feed."""

    at: datetime
    state: str
    reason: str | None


def finish_poll(connection: Link, feed: ClaimedFeed, lease: UUID, result: PollResult) -> None:
    """Record an answered poll inside the transaction that discovers its entries; LeaseLost undoes both."""
    channel, move = result.channel, result.move
    parameters = {
        "feed_id": feed.feed_id,
        "lease": lease,
        "interval": result.interval,
        "etag": result.etag,
        "last_modified": result.last_modified,
        "validated_url": result.validated_url,
        "body_hash": result.body_hash,
        "rhythm": json.dumps(asdict(result.rhythm)),
        "wishes": _WISHES.dump_json(result.wishes).decode(),
        "silent_after": result.silent_after,
        "newest_at": result.newest_at,
        "moved_to": move and move.to,
        "moved_since": move and move.since,
        "moved_times": move.times if move else 0,
        "full": result.full,
        "distrust": result.distrust,
        "lost": result.lost,
        "not_modified": channel is None,
        "bozo": channel and _faults(channel),
        "format": channel and channel.format,
        "seen": result.seen,
        "new": result.new,
    }
    _fenced(connection, "finish_poll", parameters, feed)
    if channel is not None:
        described = {"feed_id": feed.feed_id, "title": channel.title, "language": channel.language}
        connection.execute(query("describe_feed"), described)
        note_hub(connection, feed.feed_id, hub=channel.hub, topic=channel.topic or feed.url)


def finish_look(
    connection: Link, feed: ClaimedFeed, lease: UUID, look: Look, *, wait: timedelta, usual: timedelta
) -> None:
    """Record a look into a folder, the next one after `wait`; LeaseLost if another worker has the feed now."""
    parameters = {
        "feed_id": feed.feed_id,
        "lease": lease,
        "seen": look.seen,
        "new": look.new,
        "fault": None if look.fault is None else as_reason(look.fault),
        "wait": wait,
        "usual": usual,
    }
    _fenced(connection, "finish_look", parameters, feed)


def _faults(channel: Channel) -> str | None:
    """What was wrong with a document that was read all the same."""
    dropped = (
        f"{channel.dropped:,} entries beyond the limit for one document were left out" if channel.dropped else None
    )
    return "; ".join(fault for fault in (dropped, channel.bozo) if fault) or None


def fail_poll(pool: Pool, feed: ClaimedFeed, lease: UUID, *, reason: str, interval: timedelta, gone: bool) -> None:
    """Record a poll that failed; LeaseLost if another worker has the feed now."""
    parameters = {
        "feed_id": feed.feed_id,
        "lease": lease,
        "reason": as_reason(reason),
        "interval": interval,
        "gone": gone,
    }
    with pool.connection() as connection:
        _fenced(connection, "fail_poll", parameters, feed)


def postpone_poll(pool: Pool, feed: ClaimedFeed, lease: UUID, *, wait: timedelta) -> None:
    """Put off a poll that was not tried; LeaseLost if another worker has the feed now."""
    with pool.connection() as connection:
        _fenced(connection, "postpone_poll", {"feed_id": feed.feed_id, "lease": lease, "wait": wait}, feed)


def _fenced(connection: Link, name: str, parameters: dict[str, object], feed: ClaimedFeed) -> None:
    if connection.execute(query(name), parameters).rowcount == 0:
        raise LeaseLost(feed.url, "another worker polls this feed now")
