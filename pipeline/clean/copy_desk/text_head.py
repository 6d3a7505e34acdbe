"""The head of a text that lost its markup: the headline, and the lines of the template around it.

The head is everything above the first sentence or dateline, and the lines of the template between a standfirst and the
story. What the template printed there is known by its words and shape; of what is left, the first line of a headline's
length is the headline. Short lines between it and the story go if they stand in company.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.copy_desk.division import remove
from pipeline.clean.copy_desk.template_lines import find_template_line
from pipeline.clean.text import UNSPACED_WORD, Block, ends_sentence, is_unstopped
from pipeline.clean.wording import (
    find_dateline,
    find_written_dates,
    holds_role,
    is_agency,
    is_byline,
    is_name,
    is_signature,
    opens_byline,
    read_byline_names,
)
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
# Names of sections and outlets stand above the headline, one without other lines of the template.
_MOST_KICKERS, _MOST_KICKERS_IN_COMPANY = 1, 4
# A headline has so many words, or as large a share of those of the longest line. East Asian words are two characters.
_HEADLINE_WORDS, _HEADLINE_WORDS_UNSPACED, _SHARE_OF_LONGEST = 5, 8, 0.7
_FEWEST_WORDS_OF_HALF = 3  # shorter lines in lower case are buttons and labels
_FEWEST_TEMPLATE_LINES = 2
# What stands among the lines of the template: a place, a name, a button. Longer lines may be a standfirst.
_MOST_LEFTOVER_WORDS = 4
# A name alone has up to four words; agencies and offices behind it make twelve.
_MOST_WORDS_OF_BARE_NAME, _MOST_WORDS_WITH_OFFICE = 4, 12
_FEWEST_TITLE_LETTERS = 4  # fewer are counts and marks
# "Regional news of Wednesday, 20 November 2024" heads a page, not a story.
_MOST_DATED_WORDS = 8
# Longer than headlines in scripts without full stops.
_LONGEST_UNSTOPPED_TITLE = 80


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
    left = [index for index in range(lead) if index not in removed and not _signs(blocks[index])]
    title = _find_title(blocks, left, lead, alone)
    if title is None:
        kept = tuple(block for index, block in enumerate(blocks) if index not in removed)
        return TextHead(kept=kept, removed=tuple(removed.values()))
    below = _find_lines_below_standfirst(blocks, lead)
    removed |= {index: one for index in below if (one := _find_furniture(blocks[index]))}
    left += [index for index in below if index not in removed and not _signs(blocks[index])]
    names = [
        blocks[index].text
        for index in (*range(title + 1, lead), *below)
        if index not in removed and (is_agency(blocks[index].text) or (index in left and _is_bare_name(blocks[index])))
    ]
    rest = [index for index in left if index != title and blocks[index].text not in names]
    above = [index for index in rest if index < title]
    company = lead + len(below) - len(rest) - 1
    removed |= {
        index: remove(blocks[index], kind=RemovedKind.NAVIGATION, reason="the name of a section, beside the headline")
        for index in (*above, *_find_leftovers(blocks, rest[len(above) :], company))
    }
    gone = {*removed, title}
    return TextHead(
        title=blocks[title].text,
        names=tuple(names),
        kept=tuple(block for index, block in enumerate(blocks) if index not in gone),
        removed=tuple(removed[index] for index in sorted(removed)),
    )


def _find_lead(blocks: Sequence[Block]) -> int:
    """The index of the block that opens the story: a sentence or a dateline, else whatever ends like a sentence."""
    opens = (
        index
        for tells in (_opens_story, _is_bare_sentence, _is_unstopped)
        for index, block in enumerate(blocks)
        if tells(block)
    )
    return next(opens, 0)


def _find_lines_below_standfirst(blocks: Sequence[Block], lead: int) -> Sequence[int]:
    """The lines between a standfirst and the story, if the template put some of them there."""
    if find_dateline(blocks[lead].text) is not None:
        return ()
    head = blocks[lead + 1 : _MOST_HEAD_LINES]
    end = next((n for n, block in enumerate(head) if _opens_story(block) and not is_byline(block.text)), 0)
    between = range(lead + 1, lead + 1 + end)
    known = [index for index in between if _find_furniture(blocks[index]) or is_byline(blocks[index].text)]
    return between if len(known) >= _FEWEST_TEMPLATE_LINES else ()


def _opens_story(block: Block) -> bool:
    """Whether a block is the first of the story: a sentence, or the paragraph that a dateline opens."""
    if block.is_prose or (block.words >= _FEWEST_LEAD_WORDS and _is_sentence(block)):
        return find_template_line(block) is None
    return find_dateline(block.text) is not None


def _is_sentence(block: Block) -> bool:
    return ends_sentence(block.text) and not block.text.endswith(_OPEN_ENDS)


def _is_bare_sentence(block: Block) -> bool:
    return _is_sentence(block) and find_template_line(block) is None


def _is_unstopped(block: Block) -> bool:
    return is_unstopped(block.text, _LONGEST_UNSTOPPED_TITLE)


def _find_furniture(block: Block) -> Removed | None:
    # Bylines stay for the next step, which reads their names.
    return None if is_byline(block.text) else find_template_line(block)


def _find_title(blocks: Sequence[Block], left: Sequence[int], lead: int, alone: Sequence[bool]) -> int | None:
    """The first line that has a headline's length: lines above it are kickers. None if the text does not show one."""
    likely = [index for index in left if _may_be_title(blocks[index])]
    if not likely:
        return None
    in_company = len(left) < lead
    title = _find_long_line(blocks, likely) if in_company else _find_first_line(blocks, likely)
    above = left[: left.index(title)]
    if len(above) > (_MOST_KICKERS_IN_COMPANY if in_company else _MOST_KICKERS) or _is_half(blocks, title, alone):
        return None
    if any(_has_digit(blocks[index]) and not _is_dated(blocks[index]) for index in above):
        return None
    if not in_company and (title == likely[0] != left[0] or _goes_on(blocks, left)):
        return None
    # Without blank lines every line is a paragraph: only what stands alone above the lead is a headline then.
    return title if any(alone[: title + 1]) or (title + 1 < lead and any(alone)) or left == [title] else None


