"""The consumer's side: newswire_v1 can be read, nothing else can."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from builders import NOON, a_clean_article, a_feed, an_article, cleaned, discovered, fetched, loaded
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege, InvalidParameterValue, ReadOnlySqlTransaction
from psycopg.rows import TupleRow

from pipeline.model import Dateline, Removed, RemovedKind
from pipeline.stages.group import group_articles
from pipeline.stages.load import load_articles
from pipeline.store import Store
from pipeline.store.feeds import NewFeed

VIEWS = [
    "article",
    "article_revision",
    "article_sighting",
    "event",
    "feed_health",
    "ledger",
    "removed_text",
    "source",
    "story",
    "story_article",
    "story_link",
    "story_merge",
]


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


@pytest.mark.parametrize("statement", ["CREATE TEMP TABLE mine (n int)", "CREATE TABLE public.mine (n int)"])
def test_no_table_can_be_made(reader: Connection[TupleRow], statement: str) -> None:
    reader.execute("SET default_transaction_read_only = off")
    with pytest.raises(InsufficientPrivilege):
        reader.execute(statement.encode())


def test_a_query_has_thirty_seconds(reader: Connection[TupleRow]) -> None:
    assert reader.execute("SHOW statement_timeout").fetchone() == ("30s",)


def test_no_function_can_be_slipped_into_the_search_path(reader: Connection[TupleRow]) -> None:
    reader.execute("SET default_transaction_read_only = off")
    reader.execute("SET search_path = pg_temp, newswire_v1, pg_catalog")
    with pytest.raises(InsufficientPrivilege):
        reader.execute("CREATE FUNCTION pg_temp.split_part(text, text, int) RETURNS text RETURN 'mine'")


def test_functions_with_their_owners_rights_have_a_search_path_of_their_own(store: Store) -> None:
    loose = """SELECT oid::regprocedure FROM pg_proc WHERE prosecdef
        AND pronamespace IN ('newswire'::regnamespace, 'newswire_v1'::regnamespace)
        AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY(proconfig), false)"""
    with store.transaction() as connection:
        assert connection.execute(loose.encode()).fetchall() == []


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
    removed = Removed(text="Related Articles", kind=RemovedKind.RELATED, reason="heading of a list", line=7)
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


@pytest.mark.parametrize("beginning", ["", None])
def test_the_change_feed_begins_without_a_cursor(
    store: Store, reader: Connection[TupleRow], beginning: str | None
) -> None:
    loaded(store, an_article(store))
    assert reader.execute("SELECT kind FROM events_after(%s::text)", [beginning]).fetchall() == [("new",)]


@pytest.mark.parametrize("junk", ["junk", "1", "1.", "-1.2", "1.2.3", "99999999999999999999.1"])
def test_what_is_no_cursor_is_told(reader: Connection[TupleRow], junk: str) -> None:
    with pytest.raises(InvalidParameterValue, match="is not a cursor\nHINT:  Give the column"):
        reader.execute("SELECT * FROM events_after(%s)", [junk])


def test_what_was_held_at_a_moment_can_be_asked(store: Store, reader: Connection[TupleRow]) -> None:
    loaded(store, an_article(store))
    now = reader.execute("SELECT title FROM article_as_of(now())").fetchall()
    before = reader.execute("SELECT title FROM article_as_of(%s)", [NOON]).fetchall()
    assert (len(now), before) == (1, [])


def test_an_embargoed_article_is_not_there_before_its_time(store: Store, reader: Connection[TupleRow]) -> None:
    loaded(store, an_article(store))
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() + interval '1 hour'")
    for view in (b"article", b"article_revision", b"removed_text"):
        assert reader.execute(b"SELECT * FROM newswire_v1." + view).fetchall() == []


def test_a_revision_under_embargo_is_not_there_either(store: Store, reader: Connection[TupleRow]) -> None:
    loaded(store, an_article(store))
    loaded(store, an_article(store, clean=a_clean_article(title="Later"), fetched_at=NOON + timedelta(hours=1)))
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() + interval '1 hour'")
    assert reader.execute("SELECT * FROM article_revision").fetchall() == []


def test_a_story_counts_the_outlets_that_carry_it(store: Store, reader: Connection[TupleRow]) -> None:
    first = an_article(store)
    other = replace(
        an_article(store, entry_id=2, url="https://b.example/b", clean=a_clean_article(title="Another headline")),
        source_id=store.articles.source_id(slug="b.example", name="B"),
    )
    loaded(store, first, other)
    group_articles(store)
    row = reader.execute("SELECT id = first_article, articles, outlets, outlet_names FROM story").fetchone()
    assert row == (True, 2, 2, ["B", "The News"])


def test_a_feed_that_shows_an_article_is_an_outlet_of_its_story(store: Store, reader: Connection[TupleRow]) -> None:
    (entry_id,) = discovered(store, a_feed(store)).to_fetch
    fetched(store, (entry_id,))
    cleaned(store, (entry_id,))
    load_articles(store, [entry_id])
    twin = store.feeds.add(NewFeed(url="https://b.example/rss", source_slug="b.example", source_name="B"))[0]
    discovered(store, twin)
    group_articles(store)
    assert reader.execute("SELECT outlet_names FROM story").fetchall() == [(["B", "The News"],)]


def test_the_ledger_counts_entries_by_feed_and_state(store: Store, reader: Connection[TupleRow]) -> None:
    discovered(store, a_feed(store))
    row = reader.execute("SELECT feed, state, entries FROM ledger").fetchall()
    assert row == [("https://news.example/rss", "waiting", 1)]
