"""Extracts: every column of many articles, streamed from one snapshot without being held in memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from psycopg import ServerCursor
from psycopg.adapt import AdaptersMap
from psycopg.rows import DictRow, dict_row

from pipeline.model import EventKind
from pipeline.store.events import BEGINNING, Row, event_row
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query

__all__ = ["Extract", "articles_between", "events_and_articles_after"]

# 500 articles are 3 to 5 MB; a larger batch was no faster.
_BATCH = 500
_EVENT = frozenset({"cursor", "kind", "event_at", "event_revision", "event_id"})
# One snapshot, so that rows and cursor belong together; an hour between two batches for whoever takes them slowly.
_SNAPSHOT = (
    b"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    b"SET LOCAL idle_in_transaction_session_timeout = '1h'",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Rows in batches; `types` are the articles' columns in their order, as PostgreSQL names them ("text", "text[]").

    `cursor` is the end of the change feed in the extract's snapshot: what follows it is not in the rows, or is again.
    """

    types: Mapping[str, str]
    cursor: str
    batches: Iterator[Sequence[Row]]


@contextmanager
def articles_between(pool: Pool, *, since: datetime | None, until: datetime | None) -> Iterator[Extract]:
    """The live articles published, or else first seen, in a span of time, by id."""
    with pool.connection() as connection:
        for statement in _SNAPSHOT:
            connection.execute(statement)
        newest = connection.execute(query("newest_cursor")).fetchone()
        with _reader(connection) as reader:
            reader.execute(query("read_article_rows"), {"since": since, "until": until})
            cursor = str(newest[0]) if newest else BEGINNING
            yield Extract(types=_types(reader, connection.adapters), cursor=cursor, batches=_batches(reader))


@contextmanager
def events_and_articles_after(pool: Pool, cursor: str) -> Iterator[Extract]:
    """Every event after a cursor with its article as it is now."""
    parameters = {"cursor": cursor, "most": None, "kinds": list(EventKind)}
    with pool.connection() as connection:
        for statement in _SNAPSHOT:
            connection.execute(statement)
        newest = connection.execute(query("newest_cursor")).fetchone()
        with _reader(connection) as reader:
            reader.execute(query("read_event_rows"), parameters)
            batches = ([event_row(row) for row in batch] for batch in _batches(reader))
            types = _types(reader, connection.adapters)
            yield Extract(types=types, cursor=str(newest[0]) if newest else cursor, batches=batches)


def _reader(connection: Link) -> ServerCursor[DictRow]:
    return connection.cursor("extract", row_factory=dict_row)


def _batches(reader: ServerCursor[DictRow]) -> Iterator[Sequence[Row]]:
    while batch := reader.fetchmany(_BATCH):
        yield batch


def _types(reader: ServerCursor[DictRow], adapters: AdaptersMap) -> Mapping[str, str]:
    return {
        column.name: _type_name(column.type_code, adapters)
        for column in reader.description or ()
        if column.name not in _EVENT
    }


def _type_name(code: int, adapters: AdaptersMap) -> str:
    known = adapters.types.get(code)
    if known is None:
        return "unknown"
    return f"{known.name}[]" if known.array_oid == code else known.name
