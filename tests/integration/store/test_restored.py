"""A database restored from a dump counts its transactions from the beginning: no event is lost to its readers."""

from builders import a_clean_article, an_article, loaded

from pipeline.store import Store
from pipeline.store.events import BEGINNING
from pipeline.store.migrate import migrate


def stories(store: Store, *numbers: int) -> None:
    for n in numbers:
        clean = a_clean_article(title=f"Story {n}")
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


def restored(store: Store, database: str) -> list[str]:
    """As if the events came from a server that had seen a billion transactions; what `migrate` tells."""
    with store.transaction() as connection:
        for table in (b"article_event", b"consumer_cursor"):
            connection.execute(b"UPDATE newswire." + table + b" SET xid = (xid::text::bigint + 1000000000)::text::xid8")
    told: list[str] = []
    migrate(database, tell=lambda line: told.append(str(line)))
    return told


def unread(store: Store, cursor: str) -> list[str | None]:
    return [one.title for one in store.events.after(cursor, most=10)]


def test_old_and_new_events_are_read_in_order(store: Store, database: str) -> None:
    stories(store, 0, 1)
    assert restored(store, database) == ["this database was restored from a dump: 2 events put in order anew"]
    stories(store, 2)
    assert unread(store, BEGINNING) == ["Story 0", "Story 1", "Story 2"]


def test_a_consumer_goes_on_where_it_was(store: Store, database: str) -> None:
    stories(store, 0)
    store.events.open_cursor("desk", at=store.events.newest())
    stories(store, 1)
    restored(store, database)
    stories(store, 2)
    assert unread(store, store.events.cursor_of("desk") or "") == ["Story 1", "Story 2"]


def test_a_consumer_that_had_read_all_is_told_what_comes_only(store: Store, database: str) -> None:
    stories(store, 0)
    store.events.open_cursor("desk", at=store.events.newest())
    restored(store, database)
    stories(store, 1)
    assert unread(store, store.events.cursor_of("desk") or "") == ["Story 1"]


def test_any_other_database_is_left_alone(store: Store, database: str) -> None:
    stories(store, 0)
    before = store.events.newest()
    migrate(database, tell=lambda _: None)
    assert store.events.newest() == before
