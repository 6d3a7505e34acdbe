"""Exports and webhooks: what subscribers get of agency items, and what they never get."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import jsonschema
import pytest
from deliveries import HOUR, MORNING, an_item, delivered
from receiver import Receiver

from pipeline.delivery.webhook import schema
from pipeline.fetch import Limits
from pipeline.model import EventKind
from pipeline.stages.deliver import deliver_events
from pipeline.store import Store
from pipeline.store.events import BEGINNING

LOOPBACK = Limits(allow_private_addresses=True)


@pytest.fixture
def desk(store: Store) -> Iterator[Receiver]:
    """A subscriber to everything."""
    with Receiver() as receiver:
        store.webhooks.add(receiver.url, secret="a secret for tests", kinds=tuple(EventKind), cursor=BEGINNING)
        yield receiver


def exported(database: str) -> list[dict[str, Any]]:
    told = [sys.executable, "-m", "pipeline.cli", "export", "--format", "jsonl"]
    run = subprocess.run(
        told, env=os.environ | {"NEWSWIRE_DATABASE_URL": database}, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def waiting_item(store: Store) -> bytes:
    until = store.operations.clock() + timedelta(days=1)
    return an_item("urn:waiting", title="Not before tomorrow", embargoed=until.isoformat())


def test_a_subscriber_is_told_of_a_kill(store: Store, desk: Receiver) -> None:
    kill = an_item(version="2", at=MORNING + HOUR, title="Kill", text=(), pubstatus="canceled")
    delivered(store, an_item(), kill)
    deliver_events(store, limits=LOOPBACK)
    assert [kind for kind, _ in desk.told()] == ["new", "withdrawn"]
    jsonschema.validate(desk.messages[0].content, json.loads(schema()))


def test_a_subscriber_is_not_told_of_an_embargoed_item_before_its_time(store: Store, desk: Receiver) -> None:
    delivered(store, waiting_item(store))
    deliver_events(store, limits=LOOPBACK)
    assert desk.messages == []
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now()")
    store.operations.release_articles()
    deliver_events(store, limits=LOOPBACK)
    assert [message.content["article"]["title"] for message in desk.messages] == ["Not before tomorrow"]


def test_an_export_has_neither_killed_nor_embargoed_items(store: Store, database: str) -> None:
    kill = an_item("urn:killed", version="2", at=MORNING + HOUR, title="Kill", text=(), pubstatus="canceled")
    delivered(store, an_item("urn:killed", title="Killed"), kill, waiting_item(store), an_item(title="Stays"))
    rows = exported(database)
    assert [(row["title"], row["wire"]["format"]) for row in rows] == [("Stays", "ninjs")]


def test_the_operator_sees_what_waits(store: Store, database: str) -> None:
    delivered(store, waiting_item(store), an_item("urn:held", title="Held back", pubstatus="withheld"))
    told = [sys.executable, "-m", "pipeline.cli", "show", "--json"]
    settings = os.environ | {"NEWSWIRE_DATABASE_URL": database}
    shown = json.loads(subprocess.run(told, env=settings, capture_output=True, check=True).stdout)
    assert [(one["title"], one["until"] is None) for one in shown] == [
        ("Not before tomorrow", False),
        ("Held back", True),
    ]
