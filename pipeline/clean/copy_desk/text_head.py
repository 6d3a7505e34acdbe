"""The head of a text that lost its markup: the headline, and the lines of the template around it.

The head is everything above the first sentence or dateline. What the template printed there is known by its words and
shape; of what is left, the first line is the headline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.copy_desk.division import remove
from pipeline.clean.copy_desk.template_lines import find_template_line
from pipeline.clean.text import Block, ends_sentence
from pipeline.clean.wording import find_dateline, is_byline, is_name, is_signature
from pipeline.model import Removed, RemovedKind

__all__ = ["TextHead", "read_head"]

# Headlines of the wire corpora have fewer than 25 words, those of some regional papers nearly 40.
_MOST_TITLE_WORDS = 40
# A question or an exclamation may be a headline, but a long one opens a story.
_MOST_SHOUTED_WORDS = 20
_OPEN_ENDS = ("?", "!", "…", "？", "！", "؟", "...")
# Breadcrumb, section, headline, standfirst, byline, dates, counts, and a share bar.
_MOST_HEAD_LINES = 20
_FEWEST_LEAD_WORDS = 5
_MOST_KICKER_WORDS = 2
_MOST_KICKERS = 1
_NO_SECTION = re.compile(r"[\d:/.]")
_FEWEST_TEMPLATE_LINES = 2
_MOST_WORDS_OF_OUTLET = 4
_FEWEST_TITLE_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHead:
    """A text without its head. `title` is None where no line is surely one; `names` are lines that name an author."""

    title: str | None = None
    names: tuple[str, ...] = ()
    kept: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()


def read_head(blocks: Sequence[Block], alone: Sequence[bool]) -> TextHead:
    """Read the head of a text. `alone` says of each block whether a blank line follows it."""
    lead = _find_lead(blocks[:_MOST_HEAD_LINES])
    removed = {index: one for index in range(lead) if (one := _find_furniture(blocks[index]))}
    left = [index for index in range(lead) if index not in removed and not is_byline(blocks[index].text)]
    title = _find_title(blocks, left, lead, alone)
    if title is None:
        kept = tuple(block for index, block in enumerate(blocks) if index not in removed)
        return TextHead(kept=kept, removed=tuple(removed.values()))
    removed |= {
        index: remove(blocks[index], kind=RemovedKind.NAVIGATION, reason="the name of a section, beside the headline")
        for index in left
        if _is_section(blocks[index], is_above=index < title, among=len(removed))
        if index != title
    }
    names = [blocks[index].text for index in left if index > title and _is_bare_name(blocks[index])]
    gone = {*removed, title}
    return TextHead(
        title=blocks[title].text,
        names=tuple(names),
        kept=tuple(block for index, block in enumerate(blocks) if index not in gone),
        removed=tuple(removed[index] for index in sorted(removed)),
    )


def _find_lead(blocks: Sequence[Block]) -> int:
    """The index of the block that opens the story: a sentence or a dateline, else whatever ends like a sentence."""
    opens = (index for tells in (_opens_story, _is_sentence) for index, block in enumerate(blocks) if tells(block))
    return next(opens, 0)


def _opens_story(block: Block) -> bool:
    """Whether a block is the first of the story: a sentence, or the paragraph that a dateline opens."""
    if block.is_prose or (block.words >= _FEWEST_LEAD_WORDS and _is_sentence(block)):
        return find_template_line(block) is None
    return find_dateline(block.text) is not None


def _is_sentence(block: Block) -> bool:
    return ends_sentence(block.text) and not block.text.endswith(_OPEN_ENDS)


def _find_furniture(block: Block) -> Removed | None:
    # Bylines stay for the next step, which reads their names.
    return None if is_byline(block.text) else find_template_line(block)


def _find_title(blocks: Sequence[Block], left: Sequence[int], lead: int, alone: Sequence[bool]) -> int | None:
    """The first line that may be a headline: short lines above it are kickers. None if the text does not show one."""
    likely = [index for index in left if _may_be_title(blocks[index])]
    # A line that goes on in lower case is the second half of a headline: neither half is one.
    if not likely or any(blocks[index].text[0].islower() for index in left):
        return None
    title = next((index for index in likely if blocks[index].words > _MOST_KICKER_WORDS), likely[0])
    if len(left[: left.index(title)]) > _MOST_KICKERS or (title == likely[0] != left[0]):
        return None
    # Without blank lines every line is a paragraph: only what stands alone above the lead is a headline then.
    return title if any(alone[: title + 1]) or (title + 1 < lead and any(alone)) or left == [title] else None


def _may_be_title(block: Block) -> bool:
    if block.words >= _MOST_TITLE_WORDS or find_dateline(block.text) is not None:
        return False
    if sum(map(str.isalpha, block.text)) < _FEWEST_TITLE_LETTERS or block.text.endswith((":", "：", ",", ";")):
        return False
    return not ends_sentence(block.text) or (
        block.words <= _MOST_SHOUTED_WORDS and block.text.rstrip("\"'”’»」』)").endswith(_OPEN_ENDS)
    )


def _is_section(block: Block, *, is_above: bool, among: int) -> bool:
    """Whether a line is a kicker above the headline, or a single word among the template's lines below it."""
    if is_above:
        return _may_be_title(block)
    return block.words == 1 and among >= _FEWEST_TEMPLATE_LINES and not _NO_SECTION.search(block.text)


def _is_bare_name(block: Block) -> bool:
    """Whether a line is a person's name and nothing more, as bylines without an opener are."""
    if not 2 <= block.words <= _MOST_WORDS_OF_OUTLET:
        return False
    return is_name(block.text) and is_signature(block.text)
