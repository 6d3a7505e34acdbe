"""Read the dates of feeds: ISO 8601, RFC 822 and similar forms in many languages, Unix time.

Missing parts are never filled in from today's date, and an ambiguous date is not read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from unicodedata import normalize

from pipeline.calendar_table import ZONES, folded
from pipeline.model import Instant, Precision
from pipeline.sources.calendar_names import is_afternoon, month_number
from pipeline.sources.plain_text import visible

__all__ = ["instant", "plausible", "stated_instant"]

# There were no feeds before 1997 and hardly any web pages before 1990. An earlier date is the default of some software
# (1970, 1904, 1899) or a misread year of two digits.
_FIRST_YEAR = 1990
# Clocks and zones go wrong by a day at most; a later date is a mistake or an appointment.
_AHEAD = timedelta(days=2)
_FIRST_BUDDHIST_YEAR = 2_400  # years of our era end before it in any feed
_BUDDHIST_ERA = 543  # years by which the Thai solar calendar is ahead
# The longest date that a feed in the corpora states has 48 characters.
_LONGEST_DATE = 100
# Zones reach from UTC-12 to UTC+14.
_WIDEST_OFFSET = timedelta(hours=14)


def instant(text: str) -> Instant | None:
    """Read a date like `stated_instant`; None for one before 1990, which no feed means."""
    stated = stated_instant(text)
    return None if stated is None or _is_before_the_web(stated) else stated


def stated_instant(text: str) -> Instant | None:
    """Read the date of a feed as a moment in UTC, of any year; None if it cannot be read or does not exist.

    Without a zone, UTC is assumed and `zone_assumed` set. Without a time, the precision is a day. Without a day, the
    text is not read.
    """
    shown = visible(text).strip()
    if not shown or len(shown) > _LONGEST_DATE:
        return None
    plain = " ".join(normalize("NFKC", shown).replace("\u200e", "").replace("\u200f", "").split())
    for read in _READERS:
        stated = read(plain)
        if stated is not None:
            return _instant(stated, shown)
    return None


def plausible(moment: Instant, now: datetime) -> bool:
    """Whether a feed can mean this moment at `now` (aware): not before 1990, at most two days ahead."""
    return not _is_before_the_web(moment) and moment.at <= now + _AHEAD


def _is_before_the_web(moment: Instant) -> bool:
    return moment.at.year < _FIRST_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """The parts of a moment as a text states them; `offset` is None without a known zone."""

    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int = 0
    second: int | None = None
    microsecond: int = 0
    offset: timedelta | None = None


def _instant(stated: _Stated, text: str) -> Instant | None:
    try:
        midnight = datetime(stated.year, stated.month, stated.day, tzinfo=UTC)
        at = midnight + _time_of_day(stated) - (stated.offset or timedelta())
    except (ValueError, OverflowError):  # the 31st of February, the hour 25, the year 10000
        return None
    return Instant(at=at, text=text, precision=_precision(stated), zone_assumed=stated.offset is None)


def _time_of_day(stated: _Stated) -> timedelta:
    """ISO 8601 allows 24:00 for the end of a day, and a leap second has the number 60."""
    hour, second = stated.hour or 0, stated.second or 0
    if hour > 24 or stated.minute > 59 or second > 60 or (hour == 24 and stated.minute + second > 0):
        raise ValueError(f"no time of day: {hour}:{stated.minute}:{second}")
    return timedelta(hours=hour, minutes=stated.minute, seconds=second, microseconds=stated.microsecond)


def _precision(stated: _Stated) -> Precision:
    if stated.hour is None:
        return Precision.DAY
    return Precision.MINUTE if stated.second is None else Precision.SECOND


_OFFSET = r"(?:utc|gmt)?\s?[+\-\u2212]\s?\d{1,2}(?::?\d{2})?(?!\d)"
_ZONE_NAME = r"[a-z]{1,5}(?![a-z])"
_ZONE = rf"(?P<zone>{_OFFSET}|{_ZONE_NAME})?"
# After a colon one digit is enough: 9:5:3.
_CLOCK = (
    r"(?P<hour>\d{1,2}):?(?P<minute>(?<=:)\d{1,2}|\d{2})"
    r"(?::?(?P<second>(?<=:)\d{1,2}|\d{2})(?:[.,](?P<fraction>\d+))?)?(?!\d)"
)

_ISO_EXTENDED = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
    rf"(?:(?:\s?t\s?|,\s?|\s|-){_CLOCK}\s?{_ZONE})?(?!\d).*",
    re.IGNORECASE,
)
_ISO_BASIC = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    rf"(?:[t\s]?{_CLOCK}\s?{_ZONE})?",
    re.IGNORECASE,
)
_UNIX = re.compile(r"(?P<seconds>\d{9,10})(?P<fraction>\.\d+)?|(?P<milliseconds>\d{12,13})")

_TIME = re.compile(
    r"(?:(?P<before>[ap]\.?\s?m\.?|上午|下午|오전|오후)\s?)?"
    r"(?<!\d)(?P<hour>\d{1,2})(?:\s?h\s?|:)(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,](?P<fraction>\d+))?)?(?!\d)"
    r"(?:\s?(?P<after>[ap]\.?\s?m(?![a-z])\.?))?"
    rf"\s?\(?{_ZONE}\)?",
    re.IGNORECASE,
)
# klo 10.05 · kl. 10.05 · 10.05 Uhr · 24.11.2026 10.05
_TIME_WITH_STOP = re.compile(
    r"(?:\b(?:klo|kl|kello|klockan|klokken|kell|ore|alle|um|ob|at|à|às|la|ora|godz|plkst|pulksten|val)\.?\s?|"
    r"(?<=\d{4}\s)|(?<=\d{4},\s)|(?=\d{1,2}\.\d{2}\s?(?:uhr|น|hrs?\b)))"
    r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?P<fraction>(?!))?(?![\d.])"
    rf"(?:\s?(?:uhr|น\.?|hrs?\b))?\s?\(?{_ZONE}\)?",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>\d{4}|\d{2,3}(?!\d))"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:(?:st|nd|rd|th|er|o|a|°)(?![^\W\d_]))?(?!\d)"
# The name of a month and the words around it.
_NAME = r"(?P<name>[^\d:]{2,40}?)"
# 18 Jan 2018 · 18. Januar 2018 · 18 de enero de 2018 · 18-Jan-18 · 1er janvier 2018 · 24 בנובמבר 2026
_DAY_MONTH_YEAR = re.compile(rf"{_DAY}{_NAME}{_YEAR}", re.IGNORECASE)
# Jan 18, 2018 · January 18th 2018
_MONTH_DAY_YEAR = re.compile(rf"(?P<name>[^\s\d,/()]{{2,40}})\s?{_DAY},?\s{_YEAR}", re.IGNORECASE)
# 2018. január 18. · 2026 m. lapkričio 24 d.
_YEAR_MONTH_DAY = re.compile(rf"(?P<year>\d{{4}}){_NAME}{_DAY}", re.IGNORECASE)
# 2026. gada 24. novembris
_YEAR_DAY_MONTH = re.compile(rf"(?P<year>\d{{4}})\.?\s(?:gada)\s{_DAY}[\s.]*(?P<name>[^\s\d,]{{2,40}})", re.IGNORECASE)
# 24 tháng 11, 2026 · ngày 24 tháng 11 năm 2026
_NUMBERED_IN_WORDS = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s*(?:tháng|thg)\s*(?P<month>\d{1,2})[\s,]*(?:năm\s*)?(?P<year>\d{4})", re.IGNORECASE
)
# 2018年1月18日 · 2018년 1월 18일
_YEAR_FIRST_WITH_UNITS = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
)
# 18.01.2018 · 18/01/2018 · 01/18/2018
_NUMBERS = re.compile(r"(?<!\d)(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")


def _iso(text: str) -> _Stated | None:
    return _numbers_in_order(_ISO_EXTENDED.fullmatch(text))


def _iso_basic(text: str) -> _Stated | None:
    return _numbers_in_order(_ISO_BASIC.fullmatch(text))


def _numbers_in_order(found: re.Match[str] | None) -> _Stated | None:
    if found is None:
        return None
    day = _Stated(year=int(found["year"]), month=int(found["month"]), day=int(found["day"]))
    return day if found["hour"] is None else _with_time(day, found)


def _unix_time(text: str) -> _Stated | None:
    found = _UNIX.fullmatch(text)
    if found is None:
        return None
    seconds = int(found["seconds"]) if found["seconds"] else int(found["milliseconds"]) // 1000
    at = datetime.fromtimestamp(seconds, UTC)
    day = _Stated(year=at.year, month=at.month, day=at.day)
    return replace(day, hour=at.hour, minute=at.minute, second=at.second, offset=timedelta())


def _in_words(text: str) -> _Stated | None:
    """Read RFC 822 and other dates with a named month or divided numbers: first time and zone, then the day.

    Other words (weekdays, "published on", "Uhr") are ignored.
    """
    time = _TIME.search(text) or _TIME_WITH_STOP.search(text)
    if time is None:
        return _day(text)
    day = _day(f"{text[: time.start()].rstrip()} {text[time.end() :].lstrip()}")
    return None if day is None else _with_time(day, time)


def _day(text: str) -> _Stated | None:
    for pattern, month_and_day in _DAY_READERS:
        for found in pattern.finditer(text):
            numbers = month_and_day(found)
            if numbers is not None:
                return _Stated(year=_year(found["year"]), month=numbers[0], day=numbers[1])
    return None


def _named_month(found: re.Match[str]) -> tuple[int, int] | None:
    month = month_number(found["name"], within=found.string)
    return None if month is None else (month, int(found["day"]))


def _numbered_month(found: re.Match[str]) -> tuple[int, int] | None:
    return int(found["month"]), int(found["day"])


def _month_among_numbers(found: re.Match[str]) -> tuple[int, int] | None:
    """Month and day. With full stops the day comes first; otherwise only a number above twelve shows the day."""
    one, two = int(found["one"]), int(found["two"])
    if found["mark"] == "." or one > 12 or one == two:
        return two, one
    return (one, two) if two > 12 else None


_READERS: tuple[Callable[[str], _Stated | None], ...] = (_iso, _iso_basic, _unix_time, _in_words)
_DAY_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int] | None]], ...] = (
    (_DAY_MONTH_YEAR, _named_month),
    (_MONTH_DAY_YEAR, _named_month),
    (_YEAR_MONTH_DAY, _named_month),
    (_YEAR_DAY_MONTH, _named_month),
    (_NUMBERED_IN_WORDS, _numbered_month),
    (_YEAR_FIRST_WITH_UNITS, _numbered_month),
    (_NUMBERS, _month_among_numbers),
)


def _with_time(day: _Stated, found: re.Match[str]) -> _Stated:
    clock = found.groupdict()
    return replace(
        day,
        hour=_hour(clock, behind=found.string[found.end() :]),
        minute=int(clock["minute"]),
        second=int(clock["second"]) if clock["second"] else None,
        microsecond=int((clock["fraction"] or "0").ljust(6, "0")[:6]),
        offset=_offset(clock["zone"]),
    )


def _year(text: str) -> int:
    """Read a year. With two or three digits, 00-49 are of this century, the rest of the last (RFC 5322, 4.3).

    Thai dates count from the death of the Buddha.
    """
    year = int(text)
    if year >= _FIRST_BUDDHIST_YEAR:
        return year - _BUDDHIST_ERA
    if len(text) == 2 and year < 50:
        return 2000 + year
    return 1900 + year if len(text) < 4 else year


def _hour(clock: Mapping[str, str | None], *, behind: str) -> int:
    hour = int(clock["hour"] or 0)
    afternoon = is_afternoon(clock.get("before") or clock.get("after") or behind)
    if afternoon and hour < 12:
        return hour + 12
    return 0 if afternoon is False and hour == 12 else hour


_OFFSET_PARTS = re.compile(
    r"(?:utc|gmt)?\s?(?P<sign>[+\-\u2212])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?", re.IGNORECASE
)


def _offset(zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    found = _OFFSET_PARTS.fullmatch(zone)
    if found is None:
        return ZONES.get(folded(zone))
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    offset = timedelta(minutes=minutes if found["sign"] == "+" else -minutes)
    return offset if abs(offset) <= _WIDEST_OFFSET else None
