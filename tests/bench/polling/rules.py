"""The rules compared: ours, fixed intervals, and what the peers do, as their documentation and sources say it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bench.polling.press import DAY, HOUR

from pipeline.polling import Rhythm, Wishes, after_answer, first_rhythm, may_have_lost, observed, usual_wait

_EPOCH = datetime(2026, 9, 7, tzinfo=UTC)  # a Monday


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a poll shows: entries never shown before, all entries shown, those of the last week; moments in minutes."""

    at: float
    fresh: Sequence[float]
    shown: int
    of_the_week: int


class Rule(Protocol):
    """The memory of one feed's polls."""

    def wait(self, seen: Seen) -> float:
        """Minutes until the next poll."""


class Ours:
    """What newswire does, by the functions that its poll stage calls."""

    def __init__(self) -> None:
        self._rhythm: Rhythm | None = None
        self._held, self._last = 0, 0.0
        self._dice = random.Random(17)

    def wait(self, seen: Seen) -> float:
        at, published = _moment(seen.at), [_moment(one) for one in seen.fresh]
        if self._rhythm is None:
            self._rhythm = first_rhythm(published, at)
        else:
            lost = may_have_lost(held=self._held, seen=seen.shown, new=len(seen.fresh))
            elapsed = timedelta(minutes=seen.at - self._last)
            self._rhythm = observed(
                self._rhythm, elapsed=elapsed, fresh=len(seen.fresh), published=published, lost=lost
            )
        self._held, self._last = self._held + len(seen.fresh), seen.at
        wait = after_answer(usual_wait(self._rhythm, at), Wishes(), at=at, spread=self._dice.random())
        return wait / timedelta(minutes=1)


def _moment(minutes: float) -> datetime:
    return _EPOCH + timedelta(minutes=minutes)


@dataclass(slots=True)
class Fixed:
    """The same interval always."""

    minutes: float

    def wait(self, seen: Seen) -> float:
        return self.minutes


class EntryFrequency:
    """miniflux, POLLING_SCHEDULER=entry_frequency: a week over the entries of the last week, 5 minutes to a day."""

    def wait(self, seen: Seen) -> float:
        return min(max(7 * DAY / seen.of_the_week, 5.0), DAY) if seen.of_the_week else DAY


@dataclass(slots=True)
class AdditiveSteps:
    """Media Cloud's rss-fetcher: 10 minutes more after mostly repeats, an hour less after mostly news."""

    minutes: float = 6 * HOUR
    last_news: float = 0.0

    def wait(self, seen: Seen) -> float:
        repeats = 1.0 - min(len(seen.fresh), seen.shown) / seen.shown if seen.shown else 1.0
        if seen.fresh:
            self.last_news = seen.at
        if repeats > 0.67:
            asleep = repeats == 1.0 and seen.at - self.last_news > 31 * DAY
            self.minutes = min(self.minutes + (60.0 if asleep else 10.0), 7 * DAY)
        elif repeats < 0.33:
            self.minutes = max(min(self.minutes, 6 * HOUR) - 60.0, 10.0)
        return self.minutes


@dataclass(slots=True)
class Halving:
    """Half the interval after news, half as long again without; 5 minutes to a day."""

    minutes: float = HOUR

    def wait(self, seen: Seen) -> float:
        self.minutes = min(max(self.minutes * (0.5 if seen.fresh else 1.5), 5.0), DAY)
        return self.minutes


RULES: dict[str, Callable[[], Rule]] = {
    "newswire": Ours,
    "fixed, 15 min": lambda: Fixed(15.0),
    "fixed, 60 min": lambda: Fixed(60.0),
    "miniflux, entry frequency": EntryFrequency,
    "Media Cloud, additive steps": AdditiveSteps,
    "halve on news, x1.5 without": Halving,
}
