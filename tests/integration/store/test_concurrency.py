"""Writers and readers at once: the same rows at the end, and no event that a reader misses."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from random import Random

import psycopg
from builders import NOON, a_clean_article, an_article, loaded

from pipeline.store import Store
from pipeline.store.articles import Article

WRITERS = 4
ADDRESSES = 40
BATCH = 10
LIVE = "SELECT url, title, body, status FROM newswire_v1.article ORDER BY url"


def rows(store: Store, statement: str) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def deliveries(store: Store) -> Sequence[Article]:
    """Three versions of each of forty addresses, no two texts alike."""
    return [
        an_article(
            store,
            entry_id=n,
            url=f"https://news.example/{n}",
            clean=a_clean_article(title=f"Story {n}, version {version}"),
            fetched_at=NOON + timedelta(hours=version),
        )
        for n in range(ADDRESSES)
        for version in range(3)
    ]


def load_in_batches(store: Store, articles: Sequence[Article]) -> None:
    for at in range(0, len(articles), BATCH):
        loaded(store, *articles[at : at + BATCH])


def load_by_all_writers(store: Store, articles: Sequence[Article]) -> None:
    """Every writer loads everything, each in an order of its own."""
    orders = [Random(seed).sample(articles, len(articles)) for seed in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(lambda order: load_in_batches(store, order), orders))


def test_writers_in_different_orders_end_in_the_newest_texts(store: Store) -> None:
    load_by_all_writers(store, deliveries(store))
    titles = rows(store, "SELECT title FROM newswire_v1.article ORDER BY url")
    assert sorted(titles) == sorted((f"Story {n}, version 2",) for n in range(ADDRESSES))


def test_writers_in_different_orders_end_in_the_rows_of_a_single_one(store: Store) -> None:
    load_by_all_writers(store, deliveries(store))
    together = rows(store, LIVE)
    with store.transaction() as connection:
        connection.execute(
            "TRUNCATE newswire.article, newswire.article_key, newswire.article_revision, newswire.recheck"
        )
    load_in_batches(store, deliveries(store))
    assert rows(store, LIVE) == together


def test_writers_in_different_orders_leave_key_article_revisions_and_events_in_agreement(store: Store) -> None:
    load_by_all_writers(store, deliveries(store))
    disagreeing = """
        SELECT k.url_key FROM newswire.article_key k LEFT JOIN newswire.article a USING (article_id)
        WHERE (k.content_key, k.revision) IS DISTINCT FROM (a.content_key, a.revision)
           OR k.revision <> (SELECT count(*) + 1 FROM newswire.article_revision r WHERE r.article_id = k.article_id)
           OR k.revision <> (SELECT count(*) FROM newswire.article_event e WHERE e.article_id = k.article_id)"""
    assert rows(store, disagreeing) == []


def events_while(url: str, writers: Sequence[Future[None]]) -> Sequence[tuple[int, int]]:
    """Every event in the order that a reader meets it, read seven at a time until all writers have ended."""
    met: list[tuple[int, int]] = []
    cursor = ""
    with psycopg.connect(url, autocommit=True) as reader:
        while True:
            ended = all(writer.done() for writer in writers)
            page = reader.execute(
                "SELECT cursor, id, revision FROM newswire_v1.events_after(%s, 7)", [cursor]
            ).fetchall()
            if ended and not page:
                for writer in writers:
                    writer.result()
                return met
            met += [(article, revision) for _, article, revision in page]
            cursor = page[-1][0] if page else cursor


def test_a_reader_meets_every_event_once_while_writers_are_at_work(store: Store, reader_url: str) -> None:
    articles = deliveries(store)
    with ThreadPoolExecutor(WRITERS) as threads:
        writers = [threads.submit(load_in_batches, store, articles[n::WRITERS]) for n in range(WRITERS)]
        met = events_while(reader_url, writers)
    assert sorted(met) == rows(store, "SELECT article_id, revision FROM newswire.article_event ORDER BY 1, 2")
