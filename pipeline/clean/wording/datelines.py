"""Read datelines: the place, date and agency that open a wire story.

A dateline is read from its agency outwards: place and date on its left, the separator on its right. Without an agency,
a date or a city that needs no country has to show that it is one: "Paris - the capital - …" is not.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.clean.wording.agencies import Agency, dateline_cities, dateline_regions, find_agency, read_agencies
from pipeline.clean.wording.east_asian_datelines import find_cjk_dateline
from pipeline.clean.wording.months import find_month
from pipeline.clean.wording.page_words import read_page_words
from pipeline.model import Dateline

__all__ = ["find_dateline"]

# The longest dateline of the wire corpora has 96 characters.
_LONGEST_DATELINE = 140
_MARK = re.compile(r"\((?P<round>[^()]{2,50})\)|/\s?(?P<strokes>[^/()]{2,30}?)\s?/(?!\w)")
_SEPARATOR = re.compile(r"\s*(?:[.,:]?\s*(?:--?|[—–_~=|])|[.:।])\s*")
_BLANK = re.compile(r"\s+(?=[^\W\d_a-z]|[\"“«'‘„])")

_MONTH = r"(?P<month>[^\s\d,;:/|()\[\].–—-]{2,18})\.?"
_YEAR = r"(?P<year>(?:19|20|١٩|٢٠|۱۹|۲۰|१९|२०|১৯|২০)\d\d)"
_OF = r"(?:(?:de|of|din|do)\s+)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}\.?\s+{_MONTH}\s+(?P<day>\d{{1,2}})\.?\Z",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th|\s+d)?(?:,?\s+{_YEAR})?\Z",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+{_OF}{_MONTH}(?:,?\s+{_OF}{_YEAR})?(?:\s+(?:г|года|р|року)\.?)?\Z",
        rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/{_YEAR})?\Z",
        rf"(?P<day>\d{{1,2}})(?P<stroke>[.-])\s?(?P<month>\d{{1,2}})(?P=stroke)\s?{_YEAR}\Z",
        r"(?P<day>\d{1,2})\s-\s(?P<month>\d{1,2})(?P<year>)\Z",
    )
)
_MOST_DAYS_OF_MONTH, _MONTHS_A_YEAR = 31, 12  # of the Gregorian calendar
_LONGEST_SHORT_MONTH = 5  # "Sept." has its full stop as an abbreviation, "October." ends the dateline
_BEFORE_DATE = re.compile(r"(?:\A|[\s,(])\Z")
_TRAILING = " \t,;:–—-=_"
# "in" before a date.
_BEFORE_DAY = re.compile(r"[\s,]+(?:في|يوم|ngày)\Z|\A(?:في|ngày)\Z")

_CONNECTORS = frozenset(
    {
        "de", "del", "la", "las", "los", "el", "le", "les", "du", "des", "of", "the", "al", "am", "an", "der", "die",
        "bei", "im", "in", "sur", "a.m.", "da", "do", "das", "dos", "di", "y", "e", "and", "und", "et", "upon", "on",
    }
)  # fmt: skip
"""Words in lower case within names of places."""
# Python does not count vowel signs of Indian and Arabic scripts as letters.
_SIGNS = "\u0900-\u0d7f\u064b-\u0652"
_WORD = re.compile(rf"\(?\[?(?:[dlDL]['’])?[^\W\d_][\w.'’`{_SIGNS}-]*\]?\)?")
_MOST_PLACE_WORDS = 9  # "RIO DE JANEIRO, SÃO PAULO AND BELO HORIZONTE" has eight


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Place and date, to the left of the agency."""

    places: tuple[str, ...] = ()
    date: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


_LONGEST_ABBREVIATION = 3  # US, UAE, DPA: letters stay as they are


def find_dateline(paragraph: str) -> Dateline | None:
    """Find the dateline that opens a paragraph, or None (AP, Reuters, AFP, EFE, dpa style …)."""
    head = paragraph[:_LONGEST_DATELINE]
    found = _bracketed(head) or _unbracketed(head) or _without_agency(head) or _east_asian(head)
    # The separator may have been cut off with the rest of the paragraph.
    return found if found is None or len(found.text) < _LONGEST_DATELINE else None


def _east_asian(head: str) -> Dateline | None:
    """`新华社哈尔登1月18日电`, `【ハルデン共同】`, `(할덴=연합뉴스) 홍길동 기자 =`."""
    found = None if head.isascii() else find_cjk_dateline(head)
    agency = find_agency(found.agency) if found and found.agency else None
    return replace(found, agency=agency.name, agencies=(agency.name,)) if found and agency else None


