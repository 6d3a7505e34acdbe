"""Residue: cut the lines of a text that are not its story, by phrase, place and neighbours.

The phrases say what a line may be, and its place decides whether it is. Nothing inside a sentence is touched, a heading
followed by prose stays, and no cut leaves a stump of a story. On 10,595 wire bodies the rules changed none.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.text import PROSE_WORDS, Block, BlockKind, ends_sentence
from pipeline.clean.wording import Cut, Hit, Match, find_phrase
from pipeline.model import RemovedKind

__all__ = ["cut_residue", "find_label"]

# A list of other stories comes late. A heading with the same words further up belongs to the story.
_LEAST_SHARE_ABOVE_LIST = 0.4
# A text cut to fewer words would be a stump.
_FEWEST_WORDS_LEFT = 40
# Longer lines are paragraphs that begin like a label, those with a telling phrase included.
_MOST_LABEL_WORDS = 25
_MOST_LINE_WORDS = 45
# No sentence of a story begins with a phrase of this length by chance: "subscribe to our newsletter" has 27.
_FEWEST_TELLING_CHARACTERS = 26
_MOST_TEASER_WORDS = 40
_MOST_HEADLINE_WORDS = 20
_COLONS = (":", "：")
# Links that follow a label between paragraphs.
_MOST_LINKS_WITHIN = 3

# Kinds that templates put between paragraphs. The others stand above or below the story.
_ANYWHERE = frozenset(
    {
        RemovedKind.AD,
        RemovedKind.APP_PROMO,
        RemovedKind.INLINE_LINK,
        RemovedKind.NEWSLETTER,
        RemovedKind.PAYWALL,
        RemovedKind.SHARE,
        RemovedKind.TECHNICAL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """Blocks with the phrase that each falls under, the indexes of the story's prose, and the words above each."""

    blocks: Sequence[Block]
    hits: Sequence[Hit | None]
    prose: Sequence[int]
    words_above: Sequence[int]

    def is_edge(self, index: int) -> bool:
        """Whether a block stands above or below all prose. Without prose nothing does: tables are all short lines."""
        return bool(self.prose) and not self.prose[0] < index < self.prose[-1]

    def is_below(self, index: int) -> bool:
        return bool(self.prose) and index > self.prose[-1]

    @property
    def words(self) -> int:
        return self.words_above[-1]


def cut_residue(blocks: Sequence[Block]) -> Division:
    """Cut boilerplate lines, lists of other stories, share bars and the like."""
    text = _text(blocks)
    reasons: dict[int, Hit] = {}
    for index, hit in enumerate(text.hits):
        if hit is None or index in reasons:
            continue
        for cut in _CUTS[hit.rule.cuts](text, index, hit):
            reasons.setdefault(cut, text.hits[cut] or hit)
    removed = [
        remove(blocks[index], kind=hit.rule.kind, reason=_reason(text, index, hit))
        for index, hit in sorted(reasons.items())
    ]
    kept = tuple(block for index, block in enumerate(blocks) if index not in reasons)
    return Division(kept=kept, removed=tuple(removed))


def _text(blocks: Sequence[Block]) -> _Text:
    hits = [find_label(block) for block in blocks]
    prose = [index for index, block in enumerate(blocks) if hits[index] is None and block.is_prose]
    words_above = list(accumulate((block.words for block in blocks), initial=0))
    return _Text(blocks=blocks, hits=hits, prose=prose, words_above=words_above)


def find_label(block: Block) -> Hit | None:
    """Find the rule that a line falls under, if the line is short enough to be a label."""
    if block.words > _MOST_LINE_WORDS:
        return None
    hit = find_phrase(block.text)
    if hit is None or hit.rule.match is Match.EXACT:
        return hit
    telling = len(hit.phrase) >= _FEWEST_TELLING_CHARACTERS
    if hit.rule.cuts is Cut.REST:
        return hit if block.words < PROSE_WORDS and not ends_sentence(block.text) else None
    if telling:
        return hit
    return hit if block.words < _MOST_LABEL_WORDS and not block.is_prose else None


def _line(text: _Text, index: int, hit: Hit) -> Sequence[int]:
    # "Sources:" and nothing more is the heading of what follows.
    if text.is_below(index) and text.blocks[index].text.endswith(_COLONS):
        return range(index, len(text.blocks))
    if text.is_edge(index):
        return [index]
    if hit.rule.kind not in _ANYWHERE:
        return []
    return [index] if hit.rule.kind is RemovedKind.AD or not _is_label(hit) or _in_company(text, index) else []


def _is_label(hit: Hit) -> bool:
    """Whether it is one common word, which may also be a table cell, a list item or a subhead."""
    return hit.rule.match is Match.EXACT and " " not in hit.phrase


def _in_company(text: _Text, index: int) -> bool:
    neighbours = [text.hits[near] for near in (index - 1, index + 1) if 0 <= near < len(text.hits)]
    return any(neighbour is not None for neighbour in neighbours) and text.blocks[index].kind is not BlockKind.ROW


def _rest(text: _Text, index: int, hit: Hit) -> Sequence[int]:
    is_list = _is_list_below(text, index)
    above = text.words_above[index]
    stump = above < _FEWEST_WORDS_LEFT <= text.words
    if above >= _LEAST_SHARE_ABOVE_LIST * text.words and not stump and is_list:
        return range(index, len(text.blocks))
    if index + 1 < len(text.blocks) and text.blocks[index + 1].is_prose and text.hits[index + 1] is None:
        return []
    return [] if _is_label(hit) and not text.is_edge(index) and not is_list else [index]


def _is_list_below(text: _Text, index: int) -> bool:
    """Whether nothing below a line is prose, except for one teaser below its headline."""
    start = bisect_right(text.prose, index)
    prose = text.prose[start : start + 2]
    if not prose:
        return True
    teaser = prose[0]
    return len(prose) == 1 and teaser > index + 1 and text.blocks[teaser].words <= _MOST_TEASER_WORDS


def _until_story(text: _Text, index: int, hit: Hit) -> Sequence[int]:
    if not text.is_edge(index) and not _is_link(text, index + 1) and (_is_label(hit) or _is_subhead(text, index, hit)):
        return []
    end = index + 1
    most = len(text.blocks) if text.is_below(index) else index + 1 + _MOST_LINKS_WITHIN
    while end < min(most, len(text.blocks)) and _is_link(text, end):
        end += 1
    return range(index, end)


def _is_subhead(text: _Text, index: int, hit: Hit) -> bool:
    """Whether a label in text without links may be a heading of the story: prose follows it, and no link."""
    is_whole = hit.rule.match is Match.EXACT and not text.blocks[index].text.endswith(_COLONS)
    return is_whole and text.blocks[index].linked is None and index + 1 in text.prose


def _is_link(text: _Text, index: int) -> bool:
    """Whether a line may be another story's headline: a link, or short without a full stop if links are unknown."""
    if index >= len(text.blocks):
        return False
    block = text.blocks[index]
    if block.linked is not None:
        return block.linked
    return block.words <= _MOST_HEADLINE_WORDS and not ends_sentence(block.text)


def _reason(text: _Text, index: int, hit: Hit) -> str:
    return hit.reason if text.hits[index] is hit else f"below “{hit.phrase}”: {hit.rule.why}"


_CUTS = {Cut.LINE: _line, Cut.REST: _rest, Cut.UNTIL_STORY: _until_story}
