"""Names of months, in the languages of `months.toml`, and of weekdays."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["WEEKDAYS", "find_month", "month_numbers"]

WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves",
    "viernes", "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
)  # fmt: skip
"""Weekdays that stand beside dates, in lower case."""


def find_month(name: str, language: str | None = None) -> int | None:
    """Find the number of a month by its name, with or without a full stop: in this language first, then in any."""
    spelt = name.casefold().rstrip(".")
    known = _numbers_by_language().get(language or "", month_numbers())
    return known.get(spelt) or month_numbers().get(spelt)


@cache
def month_numbers() -> Mapping[str, int]:
    """Number of the month by its name in lower case, in any language; where two disagree, the one listed first."""
    by_language = list(_numbers_by_language().values())
    return {name: number for months in reversed(by_language) for name, number in months.items()}


@cache
def _numbers_by_language() -> Mapping[str, Mapping[str, int]]:
    text = (files("pipeline.clean.wording") / "months.toml").read_text("utf-8")
    return {
        language: {
            name.replace("_", " ").rstrip("."): number
            for number, names in enumerate(row.split(), start=1)
            for name in names.split("|")
        }
        for language, row in tomllib.loads(text).items()
    }
