"""Whether a feed has moved for good: a permanent redirect is believed when it stays the same for days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Move", "permanent_target", "seen_again"]

_PERMANENT = frozenset({301, 308})
# A misconfigured server or a hijacked network redirects everything for an evening; a moved feed does it for ever.
_TIMES = 3
_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A redirect that says it is permanent: where to, since when, at how many polls in a row."""

    to: str
    since: datetime
    times: int = 1

    def is_certain(self, at: datetime) -> bool:
        """Whether it has said so often and long enough to be believed."""
        return self.times >= _TIMES and at - self.since >= _DAYS


def permanent_target(hops: Sequence[tuple[int, str]], url: str) -> str | None:
    """The address that permanent redirects alone (301, 308; RFC 9110, 15.4) lead to; None where there is none.

    `hops` are the redirects followed, `url` where they ended. One that is temporary may lead elsewhere tomorrow.
    """
    return url if hops and all(status in _PERMANENT for status, _ in hops) else None


def seen_again(move: Move | None, target: str | None, at: datetime) -> Move | None:
    """The move after another poll: counted on where it led to the same place, begun anew where not."""
    if target is None:
        return None
    if move is None or move.to != target:
        return Move(to=target, since=at)
    return Move(to=target, since=move.since, times=move.times + 1)
