"""Plain text as paragraphs: lines that were broken at a width are joined, lines that end by intent are kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from pipeline.sources.plain_text import visible

__all__ = ["plain_paragraphs"]

_BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*\n")
_LINE_END = re.compile(r"\r\n?")
_COLUMNS = re.compile(r" {2,}")
_TABULAR = re.compile(r"\S {2,}\S")
# Wires break their lines at 60 to 80 characters; what is narrower is verse, a table or an address.
_NARROWEST = 40
# What is wider was not broken at all.
_WIDEST = 120
# The longest line seen may be a word shorter than the width that the lines were broken at.
_FULL = 0.9
# An indent of fewer blanks is no new paragraph.
_FIRST_LINE_INDENT = 2
_SENTENCE_ENDS = frozenset(".!?:;…。！？»”\"')]")


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of plain text, divided by blank lines, and by first lines that are indented.

    In a text without indents a line that ends early ends its paragraph: the next word would have fitted in, and no
    sentence goes on. Where lines are set in columns, each stays a paragraph, its columns divided by tabs.
    """
    chunks = [
        [line.expandtabs(4).rstrip() for line in chunk.split("\n") if line.strip()]
        for chunk in _BLANK_LINES.split(_LINE_END.sub("\n", visible(text)))
    ]
    indents = [_indent(line) - min(map(_indent, chunk)) for chunk in chunks for line in chunk[1:]]
    if max(indents, default=0) >= _FIRST_LINE_INDENT:
        return tuple(paragraph for chunk in chunks for paragraph in _paragraphs(chunk, _is_indented))
    width = max((len(line.strip()) for chunk in chunks for line in chunk), default=0)
    return tuple(paragraph for chunk in chunks for paragraph in _paragraphs(chunk, partial(_ends_early, width=width)))


def _paragraphs(lines: Sequence[str], begins: Callable[[str, str], bool]) -> Iterator[str]:
    """The paragraphs of lines without blank ones between them; `begins` tells by two lines whether the second does."""
    if len(lines) > 1 and sum(bool(_TABULAR.search(line.strip())) for line in lines) * 2 > len(lines):
        yield from ("\t".join(_COLUMNS.split(line.strip())) for line in lines)
        return
    margin = min((_indent(line) for line in lines), default=0)
    kept: list[str] = []
    last = ""
    for line in (line[margin:] for line in lines):
        if kept and begins(last, line):
            yield " ".join(kept)
            kept = []
        kept += line.split()
        last = line
    if kept:
        yield " ".join(kept)


def _is_indented(_: str, line: str) -> bool:
    return _indent(line) >= _FIRST_LINE_INDENT


def _ends_early(last: str, line: str, *, width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST:
        return True
    fits = len(last.strip()) + 1 + len(line.split(maxsplit=1)[0]) < _FULL * width
    return fits and not (line.strip()[0].islower() and last.strip()[-1] not in _SENTENCE_ENDS)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
