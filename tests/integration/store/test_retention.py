"""What has expired goes and does not come back; what is held stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest
from builders import NOON, a_clean_article, a_feed, a_sighting, an_article, cleaned, discovered, fetched, loaded

from pipeline.errors import NewswireError
from pipeline.model import EntryId
from pipeline.stages.load import load_articles
from pipeline.stages.retain import retain
from pipeline.store import Store
from pipeline.store.articles import Article
from pipeline.store.retention import Rule

LONG_AGO = NOON - timedelta(days=400)
YEAR = Rule(source=None, article_months=12, document_days=7)


def rows(store: Store, statement: str) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def count(store: Store, table: str) -> object:
    return rows(store, f"SELECT count(*) FROM newswire.{table}")[0][0]


def arrived(store: Store, entry_id: int, *, at: datetime = LONG_AGO, source: str = "news.example") -> Article:
    """An article of its own, loaded as if fetched then."""
    clean = a_clean_article(title=f"Story {entry_id}")
    article = an_article(store, entry_id=entry_id, url=f"https://{source}/{entry_id}", clean=clean, fetched_at=at)
    article = replace(article, source_id=store.articles.source_id(slug=source, name=source))
    with store.transaction() as connection:
        connection.execute("SELECT newswire.ensure_month(%s)", [at.date()])
    loaded(store, article)
    return article


def a_loaded_entry(store: Store) -> EntryId:
    """An entry that went the whole way, with its raw document."""
    (entry_id,) = discovered(store, a_feed(store)).to_fetch
    fetched(store, (entry_id,))
    cleaned(store, (entry_id,))
    load_articles(store, [entry_id])
    return entry_id


def test_without_a_rule_articles_stay(store: Store) -> None:
    arrived(store, 1)
    assert (retain(store), count(store, "article")) == (0, 1)


def test_a_month_that_has_expired_goes_as_a_whole(store: Store) -> None:
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    assert retain(store) == 1
    gone = "SELECT to_regclass('newswire.article_202510'), to_regclass('newswire.article_revision_202510')"
    assert rows(store, gone) == [(None, None)]


def test_a_month_that_has_not_expired_stays(store: Store) -> None:
    store.retention.set_rule(replace(YEAR, article_months=14))
    arrived(store, 1)
    assert (retain(store), count(store, "article")) == (0, 1)


def test_a_source_with_a_longer_rule_keeps_its_articles(store: Store) -> None:
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    arrived(store, 2, source="archive.example")
    store.retention.set_rule(Rule(source="archive.example", article_months=None, document_days=None))
    retain(store)
    assert rows(store, "SELECT title FROM newswire.article") == [("Story 2",)]


def test_a_source_with_a_shorter_rule_loses_its_articles(store: Store) -> None:
    arrived(store, 1)
    arrived(store, 2, source="brief.example")
    store.retention.set_rule(Rule(source="brief.example", article_months=1, document_days=1))
    retain(store)
    assert rows(store, "SELECT title FROM newswire.article") == [("Story 1",)]


def test_rows_go_in_bounded_steps(store: Store) -> None:
    for n in range(3):
        arrived(store, n)
    arrived(store, 3, source="archive.example")
    store.retention.set_rule(Rule(source="archive.example", article_months=None, document_days=None))
    store.retention.set_rule(YEAR)
    told = [store.retention.step(most=2) for _ in range(3)]
    assert told == ["deleted 2 articles of 2025-10-01", "deleted 1 articles of 2025-10-01", None]


def test_retention_has_one_turn_however_many_beats_there_are(store: Store) -> None:
    retain(store)
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    assert retain(store) == 0


def test_a_partition_that_is_being_read_is_left_for_another_day(store: Store, database: str) -> None:
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    with psycopg.connect(database) as reading:
        reading.execute("SELECT * FROM newswire.article")
        assert store.retention.step(most=10) is None
    assert store.retention.step(most=10) == "dropped article_202510"


def test_what_was_dropped_is_not_loaded_again(store: Store) -> None:
    store.retention.set_rule(YEAR)
    article = arrived(store, 1)
    retain(store)
    again = replace(article, clean=a_clean_article(title="Story 1, changed"), fetched_at=NOON)
    assert loaded(store, again) == {"unchanged": 1}
    assert count(store, "article") == 0


def test_what_was_dropped_is_not_fetched_again(store: Store) -> None:
    a_loaded_entry(store)
    rows(store, "DELETE FROM newswire.article RETURNING 1")
    announced = discovered(store, a_feed(store), a_sighting(text="changed"))
    assert (announced.to_fetch, announced.new) == ((), 0)
    assert rows(store, "SELECT stage FROM newswire.entry") == [("loaded",)]


@pytest.mark.parametrize("others", [False, True], ids=["a whole month", "row by row"])
def test_readers_are_told_what_retention_drops(store: Store, *, others: bool) -> None:
    store.retention.set_rule(YEAR)
    article = arrived(store, 1)
    if others:
        arrived(store, 2, source="archive.example")
        store.retention.set_rule(Rule(source="archive.example", article_months=None, document_days=None))
    retain(store)
    told = f"SELECT kind, reason FROM newswire_v1.event WHERE id = {article.entry_id} ORDER BY cursor"
    assert rows(store, told) == [("new", None), ("withdrawn", "retention")]


def test_a_partition_with_a_name_of_its_own_stops_nothing(store: Store) -> None:
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    with store.transaction() as connection:
        connection.execute("CREATE TABLE newswire.kept_by_hand (LIKE newswire.live_article INCLUDING CONSTRAINTS)")
        bounds = b"FOR VALUES FROM ('1990-01-01') TO ('1990-02-01')"
        connection.execute(b"ALTER TABLE newswire.live_article ATTACH PARTITION newswire.kept_by_hand " + bounds)
    assert store.retention.step(most=10) == "dropped article_202510"


def test_raw_documents_go_by_the_day(store: Store) -> None:
    old_documents(store)
    assert store.retention.step(most=10) == "dropped document_20260101"
    assert (count(store, "document"), count(store, "article")) == (0, 1)


def test_raw_documents_of_a_held_article_stay(store: Store) -> None:
    old_documents(store)
    store.retention.hold(1, reason="case 17")
    assert (store.retention.step(most=10), count(store, "document")) == (None, 1)


def old_documents(store: Store) -> None:
    """One article whose raw document came on New Year's Day."""
    a_loaded_entry(store)
    rows(store, "SELECT newswire.ensure_day('2026-01-01')")
    rows(store, "UPDATE newswire.document SET day = '2026-01-01' RETURNING 1")


