"""Feeds: what is followed, and what is due."""

from datetime import timedelta

from builders import a_feed

from pipeline.model import FeedId
from pipeline.store import Store

MINUTE = timedelta(minutes=1)
URL = "https://news.example/rss"


def due(store: Store) -> list[FeedId]:
    """The feeds taken for a hint now."""
    return [one.feed_id for one in store.feeds.queue_due(most=9, lease=MINUTE)]


def test_a_new_feed_is_due_at_once(store: Store) -> None:
    feed = a_feed(store)
    assert due(store) == [feed]


def test_a_queued_feed_is_not_queued_again(store: Store) -> None:
    a_feed(store)
    due(store)
    assert due(store) == []


def test_a_hint_that_comes_twice_is_polled_once(store: Store) -> None:
    queued = [a_feed(store)]
    due(store)
    with store.feeds.claimed(queued) as (_, first), store.feeds.claimed(queued) as (_, second):
        assert (len(first), len(second)) == (1, 0)


def test_a_new_feed_goes_before_those_that_are_overdue(store: Store) -> None:
    overdue = a_feed(store)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.feed_state SET polls = 9, next_poll_at = now() - interval '1 day'")
    new = a_feed(store, "https://news.example/new")
    taken = [one.feed_id for _ in range(2) for one in store.feeds.queue_due(most=1, lease=MINUTE)]
    assert taken == [new, overdue]


def test_a_removed_feed_is_never_due(store: Store) -> None:
    a_feed(store)
    store.feeds.remove(URL)
    assert due(store) == []


def test_a_pause_and_its_end_are_noted(store: Store) -> None:
    a_feed(store)
    store.feeds.set_paused(URL, paused=True)
    paused = store.feeds.list()[0].next_poll_at
    store.feeds.set_paused(URL, paused=False)
    assert paused is None
    assert [(change.state, change.reason) for change in store.feeds.changes(URL)] == [
        ("ok", "resumed by hand"),
        ("paused", "paused by hand"),
    ]


def test_a_paused_feed_is_never_due(store: Store) -> None:
    a_feed(store)
    store.feeds.set_paused(URL, paused=True)
    assert due(store) == []


def test_a_feed_that_was_gone_is_due_again_when_it_is_added_again(store: Store) -> None:
    feed = a_feed(store)
    due(store)
    with store.feeds.claimed([feed]) as (lease, (claimed,)):
        store.feeds.fail(claimed, lease, reason="HTTP status 410", interval=MINUTE, gone=True)
    assert due(store) == []
    assert a_feed(store) == feed
    assert due(store) == [feed]


def test_a_removed_feed_is_not_listed_and_comes_back_as_itself(store: Store) -> None:
    feed = a_feed(store)
    assert store.feeds.remove(URL)
    assert store.feeds.list() == []
    assert a_feed(store) == feed


def test_a_feed_that_no_worker_survives_counts_as_failed(store: Store) -> None:
    feed = a_feed(store)
    for _ in range(2):
        store.feeds.poll_now([feed])
        due(store)
        with store.feeds.claimed([feed]):
            pass
        with store.transaction() as connection:
            connection.execute("UPDATE newswire.feed_state SET lease_until = now() - interval '1 second'")
    assert store.feeds.abandon(desertions=2, pause=MINUTE) == 1
    (row,) = store.feeds.list()
    assert (row.state, due(store)) == ("failing", [])
