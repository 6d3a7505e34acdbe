"""Flattened text: an article that lost its markup. Its title, and its paragraphs unwrapped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.clean.text.blocks import Block, collapse_blanks, ends_sentence
from pipeline.clean.wording.datelines import find_dateline
from pipeline.clean.wording.phrasebook import find_phrase

__all__ = ["UnwrappedText", "unwrap_text"]

# Headlines of the wire corpora stay below 25 words; those of some regional papers come near 40.
_LONGEST_TITLE = 40
# Text set by hand or by a mailer breaks its lines between these columns.
_NARROW, _WIDE = 40, 100
# A wrapped line is as full as its words allow; the longest word of a line is seldom longer.
_RAGGED = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class UnwrappedText:
    """A text divided: its title, or None where the first line is none, and its paragraphs."""

    title: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    number: int
    width: int
    indented: bool


def unwrap_text(text: str) -> UnwrappedText:
    """The text as title and paragraphs.

    Blank lines divide paragraphs; where there is none, every line is a paragraph. Lines that were broken to a width
    are joined first. The first line is the title when a blank line follows, it is short and no dateline opens it.
    """
    groups = list(_groups(text))
    width = _width(groups)
    divided = [list(_paragraphs(group, width)) for group in groups]
    blocks = tuple(block for paragraphs in divided for block in paragraphs)
    if len(groups) > 1 and len(divided[0]) == 1 and _is_title(blocks[0]):
        return UnwrappedText(title=blocks[0].text, blocks=blocks[1:])
    return UnwrappedText(blocks=blocks)


def _is_title(block: Block) -> bool:
    return block.words < _LONGEST_TITLE and find_dateline(block.text) is None and find_phrase(block.text) is None


def _groups(text: str) -> Iterator[Sequence[_Line]]:
    """Runs of lines between blank lines."""
    group: list[_Line] = []
    for number, raw in enumerate(re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)):
        line = collapse_blanks(raw)
        if line:
            group.append(_Line(text=line, number=number, width=len(raw.rstrip()), indented=raw[:1].isspace()))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _width(groups: Sequence[Sequence[_Line]]) -> int | None:
    """The width that the text's lines were broken to, or None where every line is a paragraph."""
    titled = len(groups) > 1 and len(groups[0]) == 1
    body = groups[1:] if titled else groups
    width = max((line.width for group in body for line in group), default=0)
    if not _NARROW <= width <= _WIDE:
        return None
    pairs = [(line, following) for group in body for line, following in pairwise(group)]
    running = [pair for pair in pairs if not ends_sentence(pair[0].text) and not pair[1].indented]
    full = sum(_is_full(line, following, width) for line, following in running)
    return width if running and full * 3 >= len(running) * 2 else None


def _paragraphs(group: Sequence[_Line], width: int | None) -> Iterator[Block]:
    joined = [group[0].text]
    start = group[0].number
    for above, line in pairwise(group):
        if width is not None and not _ends_paragraph(above, line, width):
            joined.append(line.text)
            continue
        yield Block(text=" ".join(joined), line=start)
        joined, start = [line.text], line.number
    yield Block(text=" ".join(joined), line=start)


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted any more."""
    room = width - line.width
    return room <= _RAGGED and len(following.text.split(" ", 1)[0]) + 1 > room


def _ends_paragraph(line: _Line, following: _Line, width: int) -> bool:
    if following.indented and not line.indented:
        return True
    return ends_sentence(line.text) and not _is_full(line, following, width)
