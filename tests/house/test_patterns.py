"""Regular expressions mean the same on every Python that we run on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for room in ("pipeline", "workers") for path in (ROOT / room).rglob("*.py"))
CHARACTERS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_group_is_repeated_possessively(path: Path) -> None:
    """Python before 3.11.5 keeps what the last, failed repetition had read (gh-106052); atomic groups are right."""
    assert POSSESSIVE_GROUP.findall(CHARACTERS.sub("x", path.read_text(encoding="utf-8"))) == []
