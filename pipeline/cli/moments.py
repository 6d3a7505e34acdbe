"""Parse times as people type them, and print them.

Typed: `2026-11-26`, `2026-11-26T10:30+01:00`, or an age, `90m`, `2h`, `3d`, `1w`. Printed: `2026-11-26 09:30:00 UTC`
where the moment matters, `3 h ago` where its distance does.
"""

import re
from datetime import UTC, datetime, timedelta

import typer

__all__ = ["ago", "due", "duration", "moment", "shown_day", "shown_moment"]

_AGE = re.compile(r"(\d{1,6})([smhdw])")
_UNIT = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(typed: str, *, now: datetime) -> datetime:
    """Parse a time; a date is its beginning, no zone is UTC. BadParameter if it cannot be read."""
    age = _AGE.fullmatch(typed.strip().lower())
    if age:
        try:
            return now - timedelta(**{_UNIT[age[2]]: int(age[1])})
        except OverflowError as error:
            raise typer.BadParameter(f"{typed!r} is before the calendar begins") from error
    try:
        meant = datetime.fromisoformat(typed.strip())
    except ValueError as error:
        raise typer.BadParameter(f"{typed!r} is neither a date like 2026-11-26 nor an age like 2h or 3d") from error
    return meant if meant.tzinfo else meant.replace(tzinfo=UTC)


def shown_moment(at: datetime) -> str:
    """Return a time to the second, in UTC; without a zone it is read as UTC."""
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    return f"{known.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def shown_day(at: datetime) -> str:
    """Return the day of a time, in UTC."""
    return shown_moment(at)[:10]


def ago(at: datetime | None, now: datetime) -> str:
    """Say how long ago, in the largest unit that fits; "never" for None, "in …" for the future."""
    if at is None:
        return "never"
    words = duration(abs(now - at))
    return f"{words} ago" if at <= now else f"in {words}"


def due(at: datetime | None, now: datetime) -> str:
    """Say when something planned is due: "now" if its time has come, "not planned" for None."""
    if at is None:
        return "not planned"
    return "now" if at <= now else ago(at, now)


def duration(span: timedelta) -> str:
    """Return a length of time in its largest unit."""
    seconds = int(span.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
