"""The cursors of named consumers: how far each has read the change feed."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.store.pool import Link
from pipeline.store.queries import query


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCursor:
    """A consumer's position, and the number of events it has not read yet."""

    consumer: str
    cursor: str
    updated_at: datetime
    behind: int


def move_cursor(connection: Link, consumer: str, *, seen: str, to: str) -> bool:
    """`Events.move` in a transaction of the caller's."""
    parameters = {"consumer": consumer, "expected": seen, "cursor": to}
    return connection.execute(query("move_cursor"), parameters).rowcount > 0
