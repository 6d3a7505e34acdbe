"""Read the moments that pages state: ISO 8601 first, then RFC 5322, then dates in words, then dateparser.

Nothing is filled in from today: a text without a year, or with "yesterday", is no date. Pages state most of their dates
for machines, unlike feeds. What no standard format reads goes to dateparser, with every guess switched off.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from pipeline.clean.wording import find_written_dates
from pipeline.model import Instant, Precision

__all__ = ["read_moment"]

_ISO = re.compile(
    r"(?P<year>\d{4})[-/.]?(?P<month>\d{2})[-/.]?(?P<day>\d{2})"
    r"(?:(?:T|\s+|\s*,\s*|\s+-\s+)(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?)?)?\s*",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")
_TIME = re.compile(r"\b\d{1,2}(?::|h|\.(?=\d\d\b))\d{2}|\b\d{1,2}\s*(?:am|pm|a\.m\.|p\.m\.)", re.IGNORECASE)
_SECONDS = re.compile(r"\b\d{1,2}:\d{2}:\d{2}\b")
_ZONE = re.compile(r"[+-]\d{2}:?\d{2}\b|\b(?:UTC|GMT|[A-Z]{1,3}[SD]T|CET|CEST|MEZ|MESZ|MSK)\b|Z\Z")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")

# Dates before the web and far in the future are errors of templates.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST_DATE = 100  # a date with its label
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")
_FEWEST_DIGITS = 5  # a day and a year

_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - never used, but without it dateparser looks at the clock
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": True,
}


def read_moment(text: str, *, language: str | None = None, month_first: bool | None = None) -> Instant | None:
    """Read the moment that a text states, with its precision; None for anything but a full date. Never raises.

    A text without a zone is read as UTC and marked `zone_assumed`. `language` (a primary subtag) helps with dates in
    words, `month_first` with 3/4/2024.
    """
    plain = " ".join(text.split())
    if not plain or len(plain) > _LONGEST_DATE:
        return None
    found = _iso(plain) or _unix(plain) or _mail(plain) or _java(plain)
    if found is None:
        written = next(find_written_dates(plain, language=language, month_first=month_first), None)
        found = written.instant if written else _in_words(plain, language)
    return found if found and _EARLIEST <= found.at <= _LATEST else None


def _iso(text: str) -> Instant | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    zone = _zone(found["zone"])
    try:
        day = datetime(int(found["year"]), int(found["month"]), int(found["day"]), tzinfo=zone or UTC)
        local = day.replace(hour=hour, minute=minute, second=second)
        return Instant(at=local.astimezone(UTC), text=text, precision=_precision(found), zone_assumed=zone is None)
    except (ValueError, OverflowError):
        return None


def _precision(found: re.Match[str]) -> Precision:
    if found["hour"] is None:
        return Precision.DAY
    return Precision.MINUTE if found["second"] is None else Precision.SECOND


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    offset = _OFFSET.search(text)
    if offset is None:
        return UTC
    distance = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    if distance >= timedelta(hours=24):
        return None
    return timezone(distance if offset["sign"] == "+" else -distance)


def _unix(text: str) -> Instant | None:
    if not _UNIX.fullmatch(text):
        return None
    return Instant(at=datetime.fromtimestamp(int(text[:10]), UTC), text=text)


_MAIL = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}.*")


def _mail(text: str) -> Instant | None:
    if not _MAIL.fullmatch(text):
        return None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _written(at, text)


_JAVA = re.compile(
    r"[A-Z][a-z]{2} (?P<day>[A-Z][a-z]{2} \d{1,2}) (?P<time>\d{2}:\d{2}:\d{2} [A-Z]{1,4}) (?P<year>\d{4})"
)


def _java(text: str) -> Instant | None:
    """A date as Java's Date.toString() writes it: "Fri Apr 28 19:20:36 CEST 2023"."""
    found = _JAVA.fullmatch(text)
    written = next(find_written_dates(f"{found['day']}, {found['year']} {found['time']}"), None) if found else None
    return replace(written.instant, text=text) if written else None


def _in_words(text: str, language: str | None) -> Instant | None:
    """What dateparser reads in a text with words and the digits of a date. Its first use takes up to 3 s."""
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS or not _WORD.search(text):
        return None
    import dateparser  # 0.2 s, and few pages need it

    try:
        languages = list(dict.fromkeys([language, "en"])) if language else None
        at = dateparser.parse(text, languages=languages, settings=_SETTINGS)
    except (ValueError, TypeError, OverflowError, re.error):
        return None
    return _written(at, text) if at else None


def _written(at: datetime, text: str) -> Instant | None:
    precision = Precision.SECOND if _SECONDS.search(text) else Precision.MINUTE if _TIME.search(text) else Precision.DAY
    zone_assumed = at.tzinfo is None or not _ZONE.search(text)
    aware = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    try:
        return Instant(at=aware.astimezone(UTC), text=text, precision=precision, zone_assumed=zone_assumed)
    except OverflowError:
        return None
