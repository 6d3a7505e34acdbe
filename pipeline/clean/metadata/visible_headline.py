"""The headline that a reader sees over the story: a heading of the first level with prose below it.

Its publisher's metadata may be written for search engines and networks. What stands over the story is its title.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from lxml import etree

from pipeline.clean.metadata.page_head import Heading, read_text
from pipeline.clean.metadata.titles import make_title_key
from pipeline.clean.page import Zone, find_zone
from pipeline.clean.text import PROSE_WORDS, count_words, ends_sentence

__all__ = ["find_visible_headline", "is_link"]

# Headings in these are of boxes, of the site's frame, or not shown.
_BESIDE = frozenset(
    {
        Zone.UNSEEN, Zone.GARBLED, Zone.COMMENTS, Zone.NEWSLETTER, Zone.RELATED, Zone.SHARE, Zone.NAVIGATION,
        Zone.CONTROL, Zone.FOOTER, Zone.FORM, Zone.BUTTON, Zone.ASIDE, Zone.AD, Zone.EMBED,
    }
)  # fmt: skip
_MOST_ELEMENTS_AROUND_HEADLINE = 4  # a box wraps its heading in fewer
# A heading that no other source repeats in part has this many words, else it may name a section.
_FEWEST_HEADLINE_WORDS = 4
_FEWEST_SHARED_LETTERS = 5  # the stem of a word, whatever its ending
# Headlines of a ticker's entries: "Ferry returns +++ Council to vote on Monday".
_TICKER = "+++"
# "Harbour: Council votes for a wall" is the heading with its topline, "Wall voted: what comes next" with more.
_PARTED = re.compile(r"\w\s?:\s*\Z|\A\s?:\s*\w")
# Sources that agree against a heading, and the share of words that makes two titles one headline.
_FEWEST_UNANIMOUS, _LEAST_SHARE_ALIKE = 3, 0.8
# Standfirst, byline, share bar and picture stand between headline and text.
_MOST_ELEMENTS_BELOW = 150
_PARAGRAPHS = ("p", "div", "span", "td", "li", "section", "h1")
_FEWEST_HEADLINE_LETTERS = 4  # less is a label


def find_visible_headline(headings: Sequence[Heading], given: Sequence[str]) -> Heading | None:
    """Find the heading over the story; None where none is sure to be one. `given` are the titles of other sources."""
    shown = [
        one for one in headings if len(make_title_key(one.text)) >= _FEWEST_HEADLINE_LETTERS and not _is_beside(one)
    ]
    repeated = [one for one in shown if _is_repeated(one.text, given)]
    if repeated:
        return repeated[0]
    # A link leads to another story, or to the front of a section.
    plain = (one for one in shown if not is_link(one.element))
    own = (one for one in plain if _is_telling(one.text, given) and _has_prose_below(one.element))
    visible = next(own, None)
    return visible if visible and not _is_one_with(visible.text, given) else None


def _is_one_with(text: str, given: Sequence[str]) -> bool:
    """Whether other sources give a heading with its topline or its second part, or all of them in nearly its words."""
    words = set(text.casefold().split())
    alike = [2 * len(words & own) >= _LEAST_SHARE_ALIKE * (len(words) + len(own)) for own in map(_words, given)]
    unanimous = len(given) >= _FEWEST_UNANIMOUS and len(set(map(make_title_key, given))) == 1
    return any(_PARTED.search(_without(title, text)) for title in given) or (unanimous and all(alike))


def _words(title: str) -> Set[str]:
    return set(title.casefold().split())


def _without(title: str, text: str) -> str:
    """What a title has before or after a heading; empty where it is not a part of it."""
    if title.endswith(text):
        return title.removesuffix(text)
    return title.removeprefix(text) if title.startswith(text) else ""


def _is_beside(heading: Heading) -> bool:
    """Whether a heading is in a box, in the frame of the site, or not shown; one that is a link leads elsewhere."""
    if any(map(_is_away, _near(heading.element))):
        return True
    return "display:none" in (heading.element.get("style") or "").replace(" ", "")


def _near(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    for number, around in enumerate(element.iterancestors()):
        if number == _MOST_ELEMENTS_AROUND_HEADLINE or around.tag in {"main", "article", "body"}:
            return
        yield around


def _is_away(element: etree._Element) -> bool:
    zone = find_zone(str(element.tag), element.get("class"), element.get("id"), element.get("role"))
    return zone in _BESIDE


def is_link(heading: etree._Element) -> bool:
    """Whether a heading is within a link, or holds one."""
    return next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None


def _is_repeated(text: str, given: Sequence[str]) -> bool:
    key = make_title_key(text)
    return any(key == make_title_key(title) for title in given)


def _is_telling(text: str, given: Sequence[str]) -> bool:
    """Whether a heading is long enough for a headline, or shares a word with one."""
    if count_words(text) >= _FEWEST_HEADLINE_WORDS:
        return _TICKER not in text
    return not _stems(text).isdisjoint(word for title in given for word in _stems(title))


def _stems(text: str) -> Set[str]:
    words = (make_title_key(word) for word in text.split())
    return {word[:_FEWEST_SHARED_LETTERS] for word in words if len(word) >= _FEWEST_SHARED_LETTERS}


def _has_prose_below(heading: etree._Element) -> bool:
    """Whether a paragraph follows before another heading of the first level."""
    for element in islice(_following(heading), _MOST_ELEMENTS_BELOW):
        if element.tag == "h1":
            return False
        text = element.text if element.tag != "p" else read_text(element)
        if text and ends_sentence(text.strip()) and count_words(text) >= PROSE_WORDS:
            return True
    return False


def _following(element: etree._Element) -> Iterator[etree._Element]:
    around: etree._Element | None = element
    while around is not None and around.tag != "body":
        for sibling in around.itersiblings():
            yield from sibling.iter(*_PARAGRAPHS)
        around = around.getparent()
