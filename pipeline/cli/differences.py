"""Show what changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rich.text import Text

from pipeline.cli.printing import console, say

__all__ = ["Piece", "differences", "plain", "show_pieces"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Above this likeness a paragraph was edited; below it was replaced, and a diff of words would be unreadable.
_SAME_PARAGRAPH = 0.5
# Words of a paragraph that count for its likeness; longer paragraphs are compared by their beginning.
_MOST_COMPARED_WORDS = 2_000
# Old paragraphs to compare with each new one, so that a wholly new text does not compare all pairs.
_MOST_TWINS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text: removed (-), added (+), or the same in both ( )."""

    sign: str
    text: str


def differences(old: str, new: str) -> Sequence[Sequence[Piece]]:
    """Compare two texts by paragraph; edited paragraphs are compared word by word."""
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Sequence[Piece]] = []
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        found.extend(_block(before[i:i_end], after[j:j_end]))
    return found


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]


def _block(old: Sequence[str], new: Sequence[str]) -> Iterator[Sequence[Piece]]:
    """Paragraphs that stand at the same place in both texts: pairs that are alike are edits, the rest came or went."""
    left = list(old)
    for paragraph in new:
        if paragraph in left[:1]:
            left.pop(0)
            yield [Piece(sign=" ", text=paragraph)]
            continue
        twin = next((n for n, candidate in enumerate(left[:_MOST_TWINS]) if _alike(candidate, paragraph)), None)
        if twin is None:
            yield [Piece(sign="+", text=paragraph)]
            continue
        for gone in left[:twin]:
            yield [Piece(sign="-", text=gone)]
        yield _words(left[twin], paragraph)
        del left[: twin + 1]
    for gone in left:
        yield [Piece(sign="-", text=gone)]


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, _split(old), _split(new), autojunk=False)
    return matcher.quick_ratio() >= _SAME_PARAGRAPH and matcher.ratio() >= _SAME_PARAGRAPH


def _split(paragraph: str) -> list[str]:
    return _WORDS.findall(paragraph)[:_MOST_COMPARED_WORDS]


def _words(old: str, new: str) -> Sequence[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(sign=" ", text="".join(before[i:i_end])))
            continue
        if i < i_end:
            pieces.append(Piece(sign="-", text="".join(before[i:i_end])))
        if j < j_end:
            pieces.append(Piece(sign="+", text="".join(after[j:j_end])))
    return pieces


_MARKS = {" ": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
_STYLES = {" ": "", "-": "red strike", "+": "green"}


def plain(pieces: Sequence[Piece]) -> str:
    """A paragraph with its changes marked as [-removed-] and {+added+}, as `git diff --word-diff` does."""
    return "".join(_MARKS[piece.sign].format(piece.text) for piece in pieces)


def show_pieces(pieces: Sequence[Piece]) -> None:
    """Print a paragraph with its changes: in colour on a terminal, marked elsewhere."""
    terminal = console()
    if terminal.is_terminal:
        terminal.print(Text.assemble(*((piece.text, _STYLES[piece.sign]) for piece in pieces)), soft_wrap=True)
    else:
        say(plain(pieces))
