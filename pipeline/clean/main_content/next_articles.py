"""Next articles: whole stories that a page appends to its own, each below a headline like the first."""

from collections.abc import Iterator, Sequence, Set

from pipeline.clean.page import Container, Passage, Reading
from pipeline.clean.text import BlockKind, keep_letters

__all__ = ["find_next_articles"]

# Shorter headings may stand in any headline.
_FEWEST_LETTERS_OF_NEXT = 8


def find_next_articles(reading: Reading, headline: str) -> Set[int]:
    """Find the numbers of the containers in the articles below that of this headline, which is letters alone.

    Such an article has a headline of the same kind, and neither the page's headline nor its first paragraphs. A subhead
    stands among the story's paragraphs, so no element holds it without them.
    """
    passages = reading.passages
    headed = [n for n, one in enumerate(passages) if _is_headed(one, headline)]
    if not headed:
        return frozenset()
    # A film above the text may have the same title.
    start = next((n for n in headed if passages[n].within.tag == "h1"), headed[0])
    head = passages[start].within
    own = set(_around(head))
    has_text = False
    found: set[int] = set()
    for passage in passages[start + 1 :]:
        if passage.within.number in found:
            continue
        if (
            has_text
            and passage.kind is BlockKind.HEADING
            and (passage.within.tag == head.tag or _is_beside(passage, head))
        ):
            other = _outermost(passage.within, own)
            if other is not None and _is_article(other, passage.within, head, own):
                found.update(range(other.number, other.last + 1))
                continue
        if passage.is_prose:
            has_text = True
            own.update(_around(passage.within))
    return frozenset(found) if _hold_prose(passages, found) else frozenset()


def _is_headed(passage: Passage, headline: str) -> bool:
    if passage.kind is not BlockKind.HEADING or passage.is_around:
        return False
    key = keep_letters(passage.text)
    if len(key) < _FEWEST_LETTERS_OF_NEXT or not headline:
        return False
    # The title element has the outlet behind the headline.
    return headline.startswith(key) or (passage.within.tag == "h1" and (key in headline or headline in key))


def _is_beside(passage: Passage, head: Container) -> bool:
    """Whether a heading stands in an article of its own, beside that of the headline."""
    mine = next((one for one in _around(head) if one.tag == "article"), None)
    other = next((one for one in _around(passage.within) if one.tag == "article"), None)
    return mine is not None and other is not None and other.number > mine.last


def _around(within: Container | None) -> Iterator[Container]:
    while within is not None:
        yield within
        within = within.parent


def _outermost(within: Container, own: Set[Container]) -> Container | None:
    """The outermost element around a heading that holds nothing of the story; None where that is the heading."""
    around = [one for one in _around(within) if one not in own]
    return around[-1] if len(around) > 1 else None


def _is_article(other: Container, heading: Container, head: Container, own: Set[Container]) -> bool:
    """Whether an element is an article of its own: by its tag, or as its heading or itself is named as the first."""
    if any(one.tag == "article" for one in _around(heading) if one not in own):
        return True
    if "." in heading.name and heading.name == head.name:
        return True
    return heading.tag == "h1" and "." in other.name and any(one.name == other.name for one in _around(head))


def _hold_prose(passages: Sequence[Passage], numbers: Set[int]) -> bool:
    return any(passage.is_prose and passage.within.number in numbers for passage in passages)
