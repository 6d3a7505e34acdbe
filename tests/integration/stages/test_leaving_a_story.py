"""Articles that leave a story: expired, embargoed again, taken down; and those that come back as another text."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from builders import NOON
from newsdesk import BUDGET, FERRY, LEAD, Desk

from pipeline.model import PubStatus
from pipeline.stages.retain import retain
from pipeline.store import Store
from pipeline.store.retention import Rule

LATER = NOON + timedelta(hours=1)
KEPT = ("story", "story_member", "story_link", "story_posting", "story_left")


@pytest.fixture
def desk(store: Store) -> Desk:
    """A story of two."""
    desk = Desk(store)
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4], at=LATER)
    desk.group()
    return desk


def rows(desk: Desk, statement: str) -> Sequence[tuple[Any, ...]]:
    with desk.store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def do(desk: Desk, statement: str) -> None:
    with desk.store.transaction() as connection:
        connection.execute(statement.encode())


def test_an_embargo_that_is_set_again_takes_an_article_out_of_its_story(desk: Desk) -> None:
    do(desk, "UPDATE newswire.article SET embargoed_until = now() + interval '1 day' WHERE article_id = 2")
    assert desk.stories() == [{"wire"}]
    desk.group()
    assert desk.read("SELECT articles, last_seen_at - first_seen_at FROM newswire_v1.story") == [(1, timedelta(0))]
    assert rows(desk, "SELECT article_id FROM newswire.story_member") == [(1,)]


def test_a_lead_under_an_embargo_again_shows_nothing_of_its_story(desk: Desk) -> None:
    do(desk, "UPDATE newswire.article SET embargoed_until = now() + interval '1 day' WHERE article_id = 1")
    assert desk.read("SELECT * FROM newswire_v1.story") == []
    desk.group()
    assert desk.read("SELECT headline, articles FROM newswire_v1.story") == [("Headline of post", 1)]


def test_what_expires_leaves_nothing(desk: Desk) -> None:
    do(desk, "SELECT newswire.ensure_month('2025-10-01')")
    for table in ("article", "article_key", "story_member", "article_revision", "article_search"):
        do(desk, f"UPDATE newswire.{table} SET month = '2025-10-01'")
    desk.store.retention.set_rule(Rule(source=None, article_months=12, document_days=7))
    assert retain(desk.store) == 1
    desk.group()
    assert [rows(desk, f"SELECT count(*) FROM newswire.{table}") for table in KEPT] == [[(0,)]] * len(KEPT)


def test_an_article_in_another_month_stays_in_its_story(desk: Desk) -> None:
    do(desk, "SELECT newswire.ensure_month('2026-12-01')")
    for table in ("article", "article_key"):
        do(desk, f"UPDATE newswire.{table} SET month = '2026-12-01' WHERE article_id = 1")
    desk.group()
    assert desk.stories() == [{"post", "wire"}]
    assert desk.read("SELECT headline FROM newswire_v1.story") == [("Headline of wire",)]


def test_an_article_that_comes_back_as_another_text_takes_another_number(desk: Desk) -> None:
    desk.load("wire", *FERRY, pubstatus=PubStatus.WITHHELD)
    desk.group()
    desk.load("wire", *BUDGET)
    desk.group()
    assert desk.stories() == [{"post"}, {"wire"}]
    assert desk.read("SELECT story_id <> id FROM newswire_v1.article ORDER BY id") == [(True,), (True,)]
    assert desk.told()[-1] == ("story", "joined")


def test_a_takedown_between_two_batches_leaves_no_name_behind(desk: Desk) -> None:
    desk.load("star", *LEAD, *FERRY, at=LATER)
    desk.store.retention.take_down(2, reason="a court")
    desk.group()
    assert desk.stories() == [{"star", "wire"}]
    assert rows(desk, "SELECT count(*) FROM newswire.story_posting WHERE article_id = 2") == [(0,)]


def test_a_new_name_of_an_outlet_is_shown(desk: Desk) -> None:
    do(desk, "UPDATE newswire.source SET name = 'The Evening Post' WHERE name = 'Post'")
    assert ("The Evening Post",) in desk.read("SELECT source FROM newswire_v1.story_article")


def test_postings_are_dropped_by_the_day_and_not_while_a_session_groups(desk: Desk) -> None:
    do(
        desk,
        "CREATE TABLE newswire.story_posting_20200101 PARTITION OF newswire.story_posting "
        "FOR VALUES FROM ('2020-01-01') TO ('2020-01-02')",
    )
    with desk.store.stories.turn() as turn:
        assert turn is not None
        turn.posted([7])
        assert desk.store.stories.retain() == 0
    assert desk.store.stories.retain() == 1
    assert rows(desk, "SELECT to_regclass('newswire.story_posting_20200101')") == [(None,)]
