"""Flattened text: find the title and the paragraphs of an article that lost its markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.clean.copy_desk.text_head import read_head
from pipeline.clean.text import Block, collapse_blanks, ends_sentence
from pipeline.model import Removed

__all__ = ["UnwrappedText", "unwrap_text"]

# Text that is wrapped by hand or by a mailer breaks its lines between these columns.
_FEWEST_COLUMNS, _MOST_COLUMNS = 40, 100
# A wrapped line is as full as its words allow: the next word did not fit, and few words are longer than this.
_MOST_COLUMNS_LEFT = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class UnwrappedText:
    """A text as its title (None if no line is surely one) and its paragraphs.

    `names` are lines of its head that name an author, `removed` what the template printed there.
    """

    title: str | None = None
    blocks: tuple[Block, ...] = ()
    names: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    number: int
    width: int
    indented: bool


def unwrap_text(text: str) -> UnwrappedText:
    """Divide a text into title, paragraphs, and the lines of a template above them.

    Blank lines divide paragraphs; without any, every line is a paragraph. Wrapped lines are joined first.
    """
    groups = list(_groups(text))
    width = _width(groups)
    divided = [list(_paragraphs(group, width)) for group in groups]
    blocks = tuple(block for paragraphs in divided for block in paragraphs)
    alone = [block is paragraphs[-1] and len(groups) > 1 for paragraphs in divided for block in paragraphs]
    head = read_head(blocks, alone)
    return UnwrappedText(title=head.title, blocks=head.kept, names=head.names, removed=head.removed)


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
