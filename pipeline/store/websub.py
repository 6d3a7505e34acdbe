"""WebSub subscriptions (W3C Recommendation of 23 January 2018): by hub and feed, with their end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from pipeline.model import FeedId
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import as_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSubscription:
    """A subscription to ask a hub for; `token` ends the callback's address, `secret` signs what comes there."""

    feed_id: FeedId
    hub: str
    topic: str
    token: UUID
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSecret:
    """The feed and the secret of a token."""

    feed_id: FeedId
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How a subscription stands: wanted, asked, active until `lease_until`, or refused."""

    feed: str
    hub: str
    state: str
    lease_until: datetime | None
    told_at: datetime | None
    reason: str | None


class Subscriptions:
    """The table `websub`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def list(self) -> Sequence[Subscription]:
        """Every subscription of a feed that is followed."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Subscription)) as cursor:
            return cursor.execute(query("list_hubs")).fetchall()

    def take_due(self, *, most: int) -> Sequence[WantedSubscription]:
        """Subscriptions to ask for now, or to renew."""
        with (
            self._pool.connection() as connection,
            connection.cursor(row_factory=class_row(WantedSubscription)) as cursor,
        ):
            return cursor.execute(query("ask_hubs"), {"most": most}).fetchall()

    def trouble(self, feed_id: FeedId, *, reason: str) -> None:
        """Say why a hub could not be asked; it is asked again later."""
        with self._pool.connection() as connection:
            connection.execute(query("note_hub_trouble"), {"feed_id": feed_id, "reason": as_reason(reason)})

    def confirm(self, token: UUID, *, topic: str, lease: timedelta) -> bool:
        """Whether we asked for this topic under this token; then it is active for as long as the hub says."""
        with self._pool.connection() as connection:
            parameters = {"token": token, "topic": topic, "lease": lease}
            return connection.execute(query("confirm_hub"), parameters).rowcount > 0

    def refuse(self, token: UUID, *, topic: str, reason: str) -> bool:
        """Note that the hub refused or ended a subscription; False if there is none."""
        with self._pool.connection() as connection:
            parameters = {"token": token, "topic": topic, "reason": as_reason(reason)}
            return connection.execute(query("refuse_hub"), parameters).rowcount > 0

    def secret(self, token: UUID) -> HubSecret | None:
        """What is signed with what under this token; None if nothing is."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(HubSecret)) as cursor:
            return cursor.execute(query("hub_secret"), {"token": token}).fetchone()

    def hear(self, feed_id: FeedId) -> None:
        """Make a feed due at once, because its hub has news of it."""
        with self._pool.connection() as connection:
            connection.execute(query("hear_hub"), {"feed_id": feed_id})


def note_hub(connection: Link, feed_id: FeedId, *, hub: str | None, topic: str) -> None:
    """Keep what a poll found of the feed's hub, inside the poll's transaction."""
    if hub is None:
        connection.execute(query("forget_hub"), {"feed_id": feed_id})
    else:
        connection.execute(query("note_hub"), {"feed_id": feed_id, "hub": hub, "topic": topic})
