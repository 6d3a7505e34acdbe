"""Versions of agency items: the newest one counts, whatever the order of arrival."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from deliveries import HOUR, MORNING, an_item, delivered, finished, taken

from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]


def versions(count: int) -> list[bytes]:
    return [an_item(version=str(n), at=MORNING + n * HOUR, title=f"Version {n} of the story") for n in range(1, count + 1)]


def test_an_item_becomes_an_article(store: Store, read: Read) -> None:
    delivered(store, an_item(urgency=3, subject=[{"code": "medtop:1", "name": "Harbours"}]))
    assert read("SELECT title, urgency, url, guid, wire ->> 'version' FROM article") == [
        ("Council votes for a new breakwater", 3, "urn:newsml:wire.example:20261120:harbour", "urn:newsml:wire.example:20261120:harbour", "1")
    ]


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
    assert read("SELECT revision, title FROM article_revision ORDER BY 1") == [(n, f"Version {n} of the story") for n in range(1, 5)]
