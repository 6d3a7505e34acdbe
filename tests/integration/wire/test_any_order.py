"""The whole life of a story: any order of arrival and any repetition ends in the same rows."""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from deliveries import BODY, HOUR, MORNING, an_item, delivered, finished, taken

from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]
SLUG = "Harbour-Breakwater"
STORY = "urn:take:0"
LIFE = (
    an_item(STORY, version="1", slugline=SLUG, title="Council votes"),
    an_item(STORY, version="2", slugline=SLUG, title="Council votes for breakwater", at=MORNING + HOUR),
    an_item("urn:take:1", slugline=SLUG, title="UPDATE 1-Council votes", at=MORNING + 2 * HOUR, text=BODY[:2]),
    an_item("urn:take:2", slugline=SLUG, title="UPDATE 2-Council", at=MORNING + 3 * HOUR, pubstatus="canceled"),
    an_item("urn:take:3", slugline=SLUG, title="CORRECTED-UPDATE 2-Council votes", at=MORNING + 4 * HOUR),
    an_item("urn:take:3", version="2", slugline=SLUG, title="UPDATE 3-In full", at=MORNING + 5 * HOUR, urgency=2),
)
ARTICLE = "SELECT title, status, guid, url, revision, urgency, flags, md5(body), md5(wire::text) FROM article"
REVISIONS = """SELECT revision, reason, title, status, url, md5(body), md5(wire::text)
    FROM article_revision ORDER BY revision"""


def shuffled(seed: int) -> list[bytes]:
    """The life in some order, with some of it delivered twice."""
    chance = random.Random(seed)
    told = [*LIFE, *chance.sample(LIFE, 2)]
    chance.shuffle(told)
    return told


def rows(read: Read) -> Sequence[object]:
    return [read(ARTICLE), read(REVISIONS), read("SELECT state, entries FROM ledger ORDER BY state")]


@pytest.fixture
def in_order(store: Store, read: Read) -> Sequence[object]:
    """The rows after the life in its order; the database is empty again then."""
    delivered(store, *LIFE)
    told = rows(read)
    with store.transaction() as connection:
        connection.execute(
            """TRUNCATE newswire.article, newswire.article_revision, newswire.article_key, newswire.wire_take,
            newswire.wire_version, newswire.entry, newswire.document, newswire.article_event CASCADE"""
        )
    return told


@pytest.mark.parametrize("seed", range(8))
def test_one_by_one(store: Store, read: Read, in_order: Sequence[object], seed: int) -> None:
    delivered(store, *shuffled(seed))
    assert rows(read) == in_order


@pytest.mark.parametrize("seed", range(8, 12))
def test_all_in_one_batch(store: Store, read: Read, in_order: Sequence[object], seed: int) -> None:
    finished(store, taken(store, *shuffled(seed)))
    assert rows(read) == in_order


@pytest.mark.parametrize("seed", range(12, 15))
def test_by_loaders_at_the_same_time(store: Store, read: Read, in_order: Sequence[object], seed: int) -> None:
    entries = taken(store, *shuffled(seed))
    with ThreadPoolExecutor(4) as loaders:
        list(loaders.map(lambda entry: finished(store, [entry]), dict.fromkeys(entries)))
    assert rows(read) == in_order
