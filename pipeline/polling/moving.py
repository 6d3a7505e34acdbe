"""Decide whether a feed has moved for good: a permanent redirect is believed if it stays the same for days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Move", "permanent_target", "seen_again"]

_PERMANENT = frozenset({301, 308})
# A misconfigured server or a hijacked network redirects everything for an evening; a moved feed keeps redirecting.
_TIMES = 3
_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A permanent redirect: its target, since when it was seen, and at how many polls in a row."""

    to: str
    since: datetime
    times: int = 1

    def is_certain(self, at: datetime) -> bool:
        """Whether it was seen often and long enough to be believed."""
        return self.times >= _TIMES and at - self.since >= _DAYS


def permanent_target(hops: Sequence[tuple[int, str]], url: str) -> str | None:
    """Find the address that only permanent redirects lead to (301, 308; RFC 9110, 15.4), or None.

    `hops` are the redirects followed, `url` where they ended. A temporary redirect may lead elsewhere tomorrow.
    """
    return url if hops and all(status in _PERMANENT for status, _ in hops) else None


def seen_again(move: Move | None, target: str | None, at: datetime) -> Move | None:
    """Update the move after another poll: count on if the target is the same, else begin again."""
    if target is None:
        return None
    if move is None or move.to != target:
        return Move(to=target, since=at)
    return Move(to=target, since=move.since, times=move.times + 1)
