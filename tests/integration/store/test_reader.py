"""The consumer's side: newswire_v1 can be read, nothing else can."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from builders import NOON, a_clean_article, a_feed, an_article, discovered, loaded
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction
from psycopg.rows import TupleRow

from pipeline.model import Dateline, Removed
from pipeline.stages.index import index_articles
from pipeline.store import Store

VIEWS = ["article", "article_revision", "article_sighting", "event", "feed_health", "ledger", "removed_text"]


@pytest.fixture
def reader(store: Store, reader_url: str) -> Iterator[Connection[TupleRow]]:
    with psycopg.connect(reader_url, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize("view", VIEWS)
def test_the_reader_reads_every_view(reader: Connection[TupleRow], view: str) -> None:
    assert reader.execute(f"SELECT * FROM newswire_v1.{view}".encode()).fetchall() == []


def test_no_table_outside_v1_can_be_read(reader: Connection[TupleRow]) -> None:
    readable = """SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('newswire', 'newswire_schema', 'public') AND c.relkind IN ('r', 'p', 'v', 'S')
          AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE')"""
    assert reader.execute(readable.encode()).fetchall() == []
    with pytest.raises(InsufficientPrivilege):
        reader.execute("SELECT * FROM newswire.entry")


def test_nothing_can_be_written(reader: Connection[TupleRow]) -> None:
    with pytest.raises(ReadOnlySqlTransaction):
        reader.execute("CREATE TABLE newswire_v1.mine (n int)")
    reader.execute("SET default_transaction_read_only = off")
    with pytest.raises(InsufficientPrivilege):
        reader.execute("CREATE TABLE newswire_v1.mine (n int)")


def test_views_cannot_be_written_through(reader: Connection[TupleRow]) -> None:
    writable = """SELECT relname FROM pg_class WHERE relnamespace = 'newswire_v1'::regnamespace
        AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"""
    assert reader.execute(writable.encode()).fetchall() == []


def test_a_dateline_stands_in_its_columns(store: Store, reader: Connection[TupleRow]) -> None:
    dateline = Dateline(place="Halden", date="Nov 19", month=11, day=19, agency="EFE", text="Halden, Nov 19 (EFE).-")
    clean = a_clean_article()
    loaded(store, an_article(store, clean=replace(clean, dateline=dateline, agency="EFE")))
    row = reader.execute("SELECT dateline_place, dateline_date::text, agency FROM article").fetchone()
    assert row == ("Halden", "2026-11-19", "EFE")


def test_what_was_removed_is_told_with_its_reason(store: Store, reader: Connection[TupleRow]) -> None:
    removed = Removed(text="Related Articles", kind="related", reason="heading of a list", line=7)
    loaded(store, an_article(store, clean=replace(a_clean_article(), removed=(removed,))))
    row = reader.execute("SELECT line, kind, reason, text FROM removed_text").fetchone()
    assert row == (7, "related", "heading of a list", "Related Articles")


def test_the_change_feed_goes_on_after_a_cursor(store: Store, reader: Connection[TupleRow]) -> None:
    for n in range(3):
        url = f"https://news.example/{n}"
        loaded(store, an_article(store, entry_id=n, url=url, clean=a_clean_article(title=f"Story {n}")))
    first = reader.execute("SELECT cursor, kind FROM events_after('', 1)").fetchone()
    assert first is not None
    rest = reader.execute("SELECT kind FROM events_after(%s)", [first[0]]).fetchall()
    assert (first[1], rest) == ("new", [("new",), ("new",)])


def test_what_was_held_at_a_moment_can_be_asked(store: Store, reader: Connection[TupleRow]) -> None:
    loaded(store, an_article(store))
    now = reader.execute("SELECT title FROM article_as_of(now())").fetchall()
    before = reader.execute("SELECT title FROM article_as_of(%s)", [NOON]).fetchall()
    assert (len(now), before) == (1, [])


def test_search_finds_words_in_the_articles_language(store: Store, reader: Connection[TupleRow]) -> None:
    loaded(store, an_article(store))
    index_articles(store)
    assert [row[0] for row in reader.execute("SELECT title FROM search('rebuilding breakwaters')")] == [
        "Council votes for a new breakwater"
    ]
    assert reader.execute("SELECT * FROM search('breakwater -council')").fetchall() == []


def test_an_endless_summary_does_not_stop_the_index(store: Store, reader: Connection[TupleRow]) -> None:
    endless = replace(a_clean_article(), summary=" ".join(f"word{n}" for n in range(200_000)))
    loaded(store, an_article(store, clean=endless))
    assert index_articles(store) == 1


def test_an_embargoed_article_is_not_there_before_its_time(store: Store, reader: Connection[TupleRow]) -> None:
    loaded(store, an_article(store))
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() + interval '1 hour'")
    for view in (b"article", b"article_revision", b"removed_text"):
        assert reader.execute(b"SELECT * FROM newswire_v1." + view).fetchall() == []


def test_the_ledger_counts_entries_by_feed_and_state(store: Store, reader: Connection[TupleRow]) -> None:
    discovered(store, a_feed(store))
    row = reader.execute("SELECT feed, state, entries FROM ledger").fetchall()
    assert row == [("https://news.example/rss", "waiting", 1)]
