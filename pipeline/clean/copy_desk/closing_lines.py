"""Closing lines: asides and signatures below a story, and an invitation above it.

Only the last lines of a text are looked at, upwards, as long as each of them is an aside.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.copy_desk.template_lines import find_feed_footer
from pipeline.clean.text import Block, BlockKind, count_words, ends_sentence
from pipeline.clean.wording import MOST_ASIDE_WORDS, find_aside, introduces_author, is_signature
from pipeline.model import Removed, RemovedKind

__all__ = ["SIGNS", "cut_asides"]

SIGNS = "signs the story"
"""Why a line of names below a story goes."""

# An invitation above a story is a line; a longer paragraph that mentions one opens the story.
_MOST_INVITATION_WORDS = 25
# A paragraph with this many words before its aside belongs to the story. A quarter less adds 0.0005 to F1, a quarter
# more costs 0.0010 (bench.extraction.thresholds, 60 pages, 2026-11).
_FEWEST_STORY_WORDS = 25
_SENTENCES = re.compile(r"(?<=[.!?।])\s+|(?<=[。！？])")
_MOST_HEADING_WORDS = 12
# Headings of one list are no further apart on the page, whatever was dropped between them.
_MOST_LINES_APART = 8
_MOST_SIGNATURE_WORDS = 6
# "【野田直子】"
_BRACKETED_NAME = re.compile(r"[【（]([\u3040-\u30ff\u4e00-\u9fff・、 ]{3,14})[】）]")
_COLONS = (":", "：")
# How many lines may go from below a story, and what share of it has to be left.
_MOST_CLOSING_LINES = 5
_LEAST_SHARE_LEFT = 0.5
_FEWEST_BLOCKS_BELOW_INVITATION = 3


def cut_asides(blocks: Sequence[Block], names: Sequence[str] = ()) -> Division:
    """Cut an invitation above, asides and signatures below, and a heading or lead-in that is left last.

    `names` are the authors: a last paragraph that says who one of them is goes too.
    """
    words = [0, *accumulate(block.words for block in blocks)]
    start, end = 0, len(blocks)
    gone: list[Removed] = []
    if len(blocks) > _FEWEST_BLOCKS_BELOW_INVITATION and (first := _find_invitation(blocks[0])):
        gone.append(first)
        start = 1
    while len(gone) < _MOST_CLOSING_LINES and end > 1 and words[end - 1] >= _LEAST_SHARE_LEFT * words[-1]:
        line, above = blocks[end - 1], blocks[end - 2]
        removal = find_feed_footer(line) or _find_removal(line, above) or _find_introduction(line, names)
        if removal is None:
            break
        gone.append(removal)
        end -= 1
    return Division(kept=tuple(blocks[start:end]), removed=tuple(sorted(gone, key=lambda one: one.line)))


def _find_removal(block: Block, above: Block) -> Removed | None:
    if above.is_prose and _signs(block):
        return remove(block, kind=RemovedKind.BYLINE, reason=SIGNS)
    if block.text.endswith(_COLONS) and block.words <= _MOST_HEADING_WORDS:
        return remove(block, kind=RemovedKind.RELATED, reason="leads to what is not of the story")
    if block.kind is not BlockKind.HEADING:
        return _find_aside(block)
    # Headings one below the other are a list, or what was kept of one.
    is_listed = above.kind is BlockKind.HEADING and block.line - above.line <= _MOST_LINES_APART
    if is_listed or block.words > _MOST_HEADING_WORDS:
        return None
    return remove(block, kind=RemovedKind.RELATED, reason="a heading with nothing below it")


def _find_introduction(block: Block, names: Sequence[str]) -> Removed | None:
    if block.words > MOST_ASIDE_WORDS or not introduces_author(block.text, names):
        return None
    return remove(block, kind=RemovedKind.AUTHOR_BIO, reason="says who the author is")


def _signs(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or block.words > _MOST_SIGNATURE_WORDS:
        return False
    if bracketed := _BRACKETED_NAME.fullmatch(block.text):
        return is_signature(bracketed[1])
    return not ends_sentence(block.text) and is_signature(block.text)


def _find_invitation(block: Block) -> Removed | None:
    found = _find_aside(block) if block.words <= _MOST_INVITATION_WORDS else None
    return found if found and found.kind == RemovedKind.NEWSLETTER else None


def _find_aside(block: Block) -> Removed | None:
    aside = find_aside(block.text) if block.words <= MOST_ASIDE_WORDS else None
    if aside is None or _closes_prose(block):
        return None
    return remove(block, kind=aside.kind, reason=aside.reason)


def _closes_prose(block: Block) -> bool:
    """Whether an aside is only the end of a paragraph that says something else before it."""
    if block.words <= _FEWEST_STORY_WORDS:
        return False
    before = takewhile(lambda sentence: find_aside(sentence) is None, _SENTENCES.split(block.text))
    return sum(map(count_words, before)) >= _FEWEST_STORY_WORDS
