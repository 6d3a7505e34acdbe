"""A host with much to fetch stands in nobody's way."""

from builders import a_feed, a_sighting, an_entry, discovered

from pipeline.model import Stage
from pipeline.stages.sweep import sweep
from pipeline.store import Store
from pipeline.urls import host


def crowd_and_others(store: Store) -> None:
    """A thousand pages of one host, and after them one page each of twenty others."""
    crowd = [a_sighting(an_entry(guid=str(n), url=f"https://crowded.example/{n}")) for n in range(1_000)]
    others = [a_sighting(an_entry(guid=f"o{n}", url=f"https://other{n}.example/")) for n in range(20)]
    discovered(store, a_feed(store), *crowd)
    discovered(store, a_feed(store, "https://other.example/rss"), *others)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.entry SET hinted_at = NULL")


def test_a_thousand_pages_of_one_host_do_not_stand_before_another(store: Store) -> None:
    crowd_and_others(store)
    (hinted,) = sweep(store, dict.fromkeys(Stage, 0) | {Stage.FETCH: 300})
    with store.transaction() as connection:
        urls: dict[int, str] = dict(connection.execute("SELECT entry_id, url FROM newswire.entry").fetchall())
    assert len({host(urls[one]) for one in hinted.ids[:40]}) == 21


def test_the_sweep_fills_its_room_from_the_crowd_where_few_others_wait(store: Store) -> None:
    crowd_and_others(store)
    (hinted,) = sweep(store, dict.fromkeys(Stage, 0) | {Stage.FETCH: 300})
    assert len(set(hinted.ids)) == 300