def test_a_held_article_outlives_every_rule(store: Store) -> None:
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    arrived(store, 2)
    store.retention.hold(1, reason="case 17")
    retain(store)
    assert rows(store, "SELECT title FROM newswire.article") == [("Story 1",)]


def test_a_released_article_expires(store: Store) -> None:
    store.retention.set_rule(YEAR)
    arrived(store, 1)
    store.retention.hold(1, reason="case 17")
    assert store.retention.release(1)
    assert store.retention.step(most=10) == "dropped article_202510"


def test_holds_are_listed_with_their_reason(store: Store) -> None:
    arrived(store, 1)
    store.retention.hold(1, reason="case 17")
    assert [(hold.id, hold.reason, hold.title) for hold in store.retention.holds()] == [(1, "case 17", "Story 1")]


def test_what_is_not_there_cannot_be_held(store: Store) -> None:
    with pytest.raises(NewswireError, match="there is no article 7"):
        store.retention.hold(7, reason="case 17")


def test_a_rule_for_an_unknown_source_is_refused(store: Store) -> None:
    with pytest.raises(NewswireError, match="is not known"):
        store.retention.set_rule(replace(YEAR, source="nobody.example"))


def test_without_any_rule_everything_stays(store: Store) -> None:
    old_documents(store)
    rows(store, "DELETE FROM newswire.retention RETURNING 1")
    assert store.retention.step(most=10) is None
