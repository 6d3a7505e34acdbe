"""Names of months in the languages of months.toml."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

__all__ = ["MONTHS", "MONTHS_BY_LANGUAGE"]

_LANGUAGES: Mapping[str, str] = tomllib.loads((files("pipeline.clean.wording") / "months.toml").read_text("utf-8"))

MONTHS_BY_LANGUAGE: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        language: {
            name.replace("_", " ").rstrip("."): number
            for number, names in enumerate(row.split(), start=1)
            for name in names.split("|")
        }
        for language, row in _LANGUAGES.items()
    }
)
"""Number of the month by its name in lower case, without full stop, by language."""

MONTHS: Mapping[str, int] = MappingProxyType(
    {name: number for months in reversed(list(MONTHS_BY_LANGUAGE.values())) for name, number in months.items()}
)
"""Number of the month by its name in any of the languages; where two disagree, the language listed first has it."""
