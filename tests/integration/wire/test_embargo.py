"""Embargoes of agency items: the database keeps them, to the second, whether a worker runs or not."""

import itertools
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from deliveries import HOUR, MORNING, an_item, delivered

from pipeline.stages.index import index_articles
from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]
EVERYWHERE = (
    "SELECT id FROM article",
    "SELECT id FROM article_revision",
    "SELECT id FROM article_sighting",
    "SELECT id FROM article_as_of(now())",
    "SELECT id FROM removed_text",
    "SELECT id FROM event",
    "SELECT id FROM events_after('')",
    "SELECT id FROM story",
    "SELECT id FROM search('breakwater')",
)


def embargoed(store: Store, *, seconds: float = 3_600, **more: Any) -> bytes:
    until = store.operations.clock() + timedelta(seconds=seconds)
    return an_item(embargoed=until.isoformat(), **more)


def seen(read: Read) -> list[str]:
    return [statement for statement in EVERYWHERE if read(statement)]


def pass_time(store: Store) -> None:
    """Let the embargoes end, as time does, without a worker."""
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() WHERE embargoed_until > now()")


def test_nothing_of_it_is_seen_before_its_time(store: Store, read: Read) -> None:
    delivered(store, embargoed(store))
    index_articles(store)
    assert seen(read) == []


def test_older_versions_are_hidden_with_it(store: Store, read: Read) -> None:
    later = embargoed(store, version="2", at=MORNING + HOUR, title="Second version")
    delivered(store, embargoed(store), later)
    index_articles(store)
    assert seen(read) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_any_order_nothing_is_seen(store: Store, read: Read, order: Sequence[int]) -> None:
    three = [embargoed(store, version=str(n), at=MORNING + n * HOUR, title=f"Version {n}") for n in (1, 2, 3)]
    delivered(store, *[three[n] for n in order])
    assert seen(read) == []


def test_at_its_time_it_appears_without_a_worker(store: Store, read: Read) -> None:
    delivered(store, embargoed(store))
    pass_time(store)
    assert read("SELECT title FROM article") == [("Council votes for a new breakwater",)]
    assert read("SELECT count(*) FROM article_revision") == [(1,)]


def test_its_event_is_new(store: Store, read: Read) -> None:
    delivered(store, embargoed(store))
    pass_time(store)
    store.operations.release_articles()
    assert read("SELECT kind, reason FROM events_after('')") == [("new", "embargo")]


def test_an_embargo_that_is_over_is_no_embargo(store: Store, read: Read) -> None:
    delivered(store, embargoed(store, seconds=-60))
    assert read("SELECT embargoed_until < now() FROM article") == [(True,)]
    assert read("SELECT kind FROM events_after('')") == [("new",)]


def test_a_later_version_lifts_it(store: Store, read: Read) -> None:
    delivered(store, embargoed(store), an_item(version="2", at=MORNING + HOUR, title="Released"))
    assert read("SELECT title, embargoed_until FROM article") == [("Released", None)]
    assert read("SELECT kind FROM events_after('')") == [("new",)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_kill_does_not_lift_it(store: Store, read: Read, order: Sequence[int]) -> None:
    kill = an_item(version="2", at=MORNING + HOUR, title="Kill", text=(), pubstatus="canceled")
    two = (embargoed(store), kill)
    delivered(store, *[two[n] for n in order])
    assert [row for row in read("SELECT title FROM article_revision") if row[0] != "Kill"] == []
    assert read("SELECT title FROM article_sighting WHERE title <> 'Kill'") == []


def test_a_note_of_an_embargo_sets_a_flag(store: Store, read: Read) -> None:
    delivered(store, an_item(ednote="EMBARGOED UNTIL 0001 GMT on Friday"))
    assert read("SELECT flags, ednote FROM article") == [(["embargo"], "EMBARGOED UNTIL 0001 GMT on Friday")]


def test_an_embargo_in_a_note_that_names_its_moment_is_kept(store: Store, read: Read) -> None:
    until = store.operations.clock() + timedelta(days=2)
    delivered(store, an_item(ednote=f"EMBARGOED UNTIL {until:%H%M} GMT {until:%B} {until.day} {until.year}"))
    assert seen(read) == []


def test_the_same_text_that_is_public_elsewhere_stays_public(store: Store, read: Read) -> None:
    delivered(store, embargoed(store), an_item("urn:other:agency", at=MORNING + HOUR))
    assert read("SELECT guid FROM article") == [("urn:other:agency",)]


NEWSML = """<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>
<DateId>20261120</DateId><NewsItemId>harbour</NewsItemId><RevisionId>1</RevisionId><PublicIdentifier>urn:newsml:wire.example:20261120:harbour:1
</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/>
<FirstCreated>20261120T080000Z</FirstCreated><ThisRevisionCreated>20261120T080000Z</ThisRevisionCreated>
<Status FormalName="{status}"/><StatusWillChange><FutureStatus FormalName="{future}"/><DateAndTime>{at}</DateAndTime>
</StatusWillChange></NewsManagement><NewsComponent><NewsLines><HeadLine>Council votes</HeadLine></NewsLines>
<ContentItem>
<DataContent><p>The harbour council voted on Thursday to rebuild the eastern breakwater.</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>"""


def changing(store: Store, *, status: str, future: str, hours: int) -> bytes:
    at = store.operations.clock() + hours * HOUR
    return NEWSML.format(status=status, future=future, at=f"{at:%Y%m%dT%H%M%S}Z").encode()


def test_a_status_that_will_be_usable_is_an_embargo(store: Store, read: Read) -> None:
    delivered(store, changing(store, status="Embargoed", future="Usable", hours=5))
    assert seen(read) == []
    pass_time(store)
    assert read("SELECT title, flags FROM article") == [("Council votes", ["embargo"])]


def test_a_status_that_will_be_canceled_sets_a_flag(store: Store, read: Read) -> None:
    delivered(store, changing(store, status="Usable", future="Canceled", hours=5))
    assert read("SELECT flags, wire ? 'expires' FROM article") == [(["status-will-change"], True)]
