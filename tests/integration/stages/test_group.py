"""Articles grouped into stories in the database, read as a reader of newswire_v1 reads them."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from builders import NOON
from newsdesk import BUDGET, FERRY, LEAD, Desk

from pipeline.model import PubStatus
from pipeline.stages.group import group_all_held
from pipeline.store import Store


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_copies_join_the_story_and_others_do_not(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    desk.load("post", *LEAD, *FERRY[:3], at=NOON + timedelta(hours=1))
    desk.load("budget", *BUDGET)
    desk.group()
    assert desk.stories() == [{"budget"}, {"post", "wire"}]
    assert desk.relations()["wire"] is None
    assert desk.relations()["post"] in {"variant", "extends", "shortens"}
    assert desk.told() == [("story", "joined")]


def test_a_story_says_who_had_it_and_how_that_is_known(desk: Desk) -> None:
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=1))
    desk.load("wire", *FERRY)
    desk.group()
    row = desk.read(
        "SELECT headline, articles, known_by, sureness, last_seen_at - first_seen_at, outlets > 0, languages "
        "FROM newswire_v1.story"
    )
    assert row == [("Headline of wire", 2, "first seen", "guess", timedelta(hours=1), True, ["en"])]


def test_an_article_alone_is_a_story_of_one_and_its_number_is_its_own(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    assert desk.read("SELECT story_id = id FROM newswire_v1.article") == [(True,)]
    desk.group()
    assert desk.read("SELECT s.id = a.id, s.articles FROM newswire_v1.story s, newswire_v1.article a") == [(True, 1)]


def test_a_revision_moves_the_relation_and_not_the_story(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=1))
    desk.group()
    before = desk.read("SELECT containment, relation FROM newswire_v1.story_article WHERE relation IS NOT NULL")
    desk.load("post", *FERRY[:2], *LEAD, at=NOON + timedelta(hours=2))
    desk.group()
    after = desk.read("SELECT containment, relation FROM newswire_v1.story_article WHERE relation IS NOT NULL")
    assert desk.stories() == [{"post", "wire"}]
    assert before != after


def test_a_late_original_takes_the_lead(desk: Desk) -> None:
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=1))
    desk.group()
    desk.load("wire", *FERRY, at=NOON)
    desk.group()
    assert desk.read("SELECT headline FROM newswire_v1.story") == [("Headline of wire",)]
    assert desk.told() == [("story", "joined"), ("story", "leads")]


def test_a_withdrawn_article_leaves_and_another_leads(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=1))
    desk.load("star", *LEAD, *FERRY, at=NOON + timedelta(hours=2))
    desk.group()
    desk.load("wire", *FERRY, at=NOON + timedelta(hours=3), pubstatus=PubStatus.CANCELED)
    assert desk.read("SELECT count(*) FROM newswire_v1.story") == [(0,)]
    desk.group()
    assert desk.stories() == [{"post", "star"}]
    assert desk.read("SELECT headline, articles FROM newswire_v1.story") == [("Headline of post", 2)]
    gone = desk.read(
        "SELECT count(*) FROM newswire_v1.story_article WHERE to_article NOT IN (SELECT id FROM newswire_v1.article)"
    )
    assert gone == [(0,)]


def test_a_takedown_leaves_nothing_of_a_story(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    desk.group()
    desk.store.retention.take_down(1, reason="a court")
    desk.group()
    with desk.store.transaction() as connection:
        for table in ("story", "story_member", "story_posting"):
            assert connection.execute(f"SELECT count(*) FROM newswire.{table}".encode()).fetchone() == (0,)


def test_an_article_that_comes_back_is_grouped_again(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=1))
    desk.group()
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=2), pubstatus=PubStatus.WITHHELD)
    desk.group()
    assert desk.stories() == [{"wire"}]
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=3))
    desk.group()
    assert desk.stories() == [{"post", "wire"}]


def test_an_embargoed_article_is_in_no_story_before_its_time(desk: Desk, database: str) -> None:
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4], at=NOON + timedelta(hours=1))
    with psycopg.connect(database) as connection:
        connection.execute(
            "UPDATE newswire.article SET embargoed_until = now() + interval '1 hour' WHERE article_id = 2"
        )
    desk.group()
    assert desk.stories() == [{"wire"}]
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() WHERE article_id = 2")
    desk.store.operations.release_articles()
    desk.group()
    assert desk.stories() == [{"post", "wire"}]


def test_a_merge_leaves_a_row_that_says_where_the_story_went(desk: Desk) -> None:
    desk.load("post", *FERRY[:2], at=NOON + timedelta(hours=1))
    desk.load("star", FERRY[0], *FERRY[3:], at=NOON + timedelta(hours=2))
    desk.group()
    assert desk.stories() == [{"post"}, {"star"}]
    desk.load("wire", *FERRY, at=NOON)
    desk.group()
    assert desk.stories() == [{"post", "star", "wire"}]
    assert desk.read("SELECT story, into_story FROM newswire_v1.story_merge") == [(2, 1)]
    assert ("story", "merged") in desk.told()
    assert desk.read("SELECT DISTINCT story_id FROM newswire_v1.article") == [(1,)]


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_arrival_gives_the_same_stories(desk: Desk, seed: int) -> None:
    articles = {
        "wire": FERRY,
        "post": FERRY[:4],
        "star": (*LEAD, *FERRY),
        "sun": FERRY[:3],
        "budget": BUDGET,
        "herald": BUDGET[:3],
    }
    names = sorted(articles)
    random.Random(seed).shuffle(names)
    for n, name in enumerate(names):
        desk.load(name, *articles[name], at=NOON + timedelta(minutes=7 * sorted(articles).index(name)))
        if n % 2:
            desk.group()
    desk.group()
    assert desk.stories() == [{"budget", "herald"}, {"post", "star", "sun", "wire"}]


def test_several_workers_place_each_article_once(desk: Desk) -> None:
    for n in range(30):
        desk.load(f"paper{n}", *FERRY[: 3 + n % 3], f"Paper {n} adds a line of its own for its readers in the town.")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: desk.group(), range(4)))
    desk.group()
    assert len(desk.stories()) == 1
    assert desk.read("SELECT articles FROM newswire_v1.story") == [(30,)]


def test_grouping_twice_changes_nothing(desk: Desk) -> None:
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4])
    desk.group()
    with desk.store.transaction() as connection:
        connection.execute("UPDATE newswire.consumer_cursor SET cursor = '' WHERE consumer = 'stories'")
    before = desk.read("SELECT * FROM newswire_v1.story_article ORDER BY article")
    desk.group()
    assert desk.read("SELECT * FROM newswire_v1.story_article ORDER BY article") == before
    assert len(desk.told()) == 1


def test_search_gives_one_hit_a_story(desk: Desk) -> None:
    for name, text in (("wire", FERRY), ("post", FERRY[:4]), ("sun", FERRY[:3])):
        desk.load(name, *text)
    desk.group()
    while desk.store.search.index(most=100):
        pass
    assert desk.read("SELECT count(*) FROM newswire_v1.search('night ferry')") == [(3,)]
    assert desk.read("SELECT count(*) FROM newswire_v1.search('night ferry', one_per_story => true)") == [(1,)]


def test_what_was_there_before_is_grouped_afterwards(desk: Desk) -> None:
    for name, text in (("wire", FERRY), ("post", FERRY[:4]), ("budget", BUDGET)):
        desk.load(name, *text)
    with desk.store.transaction() as connection:
        connection.execute(
            "UPDATE newswire.consumer_cursor SET cursor = (SELECT max(cursor) FROM newswire.article_event) "
            "WHERE consumer = 'stories'"
        )
    desk.group()
    assert desk.stories() == []
    assert list(group_all_held(desk.store)) == [3]
    assert desk.stories() == [{"budget"}, {"post", "wire"}]
    assert list(group_all_held(desk.store)) == []
    with desk.store.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM newswire.story_posting_past").fetchone() == (0,)
