"""Names of months, days, halves of the day and time zones in the languages of the press.

From CLDR (`calendar_table.toml`), with the spellings of months that it lacks (`calendar_spellings.toml`).
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from unicodedata import combining, normalize

__all__ = ["ZONES", "folded", "halves_of_the_day", "languages_of_days", "month_names", "month_spellings"]

# Marks that end an abbreviation.
_MARKS = frozenset(".׳״'’")


def folded(word: str) -> str:
    """Fold a word as the tables here are keyed: no case, accents, full stops or apostrophes."""
    letters = normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not combining(letter) and letter not in _MARKS)


@cache
def month_names() -> Mapping[str, Mapping[str, int]]:
    """Map each folded name of a month to its number, by language."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for language, spelling, number in _months():
        names[folded(spelling)].setdefault(language, number)
    return MappingProxyType(names)


@cache
def month_spellings() -> Mapping[str, frozenset[str]]:
    """Map each language to its names of months as written, in lower case and without a last full stop."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for language, spelling, _ in _months():
        spellings[language].add(" ".join(spelling.casefold().split()).rstrip("."))
    return MappingProxyType({language: frozenset(found) for language, found in spellings.items()})


def _months() -> Iterator[tuple[str, str, int]]:
    """Yield language, spelling and number of each name of a month."""
    rows = [(language, section["months"]) for language, section in _sections()]
    for language, months in (*rows, *_read("calendar_spellings.toml").items()):
        for number, spellings in enumerate(months, start=1):
            yield from ((language, spelling, number) for spelling in spellings.split("|") if spelling)


@cache
def languages_of_days() -> Mapping[str, frozenset[str]]:
    """Map each folded name of a day of the week to the languages that have it."""
    languages: dict[str, set[str]] = defaultdict(set)
    for language, section in _sections():
        for name in "|".join(section["days"]).split("|"):
            languages[folded(name)].add(language)
    return MappingProxyType({name: frozenset(found) for name, found in languages.items() if name})


@cache
def halves_of_the_day() -> Mapping[str, bool]:
    """Map folded words such as "am" and "pm" to whether they mean the afternoon."""
    halves: dict[str, bool] = {}
    for _, section in _sections():
        for key, is_afternoon in (("am", False), ("pm", True)):
            for word in filter(None, str(section.get(key, "")).split("|")):
                halves.setdefault(folded(word), is_afternoon)
    return MappingProxyType(halves)


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("pipeline").joinpath(name).read_text("utf-8"))


def _sections() -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    """Yield each language with its names; regions count as their language."""
    for name, section in _read("calendar_table.toml").items():
        yield name.partition("_")[0], section


# Names of zones that mean one thing worldwide in feeds. IST (India, Israel, Ireland) is missing, and so are the letters
# of RFC 822 other than Z: RFC 5322, 4.3, says that they were used the wrong way round.
_ZONE_HOURS: Mapping[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "msd": 4, "trt": 3, "wat": 1, "cat": 2, "sast": 2, "eat": 3, "irst": 3.5, "irdt": 4.5, "azt": 4, "aft": 4.5,
    "pkt": 5, "uzt": 5, "npt": 5.75, "mmt": 6.5, "ict": 7, "wib": 7, "wita": 8, "wit": 9, "hkt": 8, "sgt": 8, "myt": 8,
    "pht": 8, "phst": 8, "awst": 8, "acst": 9.5, "acdt": 10.5, "yekt": 5, "omst": 6, "krat": 7, "irkt": 8, "yakt": 9,
    "vlat": 10, "magt": 11, "brt": -3, "brst": -2, "art": -3, "uyt": -3, "clt": -4, "clst": -3, "bot": -4, "vet": -4,
    "cot": -5, "pet": -5, "nst": -3.5, "ndt": -2.5, "adt": -3, "hst": -10, "akst": -9, "akdt": -8,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "мск": 3,
}  # fmt: skip

ZONES: Mapping[str, timedelta] = MappingProxyType({name: timedelta(hours=hours) for name, hours in _ZONE_HOURS.items()})
"""Distance from UTC by the folded name of a zone."""
