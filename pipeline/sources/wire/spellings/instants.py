"""The moments that wire files state: ISO 8601 extended and basic, and whatever the dates of feeds are written in.

What a text leaves out is never made up from today: a year, or a year and a month, is no moment.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from pipeline.model import Instant, Precision
from pipeline.sources.dates import stated_instant

__all__ = ["wire_instant"]

# 0001-01-01, 1601-01-01: what software writes where it has no date. The oldest news photograph is of 1848.
_YEARS = range(1_800, 9_999)
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))"
    r"(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?"
)


def wire_instant(text: str | None, zone: tzinfo | None) -> Instant | None:
    """The moment in `text`, in UTC, or None where it states none.

    A text without a zone is in the source's `zone`; where that is unknown, UTC is taken and `zone_assumed` set. A day
    without a time begins at midnight of that zone.
    """
    shown = text.strip() if text else ""
    if not shown:
        return None
    found = _ISO.fullmatch(shown)
    stated = stated_instant(shown) if found is None else _read(found)
    if stated is None or stated.at.year not in _YEARS:
        return None
    return _in_zone(stated, zone) if stated.zone_assumed and zone is not None else stated


def _read(found: re.Match[str]) -> Instant | None:
    year, month, day, basic_month, basic_day, hour, minute, second, fraction, offset = found.groups()
    ahead = _offset(offset)
    try:
        midnight = datetime(int(year), int(month or basic_month), int(day or basic_day), tzinfo=UTC)
        at = midnight + _clock(hour, minute, second, fraction) - (ahead or timedelta())
    except (ValueError, OverflowError):  # the 31st of February, the hour 25, the year 0
        return None
    return Instant(at=at, text=found[0], precision=_precision(hour, second), zone_assumed=ahead is None)


def _clock(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> timedelta:
    """ISO 8601 allows 24:00 for the end of a day, and a leap second has the number 60."""
    hours, minutes, seconds = int(hour or 0), int(minute or 0), int(second or 0)
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and minutes + seconds > 0):
        raise ValueError(f"no time of day: {hours}:{minutes}:{seconds}")
    return timedelta(
        hours=hours, minutes=minutes, seconds=seconds, microseconds=int((fraction or "0").ljust(6, "0")[:6])
    )


def _precision(hour: str | None, second: str | None) -> Precision:
    if hour is None:
        return Precision.DAY
    return Precision.MINUTE if second is None else Precision.SECOND


def _offset(zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    if zone == "Z":
        return timedelta()
    minutes = int(zone[1:3]) * 60 + int(zone[3:].lstrip(":") or 0)
    return timedelta(minutes=minutes if zone[0] == "+" else -minutes)


def _in_zone(stated: Instant, zone: tzinfo) -> Instant:
    at = stated.at.replace(tzinfo=zone).astimezone(UTC)
    return Instant(at=at, text=stated.text, precision=stated.precision)
