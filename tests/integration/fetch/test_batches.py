"""Many requests at once: in order, in turn, and none harmed by another."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.errors import Postponed, Unreachable
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.model import Answer


def test_no_requests_no_answers(limits: Limits) -> None:
    assert fetch_all([], limits=limits) == []


def test_answers_come_in_the_order_of_their_requests(site: HostileSite, limits: Limits) -> None:
    requests = [Request(url=site.url(path)) for path in ("/slow", "/missing", "/page", "/gzip")]
    answers = fetch_all(requests, limits=limits)
    assert [isinstance(answer, Answer) and answer.status for answer in answers] == [200, 404, 200, 200]


def test_one_that_hangs_harms_none_of_fifty(site: HostileSite, limits: Limits) -> None:
    requests = [Request(url=site.url("/hang" if number == 7 else "/page")) for number in range(50)]
    began = time.monotonic()
    answers = fetch_all(requests, limits=replace(limits, per_host=5))
    assert time.monotonic() - began < 2 * limits.deadline.total_seconds()
    bodies = [answer.body for answer in answers if isinstance(answer, Answer)]
    assert bodies == [PAGE] * 49
    assert type(answers[7]) is Unreachable


def test_a_host_is_asked_for_two_things_at_a_time(site: HostileSite, limits: Limits) -> None:
    fetch_all([Request(url=site.url("/slow"))] * 8, limits=limits)
    assert site.most_at_once["/slow"] == 2


def test_a_host_that_redirects_lead_to_is_spared_too(site: HostileSite, limits: Limits) -> None:
    elsewhere = site.url("/to-slow").replace("127.0.0.1", "localhost")
    fetch_all([Request(url=elsewhere), Request(url=site.url("/slow"))] * 4, limits=limits)
    assert (site.paths.count("/slow"), site.most_at_once["/slow"]) == (8, 2)


def test_all_hosts_together_are_asked_for_no_more_than_the_limit(site: HostileSite, limits: Limits) -> None:
    fetch_all([Request(url=site.url("/slow"))] * 6, limits=replace(limits, per_host=6, concurrency=3))
    assert site.most_at_once["/slow"] == 3


def test_waiting_for_a_turn_does_not_count_against_the_deadline(site: HostileSite, limits: Limits) -> None:
    requests = [Request(url=site.url("/hang"))] * 2 + [Request(url=site.url("/page"))]
    assert isinstance(fetch_all(requests, limits=limits)[2], Answer)


def test_a_turn_that_does_not_come_is_postponed(site: HostileSite, limits: Limits) -> None:
    requests = [Request(url=site.url("/hang"))] * 2 + [Request(url=site.url("/page"))]
    hurried = replace(limits, patience=timedelta(seconds=0.1))
    assert [type(answer) for answer in fetch_all(requests, limits=hurried)] == [Unreachable, Unreachable, Postponed]


def test_a_failure_keeps_no_frames_alive(site: HostileSite, limits: Limits) -> None:
    failure = fetch_all([Request(url=site.url("/hang-up"))], limits=limits)[0]
    assert isinstance(failure, Unreachable)
    assert (failure.__traceback__, failure.__context__) == (None, None)


@pytest.mark.parametrize("path", ["/busy", "/busy-until", "/busy-for-now"])
def test_a_host_that_asks_to_be_left_alone_is_asked_no_more_in_the_batch(
    site: HostileSite, limits: Limits, path: str
) -> None:
    requests = [Request(url=site.url(one)) for one in (path, *["/page"] * 5)]
    answers = fetch_all(requests, limits=replace(limits, per_host=1))
    assert site.paths == [path]
    waits = [one.retry_after for one in answers[1:] if isinstance(one, Postponed)]
    assert [wait is not None and wait > timedelta(seconds=30) for wait in waits] == [True] * 5


def test_a_failing_host_without_a_wish_is_asked_on(site: HostileSite, limits: Limits) -> None:
    requests = [Request(url=site.url(one)) for one in ("/failing", "/page")]
    fetch_all(requests, limits=replace(limits, per_host=1))
    assert site.paths == ["/failing", "/page"]


def test_a_host_that_is_busy_holds_up_no_other(site: HostileSite, limits: Limits) -> None:
    other = site.url("/page").replace("127.0.0.1", "localhost")
    answers = fetch_all([Request(url=site.url("/busy")), Request(url=other)], limits=replace(limits, concurrency=1))
    assert require_document(answers[1]).body == PAGE
