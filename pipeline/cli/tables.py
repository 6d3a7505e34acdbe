"""Print tables and lists of facts: each value on one line, no trailing blanks."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from pipeline.cli.moments import shown_moment
from pipeline.cli.printing import console, say

__all__ = ["on_one_line", "print_facts", "print_table"]

_GAP = "  "
# Numbers that people type into commands have no separators.
_IDS = frozenset({"id", "entry", "article"})


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str | None = None, none: str | None = None
) -> None:
    """Rows under their headings, cut to the width there is; numbers stand to the right.

    Without rows only the sentence `none` is printed, or nothing.
    """
    if not rows:
        if none:
            say(none)
        return
    cells = [
        [_typed(cell) if name in _IDS else _shown(cell) for name, cell in zip(columns, row, strict=True)]
        for row in rows
    ]
    longest = [max(cell_len(line[n]) for line in [columns, *cells]) for n in range(len(columns))]
    widths = _shared_out(longest, console().width)
    numeric = [all(isinstance(row[n], int | float | None) for row in rows) for n in range(len(columns))]
    if title:
        _print(title, style="italic")
    _print(_line(columns, widths, numeric), style="bold")
    for line in cells:
        _print(_line(line, widths, numeric))


def print_facts(facts: Sequence[tuple[str, object]]) -> None:
    """Print names and values, one per line, without the facts that have no value."""
    known = [(name, _shown(value)) for name, value in facts if value is not None]
    width = max((len(name) for name, _ in known), default=0)
    for name, value in known:
        say(f"{name:{width}}{_GAP}{value}".rstrip())


def on_one_line(text: str) -> str:
    """Return the text on one line, without terminal control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _print(line: str, *, style: str = "") -> None:
    console().print(Text(line, style=style), soft_wrap=True)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    fitted = [_fitted(*cell) for cell in zip(cells, widths, numeric, strict=True)]
    return _GAP.join(fitted).rstrip()


def _fitted(cell: str, width: int, to_the_right: bool) -> str:
    """Return the cell at exactly this width on a terminal, where a Chinese character is two columns wide."""
    if cell_len(cell) > width:
        return set_cell_size(f"{set_cell_size(cell, width - 1).rstrip()}…", width)
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if to_the_right else cell + blanks


def _shared_out(longest: Sequence[int], total: int) -> Sequence[int]:
    """Return a width for each column: short ones get what they need, long ones share the rest equally."""
    left = total - len(_GAP) * (len(longest) - 1)
    widths = [0] * len(longest)
    for done, n in enumerate(sorted(range(len(longest)), key=lambda n: longest[n])):
        widths[n] = max(1, min(longest[n], left // (len(longest) - done)))
        left -= widths[n]
    return widths


def _typed(cell: object) -> str:
    return "" if cell is None else str(cell)


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return shown_moment(cell)
    return f"{cell:,}" if isinstance(cell, int) else on_one_line(str(cell))
