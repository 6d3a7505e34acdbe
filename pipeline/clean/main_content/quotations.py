"""Quotations: what is known of a story before its text is judged, and where metadata or a feed quote that text."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipeline.clean.page import Passage
from pipeline.clean.text import NOT_LETTERS, keep_letters

__all__ = ["FEWEST_CHARACTERS_OF_STATEMENT", "Known", "gather_known"]


FEWEST_CHARACTERS_OF_STATEMENT = 400
"""A shorter statement of a text is a summary."""
# A statement with fewer of the page's words is another story's.
_FEWEST_STATED_WORDS = 60
# Passages are looked up by their beginning; shorter ones may stand in any text.
_FEWEST_TELLING_LETTERS, _COMPARED_LETTERS = 12, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Headlines, the one that is believed and description, as letters alone, and what quotes say about each passage.

    `stated` has for each passage 1 if a statement holds it, -1 if it does not, 0 if the passage is too short to tell.
    It is empty where nothing states the text.
    """

    titles: Set[str] = frozenset()
    headline: str = ""
    description: str = ""
    stated: Sequence[int] = ()


def gather_known(
    passages: Sequence[Passage],
    *,
    titles: Sequence[str | None] = (),
    description: str | None = None,
    statements: Iterable[str | None] = (),
) -> Known:
    """Gather what metadata and feed say about a page's passages.

    The first of `titles` is the one that is believed. `statements` are texts of the story, the best first.

    A statement is evidence, not proof: where JSON-LD carries the text, it has three quarters of it (16 pages).
    """
    return Known(
        titles=frozenset(keep_letters(title) for title in titles if title),
        headline=next((keep_letters(title) for title in titles if title), ""),
        description=keep_letters(description or ""),
        stated=next(filter(None, (_mark_stated(passages, text) for text in statements if text)), ()),
    )


def _mark_stated(passages: Sequence[Passage], statement: str) -> Sequence[int]:
    if len(statement) < FEWEST_CHARACTERS_OF_STATEMENT:
        return ()
    whole = NOT_LETTERS.sub("", statement)
    found = [0 if one.is_around else _is_stated(one.text[: 2 * _COMPARED_LETTERS], whole) for one in passages]
    words = sum(passage.words for passage, value in zip(passages, found, strict=True) if value > 0)
    return found if words >= _FEWEST_STATED_WORDS else ()


def _is_stated(text: str, whole: str) -> int:
    """Whether a statement, as letters, holds a text: 1, -1, or 0 for a text too short to tell.

    A statement and its page are written alike, so case matters.
    """
    key = NOT_LETTERS.sub("", text)
    if len(key) < _FEWEST_TELLING_LETTERS:
        return 0
    return 1 if key[:_COMPARED_LETTERS] in whole else -1
