"""Names of months, days and halves of the day in the languages of the press, from CLDR (`calendar_table.toml`)."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from unicodedata import combining, normalize

__all__ = ["folded", "halves_of_the_day", "languages_of_days", "month_names"]

# Marks that end an abbreviation.
_MARKS = frozenset(".׳״'’")


def folded(word: str) -> str:
    """The word without case, accents, full stops and apostrophes, as the tables here are keyed."""
    letters = normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not combining(letter) and letter not in _MARKS)


@cache
def month_names() -> Mapping[str, Mapping[str, int]]:
    """The number of the month by its folded name and by the language in which it has that name."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for language, section in _sections():
        for number, spellings in enumerate(section["months"], start=1):
            for name in filter(None, spellings.split("|")):
                names[folded(name)].setdefault(language, number)
    return MappingProxyType(names)


@cache
def languages_of_days() -> Mapping[str, frozenset[str]]:
    """The languages by the folded names that they have for days of the week."""
    languages: dict[str, set[str]] = defaultdict(set)
    for language, section in _sections():
        for name in "|".join(section["days"]).split("|"):
            languages[folded(name)].add(language)
    return MappingProxyType({name: frozenset(found) for name, found in languages.items() if name})


@cache
def halves_of_the_day() -> Mapping[str, bool]:
    """Whether a folded word is the afternoon's, in languages that write times with twelve hours."""
    halves: dict[str, bool] = {}
    for _, section in _sections():
        for key, is_afternoon in (("am", False), ("pm", True)):
            for word in filter(None, str(section.get(key, "")).split("|")):
                halves.setdefault(folded(word), is_afternoon)
    return MappingProxyType(halves)


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("pipeline").joinpath("calendar_table.toml").read_text("utf-8"))


def _sections() -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    """Each language with its names; regions under their language."""
    for name, section in _table().items():
        yield name.partition("_")[0], section
