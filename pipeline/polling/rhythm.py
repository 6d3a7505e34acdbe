"""How often a feed has news and at which hours, learned from its polls, and how long to wait by that.

The wait is c / (rate x hour profile)^0.7. For the same requests, the power 1/2 has the least mean delay (Sia, Cho and
Cho, "Efficient monitoring algorithm for fast news alerts"), the power 1 the same news in every poll, and the least
delay of the typical story lies towards that; `tests/bench/polling` compares. A cap on the news expected in one poll
keeps them from scrolling out of the feed's window.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

__all__ = ["LONGEST", "SHORTEST", "Rhythm", "first_rhythm", "observed", "usual_silence", "usual_wait"]

SHORTEST = timedelta(minutes=2)  # a busy agency feed moves every minute or two, and caches hold an answer that long
LONGEST = timedelta(hours=24)  # no entry is found more than a day late

_DAY = timedelta(days=1)  # rates are counted a day
# The rate forgets half in three days: long enough to span a week-end, short enough for a feed that wakes up.
_HALF_LIFE = timedelta(days=3)
# The hour profile forgets half within 100 entries, however long those take.
_PROFILE_HALF_LIFE = 100.0
# Hours of the day count as if each had shown half an entry more than it did.
_PRIOR = 0.5
# In minutes, for a feed with one entry a day: 24 polls a feed and day on the feeds of `tests/bench/polling`. At these
# 24, the power 0.5 has a median delay of 7 minutes and a mean of 11, 0.6 of 6 and 12, 0.7 of 5 and 13.
_C = 420.0
_POWER = 0.7
# Entries that may be expected before the next poll; feeds show their newest 10 to 50.
_MOST_EXPECTED = 6.0
# A lower rate, one entry in a hundred days, cannot be told from none.
_LEAST_RATE = 0.01
# A feed is silent after five of its usual gaps (a daily feed after five days, a weekly one after five weeks) and twice
# its longest recent gap, so that weekends and feeds that publish in bursts do not count as silent.
_GAPS = 5.0
_LONGEST_GAPS = 2.0
_SHORTEST_SILENCE = timedelta(days=3)
_LONGEST_SILENCE = timedelta(days=60)
# Three entries of one morning do not show a rhythm.
_FEWEST_GAPS = 4
_SILENCE_OF_STRANGERS = timedelta(days=30)  # half of the longest, as long as no rhythm is known
# The usual gap is that of the last eight or so; the longest one is forgotten by half in two months.
_GAP_WEIGHT = 1 / 8
_LONGEST_GAP_HALF_LIFE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What a feed was seen to do, older observations counting less.

    `entries` came within `days`; `hours` are the entries by hour of the day (UTC). `usual_gap` and `longest_gap` are
    the days between one poll with news and the next, learned from `gaps` of them. `haste` below 1 shortens the wait:
    news may have been lost.
    """

    entries: float = 1.0
    days: float = 1.0
    hours: tuple[float, ...] = (0.0,) * 24
    usual_gap: float = 0.0
    longest_gap: float = 0.0
    gaps: int = 0
    haste: float = 1.0

    @property
    def rate(self) -> float:
        """Entries a day."""
        return max(self.entries / self.days, _LEAST_RATE)


def first_rhythm(published: Sequence[datetime], at: datetime) -> Rhythm:
    """Estimate the rhythm from the dates in a feed's first document; entries of the last week give the rate."""
    week = [moment for moment in published if at - timedelta(days=7) <= moment <= at]
    gaps = [(later - earlier) / _DAY for earlier, later in pairwise(sorted(set(published)))]
    # Dated entries that are all old show a quiet feed; entries without dates show nothing.
    begun = Rhythm(entries=0.5, days=7.0) if published else Rhythm()
    if week:
        days = max((at - min(week)) / _DAY, 1.0)
        begun = Rhythm(entries=float(len(week)), days=days, hours=_with_hours((0.0,) * 24, week))
    if not gaps:
        return begun
    return replace(begun, usual_gap=sum(gaps) / len(gaps), longest_gap=max(gaps), gaps=len(gaps))


def observed(
    rhythm: Rhythm,
    *,
    elapsed: timedelta,
    fresh: int,
    published: Sequence[datetime],
    gap: timedelta | None = None,
    lost: bool = False,
) -> Rhythm:
    """Update the rhythm after a poll that showed `fresh` new entries, `elapsed` after the last poll that was answered.

    `published` are the dates of those that have one, `gap` is the time since the last poll with news, None where this
    one has none; `lost` says that entries may have come and gone in between.
    """
    kept = 0.5 ** (elapsed / _HALF_LIFE)
    return replace(
        rhythm if gap is None else _with_gap(rhythm, gap / _DAY),
        entries=rhythm.entries * kept + fresh,
        days=rhythm.days * kept + max(elapsed / _DAY, 1e-6),
        hours=_with_hours(rhythm.hours, published),
        haste=max(rhythm.haste / 2, 0.125) if lost else min(rhythm.haste * 1.1, 1.0),
    )


def _with_gap(rhythm: Rhythm, days: float) -> Rhythm:
    longest = rhythm.longest_gap * 0.5 ** (days / _LONGEST_GAP_HALF_LIFE)
    usual = rhythm.usual_gap + (days - rhythm.usual_gap) * max(_GAP_WEIGHT, 1 / (rhythm.gaps + 1))
    return replace(rhythm, usual_gap=usual, longest_gap=max(longest, days), gaps=rhythm.gaps + 1)


def _with_hours(hours: tuple[float, ...], published: Sequence[datetime]) -> tuple[float, ...]:
    if not published:
        return hours
    kept = 0.5 ** (len(published) / _PROFILE_HALF_LIFE)
    counts = [count * kept for count in hours]
    for moment in published:
        counts[moment.hour] += 1.0
    return tuple(counts)


def usual_wait(rhythm: Rhythm, at: datetime) -> timedelta:
    """Find how long to wait from this moment: until enough news is expected, hour by hour, within the bounds."""
    need, room = _C * rhythm.haste / rhythm.rate**_POWER, _MOST_EXPECTED * rhythm.haste
    profile = _profile(rhythm.hours)
    waited = 0.0  # minutes
    left = 60.0 - at.minute - at.second / 60.0
    hour = at.hour
    while waited < LONGEST.total_seconds() / 60:
        weight = profile[hour % 24]
        speed, flow = weight**_POWER, rhythm.rate / 1440.0 * weight
        enough = min(need / speed, room / flow)
        if enough <= left:
            return _bounded(timedelta(minutes=waited + enough))
        need, room = need - left * speed, room - left * flow
        waited, hour, left = waited + left, hour + 1, 60.0
    return LONGEST


def _profile(hours: tuple[float, ...]) -> list[float]:
    """Compute each hour's share of news relative to the average (1), smoothed over its neighbours."""
    total = sum(hours) + 24 * _PRIOR
    smooth = [0.25 * hours[h - 1] + 0.5 * hours[h] + 0.25 * hours[(h + 1) % 24] + _PRIOR for h in range(24)]
    return [24 * count / total for count in smooth]


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)


def usual_silence(rhythm: Rhythm) -> timedelta:
    """Find how long a feed may have no news before it counts as silent: three days to two months."""
    if rhythm.gaps < _FEWEST_GAPS:
        return _SILENCE_OF_STRANGERS
    days = max(_GAPS * rhythm.usual_gap, _LONGEST_GAPS * rhythm.longest_gap)
    return min(max(timedelta(days=min(days, 1e6)), _SHORTEST_SILENCE), _LONGEST_SILENCE)