def _bracketed(head: str) -> Dateline | None:
    """`HALDEN, Jan 18 (Reuters) - `, `Halden, 18 января. /ТАСС/. `, `(ANSA) - HALDEN, 18 GEN - `."""
    for mark in _MARK.finditer(head):
        agencies = _agencies(mark["round"] or mark["strokes"])
        if not agencies:
            continue
        left = head[: mark.start()]
        if not left.strip():
            return _agency_first(head, mark.end(), agencies)
        where = _where(left)
        dated = where is not None and where.date is not None
        end = _separated(head, mark.end(), blank=dated or agencies[0].blank)
        return _dateline(where, agencies, head[:end]) if where and end else None
    return None


def _agency_first(head: str, start: int, agencies: tuple[Agency, ...]) -> Dateline | None:
    end = _separated(head, start, blank=agencies[0].blank)
    if end is None or not head[end:].strip():  # "(ANSA)." closes a story
        return None
    inner = re.match(r"(?P<left>[^.!?]{3,60}?)\s+[-–—]+\s+", head[end:])
    where = _where(inner["left"]) if inner else None
    if inner and where and where.date:
        return _dateline(where, agencies, head[: end + inner.end()])
    return _dateline(_Where(), agencies, head[:end])


_EM_DASH = re.compile(r"\s[—|]\s+(?=[^\W\d_a-z]|[\"“«'‘„])")
# "تهران - ایرنا - ", "АСТАНА. КАЗИНФОРМ - ", "Tehran, IRNA – ": signs divide place, agency and story.
_DIVIDED = re.compile(r"[.,–—-]\s*\Z")
# "GNA – Ghana's news agency – said": what stands between two dashes explains the name before it.
_APPOSITION = re.compile(r"[^.!?–—-]{3,40}\s[-–—]+\s")
_SPACED_DASH = re.compile(r"\s+[-–—]+\s+(?![a-zа-яіїєґ])")


def _unbracketed(head: str) -> Dateline | None:
    """`HALDEN, Japan, Dec. 9 Kyodo - `, `Nov 26 AFP - `, `AGI - `, `Halden CNN — `."""
    leading = _leading_agency().match(head)
    if leading and not _APPOSITION.match(head, leading.end()):
        return _dateline(_Where(), _agencies(leading["mark"]), leading[0])
    mark = _bare_agency().search(head)
    where = _where(head[: mark.start()]) if mark else None
    if mark is None or where is None or not (where.date or _is_set_off(head, mark)):
        return None
    agencies = _agencies(mark["mark"])
    end = _separated(head, mark.end(), blank=where.date is not None and agencies[0].blank)
    return _dateline(where, agencies, head[:end]) if end else None


def _is_set_off(head: str, mark: re.Match[str]) -> bool:
    """Whether dashes or strokes set an agency off where no date precedes it."""
    if _EM_DASH.match(head, mark.end()):
        return True
    return _DIVIDED.search(head[: mark.start() + 1].rstrip()) is not None and bool(_SPACED_DASH.match(head, mark.end()))


_DASH = re.compile(r"\s+(?:[—–_]|--)\s+|\s*—\s*|(?<=[A-Z.])--(?=[A-Z])|\s+-\s+(?=[^\Wa-z])")


def _without_agency(head: str) -> Dateline | None:
    """`HALDEN, Jan. 18 — ` and `OSBY, Calif. — ` in capitals, `WASHINGTON — ` of a city that needs no country."""
    dash = _DASH.search(head)
    left = head[: dash.start()] if dash else ""
    where = _where(left) if left else None
    if dash is None or where is None or not where.places or not all(place.isupper() for place in where.places):
        return None
    is_known = (
        all(place in dateline_cities() for place in where.places) or left.rpartition(", ")[2] in dateline_regions()
    )
    return _dateline(where, (), head[: dash.end()]) if where.date or is_known else None


def _agencies(mark: str) -> tuple[Agency, ...]:
    """The agencies named in a bracket; empty if one of its parts is no agency."""
    whole = find_agency(mark.strip())
    if whole:
        return (whole,)
    parts = [part.strip() for part in re.split(r"[/,+]|\s[-–]\s", mark)]
    if len(parts) == 1:
        parts = mark.split()
    known = [find_agency(part) for part in parts]
    if "/" in mark and known[0] is None and parts[0].isupper():  # a partner before the agency: UOL/FOLHAPRESS
        known, parts = known[1:], parts[1:]
    # Desks follow their agency: dpa/lno.
    if known[0] is None or any(
        agency is None and not _is_desk(part) for agency, part in zip(known, parts, strict=True)
    ):
        return ()
    return tuple(dict.fromkeys(agency for agency in known if agency))


def _is_desk(part: str) -> bool:
    return part.islower() and len(part) <= 4


def _separated(head: str, start: int, *, blank: bool) -> int | None:
    """Where the story begins after the agency, or None if no separator follows."""
    separator = _SEPARATOR.match(head, start) or (_BLANK.match(head, start) if blank else None)
    return separator.end() if separator else None


