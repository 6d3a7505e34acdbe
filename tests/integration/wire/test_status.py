"""Status of agency items: kills withdraw what they name, withheld items wait, later usable versions open again."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from deliveries import BODY, HOUR, MORNING, an_item, delivered

from pipeline.stages.index import index_articles
from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]
KINDS = "SELECT kind FROM events_after('') ORDER BY cursor"
STORY = "urn:newsml:wire.example:20261120:harbour"


def a_kill(version: str | None = "2", **more: Any) -> bytes:
    return an_item(version=version, at=MORNING + HOUR, title="Kill: breakwater", text=(), pubstatus="canceled", **more)


def a_notice(**more: Any) -> bytes:
    """A kill notice with a guid of its own."""
    fields: dict[str, Any] = {"slugline": "Harbour-Breakwater"} | more
    return an_item(
        "urn:newsml:wire.example:20261120:notice",
        at=MORNING + HOUR,
        title="MANDATORY KILL: Council votes for a new breakwater",
        text=("Please kill the story on the breakwater. It was sent in error.",),
        **fields,
    )


def test_a_kill_withdraws_the_story(store: Store, read: Read) -> None:
    delivered(store, an_item(), a_kill())
    index_articles(store)
    assert read("SELECT id FROM article") == []
    assert read("SELECT id FROM search('breakwater')") == []
    assert read(KINDS) == [("new",), ("withdrawn",)]


def test_what_was_killed_stays_in_the_revisions(store: Store, read: Read) -> None:
    delivered(store, an_item(), a_kill())
    kept = read("SELECT revision, status, body FROM article_revision ORDER BY 1")
    assert kept[0] == (1, "usable", "\n\n".join(BODY))
    assert kept[1][:2] == (2, "canceled")


def test_a_kill_without_a_version_withdraws_too(store: Store, read: Read) -> None:
    delivered(store, an_item(), a_kill(version=None))
    assert read("SELECT id FROM article") == []


def test_a_kill_that_comes_first_is_remembered(store: Store, read: Read) -> None:
    delivered(store, a_kill(), an_item())
    assert read("SELECT id FROM article") == []
    assert read(KINDS) == []


def test_a_kill_with_the_version_of_its_story_counts(store: Store, read: Read) -> None:
    delivered(store, a_kill(version="1"), an_item())
    assert read("SELECT id FROM article") == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_later_usable_version_opens_again(store: Store, read: Read, order: Sequence[int]) -> None:
    three = (an_item(), a_kill(), an_item(version="3", at=MORNING + 2 * HOUR, title="The story as it is"))
    delivered(store, *[three[n] for n in order])
    assert read("SELECT title, status, revision FROM article") == [("The story as it is", "usable", 3)]


def test_a_usable_version_that_is_not_later_does_not(store: Store, read: Read) -> None:
    delivered(store, an_item(), a_kill(), an_item(title="Sent again", at=MORNING + 2 * HOUR))
    assert read("SELECT id FROM article") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_notice_kills_by_slug(store: Store, read: Read, order: Sequence[int]) -> None:
    two = (an_item(slugline="Harbour-Breakwater"), a_notice())
    delivered(store, *[two[n] for n in order])
    assert read("SELECT id FROM article") == []
    assert len(read("SELECT DISTINCT id FROM article_revision")) == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_notice_kills_what_it_names(store: Store, read: Read, order: Sequence[int]) -> None:
    other = an_item("urn:newsml:wire.example:20261120:other", title="Another story", text=(*BODY, "And more of it."))
    links = {"killed": {"uri": STORY, "type": "text"}}
    three = (an_item(), other, a_notice(slugline=None, pubstatus="canceled", associations=links))
    delivered(store, *[three[n] for n in order])
    assert read("SELECT title FROM article") == [("Another story",)]


def test_what_is_withheld_waits_unseen(store: Store, read: Read) -> None:
    delivered(store, an_item(pubstatus="withheld"))
    assert read("SELECT id FROM article") == []
    assert read("SELECT id FROM article_revision") == []
    assert read("SELECT id FROM article_sighting") == []
    assert read(KINDS) == []


def test_what_was_withheld_appears_with_a_usable_version(store: Store, read: Read) -> None:
    delivered(store, an_item(pubstatus="withheld"), an_item(version="2", at=MORNING + HOUR))
    assert read("SELECT revision, status, embargoed_until FROM article") == [(2, "usable", None)]
    assert read(KINDS) == [("new",)]


def test_the_same_text_of_another_agency_is_not_withdrawn(store: Store, read: Read) -> None:
    delivered(store, an_item(), a_kill(), an_item("urn:other:agency", at=MORNING + 2 * HOUR))
    assert read("SELECT guid FROM article") == [("urn:other:agency",)]


def test_search_forgets_what_was_killed_at_once(store: Store, read: Read) -> None:
    delivered(store, an_item())
    index_articles(store)
    assert read("SELECT id FROM search('breakwater')") == [(1,)]
    delivered(store, a_kill())
    assert read("SELECT id FROM search('breakwater')") == []


def test_a_clock_in_the_future_does_not_outlive_a_kill(store: Store, read: Read) -> None:
    far = store.operations.clock() + 1_000 * HOUR
    delivered(store, an_item(at=far, version=None), a_kill(version=None))
    assert read("SELECT id FROM article") == []
