"""A store that is away is waited for once."""

from datetime import timedelta

import pytest
from redis import ConnectionError as Away
from redis import Redis

from pipeline.fetch.shared_store import SharedStore

NOWHERE = "redis://127.0.0.1:1/0"
AT_ONCE = timedelta(0)


class Question:
    """A question that so many times finds the store away."""

    def __init__(self, *, away: int) -> None:
        self.asked = 0
        self._away = away

    def __call__(self, _: Redis) -> str:
        self.asked += 1
        if self.asked <= self._away:
            raise Away
        return "answer"


def test_a_store_that_is_away_is_let_be_for_a_while() -> None:
    store, question = SharedStore(NOWHERE), Question(away=1)
    assert [store.ask(question), store.ask(question)] == [None, None]
    assert question.asked == 1


def test_a_store_that_is_back_answers() -> None:
    store, question = SharedStore(NOWHERE, rest=AT_ONCE), Question(away=2)
    assert [store.ask(question) for _ in range(3)] == [None, None, "answer"]


def test_that_it_is_away_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    store, question = SharedStore(NOWHERE, rest=AT_ONCE), Question(away=3)
    for _ in range(3):
        store.ask(question)
    assert len(caplog.records) == 1


def test_each_time_that_it_is_away_is_said(caplog: pytest.LogCaptureFixture) -> None:
    store = SharedStore(NOWHERE, rest=AT_ONCE)
    for question in (Question(away=1), Question(away=0), Question(away=1)):
        store.ask(question)
    assert len(caplog.records) == 2
