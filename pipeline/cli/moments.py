"""Moments as people type them: `2026-11-26`, `2026-11-26T10:30+01:00`, or an age, `90m`, `2h`, `3d`, `1w`."""

import re
from datetime import UTC, datetime, timedelta

import typer

_AGE = re.compile(r"(\d{1,6})([smhdw])")
_UNIT = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(typed: str, *, now: datetime) -> datetime:
    """The moment meant, aware; a date is its beginning, without a zone UTC. Wrong usage where it is none."""
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
