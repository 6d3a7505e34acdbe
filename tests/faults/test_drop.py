"""A small drop through the running stack; `make faults-drop` runs a large one."""

import sys

import pytest
from faults.drop import drop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")


def test_a_drop_survives_the_death_of_its_workers() -> None:
    outcome = drop(stories=250)
    assert outcome.passed, outcome