def _where(left: str) -> _Where | None:
    """Place and date in the text before the agency, or None if it is something else."""
    text = _without_weekday(left.strip().rstrip(_TRAILING)).rstrip(_TRAILING)
    for pattern in _DATES:
        date = pattern.search(text) or pattern.search(text.rstrip("."))
        if date and _month(date["month"]) and _BEFORE_DATE.search(text[: date.start()]):
            return _dated(text[: date.start()].rstrip(_TRAILING), date)
    places = _places(text.removesuffix(".") if text.count(".") == 1 and "," not in text else text)
    return _Where(places=places) if places else None


def _without_weekday(text: str) -> str:
    """`2024. november 14., csütörtök` without the day of the week behind the date."""
    before, _, last = text.rpartition(" ")
    is_weekday = len(last) > 2 and last.strip("()").casefold() in read_page_words("stamps")
    return before if is_weekday and before[-3:].rstrip(",. ")[-1:].isdigit() else text


def _month(name: str) -> int | None:
    if name.isdecimal():
        return int(name) if 1 <= int(name) <= _MONTHS_A_YEAR else None
    return find_month(name)


def _dated(place: str, date: re.Match[str]) -> _Where | None:
    month = _month(date["month"])
    day = int(date["day"])
    place = _BEFORE_DAY.sub("", place)
    places = _places(place.removesuffix(".")) if place else ()
    if places is None or month is None or not 1 <= day <= _MOST_DAYS_OF_MONTH:
        return None
    year = int(date["year"]) if date["year"] else None
    # A full stop belongs to an abbreviated month. After a full name it ends the dateline.
    text = date[0].strip().removesuffix("." if len(date["month"]) > _LONGEST_SHORT_MONTH else "")
    return _Where(places=places, date=text, day=day, month=month, year=year)


def _places(text: str) -> tuple[str, ...] | None:
    """The cities of a place without their regions ("ROCK HILL, Mass.", "Halden [India]"); None if it is no place."""
    words = re.sub(r"[,،/]", " ", text).split()
    if (
        not 1 <= len(words) <= _MOST_PLACE_WORDS
        or not all(_is_place_word(word) for word in words)
        or _is_small(words[0])
    ):
        return None
    city = re.split(r"[,،]|\s[(\[]", text, maxsplit=1)[0]
    return tuple(part.strip() for part in city.split("/") if part.strip()) or None


def _is_place_word(word: str) -> bool:
    return word.casefold() in _CONNECTORS or (_WORD.fullmatch(word) is not None and not _is_small(word))


def _is_small(word: str) -> bool:
    letters = word.lstrip("([")
    return letters[:1].islower() and letters[:2].casefold() not in {"d'", "d’", "l'", "l’"}


def _spelled(place: str) -> str:
    """A place in ordinary letters ("ST. JOSEPH" is St. Joseph), so that all agencies spell it alike.

    Abbreviations such as "UK" and "D.C." stay as they are.
    """
    if not place.isupper() or len(place) <= _LONGEST_ABBREVIATION:
        return place
    return "".join(_spelled_word(word, first=n == 0) for n, word in enumerate(re.split(r"([\s-]+)", place)))


def _spelled_word(word: str, *, first: bool) -> str:
    if re.search(r"\.\w", word):
        return word
    if word.casefold() in _CONNECTORS and not first:
        return word.casefold()
    elided = re.match(r"(\w['’])(.+)", word)
    return elided[1] + elided[2].capitalize() if elided else word.capitalize()


def _dateline(where: _Where | None, agencies: tuple[Agency, ...], text: str) -> Dateline | None:
    if where is None or not (where.places or where.date or agencies):
        return None
    names = tuple(agency.name for agency in agencies)
    places = tuple(_spelled(place) for place in where.places)
    return Dateline(
        place=places[0] if places else None,
        places=places,
        date=where.date,
        day=where.day,
        month=where.month,
        year=where.year,
        agency=names[0] if names else None,
        agencies=names,
        text=text,
    )


@cache
def _bare_agency() -> re.Pattern[str]:
    return re.compile(rf"[\s,](?P<mark>{_bare_marks()})(?=[\s.,:–—-])")


@cache
def _leading_agency() -> re.Pattern[str]:
    return re.compile(rf"(?P<mark>{_bare_marks()})\s+[-–—]+\s+(?=[^\s\Wa-zа-я]|[\"“«'‘„])")


def _bare_marks() -> str:
    """The spellings of agencies that stand without brackets, as alternatives of a pattern."""
    marks = {mark for agency in read_agencies() if agency.unbracketed for mark in agency.marks}
    marks |= {mark.upper() for mark in marks if len(mark) > _LONGEST_ABBREVIATION}
    return "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
