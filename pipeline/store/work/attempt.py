"""The one item boundary: whatever goes wrong with one item is recorded and leaves the next alone."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from billiard.exceptions import SoftTimeLimitExceeded
from psycopg import InterfaceError, OperationalError

from pipeline.errors import (
    BadStatus,
    FetchFailed,
    Interstitial,
    LeaseLost,
    NewswireError,
    NotParsable,
    Postponed,
    RobotsDisallow,
)

_TRACEBACK_CHARACTERS = 2_000


# Their reasons begin with what happened: a status, a page in place of the feed, a refusal by robots.txt, no feed.
_SAID_IN_WORDS = frozenset(one.__name__ for one in (BadStatus, Interstitial, NotParsable, Postponed, RobotsDisallow))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why an attempt failed.

    `heals` says whether waiting can mend it, `retry_after` what the host asked for, `status` is the HTTP status that it
    refused with; `tried` is false if the item's turn never came: that costs no attempt. `foreseen` is false for an
    error of the program, whose reason ends with its traceback.
    """

    kind: str
    reason: str
    heals: bool
    tried: bool = True
    retry_after: timedelta | None = None
    status: int | None = None
    foreseen: bool = True

    @property
    def words(self) -> str:
        """The reason as a person reads it everywhere, with its kind unless the words say it."""
        return self.reason if self.foreseen and self.kind in _SAID_IN_WORDS else f"{self.kind}: {self.reason}"


@contextmanager
def recorded(record: Callable[[Fault], None]) -> Iterator[None]:
    """Hand whatever is raised inside to `record`.

    A lost lease, a lost database and the end of the task's time pass through: they are not the item's fault.
    """
    try:
        yield
    except (LeaseLost, InterfaceError, SoftTimeLimitExceeded):
        raise
    except NewswireError as error:
        retry_after = error.retry_after if isinstance(error, FetchFailed) else None
        record(
            Fault(
                kind=type(error).__name__,
                reason=error.reason,
                heals=error.heals,
                tried=not isinstance(error, Postponed),
                retry_after=retry_after,
                status=error.status if isinstance(error, BadStatus) else None,
            )
        )
    except Exception as error:  # the one broad clause: it becomes a recorded attempt
        if isinstance(error, OperationalError) and _database_is_away(error):
            raise
        where = traceback.format_exc()[-_TRACEBACK_CHARACTERS:]
        record(Fault(kind=type(error).__name__, reason=f"{error}\n{where}", heals=True, foreseen=False))


def _database_is_away(error: OperationalError) -> bool:
    """Whether the server cannot be used at all: no connection (08), no resources (53), an operator's doing (57)."""
    return error.sqlstate is None or error.sqlstate[:2] in {"08", "53", "57"}
