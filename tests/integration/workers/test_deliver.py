"""The task `ops.deliver` tells subscribers what happened, as beat starts it."""

import os
import subprocess
import sys

from builders import an_article, loaded
from receiver import Receiver

from pipeline.model import EventKind
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
