"""What a feed's polls tell of its rhythm."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.polling.rhythm import (
    LONGEST,
    SHORTEST,
    Rhythm,
    first_rhythm,
    observed,
    usual_silence,
    usual_wait,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAILY = Rhythm(entries=7.0, days=7.0)
BUSY = Rhythm(entries=700.0, days=7.0)
MORNINGS = Rhythm(entries=70.0, days=7.0, hours=(*(0.0,) * 6, 30.0, 30.0, 10.0, *(0.0,) * 15))


def test_a_feed_that_publishes_more_is_polled_sooner() -> None:
    assert usual_wait(BUSY, NOON) < usual_wait(DAILY, NOON)


def test_a_feed_that_publishes_in_the_morning_is_let_alone_in_the_evening() -> None:
    assert usual_wait(MORNINGS, NOON.replace(hour=6)) < HOUR < usual_wait(MORNINGS, NOON.replace(hour=20))


def test_news_make_the_rate_rise_and_quiet_makes_it_fall() -> None:
    louder = observed(DAILY, elapsed=HOUR, fresh=5, published=())
    quieter = observed(DAILY, elapsed=48 * HOUR, fresh=0, published=())
    assert quieter.rate < DAILY.rate < louder.rate


def test_a_new_feed_s_dates_tell_its_rate_at_once() -> None:
    dates = [NOON - n * HOUR for n in range(1, 49)]
    assert round(first_rhythm(dates, NOON).rate) == 24


def test_a_new_feed_with_nothing_but_old_entries_is_quiet() -> None:
    assert first_rhythm([NOON - timedelta(days=90)], NOON).rate < 0.1


def test_a_new_feed_without_dates_is_taken_for_a_daily_one() -> None:
    assert first_rhythm([], NOON).rate == 1.0


def test_a_loss_halves_the_wait_and_is_forgotten_slowly() -> None:
    hasty = observed(BUSY, elapsed=HOUR, fresh=0, published=(), lost=True)
    calmer = observed(hasty, elapsed=HOUR, fresh=0, published=())
    assert (hasty.haste, hasty.haste < calmer.haste < 1.0) == (0.5, True)


@pytest.mark.parametrize(("gap", "silence"), [(0.01, 3), (1, 5), (7, 35), (30, 60)])
def test_a_feed_is_silent_after_five_of_its_gaps(gap: float, silence: int) -> None:
    assert usual_silence(Rhythm(usual_gap=gap, longest_gap=gap, gaps=9)) == timedelta(days=silence)


@pytest.mark.parametrize("gaps", [0, 3])
def test_a_feed_of_which_little_is_known_is_silent_after_a_month(gaps: int) -> None:
    assert usual_silence(Rhythm(usual_gap=0.01, longest_gap=0.01, gaps=gaps)) == timedelta(days=30)


def test_a_feed_that_publishes_its_week_on_mondays_is_not_silent_on_fridays() -> None:
    mondays = [NOON - timedelta(weeks=week, minutes=minute) for week in range(4) for minute in range(10)]
    assert usual_silence(first_rhythm(mondays, NOON)) > timedelta(days=13)


def test_quiet_does_not_change_what_counts_as_silence() -> None:
    weekly = Rhythm(entries=1.0, days=7.0, usual_gap=7.0, longest_gap=7.0, gaps=9)
    later = observed(weekly, elapsed=30 * 24 * HOUR, fresh=0, published=())
    assert usual_silence(later) == usual_silence(weekly)


def test_a_feed_that_slows_down_is_given_more_time() -> None:
    daily = Rhythm(usual_gap=1.0, longest_gap=1.0, gaps=9)
    slower = observed(daily, elapsed=HOUR, fresh=1, published=(), gap=timedelta(days=4))
    assert usual_silence(slower) == timedelta(days=8)


_RHYTHMS = st.builds(
    Rhythm,
    entries=st.floats(0, 1e6),
    days=st.floats(1e-6, 1e3),
    hours=st.lists(st.floats(0, 1e4), min_size=24, max_size=24).map(tuple),
    haste=st.floats(0.125, 1.0),
)


@given(_RHYTHMS, st.datetimes(timezones=st.just(UTC)))
def test_a_wait_stays_within_its_bounds(rhythm: Rhythm, at: datetime) -> None:
    assert SHORTEST <= usual_wait(rhythm, at) <= LONGEST
