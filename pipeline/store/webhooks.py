"""Webhook subscribers: their addresses, positions and states."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from pipeline.model import EventKind
from pipeline.store.events import move_cursor
from pipeline.store.pool import Pool
from pipeline.store.queries import query
from pipeline.store.values import as_reason

__all__ = ["Subscriber", "Webhook", "Webhooks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A subscriber as an operator sees it; `behind` counts events of every kind."""

    webhook_id: int
    url: str
    kinds: Sequence[str]
    added_at: datetime
    paused_at: datetime | None
    paused_because: str | None
    due_at: datetime
    delivered: int
    last_success_at: datetime | None
    failures: int
    failing_since: datetime | None
    last_error: str | None
    cursor: str
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A subscriber as those who post to it know it; `failures` is how often in a row it took nothing."""

    webhook_id: int
    url: str
    secret: str = field(repr=False)
    kinds: Sequence[str]
    failures: int
    cursor: str


class Webhooks:
    """The subscribers."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def add(self, url: str, *, secret: str, kinds: Sequence[EventKind], cursor: str) -> int:
        """A new subscriber, to be told what follows the cursor; its id."""
        with self._pool.connection() as connection:
            given = {"url": url, "secret": secret, "kinds": list(kinds)}
            row = connection.execute(query("add_webhook"), given).fetchone()
            if row is None:
                raise RuntimeError("INSERT … RETURNING gave no row")
            connection.execute(query("open_cursor"), {"consumer": f"webhook:{row[0]}", "cursor": cursor})
        return int(row[0])

    def list(self) -> Sequence[Webhook]:
        """Every subscriber, oldest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Webhook)) as reader:
            return reader.execute(query("list_webhooks")).fetchall()

    def get(self, webhook_id: int) -> Subscriber | None:
        """One subscriber, or None."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Subscriber)) as reader:
            return reader.execute(query("get_webhook"), {"webhook_id": webhook_id}).fetchone()

    def pause(self, webhook_id: int, *, reason: str) -> bool:
        """Pause it; False if it does not exist or is paused already."""
        return self._change("pause_webhook", webhook_id=webhook_id, reason=reason)

    def resume(self, webhook_id: int) -> bool:
        """Resume it at once from its position; False if it does not exist."""
        return self._change("resume_webhook", webhook_id=webhook_id)

    def remove(self, webhook_id: int) -> bool:
        """Remove it and its cursor; False if it does not exist."""
        return self._change("remove_webhook", webhook_id=webhook_id)

    def claim(self, *, most: int, lease: UUID, duration: timedelta) -> Sequence[Subscriber]:
        """The subscribers that there is something to tell, leased to us, those waiting longest first."""
        parameters = {"most": most, "lease": lease, "duration": duration}
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Subscriber)) as reader:
            return reader.execute(query("claim_webhooks"), parameters).fetchall()

    def told(self, webhook_id: int, lease: UUID, *, delivered: int, seen: str, to: str) -> bool:
        """Move its cursor on after so many messages were taken.

        False if it is no longer ours to tell: the lease ran out, or it was paused, reset or removed.
        """
        noted = {"webhook_id": webhook_id, "lease": lease, "delivered": delivered}
        with self._pool.connection() as connection:
            if not move_cursor(connection, f"webhook:{webhook_id}", seen=seen, to=to):
                return False
            return connection.execute(query("note_delivery"), noted).rowcount > 0

    def release(self, webhook_id: int, lease: UUID) -> None:
        """Release its lease."""
        self._change("release_webhook", webhook_id=webhook_id, lease=lease)

    def failed(
        self, webhook_id: int, lease: UUID, *, reason: str, delay: timedelta, gone: bool, patience: timedelta
    ) -> None:
        """Leave it alone for a while; paused where it is gone, or has taken nothing for longer than our patience."""
        self._change(
            "note_delivery_failure",
            webhook_id=webhook_id,
            lease=lease,
            reason=as_reason(reason),
            delay=delay,
            gone=gone,
            patience=patience,
        )

    def _change(self, statement: str, **parameters: object) -> bool:
        with self._pool.connection() as connection:
            return connection.execute(query(statement), parameters).rowcount > 0
