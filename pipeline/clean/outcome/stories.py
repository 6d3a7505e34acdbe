"""Pages without a story: section fronts, and stories that are too short or stand for a refusal."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.clean.outcome.refusals import find_refusal
from pipeline.clean.text import PROSE_WORDS, BlockKind, Judged, count_words
from pipeline.clean.wording import introduces_author
from pipeline.model import Outcome, RemovedKind

__all__ = ["find_story_outcome", "is_section_front"]

# A story may be short, and a flash is one sentence; a page that says it is an article needs fewer words.
_FEWEST_WORDS_OF_DECLARED_ARTICLE = 8
_FEWEST_WORDS_OF_STORY = 25  # without that word of the page, two sentences
# Finnish and Turkish say in one long word what English says in three: so many letters count as a word, too. English
# and German words have five and six. A syllable of Hangul holds as much as half a Chinese word.
_LETTERS_OF_WORD = 6
_LETTERS_OF_SYLLABLE = 3
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Each author has one note.
_MOST_AUTHOR_NOTES = 3
# A story has paragraphs that follow each other. A front has teasers, each below its link, or headlines alone.
_FEWEST_TEASERS = 5
_FEWEST_HEADLINES = 8  # a story may list a few related ones
_LEAST_HEADLINES_PER_PARAGRAPH = 4  # a front has a paragraph for several headlines at most
_LEAST_LINKED_WORDS_PER_WORD = 3  # most words of a front are links
# Links of these kinds stand between and around a story's paragraphs, and head no teaser.
_STORY_LINKS = frozenset(
    {
        RemovedKind.INLINE_LINK,
        RemovedKind.PULL_QUOTE,
        RemovedKind.SHARE,
        RemovedKind.COMMENTS,
        RemovedKind.CAPTION,
        RemovedKind.TAGS,
        RemovedKind.BYLINE,
        RemovedKind.AUTHOR_BIO,
    }
)


def find_story_outcome(
    paragraphs: Sequence[str], *, titles: Sequence[str], authors: Sequence[str], is_article: bool
) -> Outcome:
    """Say whether these paragraphs are a story: enough words, and no notice of a guard or a missing page.

    `is_article`: the page says that it is an article. Where a paywall keeps the story back, the note about its author
    may be all that is left.
    """
    if 0 < len(paragraphs) <= _MOST_AUTHOR_NOTES and all(introduces_author(text, authors) for text in paragraphs):
        return Outcome.NO_STORY
    refusal = None if is_article else find_refusal(titles, paragraphs)
    if refusal:
        return refusal.outcome
    fewest = _FEWEST_WORDS_OF_DECLARED_ARTICLE if is_article else _FEWEST_WORDS_OF_STORY
    return Outcome.NO_STORY if sum(map(_measure, paragraphs)) < fewest else Outcome.ARTICLE


def _measure(text: str) -> float:
    """The length of a text in words, by its blanks or by its letters, whichever is more."""
    letters = sum(map(str.isalpha, text)) + (_LETTERS_OF_SYLLABLE - 1) * len(_HANGUL.findall(text))
    return max(count_words(text), letters / _LETTERS_OF_WORD)


def is_section_front(blocks: Sequence[Judged]) -> bool:
    """Whether what was kept of a page, which does not say that it is an article, is teasers and headlines."""
    kept = [index for index, one in enumerate(blocks) if one.kept]
    prose = [index for index in kept if _is_text(blocks[index])]
    if not prose and _lists_teasers(blocks):
        return True
    words = sum(blocks[index].block.words for index in kept)
    linked = sum(one.block.words for one in blocks if one.block.linked)
    listed = sum(1 for index in kept if blocks[index].block.kind in {BlockKind.ROW, BlockKind.ITEM})
    headlines = len(kept) - listed
    fewest = max(_FEWEST_HEADLINES, _LEAST_HEADLINES_PER_PARAGRAPH * len(prose))
    if headlines >= fewest and linked >= _LEAST_LINKED_WORDS_PER_WORD * words:
        return True
    headed = sum(1 for index in prose if any(map(_heads_teaser, blocks[max(0, index - 2) : index])))
    in_a_row = sum(1 for above, index in pairwise(prose) if index - above == 1)
    return len(prose) >= _FEWEST_TEASERS and 2 * headed > len(prose) and 4 * in_a_row < len(prose)


def _is_text(one: Judged) -> bool:
    """Whether a block is a paragraph; teasers may end without a full stop."""
    block = one.block
    is_long = block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and not block.linked and block.words >= PROSE_WORDS
    return block.is_prose or is_long


def _lists_teasers(blocks: Sequence[Judged]) -> bool:
    """Whether a page without a story is mostly headlines that are links, each with its teaser below."""
    teasers = [two for one, two in pairwise(blocks) if one.block.linked and _is_text(two) and not two.block.linked]
    words = sum(one.block.words for one in blocks if not one.block.linked)
    return len(teasers) >= _FEWEST_HEADLINES and 2 * sum(one.block.words for one in teasers) > words


def _heads_teaser(one: Judged) -> bool:
    """Whether a line is a link of the sort that stands above teasers."""
    return bool(one.block.linked) and one.kind not in _STORY_LINKS
