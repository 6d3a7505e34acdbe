"""What makes `pipeline/calendar_table.toml`: names of months, days and halves of the day from Babel's CLDR data."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale

__all__ = ["TABLE", "generated"]

TABLE = Path(__file__).parents[2] / "pipeline" / "calendar_table.toml"

_HEAD = """\
# Names of months, days and halves of the day in the languages of the press, from the CLDR data of Babel {babel}.
# Made by `make calendar` (tests/calendar_table); never edit it by hand. Spellings of one name are divided by a stroke.
"""
# Languages whose names of months are words, not numbers; regions where they name them otherwise.
_LOCALES = (
    "af am ar ar_DZ ar_IQ ar_MA ar_SY as az be bg bn bs ca cs cy da de de_AT el en es et eu fa fi fil fo fr ga gl gu",
    "he hi hr hu hy id is it ka kk km kn ky lb lo lt lv mk ml mr ms mt my nb ne nl nn pa pl ps pt ro ru si sk sl so sq",
    "sr sr_Latn sv sw ta te th tk tr uk ur uz zu",
)
_WIDTHS = ("wide", "abbreviated")
# The words before a name of a month that CLDR writes with it ("de novembre", "d’abril").
_PARTICLES = ("de ", "d’", "d'")


def generated(babel: str) -> str:
    """The table as it must be, with the release of Babel that it is made from."""
    return _HEAD.format(babel=babel) + "".join(map(_section, " ".join(_LOCALES).split()))


def _section(name: str) -> str:
    locale = Locale.parse(name)
    months = [_spellings(locale.months, number) for number in range(1, 13)]
    days = [_spellings(locale.days, number) for number in range(7)]
    lines = [f"\n[{name}]", f"months = {_listed(months)}", f"days = {_listed(days)}"]
    if "a" in str(locale.time_formats["short"].pattern):
        halves = locale.day_periods["format"]
        lines += [f'{half} = "{"|".join(dict.fromkeys(_halves(halves, half)))}"' for half in ("am", "pm")]
    return "\n".join(lines) + "\n"


def _halves(periods: Mapping[str, Mapping[str, str]], half: str) -> Iterator[str]:
    return (periods[width][half] for width in _WIDTHS if half in periods.get(width, {}))


def _spellings(names: Mapping[str, Mapping[str, Mapping[int, str]]], number: int) -> str:
    stated = (names[kind][width][number] for kind in ("format", "stand-alone") for width in _WIDTHS)
    return "|".join(dict.fromkeys(filter(_is_word, map(_bare, stated))))


def _bare(name: str) -> str:
    for particle in _PARTICLES:
        name = name.removeprefix(particle)
    return name.strip()


def _is_word(name: str) -> bool:
    return len(name.rstrip(".")) > 1 and not any(character.isdigit() for character in name) and '"' not in name


def _listed(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
