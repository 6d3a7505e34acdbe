"""When to poll next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.polling.next_poll import LONGEST_FRESHNESS, Wishes, after_answer, after_failure
from pipeline.polling.rhythm import LONGEST, SHORTEST

FRIDAY = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_without_wishes_the_rhythm_decides() -> None:
    assert after_answer(QUARTER, Wishes(), at=FRIDAY) == QUARTER


@pytest.mark.parametrize("wishes", [Wishes(interval=3 * HOUR), Wishes(retry_after=3 * HOUR)])
def test_what_publisher_and_host_ask_for_is_a_floor(wishes: Wishes) -> None:
    assert after_answer(QUARTER, wishes, at=FRIDAY) == 3 * HOUR


def test_a_cache_s_freshness_is_a_floor_of_an_hour_at_the_most() -> None:
    waits = [after_answer(QUARTER, Wishes(fresh_for=fresh), at=FRIDAY) for fresh in (HOUR / 2, DAY)]
    assert waits == [HOUR / 2, LONGEST_FRESHNESS]


def test_a_wish_for_less_than_the_shortest_interval_is_not_granted() -> None:
    assert after_answer(SHORTEST, Wishes(interval=timedelta(seconds=1)), at=FRIDAY) == SHORTEST


def test_hours_that_the_publisher_skips_are_skipped() -> None:
    wait = after_answer(HOUR, Wishes(skip_hours=frozenset({13, 14})), at=FRIDAY)
    assert FRIDAY + wait == FRIDAY.replace(hour=15, minute=0)


def test_days_that_the_publisher_skips_are_skipped() -> None:
    wait = after_answer(DAY, Wishes(skip_days=frozenset({5, 6})), at=FRIDAY)
    assert (FRIDAY + wait).weekday() == 0


def test_a_publisher_who_skips_every_hour_is_polled_all_the_same() -> None:
    assert after_answer(HOUR, Wishes(skip_hours=frozenset(range(24))), at=FRIDAY) <= 3 * DAY


def test_each_failure_doubles_the_wait_up_to_a_day() -> None:
    waits = [after_failure(QUARTER, Wishes(), failures=n, at=FRIDAY) for n in (1, 2, 3, 4, 20)]
    assert waits == [timedelta(minutes=5), 2 * QUARTER, 4 * QUARTER, 8 * QUARTER, DAY]


def test_a_host_that_wants_peace_after_a_failure_gets_it() -> None:
    assert after_failure(QUARTER, Wishes(retry_after=5 * HOUR), failures=1, at=FRIDAY) == 5 * HOUR


def test_skipped_hours_are_skipped_after_a_failure_too() -> None:
    wait = after_failure(QUARTER, Wishes(skip_hours=frozenset({12, 13})), failures=1, at=FRIDAY)
    assert FRIDAY + wait == FRIDAY.replace(hour=14, minute=0)


def test_feeds_that_were_told_the_same_do_not_come_back_together() -> None:
    waits = [after_answer(QUARTER, Wishes(retry_after=HOUR), at=FRIDAY, spread=spread) for spread in (0.0, 0.5, 1.0)]
    assert waits == [HOUR, 1.05 * HOUR, 1.1 * HOUR]


def test_feeds_that_wait_a_day_do_not_come_back_together() -> None:
    waits = [after_answer(3 * DAY, Wishes(), at=FRIDAY, spread=spread) for spread in (0.0, 1.0)]
    assert waits == [DAY, 0.9 * DAY]


@given(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
    st.builds(Wishes, interval=st.none() | st.timedeltas(), fresh_for=st.none() | st.timedeltas()),
    st.floats(0.0, 1.0),
)
def test_an_interval_stays_within_its_bounds(usual: timedelta, wishes: Wishes, spread: float) -> None:
    assert SHORTEST <= after_answer(usual, wishes, at=FRIDAY, spread=spread) <= 1.1 * LONGEST
    assert SHORTEST <= after_failure(usual, wishes, failures=3, at=FRIDAY, spread=spread) <= 1.1 * LONGEST
