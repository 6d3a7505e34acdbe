"""Places: a line as it is compared from page to page of a source, by its words, its elements and its position.

Templates know a line by these alone, so the same words in a paragraph of a story are another line.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.clean.text import PROSE_WORDS, Block, BlockKind, ends_sentence, fold_line
from pipeline.clean.wording import find_dateline

__all__ = ["Place", "Position", "locate_blocks"]

# "He denies it all now." is a sentence. Shorter or unclosed lines are labels.
_FEWEST_PLACED_SENTENCE_WORDS = 5
# Elements with a smaller share of a page's prose hold its footers and boxes, not its story.
_LEAST_SHARE_OF_PROSE_IN_PLACE = 0.25
_LONGEST_PLACED_LINE = 64  # lines differ before that; the stored row stays small
_LONGEST_PATH = 96  # three elements with their classes
_NUMBER = re.compile(r"\d+")
# "post-48213": the article's own number among the classes of its elements.
_ARTICLE_NUMBER = re.compile(r"\d{3,}")
# Results and quotations differ in their numbers alone. So only a date with its year, the hour beside it and a count in
# brackets are made equal: folding all digits made templates of the wire's table rows.
_DATE = re.compile(r"\b(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4})\b")
_HOUR = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
_COUNT = re.compile(r"\(\d+\)|\[\d+\]")
_MOST_NUMBERS = 1  # lines with more are results or quotations


class Position(StrEnum):
    """The position of a line: above the story's first paragraph, within the story, or below its last paragraph."""

    ABOVE = "above"
    WITHIN = "within"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block with its place. `in_body`: its elements hold the story's own paragraphs."""

    block: Block
    path: str
    zone: Position
    in_body: bool
    is_prose: bool

    @property
    def line(self) -> str | None:
        """The words it is known by; None for rows, numbers and datelines, which are never learned. Not cached."""
        return None if self.zone is Position.ABOVE and find_dateline(self.block.text) else _line(self.block)

    @property
    def telling(self) -> bool:
        """Whether it reads as a sentence rather than as a label."""
        words = self.block.words
        return words >= PROSE_WORDS or (words >= _FEWEST_PLACED_SENTENCE_WORDS and ends_sentence(self.block.text))


def locate_blocks(blocks: Sequence[Block]) -> tuple[Place, ...]:
    """Locate each block among the others; no places at all without prose to measure from."""
    prose = [block.is_prose for block in blocks]
    body = _body_paths([block for block, is_prose in zip(blocks, prose, strict=True) if is_prose])
    own = [index for index, block in enumerate(blocks) if prose[index] and block.path in body]
    if not own:
        return ()
    names = {path: _shortened(_ARTICLE_NUMBER.sub("#", path or ""), _LONGEST_PATH) for path in _paths(blocks)}
    return tuple(
        Place(
            block=block,
            path=names[block.path],
            zone=_zone(index, own),
            in_body=block.path is None or block.path in body,
            is_prose=prose[index],
        )
        for index, block in enumerate(blocks)
    )


def _paths(blocks: Sequence[Block]) -> frozenset[str | None]:
    return frozenset(block.path for block in blocks)


def _body_paths(prose: Sequence[Block]) -> frozenset[str | None]:
    """The paths that hold the story's paragraphs: the one with most prose, and any with a good share of it."""
    words: Counter[str | None] = Counter()
    for block in prose:
        words[block.path] += block.words
    most = max(words.values(), default=0)
    return frozenset(
        path
        for path, count in words.items()
        if count == most or count >= _LEAST_SHARE_OF_PROSE_IN_PLACE * words.total()
    )


def _zone(index: int, prose: Sequence[int]) -> Position:
    if index < prose[0]:
        return Position.ABOVE
    return Position.BELOW if index > prose[-1] else Position.WITHIN


def _line(block: Block) -> str | None:
    if block.kind is BlockKind.ROW:
        return None
    line = _COUNT.sub("(#)", fold_line(block.text))
    dated = _DATE.sub("#", line)
    line = _HOUR.sub("#", dated) if dated != line else line
    if len(_NUMBER.findall(line)) > _MOST_NUMBERS:
        return None
    return _shortened(line, _LONGEST_PLACED_LINE) or None


def _shortened(text: str, most: int) -> str:
    """The text itself if people can read it at a glance, else its beginning and a digest of the whole."""
    if len(text) <= most:
        return text
    return f"{text[: most - 17]}…{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
