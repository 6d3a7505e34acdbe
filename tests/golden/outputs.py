"""What newswire makes of each input of this folder, as JSON that a person can read.

A folder of inputs has a reader here. Beside `NAME` lies `NAME.expected.json`, written by `make golden` and read by a
person before it is committed. Fields that hold what they hold by default are left out.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.clean import clean_page, clean_text
from pipeline.sources import parse

_HERE = Path(__file__).parent
_ENDING = ".expected.json"
# They change with every fit of the weights, also where the output stays: a reason may tell scores.
_LEFT_OUT = frozenset({"cleaner_version", "reason"})


def _address(path: Path) -> str:
    """Where an input came from: the same host for a page and for what its feeds link to."""
    return f"https://news.example/{path.stem}"


READERS: Mapping[str, Callable[[Path], object]] = {
    "feeds": lambda path: parse(path.read_bytes(), _address(path)),
    "pages": lambda path: clean_page(path.read_bytes(), url=_address(path)),
    "texts": lambda path: clean_text(path.read_text(encoding="utf-8")),
}


def inputs() -> list[Path]:
    """Every input, by name."""
    return sorted(path for folder in READERS for path in (_HERE / folder).iterdir() if not is_expected(path))


def is_expected(path: Path) -> bool:
    """Whether a file is the expected output of another."""
    return path.name.endswith(_ENDING)


def expected_beside(path: Path) -> Path:
    """The file that holds the expected output of an input."""
    return path.with_name(path.name + _ENDING)


def strays() -> list[Path]:
    """Expected outputs whose input is gone."""
    expected = {expected_beside(path) for path in inputs()}
    return sorted(path for path in _HERE.rglob(f"*{_ENDING}") if path not in expected)


def output_of(path: Path) -> str:
    """What newswire makes of an input now, as JSON."""
    return json.dumps(_plain(READERS[path.parent.name](path)), ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return dict(_stated(value, fields(value)))
    match value:
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return str(value)
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case frozenset():
            return sorted(value)
        case tuple() | list():
            return [_plain(one) for one in value]
    return value


def _stated(value: object, known: tuple[Field[object], ...]) -> Iterator[tuple[str, object]]:
    for field in known:
        held = getattr(value, field.name)
        if field.name not in _LEFT_OUT and (field.default is MISSING or held != field.default):
            yield field.name, _plain(held)
