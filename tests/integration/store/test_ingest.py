"""Loading: any order and any repetition of deliveries ends in the same rows."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, PARAGRAPHS, a_clean_article, an_article, loaded

from pipeline.model import PubStatus
from pipeline.store import Store
from pipeline.store.articles import MAX_BATCH, Article

HOUR = timedelta(hours=1)


def rows(store: Store, statement: str) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def versions(store: Store, count: int) -> list[Article]:
    """The same address fetched hourly, another title each time."""
    return [
        an_article(store, clean=a_clean_article(title=f"Version {n}"), fetched_at=NOON + n * HOUR) for n in range(count)
    ]


def test_a_new_article_is_live_with_an_event(store: Store) -> None:
    assert loaded(store, an_article(store)) == {"new": 1}
    assert rows(store, "SELECT kind, revision FROM newswire.article_event") == [("new", 1)]


def test_what_agencies_write_for_editors_is_kept(store: Store) -> None:
    clean = replace(a_clean_article(), flags=("update",), credits="(Reporting by Nora Tasker)")
    loaded(store, an_article(store, clean=clean))
    kept = rows(store, "SELECT flags, credits FROM newswire_v1.article")
    assert kept == [(["update"], "(Reporting by Nora Tasker)")]


def test_the_same_delivery_again_changes_nothing(store: Store) -> None:
    loaded(store, an_article(store))
    assert loaded(store, an_article(store)) == {"unchanged": 1}
    assert rows(store, "SELECT count(*) FROM newswire.article_event") == [(1,)]


def test_a_changed_text_is_a_revision_and_the_first_one_is_kept(store: Store) -> None:
    first, second = versions(store, 2)
    loaded(store, first)
    assert loaded(store, second) == {"changed": 1}
    titles = rows(store, "SELECT revision, title, reason FROM newswire_v1.article_revision ORDER BY 1")
    assert titles == [(1, "Version 0", "new"), (2, "Version 1", "updated")]


def test_a_late_delivery_never_overwrites_newer_text(store: Store) -> None:
    first, second = versions(store, 2)
    loaded(store, second)
    assert loaded(store, first) == {"unchanged": 1}
    assert rows(store, "SELECT title FROM newswire_v1.article") == [("Version 1",)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_ends_in_the_newest_text(store: Store, order: tuple[int, ...]) -> None:
    three = versions(store, 3)
    for n in order:
        loaded(store, three[n])
    assert rows(store, "SELECT title FROM newswire_v1.article") == [("Version 2",)]


def test_a_correction_is_told_apart_from_an_update(store: Store) -> None:
    loaded(store, an_article(store))
    corrected = a_clean_article(title="Corrected", pubstatus=PubStatus.CORRECTED)
    loaded(store, an_article(store, clean=corrected, fetched_at=NOON + HOUR))
    assert rows(store, "SELECT kind FROM newswire.article_event ORDER BY event_id") == [("new",), ("corrected",)]
    assert rows(store, "SELECT status FROM newswire_v1.article") == [("corrected",)]


def test_a_withdrawn_article_leaves_the_view_and_stays_in_its_history(store: Store) -> None:
    loaded(store, an_article(store))
    kill = a_clean_article(pubstatus=PubStatus.CANCELED)
    loaded(store, an_article(store, clean=kill, fetched_at=NOON + HOUR))
    assert rows(store, "SELECT id FROM newswire_v1.article") == []
    assert rows(store, "SELECT count(*) FROM newswire_v1.article_revision") == [(2,)]


def test_a_copy_under_another_address_is_no_article_of_its_own(store: Store) -> None:
    loaded(store, an_article(store, entry_id=1))
    assert loaded(store, an_article(store, entry_id=2, url="https://copy.example/a")) == {"copy": 1}
    assert rows(store, "SELECT count(*) FROM newswire_v1.article") == [(1,)]


def test_two_copies_in_one_batch_are_one_article(store: Store) -> None:
    pair = (an_article(store, entry_id=1), an_article(store, entry_id=2, url="https://copy.example/a"))
    assert loaded(store, *pair) == {"new": 1, "copy": 1}


def test_short_texts_that_are_alike_are_not_copies(store: Store) -> None:
    short = a_clean_article(title="Video", paragraphs=("Watch the match.",))
    loaded(store, an_article(store, clean=short))
    assert loaded(store, an_article(store, clean=short, url="https://copy.example/a")) == {"new": 1}


def test_other_typography_is_no_revision(store: Store) -> None:
    straight = (*PARAGRAPHS, 'The mayor said: "It\'s done."')
    curly = (*PARAGRAPHS, "The mayor said: “It’s done.”")
    loaded(store, an_article(store, clean=a_clean_article(paragraphs=straight)))
    later = an_article(store, clean=a_clean_article(paragraphs=curly), fetched_at=NOON + HOUR)
    assert loaded(store, later) == {"unchanged": 1}


def test_copies_loaded_at_the_same_time_are_one_article(store: Store) -> None:
    copies = [an_article(store, entry_id=n, url=f"https://outlet{n}.example/a") for n in range(1, 9)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda article: loaded(store, article), copies))
    assert rows(store, "SELECT count(*) FROM newswire.article") == [(1,)]


def test_writers_at_the_same_time_keep_key_and_article_together(store: Store) -> None:
    changes = versions(store, 12)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda article: loaded(store, article), [*changes, *reversed(changes)]))
    differing = """SELECT count(*) FROM newswire.article_key k JOIN newswire.article a USING (article_id)
        WHERE (k.content_key, k.revision) <> (a.content_key, a.revision)"""
    assert rows(store, differing) == [(0,)]
    assert rows(store, "SELECT title FROM newswire_v1.article") == [("Version 11",)]


def test_revisions_have_no_holes(store: Store) -> None:
    for article in versions(store, 5):
        loaded(store, article)
    revisions = rows(store, "SELECT revision FROM newswire_v1.article_revision ORDER BY 1")
    assert revisions == [(n,) for n in range(1, 6)]


def test_a_batch_beyond_the_limit_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="200 is the most"):
        loaded(store, *[an_article(store)] * (MAX_BATCH + 1))
