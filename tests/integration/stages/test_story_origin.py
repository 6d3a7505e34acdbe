"""Where a story comes from: which article leads it, and by what that is known."""

from datetime import timedelta

import pytest
from builders import NOON
from deliveries import an_item, delivered
from newsdesk import FERRY, LEAD, Desk

from pipeline.model import Dateline
from pipeline.store import Store

HOUR = timedelta(hours=1)
DATELINE = Dateline(place="HALDEN", date="Nov 20", agency="EFE", text="HALDEN, Nov 20 (EFE).- ")
ORIGIN = "SELECT headline, agency, known_by, sureness FROM newswire_v1.story"


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_an_agencys_item_leads_whoever_was_earlier(desk: Desk) -> None:
    now = NOON + 2 * HOUR
    desk.load("post", *FERRY[:4], at=NOON, agency="EFE", dateline=DATELINE)
    desk.group()
    delivered(desk.store, an_item(at=now, title="Ferry sails again", text=FERRY, provider="EFE"))
    desk.group()
    assert desk.read(ORIGIN) == [("Ferry sails again", "EFE", "wire item held", "certain")]
    assert desk.told() == [("story", "joined"), ("story", "leads")]


def test_versions_of_an_item_are_one_article_and_no_copies(desk: Desk) -> None:
    now = desk.store.operations.clock()
    for version in ("1", "2"):
        text = (*FERRY, f"This is version {version}.")
        delivered(desk.store, an_item(version=version, at=now, text=text))
        desk.group()
    assert desk.read("SELECT articles, outlets FROM newswire_v1.story") == [(1, 1)]


def test_a_dateline_with_a_credit_is_likely(desk: Desk) -> None:
    desk.load("post", *FERRY, agency="EFE", dateline=DATELINE, at=NOON + HOUR)
    desk.load("star", *FERRY[:4], at=NOON)
    desk.group()
    assert desk.read(ORIGIN) == [("Headline of star", "EFE", "dateline and credit", "likely")]


def test_a_byline_is_a_guess(desk: Desk) -> None:
    desk.load("post", *FERRY, byline="Reuters")
    desk.group()
    assert desk.read(ORIGIN) == [("Headline of post", "Reuters", "byline", "guess")]


def test_without_any_who_was_first_seen_is_a_guess(desk: Desk) -> None:
    desk.load("post", *LEAD, *FERRY, at=NOON + HOUR)
    desk.load("star", *FERRY, at=NOON)
    desk.group()
    assert desk.read(ORIGIN) == [("Headline of star", None, "first seen", "guess")]


def test_an_agency_that_is_learned_later_is_taken_over(desk: Desk) -> None:
    desk.load("post", *FERRY)
    desk.group()
    desk.load("post", *FERRY, agency="EFE", dateline=DATELINE)
    desk.group()
    assert desk.read(ORIGIN) == [("Headline of post", "EFE", "dateline and credit", "likely")]
