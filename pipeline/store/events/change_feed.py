"""The change feed: events after a cursor, the cursors of named consumers, and notifications of new events.

A cursor is a place in the change feed, as `newswire_v1.events_after` gives and takes it; `""` is the beginning.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from psycopg.errors import InvalidParameterValue
from psycopg.rows import class_row, dict_row

from pipeline.errors import NewswireError
from pipeline.model import EventKind
from pipeline.store.events.cursors import NamedCursor, move_cursor
from pipeline.store.events.listener import Listener
from pipeline.store.events.rows import BEGINNING, Row, event_row
from pipeline.store.pool import Pool
from pipeline.store.queries import query


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change of an article, with its head as it is now: None if it was withdrawn or is not live."""

    cursor: str
    kind: str
    id: int
    revision: int
    at: datetime
    title: str | None
    url: str | None


def _refusal(error: InvalidParameterValue) -> str:
    if error.diag.message_detail is None:
        return "is none; take one that `tail` or `export` printed, or leave it out"
    hint = str(error.diag.message_hint)
    return f"was not given out by this database, or before it was restored; {hint[:1].lower()}{hint[1:]}"


class Events:
    """The change feed as consumers read it."""

    def __init__(self, pool: Pool, *, url: str) -> None:
        self._pool = pool
        self._url = url

    def after(self, cursor: str, *, most: int) -> Sequence[Event]:
        """Return the next events, oldest first; none is missed, even with concurrent writers."""
        parameters = {"cursor": cursor, "most": most}
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Event)) as reader:
            return reader.execute(query("read_events"), parameters).fetchall()

    def rows_after(self, cursor: str, *, most: int, kinds: Sequence[EventKind] = tuple(EventKind)) -> Sequence[Row]:
        """The next events as flat rows, with their articles where they are of these kinds."""
        parameters = {"cursor": cursor, "most": most, "kinds": list(kinds)}
        with self._pool.connection() as connection, connection.cursor(row_factory=dict_row) as reader:
            return [event_row(row) for row in reader.execute(query("read_event_rows"), parameters)]

    def place(self, text: str) -> str:
        """The cursor that a person gave, as the database writes it.

        NewswireError if it is none, or where this database has not given it out.
        """
        try:
            return self._one("known_cursor", cursor=text) or BEGINNING
        except InvalidParameterValue as error:
            raise NewswireError(f"cursor {text!r}", _refusal(error)) from error

    def newest(self) -> str:
        """Return the cursor of the newest readable event."""
        return self._one("newest_cursor") or BEGINNING

    def since(self, moment: datetime) -> str:
        """Return the cursor before the events of that time and later."""
        return self._one("cursor_since", moment=moment) or self.newest()

    def before_the_last(self, events: int) -> str:
        """Return the cursor after which this many events follow."""
        return self._one("cursor_of_the_last", events=events) or BEGINNING

    def cursor_of(self, consumer: str) -> str | None:
        """How far a consumer has come; None if it keeps no cursor here."""
        return self._one("get_cursor", consumer=consumer)

    def open_cursor(self, consumer: str, *, at: str) -> str:
        """The consumer's cursor, begun at a place where it has none yet."""
        with self._pool.connection() as connection:
            connection.execute(query("open_cursor"), {"consumer": consumer, "cursor": at})
        held = self.cursor_of(consumer)
        return at if held is None else held

    def move(self, consumer: str, *, seen: str, to: str) -> bool:
        """Move a cursor on after the work; False if it is not where we saw it, for then another one reads for it."""
        with self._pool.connection() as connection:
            return move_cursor(connection, consumer, seen=seen, to=to)

    def reset(self, consumer: str, *, to: str) -> bool:
        """Put a consumer's cursor anywhere, forward or back; False if there is no such consumer."""
        with self._pool.connection() as connection:
            return connection.execute(query("reset_cursor"), {"consumer": consumer, "cursor": to}).rowcount > 0

    def forget(self, consumer: str) -> bool:
        """Drop a consumer's cursor; False if there is none."""
        with self._pool.connection() as connection:
            return connection.execute(query("forget_cursor"), {"consumer": consumer}).rowcount > 0

    def cursors(self) -> Sequence[NamedCursor]:
        """Return every named consumer."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(NamedCursor)) as reader:
            return reader.execute(query("list_cursors")).fetchall()

    @contextmanager
    def listening(self) -> Iterator["Listener"]:
        """Return a listener that new events wake."""
        listener = Listener(self._url)
        try:
            yield listener
        finally:
            listener.close()

    def _one(self, statement: str, **parameters: object) -> str | None:
        with self._pool.connection() as connection:
            row = connection.execute(query(statement), parameters).fetchone()
        return None if row is None else str(row[0])
