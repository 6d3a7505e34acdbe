"""Blocks: the paragraphs, headings, list items and table rows that a page or a text is made of."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.clean.text.scripts import UNSPACED
from pipeline.model import RemovedKind

__all__ = [
    "PROSE_WORDS",
    "Block",
    "BlockKind",
    "Judged",
    "KeptKind",
    "Side",
    "count_words",
    "ends_sentence",
    "is_unstopped",
]

PROSE_WORDS = 12
"""Words from which a line that ends like a sentence counts as prose rather than as a headline, caption or label.

With this bound the phrase files changed none of 10,595 wire bodies (2026-10).
"""

# Full stops of Latin, Chinese, Hindi, Urdu, Armenian, Amharic, Burmese and Khmer, and what may close after them.
_SENTENCE_END = re.compile(r"[.!?…。！？؟।॥۔։።။។．｡][\"'”’»«“」』)\]]*\Z")
_LONGEST_SENTENCE_END = 8  # a mark with quotes and brackets
# Thai and Lao have no full stop. A text in them that is too long for a headline counts as a sentence.
_UNSTOPPED = re.compile("[\u0e00-\u0eff]")
_FEWEST_CHARACTERS_UNSTOPPED = 120  # headlines are shorter
# Every rule asks for the words of the lines before it: counting them anew took half the time of the copy desk.
_REMEMBERED_COUNTS = 1_024
_LONGEST_REMEMBERED_TEXT = 2_000  # longer texts would fill the memory


class BlockKind(StrEnum):
    """The role of a block on its page. Flattened text has only paragraphs."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"


class KeptKind(StrEnum):
    """Kinds of blocks whose text the article keeps: in its story, in its note, or before a paragraph of its story."""

    STORY = "story"
    NOTE = "note"
    DATELINE = "dateline"


class Side(StrEnum):
    """The side of the story's element on which a block outside it stands."""

    ABOVE = "above"
    BELOW = "below"


class Block(NamedTuple):
    """One paragraph, heading, list item or table row: `text` on one line, `line` its index in the page or text.

    `linked` is true where the block is one link and little more. `path` names the innermost elements around it, the
    outermost of them first ("div.story>div.body>p"). Both are None for text without markup.
    """

    text: str
    line: int
    kind: BlockKind = BlockKind.PARAGRAPH
    linked: bool | None = None
    path: str | None = None

    @property
    def words(self) -> int:
        """Number of words, as `count_words` counts them."""
        return count_words(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether the block reads as sentences: long enough, closed by punctuation, and not a single link."""
        return not self.linked and self.words >= PROSE_WORDS and ends_sentence(self.text)


class Judged(NamedTuple):
    """A block of a page with its verdict: whether it belongs to the story, and why.

    `kind` says what the block is. `side` is None for blocks within the story's element.
    """

    block: Block
    kept: bool
    kind: RemovedKind | KeptKind
    score: float
    reason: str
    side: Side | None = None


def count_words(text: str) -> int:
    """Count words at white space. In scripts that write none, two characters count as one word."""
    return _remembered_count(text) if len(text) <= _LONGEST_REMEMBERED_TEXT else _count(text)


def _count(text: str) -> int:
    words = len(text.split())
    return words if text.isascii() else words + len(UNSPACED.findall(text)) // 2


_remembered_count = lru_cache(maxsize=_REMEMBERED_COUNTS)(_count)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the punctuation of a sentence; quotes and brackets may follow it.

    A long text in a script without full stops counts as a sentence however it ends.
    """
    end = text[-_LONGEST_SENTENCE_END:]
    if _SENTENCE_END.search(end) is not None:
        return True
    return is_unstopped(text, _FEWEST_CHARACTERS_UNSTOPPED)


def is_unstopped(text: str, fewest_characters: int) -> bool:
    """Whether a text in a script without full stops has at least so many characters."""
    if len(text) < fewest_characters:
        return False
    end = text[-_LONGEST_SENTENCE_END:]
    return not end.isascii() and _UNSTOPPED.search(end) is not None
