"""Titles: headlines without the outlet's name, and without what a desk put before them."""

import re
from collections.abc import Iterable

from pipeline.clean.blocks import folded, spaced

__all__ = ["bare_title"]

_DIVIDER = re.compile(r"\s+[|\-–—·•:»«]{1,2}\s+|\s*\|\s*|\s+::\s+|\s*[–—]\s+(?=\S+\Z)")
# What is left has to be a headline still.
_FEWEST_CHARACTERS = 8
_MOST_PARTS = 3


def bare_title(title: str, *, names: Iterable[str | None], headings: Iterable[str] = ()) -> str:
    """The title without the outlet's name at its end or beginning.

    `names` are what the outlet calls itself. Where one of the page's headings is what the title begins with, and a
    divider follows, the heading is the title.
    """
    plain = spaced(title)
    for heading in headings:
        rest = plain[len(heading) :]
        if len(heading) >= _FEWEST_CHARACTERS and plain.startswith(heading) and _DIVIDER.match(rest):
            return heading
    known = {_key(name) for name in names if name}
    for _ in range(_MOST_PARTS):
        shorter = _without_end(plain, known) or _without_start(plain, known)
        if shorter is None or len(shorter) < _FEWEST_CHARACTERS:
            return plain
        plain = shorter
    return plain


def _key(name: str) -> str:
    return re.sub(r"\W+", "", folded(name))


def _without_end(title: str, known: set[str]) -> str | None:
    for divider in reversed(list(_DIVIDER.finditer(title))):
        if _is_known(title[divider.end() :], known):
            return title[: divider.start()].strip()
    return None


def _without_start(title: str, known: set[str]) -> str | None:
    divider = _DIVIDER.search(title)
    if divider and _is_known(title[: divider.start()], known):
        return title[divider.end() :].strip()
    return None


def _is_known(part: str, known: set[str]) -> bool:
    key = _key(part)
    return bool(key) and key in known
