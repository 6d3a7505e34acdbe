"""Blocks: the lines of text that a story is made of, and how lines are compared."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "PROSE_WORDS",
    "Block",
    "BlockKind",
    "Judged",
    "collapse_blanks",
    "count_words",
    "ends_sentence",
    "fold_line",
    "fold_start",
    "trim_label",
]

# Twelve words and a full stop tell sentences of a story from headlines, captions and labels: with it the phrase list
# changed none of 10,595 wire bodies.
PROSE_WORDS = 12
# Scripts that put no blanks between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese).
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# Full stops of Latin, Chinese, Hindi, Urdu, Armenian, Amharic, Burmese and Khmer, and what may close after them.
_SENTENCE_END = re.compile(r"[.!?…。！？؟।॥۔։።။។．｡][\"'”’»«“」』)\]]*\Z")
# Thai and Lao have no full stop: there a text that is too long for a headline is a sentence.
_UNSTOPPED = re.compile("[\u0e00-\u0eff]")
_LONG_UNSTOPPED = 120  # characters


class BlockKind(StrEnum):
    """What a block is on its page. Flattened text has paragraphs alone."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"


class Block(NamedTuple):
    """One paragraph, heading, list item or table row: `text` on one line, `line` its index in page or text.

    `linked` says that it is one link and hardly more, `path` names the elements around it from the outermost that
    matter to its own ("div.story>div.body>p"); both are None where the text came without markup.
    """

    text: str
    line: int
    kind: BlockKind = BlockKind.PARAGRAPH
    linked: bool | None = None
    path: str | None = None

    @property
    def words(self) -> int:
        """Words, counted at white space; where a script writes none, two characters count as one."""
        return count_words(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as sentences: long enough, closed by punctuation, and not one single link."""
        return not self.linked and self.words >= PROSE_WORDS and ends_sentence(self.text)


class Judged(NamedTuple):
    """A block of a page, whether it belongs to the story, and why: `kind` is "story" or what it is instead."""

    block: Block
    kept: bool
    kind: str
    score: float
    reason: str


def count_words(text: str) -> int:
    """Words, counted at white space; where a script writes none, two characters count as one."""
    return _remembered_count(text) if len(text) <= _LONGEST_REMEMBERED else _count(text)


def _count(text: str) -> int:
    words = len(text.split())
    return words if text.isascii() else words + len(_UNSPACED.findall(text)) // 2


# Each rule asks for the words of the lines before it: half the time of the copy desk was counting the same again.
_remembered_count = lru_cache(maxsize=1_024)(_count)
_LONGEST_REMEMBERED = 2_000


def ends_sentence(text: str) -> bool:
    """Whether the text closes with the punctuation of a sentence, quotes and brackets after it allowed.

    A long text closes without where the script has no full stop.
    """
    end = text[-8:]
    if _SENTENCE_END.search(end) is not None:
        return True
    return len(text) >= _LONG_UNSTOPPED and not end.isascii() and _UNSTOPPED.search(end) is not None


_BLANKS = re.compile(r"\s+")


def collapse_blanks(text: str) -> str:
    """The text on one line, blanks of every kind made one space."""
    return _BLANKS.sub(" ", text).strip()


# What stands around labels: bullets, arrows, strokes, dashes, quotation marks.
_ORNAMENTS = " \t•·●▪◦■□►▶▸»«>‹›→←↑↓⇧▲△▼|¦/\\–—-_~=*+#…\"'“”„‘’`"
_APOSTROPHES = re.compile("[’‘ʼ`´]")


# Emoji, arrows and dingbats that templates put before labels, and the joiners between them.
_PICTURES = re.compile(
    "[\u200c-\u200f\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]+"
)


def fold_start(line: str) -> str:
    """A line as the beginnings of lines are compared: NFKC, case folded, blanks and leading ornaments gone."""
    if line.isascii():
        return _BLANKS.sub(" ", line.replace("`", "'").lower()).lstrip(_ORNAMENTS)
    plain = _PICTURES.sub(" ", unicodedata.normalize("NFKC", line))
    return _BLANKS.sub(" ", _APOSTROPHES.sub("'", plain).casefold()).lstrip(_ORNAMENTS)


def fold_line(line: str) -> str:
    """A line as whole lines are compared: as `opening`, without trailing ornaments and one closing colon."""
    return trim_label(fold_start(line))


def trim_label(start: str) -> str:
    """What `folded` makes of a line whose `opening` is given."""
    bare = start.rstrip(_ORNAMENTS).removesuffix(":").removesuffix("...")
    return bare.rstrip(_ORNAMENTS)
