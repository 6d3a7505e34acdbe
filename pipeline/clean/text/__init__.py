"""Text: bytes to characters, and the lines and blocks that every other room works on.

Takes bytes or text. Gives decoded pages, blocks with their words and sentences, and folded lines to compare. A block is
one paragraph, heading, item or row as plain text on one line, from a page or from flattened text. Knows nothing about
markup, phrases or news.
"""

from pipeline.clean.text.blocks import (
    PROSE_WORDS,
    Block,
    BlockKind,
    Judged,
    KeptKind,
    Side,
    count_words,
    ends_sentence,
    is_unstopped,
)
from pipeline.clean.text.budget import MOST_BLOCKS, MOST_CHARACTERS, MOST_ELEMENTS, WHY_UNREAD, mark_unread
from pipeline.clean.text.decoding import DecodedPage, decode_page
from pipeline.clean.text.folding import NOT_LETTERS, fold_line, fold_start, keep_letters, trim_label
from pipeline.clean.text.lines import collapse_blanks, join_words, put_on_one_line, strip_invisible
from pipeline.clean.text.scripts import UNSPACED_RUN, UNSPACED_WORD

__all__ = [
    "MOST_BLOCKS",
    "MOST_CHARACTERS",
    "MOST_ELEMENTS",
    "NOT_LETTERS",
    "PROSE_WORDS",
    "UNSPACED_RUN",
    "UNSPACED_WORD",
    "WHY_UNREAD",
    "Block",
    "BlockKind",
    "DecodedPage",
    "Judged",
    "KeptKind",
    "Side",
    "collapse_blanks",
    "count_words",
    "decode_page",
    "ends_sentence",
    "fold_line",
    "fold_start",
    "is_unstopped",
    "join_words",
    "keep_letters",
    "mark_unread",
    "put_on_one_line",
    "strip_invisible",
    "trim_label",
]
