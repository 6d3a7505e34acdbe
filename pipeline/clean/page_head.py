"""What a page says about itself outside JSON-LD: meta elements, links, and the few elements that state facts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.blocks import spaced
from pipeline.clean.decode import visible

__all__ = ["PageHead", "page_head"]

_LONGEST_VALUE = 2_000
_MOST_META = 500
# Bylines and dates stand near the headline; beyond these many elements they are those of other stories.
_MOST_SIGNATURES = 5

_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|autor|auteur|autore|firma|signature|verfasser)(?:$|[\s_-])", re.I
)
_NO_BYLINE_CLASS = re.compile(r"bio|box|image|avatar|social|follow|related|list|info|about|comment", re.IGNORECASE)
_LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """Facts as the page states them, as text. `meta` holds every value under its name or property in lower case."""

    meta: Mapping[str, Sequence[str]]
    title: str | None = None
    headings: tuple[str, ...] = ()
    canonical: str | None = None
    base: str | None = None
    language: str | None = None
    times: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()

    def first(self, *names: str) -> tuple[str, str] | None:
        """Name and value of the first of these meta elements that says anything."""
        return next(((name, self.meta[name][0]) for name in names if self.meta.get(name)), None)

    def all(self, *names: str) -> tuple[str, ...]:
        """Every value of these meta elements, in order."""
        return tuple(value for name in names for value in self.meta.get(name, ()))


def page_head(tree: HtmlElement) -> PageHead:
    """The facts of a parsed page. Never raises."""
    titles = [text for text in map(_text_of, _some(tree, "title", 3)) if text]
    links = {relation: link.get("href") for link in _some(tree, "link", _MOST_META) for relation in _relations(link)}
    bases = [base.get("href") for base in _some(tree, "base", 1)]
    return PageHead(
        meta=_meta(tree),
        title=titles[0] if titles else None,
        headings=tuple(filter(None, map(_text_of, _some(tree, "h1", _MOST_SIGNATURES)))),
        canonical=links.get("canonical"),
        base=bases[0] if bases else None,
        language=tree.get("lang") or tree.get("xml:lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        times=tuple(_times(tree)),
        bylines=tuple(dict.fromkeys(_bylines(tree)))[:_MOST_SIGNATURES],
    )


def _some(tree: HtmlElement, tag: str, most: int) -> Iterator[HtmlElement]:
    for number, element in enumerate(tree.iter(tag)):
        if number == most:
            return
        yield element


def _meta(tree: HtmlElement) -> Mapping[str, Sequence[str]]:
    values: dict[str, list[str]] = {}
    for element in _some(tree, "meta", _MOST_META):
        value = spaced(visible(element.get("content") or ""))[:_LONGEST_VALUE]
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and value:
                values.setdefault(name, []).append(value)
    return values


def _relations(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split() if link.get("href") else []


def _times(tree: HtmlElement) -> Iterator[str]:
    """Dates that elements state for machines, those marked as the date of publication first."""
    times = [time for time in _some(tree, "time", 3 * _MOST_SIGNATURES) if time.get("datetime")]
    marked = [time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"]
    for time in [*marked, *times[:_MOST_SIGNATURES]]:
        yield time.get("datetime") or ""


def _bylines(tree: HtmlElement) -> Iterator[str]:
    """Texts that stand where bylines stand: rel=author, itemprop=author, a class that says so."""
    by_markup: list[str] = []
    by_class: list[str] = []
    for element in tree.iter("a", "span", "p", "div", "address", "li", "cite", "strong", "b", "h4", "h5"):
        if len(by_markup) + len(by_class) > 4 * _MOST_SIGNATURES:
            break
        if element.get("rel") == "author" or "author" in (element.get("itemprop") or ""):
            by_markup += _short_texts(element)
        elif _is_byline_class(element.get("class") or ""):
            by_class += _short_texts(element)
    yield from by_markup or by_class


def _is_byline_class(name: str) -> bool:
    return _BYLINE_CLASS.search(name) is not None and _NO_BYLINE_CLASS.search(name) is None


def _short_texts(element: HtmlElement) -> list[str]:
    text = _text_of(element)
    return [text] if text and len(text) <= _LONGEST_BYLINE else []


def _text_of(element: HtmlElement) -> str | None:
    """The element's text on one line, as much of it as a headline may have."""
    pieces: list[str] = []
    room = _LONGEST_VALUE
    for piece in element.itertext():
        pieces.append(piece[:room])
        room -= len(piece)
        if room <= 0:
            break
    return spaced(visible("".join(pieces))) or None
