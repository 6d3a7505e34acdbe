"""A takedown: the text is nowhere any more, the reason stays, and nothing brings it back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOON,
    a_clean_article,
    a_feed,
    a_sighting,
    an_article,
    an_entry,
    cleaned,
    discovered,
    fetched,
    loaded,
)

from pipeline.errors import NewswireError
from pipeline.model import CleanArticle, EntryId, Removed, RemovedKind
from pipeline.stages.index import index_articles
from pipeline.stages.load import load_articles
from pipeline.store import Store
from pipeline.store.feeds import NewFeed
from pipeline.store.search import Question

HOUR = timedelta(hours=1)
SECRET = "breakwater"  # in the title, the text and the raw page of the article
EVERYWHERE = """SELECT table_name FROM information_schema.tables
    WHERE table_schema = 'newswire' AND table_type = 'BASE TABLE' ORDER BY 1"""


def rows(store: Store, statement: str) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def a_loaded_entry(store: Store) -> EntryId:
    entry = an_entry(title=f"Council votes for a new {SECRET}")
    (entry_id,) = discovered(store, a_feed(store), a_sighting(entry)).to_fetch
    fetched(store, (entry_id,))
    cleaned(store, (entry_id,))
    load_articles(store, [entry_id])
    index_articles(store)
    return entry_id


def tables_with(store: Store, word: str) -> list[str]:
    names = [str(name) for (name,) in rows(store, EVERYWHERE)]
    return [name for name in names if rows(store, f"SELECT FROM newswire.{name} t WHERE t::text ILIKE '%{word}%'")]


def test_the_text_is_in_no_table_any_more(store: Store) -> None:
    a_loaded_entry(store)
    loaded(store, an_article(store, clean=a_clean_article(title=f"The {SECRET} again"), fetched_at=NOON + HOUR))
    assert tables_with(store, SECRET) != []
    store.retention.take_down(1, reason="court order")
    assert (tables_with(store, SECRET), rows(store, "SELECT FROM newswire.document")) == ([], [])


def test_the_reason_stays_and_consumers_read_it(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    last = "SELECT revision, reason, status, body, ednote FROM newswire_v1.article_revision ORDER BY 1 DESC LIMIT 1"
    assert rows(store, last) == [(2, "withdrawn", "canceled", "", "Taken down: court order")]
    assert rows(store, "SELECT article_id, reason FROM newswire.takedown") == [(1, "court order")]


def test_readers_are_told_once(store: Store) -> None:
    a_loaded_entry(store)
    done = [store.retention.take_down(1, reason="court order") for _ in range(2)]
    kinds = rows(store, "SELECT kind FROM newswire_v1.events_after('') ")
    assert (done, kinds) == ([True, False], [("new",), ("withdrawn",)])


def test_it_is_found_no_more(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    index_articles(store)
    assert store.search.find(Question(words=SECRET), most=10) == []
    assert rows(store, "SELECT FROM newswire_v1.article") == []


def test_what_was_held_before_is_empty(store: Store) -> None:
    a_loaded_entry(store)
    ((then,),) = rows(store, "SELECT updated_at FROM newswire.article")
    store.retention.take_down(1, reason="court order")
    held = rows(store, f"SELECT title, body FROM newswire_v1.article_as_of('{then}')")
    assert held == [(None, "")]


def test_its_address_is_not_loaded_again(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    again = an_article(store, entry_id=9, clean=a_clean_article(title="Another text"), fetched_at=NOON + HOUR)
    assert loaded(store, again) == {"unchanged": 1}
    assert rows(store, "SELECT title, revision FROM newswire.article") == [(None, 2)]


@pytest.mark.parametrize("title", ["Council votes for a new breakwater", "Earlier headline"])
def test_no_text_that_it_ever_had_comes_back_under_another_address(store: Store, title: str) -> None:
    loaded(store, an_article(store, clean=a_clean_article(title="Earlier headline")))
    loaded(store, an_article(store, fetched_at=NOON + HOUR))
    store.retention.take_down(1, reason="court order")
    copy = an_article(store, entry_id=9, url="https://copy.example/a", clean=a_clean_article(title=title))
    assert loaded(store, copy) == {"copy": 1}
    assert rows(store, "SELECT count(*) FROM newswire.article") == [(1,)]


def test_its_feed_does_not_have_it_fetched_again(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    again = discovered(store, a_feed(store), a_sighting(an_entry(title=f"The {SECRET} again")))
    assert (again.to_fetch, tables_with(store, SECRET)) == ((), [])


def test_another_feed_does_not_have_it_fetched_either(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    other = store.feeds.add(NewFeed(url="https://b.example/rss", source_slug="b.example", source_name="B"))[0]
    again = discovered(store, other, a_sighting(an_entry(title=f"The {SECRET} again")))
    assert (again.to_fetch, tables_with(store, SECRET)) == ((), [])


def test_what_other_feeds_said_of_it_goes_too(store: Store) -> None:
    a_loaded_entry(store)
    other = store.feeds.add(NewFeed(url="https://b.example/rss", source_slug="b.example", source_name="B"))[0]
    discovered(store, other, a_sighting(an_entry(title=f"The {SECRET}")))
    store.retention.take_down(1, reason="court order")
    changed = discovered(store, other, a_sighting(an_entry(title=f"The {SECRET} again")))
    assert (changed.to_fetch, tables_with(store, SECRET)) == ((), [])


def test_a_page_of_it_that_somebody_asks_for_is_not_kept(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    asked = store.ledger.request_page("https://news.example/a", a_sighting().url_key or a_sighting().key)
    fetched(store, (asked,))
    cleaned(store, (asked,))
    assert load_articles(store, [asked]) == {"unchanged": 1}
    assert rows(store, "SELECT FROM newswire.document") == []


def test_an_entry_in_work_ends_with_it(store: Store) -> None:
    a_loaded_entry(store)
    (entry_id,) = discovered(store, a_feed(store), a_sighting(text="changed")).to_fetch
    fetched(store, (entry_id,))
    store.retention.take_down(1, reason="court order")
    assert rows(store, "SELECT stage, lease FROM newswire.entry") == [("duplicate", None)]


def test_a_held_article_is_not_taken_down(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.hold(1, reason="case 17")
    with pytest.raises(NewswireError, match=r"article 1 is under a legal hold[.] Release the hold first"):
        store.retention.take_down(1, reason="court order")
    assert len(rows(store, "SELECT FROM newswire_v1.article")) == 1


def test_nothing_is_left_to_hold(store: Store) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    with pytest.raises(NewswireError, match="nothing is left to hold"):
        store.retention.hold(1, reason="case 17")


def test_a_short_text_that_others_have_too_is_theirs(store: Store) -> None:
    short = a_clean_article(title="Video", paragraphs=("Watch the match.",))
    loaded(store, an_article(store, clean=short))
    store.retention.take_down(1, reason="court order")
    other = an_article(store, entry_id=9, url="https://b.example/a", clean=replace(short))
    assert loaded(store, other) == {"new": 1}


def a_page_with(text: str) -> CleanArticle:
    """A story whose page showed this line in a list of related articles."""
    removed = (
        Removed(text="Related Articles", kind=RemovedKind.RELATED, reason="heading of a list", line=7),
        Removed(text=text, kind=RemovedKind.RELATED, reason="teaser", line=8),
    )
    return replace(a_clean_article(title=f"A page with {len(text)}"), removed=removed)


LINES = [
    "Council votes for a new breakwater",
    "COUNCIL VOTES for a new breakwater",
    "12:30 Council votes for a new breakwater – read more",
]


@pytest.mark.parametrize("line", LINES)
def test_its_headline_leaves_the_removed_text_of_others(store: Store, line: str) -> None:
    a_loaded_entry(store)
    loaded(store, an_article(store, entry_id=9, url="https://news.example/9", clean=a_page_with(line)))
    store.retention.take_down(1, reason="court order")
    assert rows(store, "SELECT text FROM newswire_v1.removed_text") == [("Related Articles",)]


@pytest.mark.parametrize("line", LINES[:2])
def test_its_headline_does_not_come_back_with_other_pages(store: Store, line: str) -> None:
    a_loaded_entry(store)
    store.retention.take_down(1, reason="court order")
    loaded(store, an_article(store, entry_id=9, url="https://news.example/9", clean=a_page_with(line)))
    assert rows(store, "SELECT text FROM newswire_v1.removed_text") == [("Related Articles",)]


def test_a_headline_of_one_word_takes_no_other_line_with_it(store: Store) -> None:
    loaded(store, an_article(store, clean=a_clean_article(title="Weather")))
    lines = a_page_with("Weather warning for the Outer Isles")
    loaded(store, an_article(store, entry_id=9, url="https://news.example/9", clean=lines))
    store.retention.take_down(1, reason="court order")
    assert len(rows(store, "SELECT text FROM newswire_v1.removed_text")) == 2
