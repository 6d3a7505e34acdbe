"""Furniture: what stands on a page around its story, as far as the phrases know it.

The extractor leaves it out silently; this says what was left out. One bounded walk over the tree.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipeline.clean.blocks import folded, spaced
from pipeline.clean.decode import visible
from pipeline.clean.page import UNREAD
from pipeline.clean.phrasebook import find_phrase
from pipeline.model import Removed

__all__ = ["furniture"]

_MOST = 100
_MOST_ELEMENTS = 20_000
_LONGEST = 200
# An element with more pieces of text is a container, its labels are looked at one by one.
_MOST_PIECES = 12
_LABELLED = frozenset(
    {
        "a", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "span", "button", "div", "label", "small", "strong", "b",
        "em", "summary", "figcaption", "dt", "dd", "legend", "section", "td",
    }
)  # fmt: skip


def furniture(tree: HtmlElement, story: Sequence[str]) -> tuple[Removed, ...]:
    """The labels and lines outside the story that a phrase knows, each once, at most a hundred of a page.

    `line` is the number of the element on the page.
    """
    seen = set(story)
    known = {folded(text) for text in story}
    found: list[Removed] = []
    for number, text in _labels(tree):
        hit = find_phrase(text) if text not in seen else None
        seen.add(text)
        if hit is None or folded(text) in known:
            continue
        known.add(folded(text))
        reason = f"{hit.reason}; stood outside the story"
        found.append(Removed(text=text, kind=hit.rule.kind, reason=reason, line=number))
        if len(found) == _MOST:
            break
    return tuple(found)


def _labels(tree: HtmlElement) -> Iterator[tuple[int, str]]:
    for number, element in enumerate(islice(tree.iter(), _MOST_ELEMENTS)):
        if element.tag in _LABELLED:
            text = _short_text(element)
            if text:
                yield number, text


def _short_text(element: HtmlElement) -> str | None:
    pieces = list(islice(element.itertext(), _MOST_PIECES + 1))
    if len(pieces) > _MOST_PIECES or sum(map(len, pieces)) > 2 * _LONGEST:
        return None
    if any(child.tag in UNREAD for child in element):
        return None
    text = spaced(visible("".join(pieces)))
    return text if 0 < len(text) <= _LONGEST else None
