"""Versions of items as numbers that compare."""

import re

__all__ = ["version_numbers"]

_DIGITS = re.compile(r"\d+")
# PostgreSQL's bigint holds 18 digits of any kind.
_MOST_DIGITS_OF_VERSION = 18


def version_numbers(version: str | None) -> tuple[int, ...]:
    """The numbers of a version, as in "2", "1.10" or "2018-01-18T10:00"; empty where it has none."""
    return tuple(int(digits[:_MOST_DIGITS_OF_VERSION]) for digits in _DIGITS.findall(version or ""))
