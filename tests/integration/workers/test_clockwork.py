"""Beat's scheduler on a real broker: it never piles up turns that nobody takes."""

from collections.abc import Iterator

import pytest
from celery.schedules import schedule
from redis import Redis


@pytest.fixture
def queues(broker: str) -> Iterator[Redis]:
    """The broker, empty."""
    with Redis.from_url(broker) as client:
        client.flushall()
        yield client


def apply_times(times: int) -> None:
    from workers.app import app
    from workers.clockwork import Clockwork

    clockwork = Clockwork(app=app, lazy=True)
    entry = clockwork.Entry(name="sweep", task="ops.sweep", schedule=schedule(5.0), app=app)
    for _ in range(times):
        clockwork.apply_entry(entry, producer=clockwork.producer)


def test_a_turn_is_sent_into_an_empty_queue(queues: Redis) -> None:
    apply_times(1)
    assert queues.llen("newswire:ops") == 1


def test_turns_are_passed_over_while_nobody_takes_them(queues: Redis) -> None:
    apply_times(20)
    assert queues.llen("newswire:ops") == 12


def test_turns_are_sent_again_once_they_are_taken(queues: Redis) -> None:
    apply_times(20)
    queues.ltrim("newswire:ops", 0, 0)
    apply_times(1)
    assert queues.llen("newswire:ops") == 2
