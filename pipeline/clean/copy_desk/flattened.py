"""Flattened text: find the title and the paragraphs of an article that lost its markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.clean.text import Block, collapse_blanks, ends_sentence
from pipeline.clean.wording import find_dateline, find_phrase

__all__ = ["UnwrappedText", "unwrap_text"]

# Headlines of the wire corpora have fewer than 25 words, those of some regional papers nearly 40.
_MOST_TITLE_WORDS = 40
# Text that is wrapped by hand or by a mailer breaks its lines between these columns.
_FEWEST_COLUMNS, _MOST_COLUMNS = 40, 100
# A wrapped line is as full as its words allow: the next word did not fit, and few words are longer than this.
_MOST_COLUMNS_LEFT = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class UnwrappedText:
    """A text as its title (None if the first line is not one) and its paragraphs."""

    title: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    number: int
    width: int
    indented: bool


def unwrap_text(text: str) -> UnwrappedText:
    """Divide a text into title and paragraphs.

    Blank lines divide paragraphs; without any, every line is a paragraph. Wrapped lines are joined first. The first
    line is the title if a blank line follows it, it is short and no dateline opens it.
    """
    groups = list(_groups(text))
    width = _width(groups)
    divided = [list(_paragraphs(group, width)) for group in groups]
    blocks = tuple(block for paragraphs in divided for block in paragraphs)
    if len(groups) > 1 and len(divided[0]) == 1 and _is_title(blocks[0]):
        return UnwrappedText(title=blocks[0].text, blocks=blocks[1:])
    return UnwrappedText(blocks=blocks)


def _is_title(block: Block) -> bool:
    return block.words < _MOST_TITLE_WORDS and find_dateline(block.text) is None and find_phrase(block.text) is None


def _groups(text: str) -> Iterator[Sequence[_Line]]:
    """The runs of lines between blank lines."""
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
    """The width to which the lines are wrapped, or None if every line is a paragraph."""
    titled = len(groups) > 1 and len(groups[0]) == 1
    body = groups[1:] if titled else groups
    width = max((line.width for group in body for line in group), default=0)
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS:
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
    """Whether the first word of the next line would not have fitted."""
    room = width - line.width
    return room <= _MOST_COLUMNS_LEFT and len(following.text.split(" ", 1)[0]) + 1 > room


def _ends_paragraph(line: _Line, following: _Line, width: int) -> bool:
    if following.indented and not line.indented:
        return True
    return ends_sentence(line.text) and not _is_full(line, following, width)
