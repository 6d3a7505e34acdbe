"""What is a revision, what is only another look, and what was held at which moment."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest
from builders import NOON, PARAGRAPHS, a_clean_article, an_article, loaded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import CleanArticle, PubStatus
from pipeline.store import Store
from pipeline.store.articles import Article

HOUR = timedelta(hours=1)
A, B, C = (a_clean_article(title=title) for title in ("Version A", "Version B", "Version C"))
KILL = replace(A, pubstatus=PubStatus.CANCELED)
FIXED = a_clean_article(title="Version B, corrected", pubstatus=PubStatus.CORRECTED)


def rows(store: Store, statement: str, *parameters: object) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode(), parameters).fetchall()


def follow(store: Store, *texts: CleanArticle, from_hour: int = 0) -> None:
    """The texts of one address, each fetched an hour after the one before."""
    for n, clean in enumerate(texts, from_hour):
        loaded(store, an_article(store, clean=clean, fetched_at=NOON + n * HOUR))


def events(store: Store) -> list[object]:
    return [kind for (kind,) in rows(store, "SELECT kind FROM newswire.article_event ORDER BY event_id")]


def held(store: Store, at: object) -> list[object]:
    return [title for (title,) in rows(store, "SELECT title FROM newswire_v1.article_as_of(%s)", at)]


@pytest.mark.parametrize(
    "edited",
    [
        replace(A, paragraphs=tuple(p.replace(" ", "  ") for p in PARAGRAPHS)),
        replace(A, paragraphs=tuple(p.replace(",", "") for p in PARAGRAPHS)),
        replace(A, paragraphs=tuple(p.replace(" - ", " – ") for p in PARAGRAPHS), title="‘Version A’"),
        replace(A, title="VERSION A"),
        replace(A, modified=NOON + HOUR),
    ],
    ids=["spacing", "commas", "dashes and quotes", "capitals", "time of change"],
)
def test_a_cosmetic_edit_changes_the_article_in_place(store: Store, edited: CleanArticle) -> None:
    follow(store, A, edited)
    now = rows(store, "SELECT title, body, keywords, revision, fetched_at FROM newswire_v1.article")
    assert now == [(edited.title, edited.text, list(edited.keywords), 1, NOON)]
    assert events(store) == ["new"]


@pytest.mark.parametrize(
    "described",
    [
        replace(A, language="en-GB"),
        replace(A, published=NOON - HOUR),
        replace(A, byline="Nora Tasker", authors=("Nora Tasker",)),
        replace(A, keywords=("harbour",)),
        replace(A, summary="Work begins in March."),
        replace(A, agency="EFE"),
    ],
    ids=["language", "date", "byline", "keywords", "summary", "agency"],
)
def test_other_metadata_is_told_without_a_revision(store: Store, described: CleanArticle) -> None:
    follow(store, A)
    ((before,),) = rows(store, "SELECT updated_at FROM newswire_v1.article")
    follow(store, described, from_hour=1)
    ((after, revision),) = rows(store, "SELECT updated_at, revision FROM newswire_v1.article")
    assert (events(store), revision, str(after) > str(before)) == (["new", "metadata"], 1, True)


def test_the_moment_of_a_revision_does_not_move_with_its_metadata(store: Store) -> None:
    follow(store, A)
    first = moment_of(store, 1)
    follow(store, replace(A, byline="Nora Tasker"), from_hour=1)
    assert (moment_of(store, 1), held(store, first)) == (first, ["Version A"])


@pytest.mark.parametrize("status", [PubStatus.WITHHELD, PubStatus.CANCELED])
def test_an_article_that_was_never_usable_is_not_told(store: Store, status: PubStatus) -> None:
    follow(store, replace(A, pubstatus=status), replace(B, pubstatus=status))
    assert events(store) == []


def test_an_article_is_new_once_it_is_usable(store: Store) -> None:
    follow(store, replace(A, pubstatus=PubStatus.WITHHELD), A, KILL)
    assert events(store) == ["new", "withdrawn"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("3.5 million", "35 million"), ("-5 degrees", "5 degrees"), ("Mayor resigns?", "Mayor resigns"), ("5%", "5")],
)
def test_a_sign_that_means_something_is_no_cosmetics(store: Store, before: str, after: str) -> None:
    follow(store, replace(A, title=before), replace(A, title=after))
    assert events(store) == ["new", "updated"]


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ((A, B), ["new", "updated"]),
        ((A, B, A), ["new", "updated", "updated"]),
        ((B, FIXED), ["new", "corrected"]),
        ((A, KILL), ["new", "withdrawn"]),
        ((A, KILL, A), ["new", "withdrawn", "updated"]),
        ((A, replace(A, pubstatus=PubStatus.CORRECTED)), ["new", "corrected"]),
    ],
)
def test_each_change_of_text_or_status_is_a_revision_with_its_reason(
    store: Store, texts: tuple[CleanArticle, ...], kinds: list[str]
) -> None:
    follow(store, *texts)
    assert events(store) == kinds
    reasons = rows(store, "SELECT reason FROM newswire_v1.article_revision ORDER BY revision")
    assert [reason for (reason,) in reasons] == kinds


def test_both_clocks_are_kept(store: Store) -> None:
    follow(store, A, replace(B, modified=NOON + 3 * HOUR))
    clocks = rows(
        store,
        """SELECT published_at, modified_at, fetched_at, current_from > fetched_at
        FROM newswire_v1.article_revision ORDER BY revision""",
    )
    assert clocks == [(NOON, None, NOON, True), (NOON, NOON + 3 * HOUR, NOON + HOUR, True)]


def test_a_page_that_goes_to_and_fro_does_not_flood_the_feed(store: Store) -> None:
    follow(store, *[A, B] * 10)
    assert len(events(store)) == 4
    assert rows(store, "SELECT title FROM newswire_v1.article") == [("Version B",)]


def test_a_new_text_of_such_a_page_is_a_revision(store: Store) -> None:
    follow(store, *[A, B] * 5, C)
    assert (len(events(store)), events(store)[-1]) == (5, "updated")


def test_revisions_follow_one_another_without_gap_or_overlap(store: Store) -> None:
    follow(store, A, B, C)
    follows = """SELECT count(*) FROM newswire_v1.article_revision a JOIN newswire_v1.article_revision b USING (id)
        WHERE b.revision = a.revision + 1 AND a.current_until = b.current_from AND a.current_from < a.current_until"""
    assert rows(store, follows) == [(2,)]


def test_a_transaction_that_began_earlier_and_wrote_later_keeps_the_order(store: Store, database: str) -> None:
    early = an_article(store, clean=C, fetched_at=NOON + 2 * HOUR)
    with psycopg.connect(database) as waiting:
        waiting.execute("SELECT now()")
        follow(store, A, B)
        from pipeline.store.articles import ingest

        ingest(waiting, [early])
    backwards = "SELECT count(*) FROM newswire_v1.article_revision WHERE current_until <= current_from"
    assert rows(store, backwards) == [(0,)]


def moment_of(store: Store, revision: int) -> datetime:
    ((at,),) = rows(store, "SELECT current_from FROM newswire_v1.article_revision WHERE revision = %s", revision)
    assert isinstance(at, datetime)
    return at


def test_at_its_first_moment_a_revision_is_held(store: Store) -> None:
    follow(store, A, B)
    assert held(store, moment_of(store, 2)) == ["Version B"]


def test_just_before_it_the_one_before_is_held(store: Store) -> None:
    follow(store, A, B)
    assert held(store, moment_of(store, 2) - timedelta(microseconds=1)) == ["Version A"]


def test_before_the_first_nothing_is_held(store: Store) -> None:
    follow(store, A, B)
    assert held(store, moment_of(store, 1) - timedelta(microseconds=1)) == []


def test_an_event_bears_the_moment_of_its_revision(store: Store) -> None:
    follow(store, A, B)
    differing = """SELECT e.at = r.current_from FROM newswire_v1.events_after('') e
        JOIN newswire_v1.article_revision r USING (id, revision)"""
    assert rows(store, differing) == [(True,), (True,)]


def test_while_withdrawn_it_was_not_held(store: Store) -> None:
    follow(store, A, KILL, B)
    assert (held(store, moment_of(store, 2)), held(store, moment_of(store, 3))) == ([], ["Version B"])


def test_under_embargo_it_was_not_held(store: Store) -> None:
    follow(store, A)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = updated_at + interval '1 ms'")
    first = moment_of(store, 1)
    assert (held(store, first), held(store, first + timedelta(milliseconds=1))) == ([], ["Version A"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries=st.lists(st.integers(0, 4), min_size=1, max_size=12), batches=st.booleans())
def test_late_and_repeated_deliveries_in_any_order_end_in_the_newest_text(
    store: Store, deliveries: list[int], batches: bool
) -> None:
    number = next(_numbers)
    texts = (A, B, replace(B, title="Version  B"), A, FIXED)
    arrivals = [at_address(store, number, texts[n], hour=n) for n in deliveries]
    for batch in [arrivals] if batches else [[one] for one in arrivals]:
        loaded(store, *batch)
    newest = at_address(store, number, texts[max(deliveries)], hour=0).clean
    found = rows(store, "SELECT title, status, body FROM newswire_v1.article WHERE url = %s", arrivals[0].url)
    assert found == [(newest.title, str(newest.pubstatus), newest.text)]


_numbers = itertools.count()


def at_address(store: Store, number: int, clean: CleanArticle, *, hour: int) -> Article:
    """A text of an address of its own: the number keeps it from being a copy of another example's."""
    own = replace(clean, paragraphs=(*clean.paragraphs, f"Example {number}."))
    return an_article(store, url=f"https://news.example/{number}", clean=own, fetched_at=NOON + hour * HOUR)
