"""Refusals: pages that answer in place of a story - not found, a guard, a login, a demand for consent."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from pipeline.clean.page.tree import parse_page
from pipeline.clean.text.blocks import count_words
from pipeline.clean.text.decoding import decode_page
from pipeline.model import Outcome

__all__ = ["REFUSALS", "Refusal", "find_page_refusal", "find_refusal"]

# Refusals are short; a story about robots or privacy is not.
_LONGEST_WORDS = 160
_FIRST_WORDS = 60
_DIVIDER = re.compile(r"\s+[|–—:·»-]\s+")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Beginnings of titles and pieces of text, folded, that tell one kind of refusal."""

    outcome: Outcome
    why: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]


def _folded(text: str) -> str:
    """The words of a text without case, punctuation and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NO_LETTERS.sub(" ", plain).strip()


def _read() -> tuple[Refusal, ...]:
    listed = tomllib.loads((files("pipeline.clean.outcome") / "refusals.toml").read_text("utf-8"))["refusal"]
    return tuple(
        Refusal(
            outcome=Outcome(entry["outcome"]),
            why=entry["why"],
            titles=tuple(map(_folded, entry["titles"])),
            texts=tuple(map(_folded, entry["texts"])),
        )
        for entry in listed
    )


REFUSALS = _read()


def find_refusal(titles: Sequence[str], paragraphs: Sequence[str]) -> Refusal | None:
    """The refusal that a short page is, by its titles or its first words; None for a story."""
    if sum(map(count_words, paragraphs)) > _LONGEST_WORDS:
        return None
    heads = [_folded(part) for title in titles for part in _DIVIDER.split(title)]
    text = f" {_folded(' '.join(' '.join(paragraphs).split()[:_FIRST_WORDS]))} "
    return next((one for one in REFUSALS if _is_headed(one, heads) or _holds(one, text)), None)


def find_page_refusal(body: bytes) -> Refusal | None:
    """The refusal that a whole page is, read without looking for a story; None for any other page and for no HTML."""
    tree = parse_page(decode_page(body).text)
    if tree is None:
        return None
    titles = [" ".join(one.itertext()) for one in tree.iter("title", "h1")]
    return find_refusal(titles, [piece for one in tree.iter("body") for piece in one.itertext()])


def _is_headed(refusal: Refusal, heads: Sequence[str]) -> bool:
    """Whether a title is one of the refusal's, or begins with one of several words."""
    return any(head == title or (" " in title and head.startswith(title)) for head in heads for title in refusal.titles)


def _holds(refusal: Refusal, text: str) -> bool:
    return any(f" {piece} " in text for piece in refusal.texts)
