"""Read what a page says about itself outside JSON-LD: meta elements, links, headings and times, in one walk."""

import html
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from pipeline.clean.text import put_on_one_line

__all__ = ["Heading", "PageHead", "read_page_head"]

_LONGEST_VALUE = 2_000  # descriptions and titles are shorter
_MOST_META = 500  # bounds the time; heads have up to a hundred
_MOST_HEAD_LINKS = 500  # as with meta elements
# Headings and times of the story stand near the top. Further ones belong to other stories.
_MOST_HEADINGS = 8
_MOST_TIMES = 15  # times further down date other stories
# Elements read in one walk; no labelled page has as many.
_MOST_HEAD_ELEMENTS = 5_000
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Yoast for WordPress labels the author in the page's language: twitter:label1 "Written by", twitter:data1 the name.
_WRITTEN_BY = (
    "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door",
    "napisane przez", "автор", "написано автором", "yazan", "skriven av", "skrevet av", "skrevet af", "autor",
    "author", "kirjoittanut", "napsal(a)", "szerző", "scris de", "ditulis oleh", "執筆者", "作者", "글쓴이",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the first level: its text, and its `whole` text with the kicker in it."""

    text: str
    whole: str
    element: HtmlElement = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """Facts as text, as the page states them. `meta` holds every value under its name or property in lower case.

    `scripts` are the texts of JSON-LD. `times` are the machine-readable texts of time elements, `marked_times` those
    marked as the date of publication. `written_by` is the author that a card for social networks names.
    """

    meta: Mapping[str, Sequence[str]]
    title: str | None = None
    headings: tuple[Heading, ...] = ()
    canonical: str | None = None
    base: str | None = None
    language: str | None = None
    scripts: tuple[str, ...] = field(default=(), repr=False)
    times: tuple[str, ...] = ()
    marked_times: tuple[str, ...] = ()
    written_by: tuple[str, ...] = ()

    def first(self, name: str) -> str | None:
        """Get the first value of a meta element."""
        values = self.meta.get(name)
        return values[0] if values else None

    def all(self, *names: str) -> tuple[str, ...]:
        """Get every value of these meta elements, in order."""
        return tuple(value for name in names for value in self.meta.get(name, ()))


def read_page_head(tree: HtmlElement) -> PageHead:
    """Read the facts of a parsed page. Never raises."""
    seen = _seen(tree)
    meta = _meta(seen["meta"])
    titles = (text for title in seen["title"] if (text := read_text(title)))
    links = {relation: link.get("href") for link in reversed(seen["link"]) for relation in _relations(link)}
    times = [time for time in seen["time"] if time.get("datetime")]
    return PageHead(
        meta=meta,
        title=next(titles, None),
        headings=tuple(heading for element in seen["h1"] if (heading := _heading(element))),
        canonical=links.get("canonical"),
        base=next((base.get("href") for base in seen["base"]), None),
        language=tree.get("lang") or tree.get("xml:lang") or tree.get(_XML_LANG),
        scripts=tuple(script.text for script in seen["script"] if script.text and _is_json_ld(script)),
        times=tuple(time.get("datetime") or "" for time in times if not _is_quoted(time)),
        marked_times=(
            *(time.get("datetime") or "" for time in times if _is_publication(time)),
            *(one.get("title") or "" for one in seen["abbr"] if "published" in (one.get("class") or "").split()),
        ),
        written_by=tuple(_written_by(meta)),
    )


_MOST_BY_TAG = {
    "script": _MOST_HEAD_ELEMENTS,
    "meta": _MOST_META,
    "link": _MOST_HEAD_LINKS,
    "h1": _MOST_HEADINGS,
    "time": _MOST_TIMES,
    "abbr": _MOST_TIMES,  # of hAtom (microformats.org): <abbr class="published" title="2026-11-20T03:30:00Z">
    "title": 3,
    "base": 1,
}


def _seen(tree: HtmlElement) -> Mapping[str, Sequence[HtmlElement]]:
    """The elements that state facts, by tag, as many of each as pages have."""
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in _MOST_BY_TAG}
    for number, element in enumerate(tree.iter(*_MOST_BY_TAG)):
        if number == _MOST_HEAD_ELEMENTS:
            break
        of_tag = found[element.tag]
        if len(of_tag) < _MOST_BY_TAG[element.tag]:
            of_tag.append(element)
    return found


def _meta(elements: Sequence[HtmlElement]) -> Mapping[str, Sequence[str]]:
    values: dict[str, list[str]] = {}
    for element in elements:
        content = element.get("content")
        if not content:
            continue
        names = {name for attribute in _NAMING if (name := element.get(attribute))}
        value = _value(content)
        for name in names if value else ():
            values.setdefault(name.strip().lower(), []).append(value)
    return values


_NAMING = ("property", "name", "itemprop", "http-equiv")


def _value(content: str) -> str:
    text = content[:_LONGEST_VALUE]
    # Escaped twice: "&amp;quot;" in the page is "&quot;" after parsing.
    return put_on_one_line(html.unescape(text) if "&" in text else text)


def _relations(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split() if link.get("href") else []


def _is_json_ld(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _is_quoted(time: HtmlElement) -> bool:
    """Whether a time belongs to an embedded post or to a box beside the story."""
    return next(time.iterancestors("blockquote", "aside", "nav"), None) is not None


def _is_publication(time: HtmlElement) -> bool:
    return time.get("pubdate") is not None or "datePublished" in (time.get("itemprop") or "")


def _written_by(meta: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for number in ("1", "2"):
        label = meta.get(f"twitter:label{number}", ("",))[0].casefold().strip(" :")
        if label in _WRITTEN_BY:
            yield from meta.get(f"twitter:data{number}", ())


# Spans within a headline that are not part of it: "Premier League", "Exclusive".
_KICKERS = ("kicker", "topline", "overline", "eyebrow", "roofline", "dachzeile", "spitzmarke", "antetitulo", "pretitle",
            "overtitle", "surtitre", "occhiello", "vignette", "flag", "label", "category", "visually-hidden",
            "screen-reader", "sr-only", "offscreen")  # fmt: skip


_MOST_TITLE_PARTS = 40  # a headline with marks for each of its words


def _heading(element: HtmlElement) -> Heading | None:
    whole = read_text(element)
    if whole is None:
        return None
    within = list(islice(element.iterdescendants(), _MOST_TITLE_PARTS))
    kickers = {one for one in within if _is_kicker(one)}
    bare = _without(element, within, kickers) if kickers and len(within) < _MOST_TITLE_PARTS else None
    return Heading(text=bare or whole, whole=whole, element=element)


def _is_kicker(element: HtmlElement) -> bool:
    name = (element.get("class") or "").lower()
    return bool(name) and any(kicker in name for kicker in _KICKERS)


def _without(heading: HtmlElement, within: Sequence[HtmlElement], kickers: Set[HtmlElement]) -> str | None:
    unread = {piece for kicker in kickers for piece in kicker.iter()}
    pieces = [heading.text or ""]
    for element in within:
        pieces.append("" if element in unread else element.text or "")
        pieces.append("" if element in unread - kickers else element.tail or "")
    return put_on_one_line("".join(pieces)[:_LONGEST_VALUE]).lstrip(":-–—| ") or None


def read_text(element: HtmlElement) -> str | None:
    """Read an element's text on one line, up to the length of the longest headline."""
    pieces: list[str] = []
    room = _LONGEST_VALUE
    for piece in element.itertext():
        pieces.append(piece[:room])
        room -= len(piece)
        if room <= 0:
            break
    return put_on_one_line("".join(pieces)) or None
