"""Embargoes that stand in the text: "EMBARGOED UNTIL 0001 GMT Jan 18", "Sperrfrist: 18. Januar, 10.00 Uhr MEZ"."""

import re
from collections.abc import Iterator
from datetime import datetime

from pipeline.clean.text import PROSE_WORDS, collapse_blanks, count_words, ends_sentence
from pipeline.clean.wording import find_month, find_written_dates
from pipeline.model import Dateline

__all__ = ["end_of_embargo", "states_embargo"]

_UNTIL = r"(?:until|till|til|for|to|before|jusqu|hasta|fino|até|tot|bis|till|fram|do|:|-|–)"
_BEFORE = r"[\W_]*(?:(?:eds|editors|attention|achtung|hinweis|note|nota)\b\W*)?(?:strict(?:ly)? |under |news |text )*"
_ORDERS = re.compile(
    rf"{_BEFORE}(?:embarg(?:oed|oé|oes|ado|ada|os)\b\s*(?:release |news |copy )?{_UNTIL}"
    r"|embargo\b\s*(?:until|till|jusqu|hasta|fino|até)|sperrfrist\b|sperre bis\b"
    r"|not for (?:release|publication)(?: or \w+)? (?:before|until)\b|hold for release\b"
    r"|prohibida su (?:difusión|publicación) hasta\b|ne pas (?:publier|diffuser) avant\b"
    r"|da non (?:pubblicare|diffondere) prima\b|nicht zu veröffentlichen\b)",
    re.IGNORECASE,
)
"""Words that only an embargo begins with."""
_MAY_ORDER = re.compile(
    rf"{_BEFORE}(?:embargo\b\s*(?:release |news |copy )?{_UNTIL}"
    r"|not for (?:use|broadcast)(?: or \w+)? (?:before|until)\b|(?:for )?release(?:d)? (?:at|on|after)\b"
    r"|nicht vor\b|klausul(?:eras|erad|ert)?\b)",
    re.IGNORECASE,
)
"""Words that news begins with as well: "Released on Monday, the report …", "Embargo to end in 2030"."""
_DIGIT = re.compile(r"\d")
# Embargoes with their reasons are two or three sentences; a longer text is a story.
_LONGEST_EMBARGO = 400
_NOON = 12  # hours
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAYS = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+"
        rf"|of\s+)?{_MONTH}(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d))?"
    ),
    re.compile(rf"(?<![^\W\d_]){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>(?:19|20)\d\d))?"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)?(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
)
_ZONE = (
    r"(?P<zone>(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::?\d\d)?|GMT|UTC|BST|CES?T|MES?Z|WES?T|EES?T|MSK|[ECMP][SD]T|AE[SD]T|NZ[SD]T"
    r"|JST|KST|HKT|SGT)"
)
_TIMES = (
    re.compile(rf"(?<!\d)(?P<hour>\d\d)(?P<minute>\d\d)\s?(?:hrs?|hours|h)?\s*\(?{_ZONE}(?!\w)"),
    re.compile(
        rf"(?<!\d)(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\.?)?\s*(?:Uhr|hrs?|hours"
        rf"|h)?\s*\(?{_ZONE}(?!\w)",
        re.IGNORECASE,
    ),
)

# Where a line says until when.
_LONGEST_START = 60
# Times of day as writers of notes put them, from 10h30 to 6 a.m.
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]\d\d(?!\d)|\s?(?:uhr|h|hrs|[ap]\.?m)\b)|(?<!\d)0\d[0-5]\d(?!\d)", re.IGNORECASE
)


def states_embargo(line: str) -> bool:
    """Whether a line forbids to publish before a time, and says which."""
    text = collapse_blanks(line)[:_LONGEST_EMBARGO]
    if _DIGIT.search(text) is None:
        return False
    return _ORDERS.match(text) is not None or (_MAY_ORDER.match(text) is not None and not _is_news(text))


def _is_news(text: str) -> bool:
    """Whether a line is a sentence without the moment of an embargo: a time with its zone, or a day and a time.

    A short sentence needs only one of day and time. In doubt a line is an embargo: too late is better than too early.
    """
    if not ends_sentence(text) or any(pattern.search(text) for pattern in _TIMES):
        return False
    start = text[:_LONGEST_START]
    has_time, has_day = _CLOCK.search(start) is not None, any(map(_month, _dates(start)))
    return not (has_time and has_day) if count_words(text) >= PROSE_WORDS else not (has_time or has_day)


def end_of_embargo(line: str, *, near: datetime | None) -> datetime | None:
    """When an embargo ends; None unless the line names day, time and zone.

    A year that is not stated is the one in which the day falls closest to `near`; without `near` it is unknown.
    """
    text = collapse_blanks(line)[:_LONGEST_EMBARGO]
    time = next((found for pattern in _TIMES if (found := pattern.search(text))), None)
    if time is None:
        return None
    rest = f"{text[: time.start()]} {text[time.end() :]}"
    day = _day(rest, near)
    if day is None:
        return None
    hour, half = int(time["hour"]), (time.groupdict().get("half") or "")[:1].lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    written = next(
        find_written_dates(f"{day}, {hour:02}:{time['minute'] or '00'} {time['zone'].strip().upper()}"), None
    )
    return None if written is None or written.instant.zone_assumed else written.instant.at


def _day(text: str, near: datetime | None) -> str | None:
    """The day that a text names, as "18 January 2024"."""
    for found in _dates(text):
        month = _month(found)
        if month is None:
            continue
        year = int(found["year"]) if found["year"] else None
        meant = Dateline(day=int(found["day"]), month=month, year=year, text="").on(near)
        if meant:
            return meant.isoformat()
    return None


def _dates(text: str) -> Iterator[re.Match[str]]:
    return (found for pattern in _DAYS for found in pattern.finditer(text))


def _month(found: re.Match[str]) -> int | None:
    return int(found["month"]) if found["month"].isdecimal() else find_month(found["month"])
