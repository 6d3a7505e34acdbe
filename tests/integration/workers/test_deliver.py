"""The task `ops.deliver` tells subscribers what happened, as beat starts it."""

import os
import subprocess
import sys

from builders import a_clean_article, an_article, loaded
from eventually import eventually
from receiver import Receiver

from pipeline.fetch import Limits
from pipeline.model import EventKind
from pipeline.stages.deliver import deliver_events
from pipeline.store import Store
from pipeline.store.events import BEGINNING


def test_the_task_delivers(store: Store, database: str, broker: str) -> None:
    loaded(store, an_article(store))
    settings = {"NEWSWIRE_DATABASE_URL": database, "NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": "true"}
    with Receiver() as desk:
        store.webhooks.add(desk.url, secret="a secret for tests", kinds=list(EventKind), cursor=BEGINNING)
        task = "from workers.ops import deliver; deliver()"
        subprocess.run([sys.executable, "-c", task], env=os.environ | settings, check=True)
        assert desk.told() == [("new", 1)]


TASK = """
from pipeline.stages.deliver import deliver_events
from workers.app import newswire
while deliver_events(newswire().store, limits=newswire().limits):
    pass
"""


def killed_after(desk: Receiver, messages: int, database: str) -> None:
    """A deliverer that is killed once the desk has so many messages."""
    settings = {"NEWSWIRE_DATABASE_URL": database, "NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": "true"}
    with subprocess.Popen([sys.executable, "-c", TASK], env=os.environ | settings) as worker:
        eventually(lambda: len(desk.messages) >= messages, seconds=60, what=f"{messages} messages")
        worker.kill()


def lease_runs_out(store: Store) -> None:
    """As if the killed one's time were over."""
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.webhook SET lease_until = now() WHERE lease IS NOT NULL")


def test_killed_again_and_again_it_leaves_nothing_out_and_keeps_the_order(
    store: Store, database: str, broker: str
) -> None:
    for n in range(60):
        clean = a_clean_article(title=f"Story {n}")
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))
    with Receiver() as desk:
        store.webhooks.add(desk.url, secret="a secret for tests", kinds=list(EventKind), cursor=BEGINNING)
        for messages in (15, 30, 45):
            lease_runs_out(store)
            killed_after(desk, messages, database)
        lease_runs_out(store)
        while deliver_events(store, limits=Limits(allow_private_addresses=True)):
            pass
        told = dict.fromkeys(message.fields["Newswire-Event"] for message in desk.messages)
    assert list(told) == [event.cursor for event in store.events.after(BEGINNING, most=100)]
