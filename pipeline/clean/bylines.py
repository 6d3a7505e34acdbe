"""Bylines: "By X and Y" as the names of people."""

import re
from collections.abc import Iterable

from pipeline.clean.blocks import spaced

__all__ = ["byline_names", "is_byline", "listed_names"]

# What opens a byline, in the languages of the phrase files and their neighbours.
_OPENERS = (
    "written by", "story by", "reported by", "reporting by", "words by", "posted by", "published by", "text by", "by",
    "redacción por", "escrito por", "texto de", "por", "propos recueillis par", "écrit par", "par", "von", "texto por",
    "di", "a cura di", "door", "av", "af", "od",
)  # fmt: skip
_OPENER = re.compile(
    rf"(?:{'|'.join(re.escape(opener) for opener in sorted(_OPENERS, key=len, reverse=True))})\b[\s:]+", re.IGNORECASE
)
_DIVIDERS = re.compile(
    r"\s*(?:[,;|/•·]|\s(?:and|und|et|y|e|ed|en|og|och|with|mit|avec|con|com)\s|\s&\s)\s*", re.IGNORECASE
)
# What follows a name on a byline: a role, an agency, an address, a date.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|(?<!\w)@\w+|\([^()]*\)|\[[^\[\]]*\]")
_ROLES = (
    "reporter", "correspondent", "editor", "staff", "writer", "press", "agency", "agencia", "redacción", "redaktion",
    "rédaction", "redazione", "redação", "journalist", "columnist", "contributor", "bureau", "desk", "updated",
    "published", "photographer", "newsroom", "special to", "senior", "chief",
)  # fmt: skip
_ROLE = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# Particles stand in lower case within names.
_PARTICLES = frozenset(
    "de del della di da do dos das du la le van von der den ten ter zu zum zur bin ibn al el y e i af av".split()
)
_MOST_NAME_WORDS = 6
_LONGEST_NAME = 60
_LONGEST_BYLINE = 160


def is_byline(line: str) -> bool:
    """Whether a line is a byline and nothing more: an opener, then names."""
    opener = _OPENER.match(line)
    if opener is None or len(line) > _LONGEST_BYLINE:
        return False
    # "By and large" and "Di Maio": an opener is followed by a name, and every part is a name, a role or an address.
    parts = [part for part in _DIVIDERS.split(_ADDRESS.sub(" ", line[opener.end() :])) if part.strip()]
    names = [part for part in parts if _is_name(spaced(part))]
    return bool(names) and all(part in names or _ROLE.search(part) or part.isupper() for part in parts)


def byline_names(byline: str) -> tuple[str, ...]:
    """The people that a byline names, in order, without opener, roles and addresses."""
    bare = _ADDRESS.sub(" ", spaced(byline)[: 4 * _LONGEST_BYLINE])
    opener = _OPENER.match(bare)
    return listed_names(_DIVIDERS.split(bare[opener.end() :] if opener else bare))


def listed_names(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the texts that are names of people, blanks tidied, each once."""
    tidy = (spaced(name).strip(" ,.;:-–—|") for name in names)
    return tuple(dict.fromkeys(name for name in tidy if _is_name(name)))


def _is_name(text: str) -> bool:
    words = text.strip(" ,.;:-–—|").split()
    if (
        not 1 <= len(words) <= _MOST_NAME_WORDS
        or len(text) > _LONGEST_NAME
        or _DIGIT.search(text)
        or _ROLE.search(text)
    ):
        return False
    return all(_is_name_word(word) for word in words) and not words[0].islower()


def _is_name_word(word: str) -> bool:
    """Upper case at its start, a particle, or of a script without case."""
    return word[0].isupper() or word.casefold() in _PARTICLES or not (word[0].isupper() or word[0].islower())
