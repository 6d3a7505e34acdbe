"""Print results: lines for people, JSON for programs, errors on standard error."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

# The table width in pipes and logs, which have no width of their own.
_WIDTH_ELSEWHERE = 140


def console() -> Console:
    """Return standard output: colours and the terminal's width, or plain lines of a fixed width elsewhere."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH_ELSEWHERE, highlight=False, soft_wrap=False)


def tell(line: str) -> None:
    """Print a status line on standard error; standard output is for results."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False)


def complain(line: str) -> None:
    """Print one line about a failure on standard error."""
    tell(f"newswire: {line}")


def note(line: str) -> None:
    """Print a line of progress on standard error; standard output is for results."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False)


def stop_printing() -> None:
    """Handle a reader that closed standard output: else Python fails when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str = "") -> None:
    """Print a plain line on standard output, unwrapped."""
    console().print(line, markup=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Print a value as JSON: dataclasses as objects, times in ISO 8601, sets sorted."""
    sys.stdout.write(json.dumps(value, default=_jsonable, ensure_ascii=False, indent=2) + "\n")


def print_json_line(value: object) -> None:
    """Return a value as JSON on one line."""
    sys.stdout.write(json.dumps(value, default=_jsonable, ensure_ascii=False) + "\n")


def _jsonable(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, UUID | Enum):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