def _goes_on(blocks: Sequence[Block], left: Sequence[int]) -> bool:
    """Whether a line begins in lower case, as the second half of a headline does."""
    return any(blocks[index].text[0].islower() and not opens_byline(blocks[index].text) for index in left)


def _find_first_line(blocks: Sequence[Block], likely: Sequence[int]) -> int:
    return next((index for index in likely if blocks[index].words > _MOST_KICKER_WORDS), likely[0])


def _find_long_line(blocks: Sequence[Block], likely: Sequence[int]) -> int:
    """The first line of a headline's length, among lines of the template that name sections and outlets."""
    longest = max(blocks[index].words for index in likely)
    enough = min(_HEADLINE_WORDS, _SHARE_OF_LONGEST * longest)
    if any(UNSPACED_WORD.search(blocks[index].text) for index in likely):
        enough = min(_HEADLINE_WORDS_UNSPACED, _SHARE_OF_LONGEST * longest)
    return next(index for index in likely if blocks[index].words >= enough)


def _is_half(blocks: Sequence[Block], title: int, alone: Sequence[bool]) -> bool:
    """Whether a line is half of a wrapped headline: it begins in lower case, or the next one goes on so."""
    if blocks[title].text[0].islower():
        return True
    following = blocks[title + 1]
    goes_on = following.text[0].islower() and following.words >= _FEWEST_WORDS_OF_HALF
    return goes_on and not alone[title] and not opens_byline(following.text) and not _find_furniture(following)


def _is_dated(block: Block) -> bool:
    return block.words <= _MOST_DATED_WORDS and any(find_written_dates(block.text))


def _may_be_title(block: Block) -> bool:
    if block.words >= _MOST_TITLE_WORDS or find_dateline(block.text) is not None:
        return False
    if _is_dated(block):
        return False
    if sum(map(str.isalpha, block.text)) < _FEWEST_TITLE_LETTERS or block.text.endswith((":", "：", ",", ";")):
        return False
    return not ends_sentence(block.text) or (
        block.words <= _MOST_SHOUTED_WORDS and block.text.rstrip("\"'”’»」』)").endswith(_OPEN_ENDS)
    )


def _find_leftovers(blocks: Sequence[Block], below: Sequence[int], company: int) -> Sequence[int]:
    """The lines below the headline that are too short for a standfirst, among those that the template printed."""
    short = [index for index in below if _is_leftover(blocks[index])]
    return short if company and company + len(short) - 1 >= _FEWEST_TEMPLATE_LINES else ()


def _is_leftover(block: Block) -> bool:
    """A figure alone is a count; beside letters it may be a result."""
    if block.words > _MOST_LEFTOVER_WORDS or ends_sentence(block.text):
        return False
    return not (_has_digit(block) and any(map(str.isalpha, block.text)))


def _has_digit(block: Block) -> bool:
    return any(map(str.isdigit, block.text))


def _signs(block: Block) -> bool:
    return is_byline(block.text) or is_agency(block.text)


def _is_bare_name(block: Block) -> bool:
    """Whether a line is a person's name and nothing more, as bylines without an opener are.

    Agencies and offices may follow it: "Nora Tasker with Reuters, AFP".
    """
    if block.words < 2 or block.words > _MOST_WORDS_WITH_OFFICE or not is_signature(block.text):
        return False
    if block.words <= _MOST_WORDS_OF_BARE_NAME and is_name(block.text):
        return True
    names = read_byline_names(block.text)
    return any(not is_agency(name) for name in names) and (holds_role(block.text) or any(map(is_agency, names)))
