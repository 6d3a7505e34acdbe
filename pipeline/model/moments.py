"""Moments as publishers state them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a moment is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """A moment as a publisher stated it.

    `at` is aware UTC; `text` is what stood there; `zone_assumed` says that the text named no zone and UTC was taken.
    """

    at: datetime
    text: str
    precision: Precision = Precision.SECOND
    zone_assumed: bool = False
