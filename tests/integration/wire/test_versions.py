"""Versions of agency items: the newest one counts, whatever the order of arrival."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from deliveries import HOUR, MORNING, an_item, delivered, finished, taken

from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]


def versions(count: int) -> list[bytes]:
    return [
        an_item(version=str(n), at=MORNING + n * HOUR, title=f"Version {n} of the story") for n in range(1, count + 1)
    ]


def test_an_item_becomes_an_article(store: Store, read: Read) -> None:
    delivered(store, an_item(urgency=3, subject=[{"code": "medtop:1", "name": "Harbours"}]))
    guid = "urn:newsml:wire.example:20261120:harbour"
    shown = read("SELECT title, urgency, url, guid, wire ->> 'version', subjects -> 0 ->> 'name' FROM article")
    assert shown == [("Council votes for a new breakwater", 3, guid, guid, "1", "Harbours")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_ends_in_the_same_revisions(store: Store, read: Read, order: Sequence[int]) -> None:
    three = versions(3)
    delivered(store, *[three[n] for n in order])
    assert read("SELECT title, revision FROM article") == [("Version 3 of the story", 3)]
    assert read("SELECT revision, title, reason FROM article_revision ORDER BY 1") == [
        (1, "Version 1 of the story", "new"),
        (2, "Version 2 of the story", "updated"),
        (3, "Version 3 of the story", "updated"),
    ]


def test_versions_of_one_batch_are_all_kept(store: Store, read: Read) -> None:
    finished(store, taken(store, *reversed(versions(4))))
    titles = [(n, f"Version {n} of the story") for n in range(1, 5)]
    assert read("SELECT revision, title FROM article_revision ORDER BY 1") == titles


def test_the_same_version_with_another_text_is_kept_and_flagged(store: Store, read: Read) -> None:
    delivered(store, an_item(title="One text"), an_item(title="Another text"))
    assert read("SELECT title, flags FROM article") == [("Another text", ["version-conflict"])]
    assert read("SELECT revision, title FROM article_revision ORDER BY 1") == [(1, "One text"), (2, "Another text")]


def test_the_first_text_again_does_not_come_back(store: Store, read: Read) -> None:
    delivered(store, an_item(title="One text"), an_item(title="Another text"), an_item(title="One text", urgency=4))
    assert read("SELECT title, revision FROM article") == [("Another text", 2)]


def test_without_a_version_the_moment_decides(store: Store, read: Read) -> None:
    later = an_item(version=None, at=MORNING + HOUR, title="Later")
    delivered(store, later, an_item(version=None, title="Earlier"))
    assert read("SELECT title, revision FROM article") == [("Later", 2)]


def test_without_either_the_last_to_arrive_counts(store: Store, read: Read) -> None:
    both = [an_item(version=None, at=None, firstcreated=None, title=title) for title in ("First", "Second")]
    finished(store, taken(store, *both))
    assert read("SELECT title, flags FROM article") == [("Second", [])]


TAKES = (
    an_item("urn:take:0", slugline="Harbour-Breakwater", title="Council votes", at=MORNING),
    an_item("urn:take:1", slugline="Harbour-Breakwater", title="UPDATE 1-Council votes for it", at=MORNING + HOUR),
    an_item("urn:take:2", slugline="Harbour-Breakwater", title="CORRECTED-Council votes for it", at=MORNING + 2 * HOUR),
    an_item("urn:take:3", slugline="Harbour-Breakwater, 2nd Ld-Writethru,300", title="In full", at=MORNING + 3 * HOUR),
)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)])
def test_takes_join_by_slug_in_any_order(store: Store, read: Read, order: Sequence[int]) -> None:
    delivered(store, *[TAKES[n] for n in order])
    assert read("SELECT title, guid, revision FROM article") == [("In full", "urn:take:3", 4)]
    assert read("SELECT title FROM article_revision ORDER BY revision") == [
        ("Council votes",),
        ("Council votes for it",),
        ("Council votes for it",),
        ("In full",),
    ]


def test_another_slug_is_another_story(store: Store, read: Read) -> None:
    other = an_item("urn:take:9", slugline="Harbour-Museum", title="UPDATE 1-Museum opens", at=MORNING + HOUR)
    delivered(store, TAKES[0], other)
    assert read("SELECT count(*) FROM article") == [(2,)]


def test_the_slug_of_another_day_is_another_story(store: Store, read: Read) -> None:
    late = an_item("urn:take:9", slugline="Harbour-Breakwater", title="UPDATE 1-More", at=MORNING + 50 * HOUR)
    delivered(store, TAKES[0], late)
    assert read("SELECT count(*) FROM article") == [(2,)]


def test_two_first_takes_are_two_stories(store: Store, read: Read) -> None:
    other = an_item("urn:take:9", slugline="Harbour-Breakwater", title="Another first take", at=MORNING + HOUR)
    delivered(store, TAKES[0], other)
    assert read("SELECT count(*) FROM article") == [(2,)]


def test_a_guid_that_ends_with_its_revision_is_the_same_item(store: Store, read: Read) -> None:
    item = "urn:newsml:wire.example:20261120:harbour"
    later = an_item(f"{item}:2U", version="2", at=MORNING + HOUR, title="Second version")
    delivered(store, later, an_item(f"{item}:1N", title="First version"))
    assert read("SELECT title, revision, guid FROM article") == [("Second version", 2, f"{item}:2U")]


def test_one_slug_in_two_languages_is_two_stories(store: Store, read: Read) -> None:
    spanish = an_item("urn:take:9", slugline="Harbour-Breakwater", title="UPDATE 1-El consejo vota", language="es")
    delivered(store, TAKES[0], spanish)
    assert read("SELECT count(*) FROM article") == [(2,)]
