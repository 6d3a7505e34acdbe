"""What commands print: tables for people, JSON for programs, complaints on standard error."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

# Wide enough for a table where nobody looks: a pipe or a log has no width of its own.
_WIDTH_ELSEWHERE = 140


def console() -> Console:
    """Standard output: colours and its own width on a terminal, plain lines of a fixed width elsewhere."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH_ELSEWHERE, highlight=False, soft_wrap=False)


def complain(line: str) -> None:
    """One line on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"newswire: {line}", markup=False)


def note(line: str) -> None:
    """One line of progress on standard error: standard output is for results."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False)


def stop_printing() -> None:
    """Whoever read standard output has seen enough: Python would flush what is left, and complain, at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str = "") -> None:
    """A plain line on standard output, unwrapped."""
    console().print(line, markup=False, soft_wrap=True)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str | None = None) -> None:
    """Rows under their headings, cut to the width there is; numbers stand to the right."""
    terminal = console()
    cells = [[_plain(cell) for cell in row] for row in rows]
    longest = [max(len(line[n]) for line in [columns, *cells]) for n in range(len(columns))]
    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for n, (column, width) in enumerate(zip(columns, _shared_out(longest, terminal.width), strict=True)):
        numeric = bool(rows) and all(isinstance(row[n], int | float) for row in rows)
        side: Literal["left", "right"] = "right" if numeric else "left"
        table.add_column(column, justify=side, no_wrap=True, overflow="ellipsis", width=width)
    for line in cells:
        table.add_row(*map(escape, line))
    terminal.print(table)


def _shared_out(longest: Sequence[int], total: int) -> Sequence[int]:
    """A width for each column: short ones have what they need, the long ones share the rest alike."""
    left = total - 2 * (len(longest) - 1)
    widths = [0] * len(longest)
    for done, n in enumerate(sorted(range(len(longest)), key=lambda n: longest[n])):
        widths[n] = max(1, min(longest[n], left // (len(longest) - done)))
        left -= widths[n]
    return widths


def print_json(value: object) -> None:
    """The value as JSON: dataclasses as objects, moments in ISO 8601, sets in order."""
    sys.stdout.write(json.dumps(value, default=_jsonable, ensure_ascii=False, indent=2) + "\n")


def print_json_line(value: object) -> None:
    """The value as JSON on one line."""
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


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that fits; "never" for None, "in …" for what is to come."""
    if moment is None:
        return "never"
    words = duration(abs(now - moment))
    return f"{words} ago" if moment <= now else f"in {words}"


def duration(span: timedelta) -> str:
    """A length of time in its largest unit."""
    seconds = int(span.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _plain(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
