"""The item boundary records what went wrong as values, not as text to be read again."""

import pytest
from billiard.exceptions import SoftTimeLimitExceeded

from pipeline.errors import BadStatus, FetchFailed, LeaseLost, Postponed, Unreachable
from pipeline.store.work import Fault, recorded


def fault_of(error: Exception) -> Fault:
    """What the boundary records of an error."""
    faults: list[Fault] = []
    with recorded(faults.append):
        _fail(error)
    return faults[0]


def _fail(error: Exception) -> None:
    raise error


def test_a_refused_address_keeps_its_status() -> None:
    assert fault_of(BadStatus("feed", 404, shown="a parked page")).status == 404


@pytest.mark.parametrize("error", [Unreachable("feed", "HTTP status 404"), KeyError("404")])
def test_a_failure_without_an_answer_has_no_status(error: Exception) -> None:
    assert fault_of(error).status is None


def test_what_was_not_tried_costs_no_attempt() -> None:
    fault = fault_of(Postponed("feed", "its turn did not come"))
    assert (fault.tried, fault.heals) == (False, FetchFailed.heals)


def test_a_lost_lease_passes_through() -> None:
    with pytest.raises(LeaseLost):
        fault_of(LeaseLost("feed", "another worker polls this feed now"))


def test_the_end_of_the_tasks_time_passes_through() -> None:
    with pytest.raises(SoftTimeLimitExceeded):
        fault_of(SoftTimeLimitExceeded())
