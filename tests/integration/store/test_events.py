"""The change feed: read in order from any cursor, and cursors that move only after the work."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from builders import NOON, a_clean_article, an_article, loaded
from psycopg.errors import InvalidParameterValue

from pipeline.errors import NewswireError
from pipeline.model import EventKind, PubStatus
from pipeline.store import Store
from pipeline.store.articles import ingest
from pipeline.store.events import BEGINNING

HOUR = timedelta(hours=1)


def stories(store: Store, count: int, *, first: int = 0) -> None:
    """So many articles, each loaded by itself."""
    for n in range(first, first + count):
        clean = a_clean_article(title=f"Story {n}")
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


def withdrawn(store: Store) -> None:
    """One article, loaded and withdrawn."""
    loaded(store, an_article(store))
    gone = a_clean_article(pubstatus=PubStatus.CANCELED)
    loaded(store, an_article(store, clean=gone, fetched_at=NOON + HOUR))


def test_events_come_in_order_with_the_heads_of_their_articles(store: Store) -> None:
    stories(store, 3)
    events = store.events.after(BEGINNING, most=10)
    assert [(one.kind, one.title) for one in events] == [("new", f"Story {n}") for n in range(3)]


def test_reading_on_from_a_cursor_misses_and_repeats_nothing(store: Store) -> None:
    stories(store, 3)
    first = store.events.after(BEGINNING, most=2)
    rest = store.events.after(first[-1].cursor, most=10)
    assert [one.title for one in rest] == ["Story 2"]
    assert store.events.after(rest[-1].cursor, most=10) == []


def test_a_transaction_that_stays_open_holds_nobody_back(store: Store, database: str) -> None:
    with psycopg.connect(database) as stranger:
        stranger.execute("SELECT pg_current_xact_id()")
        stories(store, 1)
        assert len(store.events.after(BEGINNING, most=10)) == 1


def test_what_commits_later_comes_later(store: Store, database: str) -> None:
    stories(store, 1)
    with psycopg.connect(database) as slow:
        ingest(slow, [an_article(store, entry_id=5, url="https://news.example/5", clean=a_clean_article(title="Slow"))])
        stories(store, 1, first=1)
        cursor = store.events.newest()
    assert [one.title for one in store.events.after(cursor, most=10)] == ["Slow"]


def test_cursors_sort_as_text(store: Store) -> None:
    stories(store, 12)
    cursors = [one.cursor for one in store.events.after(BEGINNING, most=20)]
    assert cursors == sorted(cursors)
    assert store.events.newest() == max(cursors)


def test_a_withdrawn_article_has_no_head_and_no_text(store: Store) -> None:
    withdrawn(store)
    assert [one.title for one in store.events.after(BEGINNING, most=10)] == [None, None]
    rows = store.events.rows_after(BEGINNING, most=10)
    assert [(row["kind"], row["body"], row["id"]) for row in rows] == [("new", None, 1), ("withdrawn", None, 1)]


def test_a_row_has_every_column_of_the_view(store: Store) -> None:
    stories(store, 1)
    (row,) = store.events.rows_after(BEGINNING, most=10)
    with store.transaction() as connection:
        view = connection.execute("SELECT * FROM newswire_v1.article").description or ()
    assert {column.name for column in view} <= set(row)


def test_a_kind_that_is_not_wanted_comes_without_its_text(store: Store) -> None:
    stories(store, 1)
    (row,) = store.events.rows_after(BEGINNING, most=10, kinds=[EventKind.WITHDRAWN])
    assert (row["kind"], row["body"]) == ("new", None)


def test_the_cursor_of_a_moment_stands_before_its_first_event(store: Store) -> None:
    stories(store, 2)
    moment = store.operations.clock()
    stories(store, 1, first=2)
    assert [one.title for one in store.events.after(store.events.since(moment), most=9)] == ["Story 2"]


def test_the_cursor_of_a_moment_to_come_is_the_newest(store: Store) -> None:
    stories(store, 2)
    assert store.events.since(store.operations.clock() + HOUR) == store.events.newest()


def test_a_named_cursor_begins_once(store: Store) -> None:
    stories(store, 1)
    assert store.events.open_cursor("desk", at=BEGINNING) == BEGINNING
    assert store.events.open_cursor("desk", at=store.events.newest()) == BEGINNING


def test_a_named_cursor_moves_from_where_it_was_seen_only(store: Store) -> None:
    stories(store, 2)
    first, second = store.events.after(BEGINNING, most=2)
    store.events.open_cursor("desk", at=BEGINNING)
    assert store.events.move("desk", seen=BEGINNING, to=second.cursor)
    assert not store.events.move("desk", seen=BEGINNING, to=first.cursor)
    assert store.events.cursor_of("desk") == second.cursor


def test_of_many_readers_under_one_name_one_moves_the_cursor(store: Store) -> None:
    stories(store, 1)
    newest = store.events.newest()
    store.events.open_cursor("desk", at=BEGINNING)
    with ThreadPoolExecutor(4) as threads:
        moved = list(threads.map(lambda _: store.events.move("desk", seen=BEGINNING, to=newest), range(8)))
    assert sorted(moved) == [False] * 7 + [True]


def test_the_list_of_cursors_says_how_far_behind_each_is(store: Store) -> None:
    stories(store, 3)
    store.events.open_cursor("desk", at=store.events.after(BEGINNING, most=1)[0].cursor)
    assert {one.consumer: one.behind for one in store.events.cursors()} == {"desk": 2, "search": 3, "stories": 3}


def test_a_cursor_can_be_reset_and_forgotten(store: Store) -> None:
    stories(store, 1)
    store.events.open_cursor("desk", at=store.events.newest())
    assert store.events.reset("desk", to=BEGINNING)
    assert store.events.cursor_of("desk") == BEGINNING
    assert store.events.forget("desk")
    assert store.events.cursor_of("desk") is None


@pytest.mark.parametrize("text", ["12", "x.1", "1.2.3", "-1.0", f"{2**64}.0", "1.1000000000000000000"])
def test_what_is_no_cursor_is_refused(store: Store, text: str) -> None:
    with pytest.raises(NewswireError, match="is none"):
        store.events.place(text)


def test_a_cursor_from_before_a_dump_was_restored_says_where_to_go_on(store: Store) -> None:
    stories(store, 1)
    with pytest.raises(NewswireError, match=r"before it was restored; go on from '0001\.000000000000001'"):
        store.events.place("0001.000000000000007")


def test_a_cursor_of_another_database_is_refused_in_sql_too(store: Store) -> None:
    with pytest.raises(InvalidParameterValue, match="is not from this database"):
        store.events.after("9000000000.7", most=1)


def test_no_cursor_at_all_is_the_beginning(store: Store) -> None:
    assert store.events.place("") == BEGINNING


def test_a_listener_is_woken_by_a_new_event(store: Store) -> None:
    with store.events.listening() as listener, ThreadPoolExecutor(1) as writer:
        listener.wait(timedelta(0))
        began = store.operations.clock()
        writer.submit(stories, store, 1)
        assert listener.wait(timedelta(seconds=20))
    assert store.operations.clock() - began < timedelta(seconds=10)


def test_a_listener_takes_a_lost_connection_up_again(store: Store, superuser: str) -> None:
    with store.events.listening() as listener:
        listener.wait(timedelta(0))
        with psycopg.connect(superuser, autocommit=True) as operator:
            operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        assert not listener.wait(timedelta(seconds=20))
        assert listener.wait(timedelta(0))
