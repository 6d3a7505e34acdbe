"""Hints on a real broker: ids in batches, bounded, and never the only promise."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import cast

import pytest
from redis import Redis

from pipeline.model import Stage


@pytest.fixture
def queues(broker: str) -> Iterator[Redis]:
    """The broker, empty."""
    with Redis.from_url(broker) as client:
        client.flushall()
        yield client


def bodies(queues: Redis, queue: str) -> list[object]:
    """The arguments of the messages in a queue, oldest first."""
    raw = [json.loads(message) for message in cast("list[bytes]", queues.lrange(f"newswire:{queue}", 0, -1))]
    return [json.loads(base64.b64decode(message["body"]))[0][0] for message in reversed(raw)]


def test_ids_travel_in_batches_and_nothing_else_does(queues: Redis) -> None:
    from workers.hints import hint

    hint("clean.documents", list(range(60)))
    assert bodies(queues, "clean") == [list(range(25)), list(range(25, 50)), list(range(50, 60))]


def test_no_ids_are_no_message(queues: Redis) -> None:
    from workers.hints import hint

    hint("fetch.pages", [])
    assert bodies(queues, "fetch") == []


def test_an_empty_queue_has_room_for_twenty_messages(queues: Redis) -> None:
    from workers.hints import BATCH, room

    assert room()[Stage.CLEAN] == 20 * BATCH["clean.documents"]


def test_a_full_queue_has_no_room(queues: Redis) -> None:
    from workers.hints import hint, room

    hint("clean.documents", list(range(25 * 25)))
    assert room()[Stage.CLEAN] == 0


def test_a_broker_that_is_away_costs_a_warning_and_no_more() -> None:
    code = "from workers.hints import hint; hint('fetch.pages', [1, 2, 3])"
    environment = os.environ | {"NEWSWIRE_BROKER_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "3 ids for fetch.pages not hinted, the sweeper will" in done.stderr
