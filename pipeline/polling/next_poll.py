"""When to poll a feed next: its rhythm, and what publisher and host ask for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.polling.rhythm import LONGEST, SHORTEST

__all__ = ["LONGEST_FRESHNESS", "Wishes", "after_answer", "after_failure"]

# Caches are told a day or a year by servers that say the same of their pictures: an hour is still believed.
LONGEST_FRESHNESS = timedelta(hours=1)
# A publisher who names all hours or all days has made a mistake, which costs two days at the most.
_MOST_SKIPPED_HOURS = 48
_HOUR = timedelta(hours=1)
_FIRST_RETRY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a poll was asked to respect.

    `interval`: RSS ttl or sy:updatePeriod; `skip_hours` (0-23, UTC) and `skip_days` (0 is Monday): RSS 2.0;
    `fresh_for`: Cache-Control or Expires (RFC 9111); `retry_after`: the host's Retry-After (RFC 9110, 10.2.3).
    """

    interval: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    fresh_for: timedelta | None = None
    retry_after: timedelta | None = None


def after_answer(usual: timedelta, wishes: Wishes, *, at: datetime, jitter: float = 1.0) -> timedelta:
    """The time until the next poll after one that was answered at `at`.

    `usual` is what the feed's rhythm wants; `jitter`, about 1, keeps feeds that were polled together apart from then
    on. Wishes are floors, a day is the ceiling; skipped hours and days are left out on top of that.
    """
    floors = (wishes.interval, min(wishes.fresh_for or SHORTEST, LONGEST_FRESHNESS), wishes.retry_after)
    wait = min(max(usual * jitter, SHORTEST, *(floor for floor in floors if floor is not None)), LONGEST)
    return _past_skipped(at + wait, wishes) - at


def after_failure(usual: timedelta, wishes: Wishes, *, failures: int, jitter: float = 1.0) -> timedelta:
    """The time until the next poll after the nth failure in a row: twice as long each time, up to a day.

    The host's own Retry-After may shorten it no more than the rhythm would, and lengthens it.
    """
    base = min(max(usual, SHORTEST), _FIRST_RETRY) if failures == 1 else max(usual, _FIRST_RETRY)
    backed_off = base * 2.0 ** min(failures - 1, 10)
    return min(max(backed_off * jitter, wishes.retry_after or SHORTEST, SHORTEST), LONGEST)


def _past_skipped(moment: datetime, wishes: Wishes) -> datetime:
    """The first moment from there on that is in no hour and on no day that the publisher wants left out."""
    for _ in range(_MOST_SKIPPED_HOURS):
        if moment.hour not in wishes.skip_hours and moment.weekday() not in wishes.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + _HOUR
    return moment
