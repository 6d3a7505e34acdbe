"""The head of a story: the headline and the byline among its first blocks."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.text import Block, BlockKind, fold_line, keep_letters
from pipeline.clean.wording import (
    holds_role,
    is_agency,
    is_byline,
    is_picture_credit,
    is_signature,
    read_byline_names,
)
from pipeline.model import Removed, RemovedKind

__all__ = ["FEWEST_HEADLINE_WORDS", "SignedDivision", "cut_byline", "cut_headline"]

FEWEST_HEADLINE_WORDS = 5
"""A line with fewer words that repeats another may be a subhead."""

# Only headline, byline, date and standfirst stand above a story.
_MOST_HEAD_BLOCKS = 6
# Several names with their offices; one name with one office.
_MOST_BYLINE_WORDS, _MOST_OFFICE_WORDS = 20, 8
_NEVER_A_HEADLINE = frozenset({BlockKind.ITEM, BlockKind.ROW, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDivision:
    """A text without the lines that name its authors; `byline` is the first of them."""

    kept: tuple[Block, ...]
    byline: str | None = None
    removed: tuple[Removed, ...] = ()


def cut_headline(blocks: Sequence[Block], titles: Sequence[str]) -> Division:
    """Cut everything down to the headline, if it is among the first blocks, and repetitions of it further down.

    `titles` are the story's headlines; only the first is looked for below, since headings of a story's parts may be
    among the others.
    """
    wanted = {key for title in titles if (key := keep_letters(title))}
    start = 0
    for index, block in enumerate(blocks[:_MOST_HEAD_BLOCKS]):
        if _repeats(block, wanted):
            start = index + 1
        if start or block.is_prose:
            break
    above = [
        remove(one, kind=RemovedKind.NAVIGATION, reason="stands above the headline")
        for one in blocks[: max(0, start - 1)]
    ]
    title = keep_letters(titles[0]) if titles else ""
    again = [bool(title) and _is_headline(block, title) for block in blocks[start:]]
    repeated = [
        *blocks[:start][-1:],
        *(block for block, is_again in zip(blocks[start:], again, strict=True) if is_again),
    ]
    return Division(
        kept=tuple(block for block, is_again in zip(blocks[start:], again, strict=True) if not is_again),
        removed=(*above, *(remove(one, kind=RemovedKind.HEADLINE, reason="repeats the headline") for one in repeated)),
    )


def _is_headline(block: Block, title: str) -> bool:
    """Whether a line repeats the whole headline: pages print their head again for print, for phones, below the text."""
    if block.kind in _NEVER_A_HEADLINE or block.words < FEWEST_HEADLINE_WORDS:
        return False
    return not block.is_prose and 2 * len(block.text) >= len(title) and keep_letters(block.text) == title


def _repeats(block: Block, wanted: Set[str]) -> bool:
    """Whether a block is one of the headlines, with or without a kicker before it."""
    key = keep_letters(block.text)
    if key in wanted:
        return True
    return not block.is_prose and any(key.endswith(title) and len(title) >= len(key) / 2 for title in wanted)


def cut_byline(blocks: Sequence[Block], names: Sequence[str]) -> SignedDivision:
    """Cut the lines that name the authors, wherever the template puts them."""
    known = {fold_line(name) for name in names}
    prose = next((index for index, block in enumerate(blocks) if block.is_prose), 0)
    signs = [
        _names_authors(block, known, in_head=index < _MOST_HEAD_BLOCKS)
        or (index < min(prose, _MOST_HEAD_BLOCKS) and _names_with_office(block))
        for index, block in enumerate(blocks)
    ]
    bylines = [block for block, signs_it in zip(blocks, signs, strict=True) if signs_it]
    return SignedDivision(
        kept=tuple(block for block, signs_it in zip(blocks, signs, strict=True) if not signs_it),
        byline=bylines[0].text if bylines else None,
        removed=tuple(remove(block, kind=RemovedKind.BYLINE, reason="names the authors") for block in bylines),
    )


def _names_authors(block: Block, known: Set[str], *, in_head: bool) -> bool:
    if block.words > _MOST_BYLINE_WORDS or block.kind in {BlockKind.ITEM, BlockKind.ROW}:
        return False
    return fold_line(block.text) in known or (in_head and is_byline(block.text))


def _names_with_office(block: Block) -> bool:
    """Whether a line names a person with an office or an agency: "Nora Tasker, BBC News", "Per Holm, AFP"."""
    if block.kind is not BlockKind.PARAGRAPH or block.words > _MOST_OFFICE_WORDS or not is_signature(block.text):
        return False
    if is_picture_credit(block.text):
        return False
    names = read_byline_names(block.text)
    people = [name for name in names if " " in name and not is_agency(name)]
    return bool(people) and (len(people) < len(names) or holds_role(block.text))
