"""What is known of a story before its text is read: its headlines, its description, and where others quote it."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipeline.clean.page.passages import Passage
from pipeline.clean.text.blocks import fold_line

__all__ = ["SHORTEST_STATEMENT", "Known", "gather_known", "keep_letters"]

_NO_LETTERS = re.compile(r"[\W_]+")
SHORTEST_STATEMENT = 400
"""Characters: a shorter statement is a summary."""
# One that holds less of the page's text than this is of another story.
_FEWEST_WORDS = 60
# Passages are looked up by their beginning, those too short to tell are left open.
_TELLING = 12
_LOOKED_UP = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Headlines and description as letters alone, and `stated`: for each passage 1 where a statement has it, -1 where

    it has not, 0 where the passage is too short to tell; empty where nobody states the text.
    """

    titles: Set[str] = frozenset()
    description: str = ""
    stated: Sequence[int] = ()


def keep_letters(text: str) -> str:
    """The letters and digits of a text, case folded."""
    return _NO_LETTERS.sub("", fold_line(text))


def gather_known(
    passages: Sequence[Passage],
    *,
    titles: Iterable[str | None] = (),
    description: str | None = None,
    statements: Iterable[str | None] = (),
) -> Known:
    """What metadata and feed say of a page's passages. `statements` are texts of the story, the most trusted first.

    A statement is evidence, no proof: where JSON-LD carries the text it has three quarters of it (16 pages).
    """
    return Known(
        titles=frozenset(keep_letters(title) for title in titles if title),
        description=keep_letters(description or ""),
        stated=next(filter(None, (_stated(passages, text) for text in statements if text)), ()),
    )


def _stated(passages: Sequence[Passage], statement: str) -> Sequence[int]:
    if len(statement) < SHORTEST_STATEMENT:
        return ()
    whole = _plain(statement)
    found = [
        0 if passage.is_around else _is_stated(_plain(passage.text[: 2 * _LOOKED_UP]), whole) for passage in passages
    ]
    words = sum(passage.words for passage, value in zip(passages, found, strict=True) if value > 0)
    return found if words >= _FEWEST_WORDS else ()


def _plain(text: str) -> str:
    """The letters and digits of a text as it is written: a statement and its page are written alike."""
    return _NO_LETTERS.sub("", text)


def _is_stated(key: str, whole: str) -> int:
    if len(key) < _TELLING:
        return 0
    return 1 if key[:_LOOKED_UP] in whole else -1
