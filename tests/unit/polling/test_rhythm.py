"""When to poll next."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.polling.rhythm import LONGEST, SHORTEST, Poll, next_interval

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)


def test_news_makes_the_next_poll_come_sooner() -> None:
    assert next_interval(QUARTER, Poll(fresh_entries=3)) == QUARTER / 2


def test_no_news_makes_it_come_later() -> None:
    assert next_interval(QUARTER, Poll()) == QUARTER * 1.5


def test_a_failure_makes_it_come_later_still() -> None:
    assert next_interval(QUARTER, Poll(failed=True)) == QUARTER * 2


@pytest.mark.parametrize("poll", [Poll(fresh_entries=1, wish=HOUR), Poll(failed=True, retry_after=HOUR)])
def test_what_publisher_and_host_ask_for_is_a_floor(poll: Poll) -> None:
    assert next_interval(QUARTER, poll) == HOUR


def test_a_wish_for_less_than_the_shortest_interval_is_not_granted() -> None:
    assert next_interval(SHORTEST, Poll(fresh_entries=9, wish=timedelta(seconds=1))) == SHORTEST


@given(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
    st.builds(Poll, fresh_entries=st.integers(0, 99), failed=st.booleans(), wish=st.none() | st.timedeltas()),
)
def test_an_interval_stays_within_its_bounds(interval: timedelta, poll: Poll) -> None:
    assert SHORTEST <= next_interval(interval, poll) <= LONGEST
