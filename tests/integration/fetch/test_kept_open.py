"""What outlives a batch: connections, loops, and nothing that could harm the next batch."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from types import FrameType

import pytest
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.fetch import Limits, Request, close_fetcher, fetch_all, require_document

_FORKING = """
import os, sys
from pipeline.fetch import Limits, Request, fetch_all
limits = Limits(allow_private_addresses=True)
def ask():
    return fetch_all([Request(url=sys.argv[1])], limits=limits)[0].status
ask()
child = os.fork()
if child == 0:
    os._exit(0 if ask() == 200 else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
print(ask())
"""


@pytest.fixture(autouse=True)
def _nothing_from_before() -> Iterator[None]:
    close_fetcher()
    yield
    close_fetcher()


def page(site: HostileSite, limits: Limits) -> bytes:
    return require_document(fetch_all([Request(url=site.url("/page"))], limits=limits)[0]).body


def test_the_next_batch_goes_over_the_same_connection(site: HostileSite, limits: Limits) -> None:
    assert [page(site, limits), page(site, limits)] == [PAGE, PAGE]
    assert site.connections == 1


def test_other_limits_begin_anew(site: HostileSite, limits: Limits) -> None:
    page(site, limits)
    page(site, replace(limits, user_agent="another/1"))
    assert site.visits[-1].fields["user-agent"] == "another/1"


def test_a_connection_that_the_host_closed_meanwhile_is_no_failure(site: HostileSite, limits: Limits) -> None:
    page(site, limits)
    site.hang_up()
    assert page(site, limits) == PAGE


def test_a_batch_that_was_interrupted_leaves_nothing_to_the_next(site: HostileSite, limits: Limits) -> None:
    class OutOfTimeError(Exception):
        pass

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(OutOfTimeError):
        fetch_all([Request(url=site.url("/hang"))], limits=limits)
    signal.signal(signal.SIGALRM, before)
    assert page(site, limits) == PAGE


def test_threads_fetch_side_by_side(site: HostileSite, limits: Limits) -> None:
    bodies: list[bytes] = []

    def work() -> None:
        bodies.append(page(site, limits))
        close_fetcher()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [PAGE] * 3


def test_a_forked_worker_has_connections_of_its_own(site: HostileSite) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FORKING, site.url("/page")], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("200\n", "")
    assert site.connections == 2
