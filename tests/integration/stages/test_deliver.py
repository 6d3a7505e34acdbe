"""Subscribers are told everything, in order, each at its own pace."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from uuid import uuid4

import jsonschema
import pytest
from builders import NOON, a_clean_article, an_article, loaded
from receiver import Receiver

from pipeline.delivery.webhook import schema
from pipeline.fetch import Limits
from pipeline.model import EventKind, PubStatus
from pipeline.stages.deliver import deliver_events
from pipeline.store import Store
from pipeline.store.events import BEGINNING
from pipeline.store.webhooks import Webhook

LOOPBACK = Limits(allow_private_addresses=True)
EVERY_KIND = tuple(EventKind)


@pytest.fixture
def desk() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def stories(store: Store, count: int) -> None:
    for n in range(count):
        clean = a_clean_article(title=f"Story {n}")
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


def one_of_every_kind(store: Store) -> None:
    """An article that is new, updated, corrected and withdrawn, and one that stays."""
    states = (PubStatus.USABLE, PubStatus.USABLE, PubStatus.CORRECTED, PubStatus.CANCELED)
    for hour, pubstatus in enumerate(states):
        clean = a_clean_article(title=f"Version {hour}", pubstatus=pubstatus)
        loaded(store, an_article(store, clean=clean, fetched_at=NOON + timedelta(hours=hour)))
    loaded(store, an_article(store, entry_id=2, url="https://news.example/2", clean=a_clean_article(title="Stays")))


def subscribed(store: Store, *desks: Receiver, kinds: tuple[EventKind, ...] = EVERY_KIND) -> None:
    for one in desks:
        store.webhooks.add(one.url, secret="a secret for tests", kinds=kinds, cursor=BEGINNING)


def delivered(store: Store) -> int:
    return deliver_events(store, limits=LOOPBACK)


def due_again(store: Store) -> None:
    """As if the delay were over."""
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.webhook SET due_at = now()")


def only(store: Store) -> Webhook:
    (webhook,) = store.webhooks.list()
    return webhook


def test_every_kind_of_event_is_told_in_order(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    one_of_every_kind(store)
    assert delivered(store) == 5
    assert [kind for kind, _ in desk.told()] == ["new", "updated", "corrected", "withdrawn", "new"]
    assert desk.messages[-1].content["article"]["title"] == "Stays"
    assert (only(store).delivered, only(store).behind) == (5, 0)


def test_every_body_is_as_the_schema_says(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    one_of_every_kind(store)
    delivered(store)
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    assert [list(validator.iter_errors(message.content)) for message in desk.messages] == [[]] * 5


def test_a_body_has_every_column_of_the_view(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    stories(store, 1)
    delivered(store)
    with store.transaction() as connection:
        view = connection.execute("SELECT * FROM newswire_v1.article").description or ()
    assert list(desk.messages[0].content["article"]) == [column.name for column in view]


def test_the_schema_describes_every_column_of_the_view(store: Store) -> None:
    with store.transaction() as connection:
        view = connection.execute("SELECT * FROM newswire_v1.article").description or ()
    described = json.loads(schema())["$defs"]["article"]
    assert list(described["properties"]) == described["required"] == [column.name for column in view]


def test_a_withdrawn_article_comes_without_text(store: Store, desk: Receiver) -> None:
    subscribed(store, desk, kinds=(EventKind.WITHDRAWN,))
    one_of_every_kind(store)
    delivered(store)
    assert [message.content["article"] for message in desk.messages] == [None]


def test_kinds_that_are_not_wanted_are_passed_over(store: Store, desk: Receiver) -> None:
    subscribed(store, desk, kinds=(EventKind.CORRECTED,))
    one_of_every_kind(store)
    assert delivered(store) == 1
    assert (desk.told()[0][0], only(store).behind) == ("corrected", 0)


def test_a_message_is_sent_again_with_the_same_name_until_it_is_taken(store: Store, desk: Receiver) -> None:
    desk.answers = [503]
    subscribed(store, desk)
    stories(store, 2)
    assert delivered(store) == 0
    assert (only(store).failures, only(store).last_error, only(store).behind) == (1, "HTTP status 503", 2)
    due_again(store)
    assert delivered(store) == 2
    names = [message.fields["Newswire-Event"] for message in desk.messages]
    assert names[0] == names[1] != names[2]
    assert desk.messages[0].body == desk.messages[1].body


def test_a_failing_subscriber_is_left_alone_for_a_while(store: Store, desk: Receiver) -> None:
    desk.answers = [500]
    subscribed(store, desk)
    stories(store, 1)
    delivered(store)
    assert delivered(store) == 0
    assert len(desk.messages) == 1
    assert only(store).due_at > store.operations.clock()


def test_a_success_ends_the_row_of_failures(store: Store, desk: Receiver) -> None:
    desk.answers = [500, 204, 500]
    subscribed(store, desk)
    stories(store, 2)
    delivered(store)
    due_again(store)
    assert delivered(store) == 1
    assert only(store).failures == 1


def test_410_pauses_at_once(store: Store, desk: Receiver) -> None:
    desk.answers = [410]
    subscribed(store, desk)
    stories(store, 1)
    delivered(store)
    due_again(store)
    delivered(store)
    assert (len(desk.messages), only(store).paused_because) == (1, "it answered that it is gone")


def test_days_of_failure_pause_with_the_reason(store: Store, desk: Receiver) -> None:
    desk.answers = [500, 404]
    subscribed(store, desk)
    stories(store, 1)
    delivered(store)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.webhook SET failing_since = '2026-01-02 03:04Z', due_at = now()")
    delivered(store)
    assert only(store).paused_because == "it has taken nothing since 2026-01-02 03:04"


def test_resumed_it_goes_on_from_where_it_was(store: Store, desk: Receiver) -> None:
    desk.answers = [204, 410]
    subscribed(store, desk)
    stories(store, 2)
    delivered(store)
    store.webhooks.resume(only(store).webhook_id)
    assert delivered(store) == 1
    assert desk.told() == [("new", 1), ("new", 2), ("new", 2)]


def test_a_redirect_is_not_followed_and_not_a_success(store: Store, desk: Receiver) -> None:
    desk.answers = [307]
    subscribed(store, desk)
    stories(store, 1)
    assert delivered(store) == 0
    assert [message.path for message in desk.messages] == ["/hook"]


def test_private_addresses_are_not_posted_to_unless_allowed(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    stories(store, 1)
    assert deliver_events(store, limits=Limits()) == 0
    assert only(store).last_error == "127.0.0.1 is loopback"
    assert desk.messages == []


def test_a_silent_subscriber_holds_up_no_other(store: Store) -> None:
    with ExitStack() as stack:
        silent, *others = [stack.enter_context(Receiver()) for _ in range(4)]
        silent.silent.set()
        subscribed(store, silent, *others)
        stories(store, 2)
        assert delivered(store) == 6
        assert [len(desk.messages) for desk in others] == [2, 2, 2]
        assert store.webhooks.list()[0].last_error == "no answer within 5 s"


def test_one_pair_of_hands_at_a_time(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    stories(store, 1)
    minute = timedelta(minutes=1)
    assert len(store.webhooks.claim(most=9, lease=uuid4(), duration=minute)) == 1
    assert store.webhooks.claim(most=9, lease=uuid4(), duration=minute) == []


def test_hands_that_lost_their_lease_are_taken_over_from(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    stories(store, 1)
    store.webhooks.claim(most=9, lease=uuid4(), duration=timedelta(0))
    assert delivered(store) == 1


def test_who_is_paused_in_mid_flight_is_told_nothing_more(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    stories(store, 1)
    lease = uuid4()
    (mine,) = store.webhooks.claim(most=9, lease=lease, duration=timedelta(minutes=1))
    store.webhooks.pause(mine.webhook_id, reason="by hand")
    newest = store.events.newest()
    assert not store.webhooks.told(mine.webhook_id, lease, delivered=1, seen=mine.cursor, to=newest)


def test_a_removed_subscriber_leaves_no_cursor(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    assert store.webhooks.remove(only(store).webhook_id)
    assert [one.consumer for one in store.events.cursors()] == ["search", "stories"]


def test_who_has_nothing_to_be_told_is_not_asked(store: Store, desk: Receiver) -> None:
    subscribed(store, desk)
    assert delivered(store) == 0
    assert desk.messages == []
