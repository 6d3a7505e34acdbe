"""Decide when to poll a feed next, by its rhythm and the wishes of publisher and host."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.polling.rhythm import LONGEST, SHORTEST

__all__ = ["LONGEST_FRESHNESS", "Wishes", "after_answer", "after_failure"]

# Servers give feeds the same day or year of caching as their pictures, so only an hour is believed.
LONGEST_FRESHNESS = timedelta(hours=1)
# Up to a tenth of each wait spreads feeds that a restart or a host's Retry-After has brought together.
_SPREAD = 0.1
# A publisher who names all hours or all days has made a mistake, which costs two days and a half at the most; a long
# week-end is less.
_MOST_SKIPPED_HOURS = 60
_HOUR = timedelta(hours=1)
_FIRST_RETRY = timedelta(minutes=5)  # a server has restarted by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Wishes of publisher and host that a poll brought.

    `interval`: RSS ttl or sy:updatePeriod; `skip_hours` (0-23, UTC) and `skip_days` (0 is Monday): RSS 2.0;
    `fresh_for`: Cache-Control or Expires (RFC 9111); `retry_after`: the host's Retry-After (RFC 9110, 10.2.3).
    """

    interval: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    fresh_for: timedelta | None = None
    retry_after: timedelta | None = None


def after_answer(usual: timedelta, wishes: Wishes, *, at: datetime, spread: float = 0.0) -> timedelta:
    """Find the time until the next poll, after one that was answered at `at`.

    `usual` is what the feed's rhythm wants, a day at the most; wishes are floors, believed up to a day; skipped hours
    and days are left out on top of that. `spread`, from 0 to 1, keeps feeds that were polled together apart from then
    on: it shortens what is our choice and lengthens what is a wish, each by a tenth at the most.
    """
    floors = (wishes.interval, min(wishes.fresh_for or SHORTEST, LONGEST_FRESHNESS), wishes.retry_after)
    return _settled(usual, [floor for floor in floors if floor is not None], wishes, at=at, spread=spread)


def after_failure(usual: timedelta, wishes: Wishes, *, failures: int, at: datetime, spread: float = 0.0) -> timedelta:
    """Find the time until the next poll after the nth failure in a row: twice as long each time, up to a day.

    The host's Retry-After lengthens it; skipped hours and days are left out.
    """
    base = min(max(usual, SHORTEST), _FIRST_RETRY) if failures == 1 else max(usual, _FIRST_RETRY)
    backed_off = min(base, LONGEST) * 2.0 ** min(failures - 1, 10)
    return _settled(backed_off, [wishes.retry_after or SHORTEST], wishes, at=at, spread=spread)


def _settled(ours: timedelta, floors: Sequence[timedelta], wishes: Wishes, *, at: datetime, spread: float) -> timedelta:
    chosen = min(ours, LONGEST) * (1 - _SPREAD * spread)
    wished = min(max(floors), LONGEST) * (1 + _SPREAD * spread)
    return _past_skipped(at + max(chosen, wished, SHORTEST), wishes, spread=spread) - at


def _past_skipped(moment: datetime, wishes: Wishes, *, spread: float) -> datetime:
    """Find the first moment from here on outside the hours and days that the publisher wants skipped."""
    for hours in range(_MOST_SKIPPED_HOURS):
        if moment.hour not in wishes.skip_hours and moment.weekday() not in wishes.skip_days:
            return moment + _HOUR * _SPREAD * spread if hours else moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + _HOUR
    return moment
