"""The database as newswire keeps it: loaded by `newswire.ingest`, indexed by its own function."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from random import Random

import psycopg
from bench.database.clock import Link, rate
from bench.database.texts import END, FEEDS, SOURCES, SPAN, article

from pipeline.store.articles import MAX_BATCH, as_json
from pipeline.store.migrate import migrate

_FILL = 10_000  # articles that one process invents and loads at a time
_INDEX = 1_000  # articles that one session indexes in a transaction
_INGEST = b"SELECT entry_id, article_id, outcome, first_bringer FROM newswire.ingest(%s)"


@contextmanager
def session(url: str) -> Iterator[Link]:
    """A connection that commits each statement and gives up after 30 s."""
    with psycopg.connect(url, autocommit=True, options="-c statement_timeout=30s") as connection:
        yield connection


def prepare(url: str) -> None:
    """The schema, sources, feeds with their state, and a year of partitions."""
    migrate(url, tell=lambda _: None)
    with session(url) as connection:
        connection.execute(
            "INSERT INTO newswire.source (slug, name) SELECT 'news' || n, 'News ' || n FROM generate_series(1, %s) n",
            [SOURCES],
        )
        connection.execute(
            "INSERT INTO newswire.feed (source_id, url) SELECT n %% %s + 1, 'https://news.example/' || n "
            "FROM generate_series(1, %s) n",
            [SOURCES, FEEDS],
        )
        connection.execute(
            "INSERT INTO newswire.feed_state (feed_id, last_polled_at, last_success_at, last_new_at, polls, failures) "
            "SELECT feed_id, now(), now(), now() - interval '1 hour' * (feed_id % 500), 100, (feed_id % 20 = 0)::int "
            "FROM newswire.feed"
        )
        connection.execute(
            "SELECT newswire.ensure_month(d::date) FROM generate_series(%s::timestamptz, %s, '1 month') d",
            [END - SPAN, END],
        )
    vacuum(url)


def batches(numbers: Sequence[int], *, of: int, version: int = 0) -> Sequence[str]:
    """These articles as the loader sends them, 200 a batch."""
    return [
        as_json([article(n, of=of, version=version) for n in numbers[at : at + MAX_BATCH]])
        for at in range(0, len(numbers), MAX_BATCH)
    ]


def loading(url: str, *, rows: int, sample: int) -> Iterator[str]:
    """New, repeated and changed articles with so many rows there; the repeated ones are drawn from all of them."""
    fresh = range(rows, rows + sample)
    drawn = Random(rows).sample(range(sample if rows else 0, rows + sample), sample)
    with session(url) as connection:
        for name, numbers, version in (("new", fresh, 0), ("repeated", drawn, 0), ("changed", drawn, 1)):
            sent = batches(numbers, of=rows or 1, version=version)
            connection.execute("CHECKPOINT") if _may_checkpoint(connection) else None
            speed = rate(sent, lambda batch: connection.execute(_INGEST, [batch]).fetchall(), rows=sample)
            yield f"  {name:10} {speed:9,.0f} rows/s"


def _may_checkpoint(connection: Link) -> bool:
    row = connection.execute("SELECT pg_has_role('pg_checkpoint', 'USAGE')").fetchone()
    return bool(row and row[0])


def fill(url: str, *, rows: int, present: int) -> str:
    """Load the articles up to so many, in two processes as two workers would."""
    begun = time.perf_counter()
    starts = range(present, rows, _FILL)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        list(processes.map(_fill, [(url, at, min(at + _FILL, rows), rows) for at in starts]))
    spent = time.perf_counter() - begun
    return f"  {rows - present:,} articles invented and loaded by two processes in {spent:,.0f} s"


def _fill(part: tuple[str, int, int, int]) -> None:
    url, first, end, rows = part
    with session(url) as connection:
        for batch in batches(range(first, end), of=rows):
            connection.execute(_INGEST, [batch])


def index_some(url: str, *, events: int) -> str:
    """The indexer as the task calls it, with the GIN index in place."""
    done = 0
    begun = time.perf_counter()
    with session(url) as connection:
        while done < events:
            row = connection.execute("SELECT newswire.index_articles(200)").fetchone()
            if not row or not row[0]:
                break
            done += row[0]
    return f"  indexer    {done / (time.perf_counter() - begun):9,.0f} rows/s over {done:,} events, one process"


def index_all(url: str) -> str:
    """What the index lacks, by the indexer's own function in two sessions, the GIN index built afterwards."""
    begun = time.perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT pg_get_indexdef('newswire.article_search_tsv'::regclass)").fetchone()
        assert row is not None
        connection.execute("DROP INDEX newswire.article_search_tsv")
        missing = connection.execute(
            "SELECT array_agg(article_id), array_agg(month) FROM ("
            " SELECT article_id, month, row_number() OVER (ORDER BY month, article_id) / %s AS part"
            " FROM newswire.article a WHERE NOT EXISTS (SELECT FROM newswire.article_search s"
            "  WHERE s.article_id = a.article_id AND s.month = a.month)) a GROUP BY part ORDER BY part",
            [_INDEX],
        ).fetchall()
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda part: _index(url, part), missing))
        filled = time.perf_counter() - begun
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute(str(row[0]).replace(" ON ONLY ", " ON ").encode())
        connection.execute(
            "UPDATE newswire.consumer_cursor SET cursor = (SELECT max(cursor) FROM newswire.article_event)"
            " WHERE consumer = 'search'"
        )
    built = time.perf_counter() - begun - filled
    rows = sum(len(ids) for ids, _ in missing)
    return (
        f"  {rows:,} articles indexed in bulk in {filled:,.0f} s by two sessions, the GIN index built in {built:,.0f} s"
    )


def _index(url: str, part: tuple[list[int], list[object]]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT newswire.put_in_search(%s::bigint[], %s::date[])", part)


def vacuum(url: str) -> None:
    """What autovacuum would have done by the time somebody reads."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def sizes(url: str, schema: str) -> Iterator[str]:
    """Tables with their partitions: rows as the planner counts them, heap, TOAST and indexes."""
    statement = """
        SELECT coalesce(i.inhparent, c.oid)::regclass::text, sum(greatest(c.reltuples, 0))::bigint,
            sum(pg_relation_size(c.oid)), sum(pg_table_size(c.oid) - pg_relation_size(c.oid)),
            sum(pg_indexes_size(c.oid))
        FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
        WHERE c.relkind = 'r' AND c.relnamespace = %s::regnamespace
        GROUP BY 1 HAVING sum(pg_total_relation_size(c.oid)) > 1e6 ORDER BY sum(pg_total_relation_size(c.oid)) DESC"""
    with session(url) as connection:
        for table, rows, *bytes_of in connection.execute(statement.encode(), [schema]):
            heap, toast, indexes = (f"{int(one) / 1e6:9,.0f}" for one in bytes_of)
            yield f"  {table:30} {rows:10,} rows {heap} MB heap {toast} MB TOAST {indexes} MB indexes"
