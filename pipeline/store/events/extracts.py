"""Extracts: all columns of the selected articles, streamed from one snapshot in constant memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg import ServerCursor
from psycopg.adapt import AdaptersMap
from psycopg.rows import DictRow, dict_row

from pipeline.model import EventKind
from pipeline.store.events.rows import BEGINNING, Row, event_row
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.query_errors import query_errors_in_words

__all__ = ["Extract", "Wanted", "events_and_articles_after", "events_not_indexed", "require_words", "selected_articles"]

# 500 articles are 3 to 5 MB; a larger batch was no faster.
_ROWS_A_BATCH = 500
_EVENT = frozenset({"cursor", "kind", "event_at", "event_revision", "event_id"})
# One snapshot, so that rows and cursor match; up to an hour between two batches, for slow readers.
_SNAPSHOT = (
    b"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    b"SET LOCAL idle_in_transaction_session_timeout = '1h'",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A selection of articles: all that match every filter; None matches any.

    `since` and `until` bound the time of publication, or else of the first sight; `words` are a full-text query,
    `sources` their ids, `ids` those of articles; `language` takes in its regions.
    """

    ids: Sequence[int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str | None = None
    language: str | None = None
    sources: Sequence[int] | None = None

    @property
    def is_all(self) -> bool:
        """Say whether no filter is set."""
        return self == Wanted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Rows in batches; `types` are the articles' columns in their order, as PostgreSQL names them ("text", "text[]").

    `cursor` is the end of the change feed in the extract's snapshot: what follows it is not in the rows, or is again.
    """

    types: Mapping[str, str]
    cursor: str
    batches: Iterator[Sequence[Row]]


@contextmanager
def selected_articles(pool: Pool, wanted: Wanted, *, by_day: bool = False) -> Iterator[Extract]:
    """Stream the selected live articles by id, or day by day in UTC."""
    parameters = asdict(wanted) | {"by_day": by_day}
    with _snapshot(pool) as connection, _reader(connection) as reader:
        cursor = _end(connection, wanted) or BEGINNING
        reader.execute(query("read_article_rows"), parameters)
        yield Extract(types=_types(reader, connection.adapters), cursor=cursor, batches=_batches(reader))


@contextmanager
def events_and_articles_after(pool: Pool, cursor: str, wanted: Wanted) -> Iterator[Extract]:
    """The events after a cursor with their articles as they are now, or without them where they are not wanted."""
    with _snapshot(pool) as connection, _reader(connection) as reader:
        end = _end(connection, wanted) or cursor
        if wanted.is_all:
            reader.execute(query("read_event_rows"), {"cursor": cursor, "most": None, "kinds": list(EventKind)})
        else:
            reader.execute(query("read_selected_event_rows"), asdict(wanted) | {"cursor": cursor, "indexed": end})
        batches = ([event_row(row) for row in batch] for batch in _batches(reader))
        yield Extract(types=_types(reader, connection.adapters), cursor=end, batches=batches)


@contextmanager
def _snapshot(pool: Pool) -> Iterator[Link]:
    with pool.connection() as connection:
        for statement in _SNAPSHOT:
            connection.execute(statement)
        yield connection


def _end(connection: Link, wanted: Wanted) -> str | None:
    """The cursor up to which the snapshot has all that is wanted; words are found as far as the index has come."""
    by_index = query("get_cursor"), {"consumer": "search"}
    statement, parameters = (query("newest_cursor"), None) if wanted.words is None else by_index
    row = connection.execute(statement, parameters).fetchone()
    return str(row[0]) if row else None


def require_words(pool: Pool, words: str) -> None:
    """Raise QueryInvalid unless a full-text query can be asked."""
    with query_errors_in_words(), pool.connection() as connection:
        connection.execute(query("check_words"), {"words": words})


def events_not_indexed(pool: Pool) -> int:
    """Return how many events the full-text index has not read yet."""
    with pool.connection() as connection:
        row = connection.execute(query("count_not_indexed")).fetchone()
    return int(row[0]) if row else 0


def _reader(connection: Link) -> ServerCursor[DictRow]:
    return connection.cursor("extract", row_factory=dict_row)


def _batches(reader: ServerCursor[DictRow]) -> Iterator[Sequence[Row]]:
    while batch := reader.fetchmany(_ROWS_A_BATCH):
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
