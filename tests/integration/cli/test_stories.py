"""`newswire stories`, `newswire story` and `newswire replay --stories`, as an operator calls them."""

import json
from datetime import timedelta

import pytest
from builders import NOON
from command_line import newswire
from newsdesk import BUDGET, FERRY, LEAD, Desk

from pipeline.store import Store

MONTH = ("--since", "2026-11-01")


@pytest.fixture
def grouped(store: Store) -> Desk:
    """A story of three and one that stands alone."""
    desk = Desk(store)
    desk.load("wire", *FERRY)
    desk.load("post", *LEAD, *FERRY[:4], at=NOON + timedelta(hours=1))
    desk.load("sun", *FERRY[:3], at=NOON + timedelta(hours=2))
    desk.load("budget", *BUDGET)
    desk.group()
    return desk


@pytest.mark.usefixtures("grouped")
def test_stories_lists_those_of_several_articles(database: str) -> None:
    listed = json.loads(newswire("stories", *MONTH, "--json", database=database).stdout)
    assert [(one["id"], one["headline"], one["articles"]) for one in listed] == [(1, "Headline of wire", 3)]
    assert "Headline of budget" in newswire("stories", *MONTH, "--least", "1", database=database).stdout


def test_stories_says_so_where_there_is_none(database: str) -> None:
    assert "no story fits" in newswire("stories", database=database).stdout


@pytest.mark.usefixtures("grouped")
def test_story_prints_a_tree_with_times_and_relations(database: str) -> None:
    shown = newswire("story", "1", database=database).stdout.splitlines()
    tree = [line for line in shown if ": Headline of" in line]
    assert tree[0].startswith("1  +0 s  Wire: Headline of wire")
    assert [line.split()[1] for line in tree[1:]] == ["+60", "+2"]


@pytest.mark.usefixtures("grouped")
def test_story_diff_marks_the_words_that_changed(database: str) -> None:
    shown = newswire("story", "1", "--diff", database=database).stdout
    assert "{+Travellers from our town" in shown
    assert "[-Islanders had gone" in shown


@pytest.mark.usefixtures("grouped")
def test_story_as_json_has_its_articles(database: str) -> None:
    told = json.loads(newswire("story", "1", "--json", database=database).stdout)
    assert (told["id"], told["articles"], len(told["article_list"])) == (1, 3, 3)


def test_a_story_that_is_none_is_explained(database: str) -> None:
    failed = newswire("story", "99", database=database)
    assert failed.returncode == 1
    assert "no such story" in failed.stderr


def test_replay_groups_what_is_held(store: Store, database: str) -> None:
    desk = Desk(store)
    desk.load("wire", *FERRY)
    desk.load("post", *FERRY[:4])
    assert newswire("replay", "--stories", database=database).stdout.strip() == "2 articles grouped"
    assert desk.stories() == [{"post", "wire"}]


@pytest.mark.usefixtures("grouped")
def test_a_mirror_learns_of_a_new_story_id_from_the_change_feed(database: str) -> None:
    exported = newswire("export", "--after", "", database=database).stdout
    records = [json.loads(line) for line in exported.splitlines()]
    assert {one["story_id"] for one in records if one["kind"] == "story"} == {1}


@pytest.mark.usefixtures("grouped")
def test_tail_tells_of_stories(database: str) -> None:
    told = newswire("tail", "--from", "", "--json", database=database).stdout
    assert [json.loads(line)["kind"] for line in told.splitlines()][-2:] == ["story", "story"]
