"""Counts and totals, what is under embargo, what a reader may call, and rebuilding the index by newer rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from builders import NOON, a_clean_article, an_article, loaded

from pipeline.errors import QueryInvalid
from pipeline.stages.index import index_articles, rebuild_search
from pipeline.store import Store
from pipeline.store.search import Count, Question, Span, Total

STORM = Question(words="storm")


def told(store: Store, *days: int, text: str = "The storm came.") -> None:
    """Articles published so many days before the first one, each with its own address."""
    articles = [
        an_article(
            store,
            entry_id=n,
            url=f"https://news.example/{n}",
            clean=replace(
                a_clean_article(title=f"Number {n}", paragraphs=(f"{text} {n}",)), published=NOON - timedelta(days=day)
            ),
        )
        for n, day in enumerate(days, 1)
    ]
    loaded(store, *articles)
    index_articles(store)


def embargo(store: Store, article: int, until: str) -> None:
    """Put an article under embargo, in the index as well."""
    with store.transaction() as connection:
        for table in (b"article", b"article_search"):
            statement = b"UPDATE newswire." + table + b" SET embargoed_until = %s::timestamptz WHERE article_id = %s"
            connection.execute(statement, [until, article])


def ids(store: Store, words: str = "storm", *, most: int = 10) -> Sequence[int]:
    return sorted(hit.id for hit in store.search.find(Question(words=words), most=most))


@pytest.mark.parametrize("words", ["storm", '"the storm came"', "title:number storm"])
@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Span.DAY, [(datetime(2026, 11, 1, tzinfo=UTC), 1), (datetime(2026, 11, 20, tzinfo=UTC), 2)]),
        (Span.WEEK, [(datetime(2026, 10, 26, tzinfo=UTC), 1), (datetime(2026, 11, 16, tzinfo=UTC), 2)]),
        (Span.MONTH, [(datetime(2026, 11, 1, tzinfo=UTC), 3)]),
    ],
)
def test_counts_over_time(store: Store, words: str, by: Span, expected: Sequence[tuple[datetime, int]]) -> None:
    told(store, 0, 0, 19)
    counts = store.search.counts(Question(words=words), by=by)
    assert counts == [Count(bucket=bucket, articles=articles, complete=True) for bucket, articles in expected]


def test_counts_keep_to_the_bounds(store: Store) -> None:
    told(store, 0, 0, 19)
    question = replace(STORM, since=NOON - timedelta(days=3), source="The News")
    assert store.search.total(question) == Total(articles=2, complete=True)
    assert store.search.total(replace(question, source="Other")) == Total(articles=0, complete=True)
    assert store.search.counts(replace(question, source="Other"), by=Span.DAY) == []


def test_an_article_in_many_languages_words_counts_once(store: Store) -> None:
    told(store, 0, 0)
    assert store.search.total(Question(words="storm came OR stormen")) == Total(articles=2, complete=True)


def test_nothing_found_is_a_complete_total(store: Store) -> None:
    told(store, 0)
    assert store.search.total(Question(words="glacier")) == Total(articles=0, complete=True)


def test_an_unreadable_query_is_not_counted(store: Store) -> None:
    with pytest.raises(QueryInvalid, match="parenthesis is not closed"):
        store.search.total(Question(words="(storm"))


def test_only_known_spans_are_counted_by(database: str, store: Store) -> None:
    with (
        psycopg.connect(database) as connection,
        pytest.raises(psycopg.errors.InvalidParameterValue, match="cannot count"),
    ):
        connection.execute("SELECT * FROM newswire_v1.search_counts('storm', by => 'second')")


@pytest.mark.parametrize("words", ["storm", '"the storm"', "title:number", "stor*", 'source:"The News"'])
def test_an_article_under_embargo_is_not_found_nor_counted(store: Store, words: str) -> None:
    told(store, 0, 1, 2)
    embargo(store, 1, "infinity")
    assert ids(store, words) == [2, 3]
    assert store.search.total(Question(words=words)).articles == 2
    assert sum(one.articles for one in store.search.counts(Question(words=words), by=Span.DAY)) == 2


def test_an_article_under_embargo_takes_no_place(store: Store) -> None:
    told(store, 0, 1, 2)
    embargo(store, 1, "infinity")
    assert len(ids(store, most=2)) == 2


def test_an_article_appears_when_its_embargo_ends(store: Store) -> None:
    told(store, 0)
    embargo(store, 1, "2020-01-01")
    assert ids(store) == [1]


def test_the_index_learns_of_an_embargo(store: Store) -> None:
    told(store, 0)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = 'infinity'")
        connection.execute("SELECT newswire.put_in_search(ARRAY[1], ARRAY[%s])", [NOON.date().replace(day=1)])
        (kept,) = connection.execute("SELECT embargoed_until::text FROM newswire.article_search").fetchall()
    assert kept == ("infinity",)


@pytest.mark.parametrize("function", ["search", "search_counts", "search_total"])
def test_readers_may_search_and_count(reader_url: str, function: str) -> None:
    with psycopg.connect(reader_url) as connection:
        assert connection.execute(f"SELECT * FROM newswire_v1.{function}('storm')".encode()).fetchall() is not None


@pytest.mark.parametrize("function", ["folded('x')", "search_arms('x', NULL)", "rebuild_search(1)", "signs()"])
def test_readers_may_not_call_what_is_internal(reader_url: str, function: str) -> None:
    with psycopg.connect(reader_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"SELECT newswire.{function}".encode())


def to_be_rebuilt(store: Store) -> None:
    """What the migration leaves: an index by other rules, and its month on the list."""
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article_search SET tsv = '', language = 'en-GB'")
        connection.execute("INSERT INTO newswire.search_rebuild (month) VALUES ('2026-10-01'), ('2026-11-01')")


def test_the_index_is_rebuilt_in_steps(store: Store) -> None:
    told(store, 0, 1, 2)
    to_be_rebuilt(store)
    assert [store.search.rebuild(most=2) for _ in range(3)] == [2, 1, 0]
    assert ids(store) == [1, 2, 3]


def test_rebuilding_ends_and_is_not_begun_again(store: Store) -> None:
    told(store, 0)
    to_be_rebuilt(store)
    assert (rebuild_search(store), rebuild_search(store)) == (1, 0)
    with store.transaction() as connection:
        assert connection.execute("SELECT * FROM newswire.search_rebuild").fetchall() == []


def test_rebuilding_gives_way_to_a_session_that_indexes(store: Store) -> None:
    told(store, 0)
    to_be_rebuilt(store)
    with store.transaction() as connection:
        connection.execute("SELECT FROM newswire.consumer_cursor WHERE consumer = 'search' FOR UPDATE")
        assert store.search.rebuild(most=10) == 0
    assert store.search.rebuild(most=10) == 1


def test_an_interrupted_rebuilding_goes_on_where_it_stopped(store: Store) -> None:
    told(store, 0, 1)
    to_be_rebuilt(store)
    store.search.rebuild(most=1)
    assert ids(store) == [1]
    assert store.search.rebuild(most=10) == 1


def test_a_row_of_the_older_index_is_found_by_its_language(store: Store) -> None:
    told(store, 0)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article_search SET language = 'en-GB'")
    assert [hit.id for hit in store.search.find(replace(STORM, language="en"), most=1)] == [1]


@pytest.mark.parametrize("language", ["sk", "cs", "be", "uk", "nb", "vi", "he", "en-GB", None])
def test_a_name_is_found_in_articles_of_every_language(store: Store, language: str | None) -> None:
    loaded(store, an_article(store, clean=replace(a_clean_article(title="Wexmere"), language=language)))
    index_articles(store)
    assert ids(store, "Wexmere") == [1]
    assert store.search.total(Question(words="Wexmere")) == Total(articles=1, complete=True)


def test_bounds_do_not_depend_on_how_a_reader_writes_dates(store: Store, database: str) -> None:
    told(store, 0)
    with psycopg.connect(database, options="-c datestyle=SQL,DMY -c timezone=Asia/Kolkata") as connection:
        statement = "SELECT articles FROM newswire_v1.search_total('storm', since => %s, until => %s)"
        for first, last, articles in ((0, 1, 1), (1, 2, 0), (-1, 0, 0)):
            bounds = [NOON + timedelta(hours=first), NOON + timedelta(hours=last)]
            assert connection.execute(statement, bounds).fetchone() == (articles,)
