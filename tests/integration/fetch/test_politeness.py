"""The host budget on a real store."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from eventually import eventually
from integration.fetch.hostile_site import HostileSite
from redis import Redis

from pipeline.errors import Postponed
from pipeline.fetch import Budget, HostGate, Limits, Request, fetch_all
from pipeline.model import Answer

SECOND = timedelta(seconds=1)
HOST = "news.example"
BUDGET = Budget(spacing=SECOND, places=2, longest_wait=3 * SECOND, lease=2 * SECOND)


@pytest.fixture
def gate(broker: str) -> Iterator[HostGate]:
    with Redis.from_url(broker) as store:
        store.flushall()
    opened = HostGate(broker, budget=BUDGET)
    yield opened
    opened.close()


def waits(gate: HostGate, *hosts: str) -> list[float | None]:
    """Seconds to wait, rounded; None for not in this batch."""
    with gate.admitted(hosts) as admissions:
        return [round(one.wait.total_seconds()) if one.granted else None for one in admissions]


def test_requests_to_one_host_are_spaced_and_what_would_wait_long_is_given_back(gate: HostGate) -> None:
    assert waits(gate, *[HOST] * 6) == [0, 1, 2, 3, None, None]


def test_hosts_do_not_wait_for_one_another(gate: HostGate) -> None:
    assert waits(gate, HOST, "wire.example", HOST, "wire.example") == [0, 0, 1, 1]


def test_a_second_batch_waits_for_the_slots_of_the_first(gate: HostGate) -> None:
    waits(gate, HOST, HOST)
    assert waits(gate, HOST) == [2]


def test_what_is_given_back_is_told_different_times(gate: HostGate) -> None:
    with gate.admitted([HOST] * 7) as admissions:
        later = [round(one.wait.total_seconds()) for one in admissions if not one.granted]
    assert later == [4, 5, 6]


def given_back(gate: HostGate, requests: int) -> list[int]:
    """Seconds until those of a batch that are given back may come again, rounded."""
    with gate.admitted([HOST] * requests) as admissions:
        return [round(one.wait.total_seconds()) for one in admissions if not one.granted]


def test_a_batch_that_is_given_back_comes_again_behind_the_one_before_it(gate: HostGate) -> None:
    waits(gate, *[HOST] * 4)
    assert [given_back(gate, 2), given_back(gate, 2)] == [[4, 5], [6, 7]]


def test_nobody_is_sent_away_for_more_than_ten_minutes_behind_the_next_slot(gate: HostGate) -> None:
    assert given_back(gate, 1_000)[-1] == 604


def test_after_a_pause_they_come_again_one_by_one(gate: HostGate) -> None:
    gate.pause({HOST: timedelta(minutes=1)})
    assert [given_back(gate, 1), given_back(gate, 1)] == [[60], [61]]


def test_who_comes_first_need_not_wait_for_those_who_were_sent_away(gate: HostGate) -> None:
    given_back(gate, 100)
    eventually(lambda: waits(gate, HOST) != [None], seconds=5, what="a slot is near")


def test_a_third_batch_finds_no_place(gate: HostGate) -> None:
    with gate.admitted([HOST]), gate.admitted([HOST]):
        assert waits(gate, HOST) == [None]
    assert waits(gate, HOST) != [None]


def test_the_place_of_a_batch_that_died_frees_itself(gate: HostGate) -> None:
    dead = [gate.admitted([HOST]) for _ in range(2)]
    for block in dead:
        block.__enter__()
    eventually(lambda: waits(gate, HOST) != [None], seconds=10, what="the leases have run out")


def test_a_host_that_wants_peace_is_left_alone_by_everybody(gate: HostGate, broker: str) -> None:
    gate.pause({HOST: timedelta(hours=1)})
    other = HostGate(broker, budget=BUDGET)
    with other.admitted([HOST, "wire.example"]) as (paused, free):
        assert (paused.granted, paused.wait > timedelta(minutes=59), free.granted) == (False, True, True)
    other.close()


def test_a_crawl_delay_widens_the_spacing(gate: HostGate) -> None:
    with gate.admitted([HOST] * 3, spacings={HOST: 2 * SECOND}) as admissions:
        assert [round(one.wait.total_seconds()) for one in admissions if one.granted] == [0, 2]


def test_what_was_asked_without_waiting_is_owed(gate: HostGate) -> None:
    gate.owe([HOST, HOST])
    assert waits(gate, HOST) == [2]


def test_no_host_is_owed_more_than_a_minute(gate: HostGate, broker: str) -> None:
    gate.owe([HOST] * 500)
    with gate.admitted([HOST]) as (admission,):
        assert timedelta(seconds=55) < admission.wait <= timedelta(seconds=60)


def test_a_redirect_within_a_host_takes_two_slots(gate: HostGate, site: HostileSite, limits: Limits) -> None:
    fetch_all([Request(url=site.url("/relative"))], limits=limits, gate=gate)
    assert waits(gate, f"127.0.0.1:{site.port}") == [2]


def test_many_workers_together_keep_the_spacing(gate: HostGate) -> None:
    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(lambda _: waits(gate, HOST)[0], range(16)))
    seconds = [wait for wait in granted if wait is not None]
    assert len(seconds) == len(set(seconds)) <= 4


def test_without_its_store_everybody_may_go() -> None:
    assert waits(HostGate("redis://127.0.0.1:1/0", budget=BUDGET), HOST, HOST) == [0, 0]


def test_no_spacing_is_no_budget(broker: str) -> None:
    assert waits(HostGate(broker, budget=Budget(spacing=timedelta(0))), *[HOST] * 9) == [0] * 9


def test_a_host_that_is_busy_pauses_the_requests_of_the_next_batch(
    gate: HostGate, site: HostileSite, limits: Limits
) -> None:
    fetch_all([Request(url=site.url("/busy"))], limits=limits, gate=gate)
    (answer,) = fetch_all([Request(url=site.url("/page"))], limits=limits, gate=gate)
    assert isinstance(answer, Postponed)
    assert answer.retry_after is not None
    assert answer.retry_after > timedelta(seconds=100)
    assert site.paths == ["/busy"]


def test_what_may_go_goes_in_its_turn(gate: HostGate, site: HostileSite, limits: Limits) -> None:
    answers = fetch_all([Request(url=site.url("/page"))] * 6, limits=limits, gate=gate)
    assert [type(one) for one in answers] == [Answer] * 4 + [Postponed] * 2


def test_a_token_of_an_address_that_must_wait_is_not_told(gate: HostGate, site: HostileSite, limits: Limits) -> None:
    gate.pause({f"127.0.0.1:{site.port}": SECOND * 60})
    (answer,) = fetch_all([Request(url=site.url("/page?token=S3"))], limits=limits, gate=gate)
    assert isinstance(answer, Postponed)
    assert "S3" not in str(answer)


def test_a_store_that_swallows_questions_is_waited_for_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        gate = HostGate(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", budget=BUDGET)
        assert [waits(gate, HOST), waits(gate, HOST)] == [[0], [0]]
        gate.close()
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()
