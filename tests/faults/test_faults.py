"""The short form of the fault suite: five faults, once each. `make faults` runs all of them, three times."""

import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest
from faults.catalogue import FAULTS
from faults.run import Outcome, run

SHORT = ("clean-child", "clean-worker", "valkey-flush", "postgres-restart", "twice")
STORIES = 160
# Five runs side by side share the processors with the other tests: that they settle at all is tested here, how fast by
# `make faults`.
RECOVERED_WITHIN = 240.0  # seconds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and the whole of 127.0.0.0/8")


@pytest.fixture(scope="module")
def runs() -> Iterator[dict[str, Future[Outcome]]]:
    """The runs under way: most of their time is waiting for leases, so they wait together."""
    chosen = [replace(fault, recovers_within=RECOVERED_WITHIN) for fault in FAULTS if fault.name in SHORT]
    with ThreadPoolExecutor(len(chosen)) as pool:
        yield {fault.name: pool.submit(run, fault, stories=STORIES, patience=0.0) for fault in chosen}


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_and_nothing_is_doubled(runs: dict[str, Future[Outcome]], name: str) -> None:
    outcome = runs[name].result()
    assert outcome.passed, outcome
