"""How long to wait until the next poll of a feed."""

from dataclasses import dataclass
from datetime import timedelta

SHORTEST = timedelta(minutes=2)
LONGEST = timedelta(hours=24)
# Halve on news, half as long again without: 28 polls a feed and day at a median delay of 4 minutes, against 96 polls
# and 8 minutes for a fixed quarter of an hour (findings, when to poll).
_FASTER = 0.5
_SLOWER = 1.5
_AFTER_FAILURE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """How a poll ended. `wish` is the publisher's own interval (RSS ttl), `retry_after` what the host asked for."""

    fresh_entries: int = 0
    failed: bool = False
    wish: timedelta | None = None
    retry_after: timedelta | None = None


def next_interval(interval: timedelta, poll: Poll) -> timedelta:
    """The time until the next poll, given the last one's: never below what publisher and host wish, up to a day."""
    factor = _AFTER_FAILURE if poll.failed else _FASTER if poll.fresh_entries else _SLOWER
    floor = max(SHORTEST, poll.wish or SHORTEST, poll.retry_after or SHORTEST)
    return min(max(interval * factor, floor), LONGEST)
