"""Refusals: pages that answer in place of a story, such as not found, a guard, a login or a demand for consent."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.clean.page import parse_page
from pipeline.clean.text import NOT_LETTERS, count_words, decode_page
from pipeline.model import Outcome

__all__ = ["Refusal", "find_page_refusal", "find_refusal"]

# Refusals are short. A story about robots or privacy is not.
_MOST_REFUSAL_WORDS = 160
_COMPARED_WORDS = 60  # a refusal says what it is at once
_DIVIDER = re.compile(r"\s+[|–—:·»-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Beginnings of titles and pieces of text, folded, that one kind of refusal has."""

    outcome: Outcome
    why: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]


@cache
def _read_refusals() -> tuple[Refusal, ...]:
    """Read the refusals of `refusals.toml`."""
    listed = tomllib.loads((files("pipeline.clean.outcome") / "refusals.toml").read_text("utf-8"))["refusal"]
    return tuple(
        Refusal(
            outcome=Outcome(entry["outcome"]),
            why=entry["why"],
            titles=tuple(map(_fold, entry["titles"])),
            texts=tuple(map(_fold, entry["texts"])),
        )
        for entry in listed
    )


def find_refusal(titles: Sequence[str], paragraphs: Sequence[str]) -> Refusal | None:
    """Find the refusal that a short page is, by its titles or its first words; None for a story."""
    if sum(map(count_words, paragraphs)) > _MOST_REFUSAL_WORDS:
        return None
    heads = [_fold(part) for title in titles for part in _DIVIDER.split(title)]
    text = f" {_fold(' '.join(' '.join(paragraphs).split()[:_COMPARED_WORDS]))} "
    return next((one for one in _read_refusals() if _is_headed(one, heads) or _holds(one, text)), None)


def find_page_refusal(body: bytes) -> Refusal | None:
    """Find the refusal that a whole page is, without looking for a story; None for other pages and other data."""
    tree = parse_page(decode_page(body).text)
    if tree is None:
        return None
    titles = [" ".join(one.itertext()) for one in tree.iter("title", "h1")]
    return find_refusal(titles, [piece for one in tree.iter("body") for piece in one.itertext()])


def _fold(text: str) -> str:
    """The words of a text without case, punctuation and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return NOT_LETTERS.sub(" ", plain).strip()


def _is_headed(refusal: Refusal, heads: Sequence[str]) -> bool:
    """Whether a title is one of the refusal's, or begins with one that has several words."""
    return any(head == title or (" " in title and head.startswith(title)) for head in heads for title in refusal.titles)


def _holds(refusal: Refusal, text: str) -> bool:
    return any(f" {piece} " in text for piece in refusal.texts)
