"""Find dates in words and figures within a line, in many languages: "18 de enero de 2024, 10:30"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from pipeline.calendar_table import ZONES
from pipeline.clean.wording.months import find_month
from pipeline.model import Instant, Precision

__all__ = ["WrittenDate", "find_written_dates"]

# The zeros of Arabic, Persian, Hindi, Bengali, Tamil, Thai and full-width digits.
_ZEROS = "\u0660\u06f0\u0966\u09e6\u0be6\u0e50\uff10"
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}

_NAME = r"(?P<month>[^\s\d,;:/|()\[\]-]{2,18})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[ºª°])?[\s,./-]{{1,3}}(?:(?:de|of|din|d['’])\s?)?{_NAME}"
        rf"(?:/[^\d/]{{2,20}}?)?[\s,./-]{{1,3}}(?:(?:de|del|of)\s)?{_YEAR}",
        rf"(?<![^\W\d_]){_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}",
        rf"(?<!\d)(?P<year>\d{{4}})[.,]?\s+(?:m\.\s|\.?\s?gada\s)?{_NAME}\s+(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?<!\d)(?P<year>\d{4})(?P<stroke>[-/.])\s?(?P<month>\d{1,2})(?P=stroke)\s?(?P<day>\d{1,2})(?!\d)",
        rf"(?<![\d.])(?P<first>\d{{1,2}})(?P<stroke>[-/.])\s?(?P<second>\d{{1,2}})(?P=stroke)\s?{_YEAR}",
    )
)
_TIME = re.compile(
    r"(?<![\d.])(?P<half>오전|오후|午前|午後|上午|下午)?\s?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?|\s?[hH]\s?(?P<of_h>\d{2})?(?!\w)|[시時时点]\s?(?:(?P<of_cjk>\d{1,2})[분分])?"
    r"|\.(?P<of_dot>\d{2})(?=\s?(?:Uhr|[ap]\.?m|WIB|GMT|UTC|hrs?\b|\Z)))?\s?(?P<noon>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_MOST_CHARACTERS_TO_TIME = 30  # ", at", a zone or a day of the week stand between
# Zones whose names are no words: a time is followed by text, and "10:30 art" means no time of Argentina.
_NAMED_ZONES = (
    "utc", "gmt", "z", "wet", "bst", "west", "cet", "mez", "cest", "mesz", "eet", "eest", "sast", "msk", "pkt", "wib",
    "sgt", "hkt", "jst", "kst", "aest", "aedt", "nzst", "nzdt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt",
    "мск",
)  # fmt: skip
_ZONE = re.compile(
    rf"\s?\(?(?:(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{{1,2}}):?(?P<minutes>\d{{2}})?(?!\d)"
    rf"|(?P<name>{'|'.join(sorted(_NAMED_ZONES, key=len, reverse=True))})\b)",
    re.IGNORECASE,
)
_LONGEST_DATED_LINE = 400  # dates further on belong to prose
_YEARS_BUDDHIST_AHEAD = 543  # the Thai solar calendar
# Dates before the web are dates of events.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date found in a line: its moment, and where in the line it begins and ends."""

    instant: Instant
    start: int
    end: int


def find_written_dates(
    text: str, *, language: str | None = None, month_first: bool | None = None
) -> Iterator[WrittenDate]:
    """Find the dates of a line, in order.

    `month_first` reads 3/4/2024: True as March, False as April. If it is unknown, such a date is skipped.
    """
    line = text[:_LONGEST_DATED_LINE].translate(_DIGITS)
    found = ((match, day) for pattern in _DATES for match in pattern.finditer(line)
             if (day := _day(match, language, month_first)))  # fmt: skip
    taken = 0
    for match, day in sorted(found, key=lambda pair: pair[0].start()):
        if match.start() >= taken:
            written = _with_time(line, match, day)
            taken = written.end
            yield written


def _day(match: re.Match[str], language: str | None, month_first: bool | None) -> datetime | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year -= _YEARS_BUDDHIST_AHEAD if 2400 < year < 2700 else 0
    if "first" in parts:
        order = _order(int(parts["first"]), int(parts["second"]), parts["stroke"], month_first)
        return _calendar(year, *order) if order else None
    month = _month(parts["month"], language)
    return _calendar(year, month, int(parts["day"])) if month else None


def _order(first: int, second: int, stroke: str, month_first: bool | None) -> tuple[int, int] | None:
    """Month and day. With full stops between them, the day comes first."""
    if stroke == "." or first > 12 or first == second or month_first is False:
        return second, first
    return (first, second) if second > 12 or month_first else None


def _month(name: str, language: str | None) -> int | None:
    if name.isdecimal():
        return int(name)
    return find_month(name, language)


def _calendar(year: int, month: int, day: int) -> datetime | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _with_time(line: str, match: re.Match[str], day: datetime) -> WrittenDate:
    """The date with the time before it that opens the line ("08:39, 06 Jan 2026"), else the time close after it."""
    lead = max(0, match.start() - _MOST_CHARACTERS_TO_TIME // 2)
    before = _TIME_BEFORE.search(line[lead : match.start()])
    after = _clock(line[match.end() : match.end() + _MOST_CHARACTERS_TO_TIME])
    if before and (after is None or lead + before.start() == 0):
        return _written(line, (lead + before.start(), match.end()), day, _clock(before[0]))
    return _written(line, (match.start(), match.end() + (after[1] if after else 0)), day, after)


def _written(line: str, span: tuple[int, int], day: datetime, time: "tuple[_Clock, int] | None") -> WrittenDate:
    text = line[span[0] : span[1]].strip()
    if time is None:
        instant = Instant(at=day, text=text, precision=Precision.DAY, zone_assumed=True)
        return WrittenDate(instant=instant, start=span[0], end=span[1])
    (hour, minute, second, zone), _ = time
    local = day.replace(hour=hour, minute=minute, second=second or 0, tzinfo=zone or UTC)
    precision = Precision.MINUTE if second is None else Precision.SECOND
    instant = Instant(at=local.astimezone(UTC), text=text, precision=precision, zone_assumed=zone is None)
    return WrittenDate(instant=instant, start=span[0], end=span[1])


_TIME_BEFORE = re.compile(r"(?<!\d)\d{1,2}:\d{2}\D{0,8}\Z")
_Clock = tuple[int, int, int | None, timezone | None]


def _clock(text: str) -> tuple[_Clock, int] | None:
    """Hour, minute, second and zone of the first time of day in a text, and where it ends."""
    for found in _TIME.finditer(text):
        minute = next((found[part] for part in ("minute", "of_h", "of_cjk", "of_dot") if found[part]), None)
        bare = found[0].strip()
        if minute is None and (bare.isdecimal() and not found["noon"]):
            continue
        hour = _hour(int(found["hour"]), found["noon"] or found["half"])
        if hour > 23 or int(minute or 0) > 59 or int(found["second"] or 0) > 59:
            continue
        zone, end = _zone(text, found.end())
        second = int(found["second"]) if found["second"] else None
        return (hour, int(minute or 0), second, zone), end
    return None


def _hour(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    late = half[0] in "pP" or half in {"오후", "午後", "下午"}
    return hour % 12 + (12 if late else 0)


def _zone(text: str, at: int) -> tuple[timezone | None, int]:
    found = _ZONE.match(text, at)
    if found is None:
        return None, at
    if found["name"]:
        return timezone(ZONES[found["name"].lower()]), found.end()
    distance = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    if distance >= timedelta(hours=15):
        return None, at
    return timezone(distance if found["sign"] == "+" else -distance), found.end()
