"""An HTML index page as a feed, for sites that have none: its links that look like articles are the entries."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from lxml import html
from soupsieve import SelectorSyntaxError

from pipeline.errors import NotParsable
from pipeline.model import Channel, Entry
from pipeline.sources.discovery import page_base, page_tree
from pipeline.sources.feed_entry import language_tag
from pipeline.sources.plain_text import title_text
from pipeline.urls import canonical, host, resolve

__all__ = ["AUTOMATIC", "read_index_page"]

AUTOMATIC = "auto"
"""The selector that stands for "links that look like articles"."""

_MOST_INDEX_LINKS = 5_000  # bounds the time that a page of links takes
_MOST_ENTRIES = 200  # more than a day of news; what follows is counted as dropped
_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "menu"})
_HEADLINES = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING = frozenset({*_HEADLINES, "article"})
# Addresses of stories: a day, a long number, a slug of several words, a page's own file.
_DAY = re.compile(r"/(?:19|20)\d\d[/-]?\d{1,2}(?:[/-]?\d{1,2})?(?:/|-|$)")
_NUMBER = re.compile(r"\d{5,}")
_SLUG = re.compile(r"[^/]*(?:[-_][^/\-_]+){3,}")
_FILE = re.compile(r"\.(?:html?|php|aspx?|shtml|jsp)$", re.IGNORECASE)
# Addresses of anything else.
_SECTION = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|users?|login|search|about|contact|privacy|terms|newsletters?|"
    r"subscribe|account|page)(?:/|$)|\.(?:jpe?g|png|gif|pdf|mp[34]|zip|xml|rss)$",
    re.IGNORECASE,
)
_FEWEST_LINK_WORDS = 4  # links to sections and buttons have up to three
# Scripts without spaces: as many characters as make a headline.
_FEWEST_LINK_CHARACTERS = 8
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CERTAIN = 3  # signs of seven; two of them may be chance
_FEWEST = 3  # one or two links are no list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    address: str
    title: str
    score: int
    shape: str  # of the place where it stands
    headed: bool = False  # its title is a heading's


def read_index_page(body: bytes | str, url: str, *, selector: str = AUTOMATIC) -> Channel:
    """Read the page's articles as a channel. `selector` is a CSS selector of links, or of elements around them.

    Raises NotParsable if the page is not HTML, the selector is invalid, or fewer than three links look like articles.
    """
    tree = page_tree(body)
    if tree is None:
        raise NotParsable(url, "no HTML page")
    base = page_base(tree, url)
    links = _chosen(tree, base, url) if selector == AUTOMATIC else _selected(body, base, selector, url)
    titles = (title_text(one.text_content()) for one in tree.iter("title"))
    return Channel(
        format="index-page",
        title=next((title for title in titles if title), None),
        homepage=url,
        language=language_tag(tree.get("lang")),
        dropped=max(0, len(links) - _MOST_ENTRIES),
        entries=tuple(Entry(url=link.address, title=link.title) for link in links[:_MOST_ENTRIES]),
    )


def _selected(body: bytes | str, base: str, selector: str, url: str) -> Sequence[_Link]:
    try:
        found = BeautifulSoup(body, "lxml").select(selector, limit=_MOST_INDEX_LINKS)
    except SelectorSyntaxError as error:
        raise NotParsable(selector, f"no CSS selector: {str(error).partition(chr(10))[0]}") from error
    anchors = [anchor for one in found for anchor in ([one] if one.name == "a" else one.find_all("a"))]
    links = _once(_selected_links(anchors, base))
    if not links:
        raise NotParsable(url, f"nothing on the page that {selector} selects is a link")
    return links


def _selected_links(anchors: Sequence[Tag], base: str) -> Iterator[_Link]:
    for anchor in anchors:
        address = resolve(base, str(anchor.get("href") or ""))
        heading = _headline_of(one.get_text(" ") for one in anchor.find_all(_HEADLINES))
        title = heading or title_text(anchor.get_text(" "))
        if address is not None and title:
            yield _Link(address=address, title=title, score=0, shape="")


def _chosen(tree: html.HtmlElement, base: str, url: str) -> Sequence[_Link]:
    """Choose the links that score like articles, and the links in places of the same shape."""
    site = host(url).removeprefix("www.")
    links = [
        link
        for link in _once(_links(list(tree.iter("a"))[:_MOST_INDEX_LINKS], base))
        if _is_of_site(link.address, site) and canonical(link.address) != canonical(url)
    ]
    certain = Counter(link.shape for link in links if link.score >= _CERTAIN)
    chosen = [link for link in links if link.score >= _CERTAIN or (link.score > 0 and certain[link.shape] >= _FEWEST)]
    if len(chosen) < _FEWEST:
        raise NotParsable(url, f"{len(chosen)} of {len(links)} links look like articles: too few for an index page")
    return chosen


def _is_of_site(address: str, site: str) -> bool:
    name = host(address).removeprefix("www.")
    return name == site or name.endswith(f".{site}") or site.endswith(f".{name}")


def _links(anchors: Sequence[html.HtmlElement], base: str) -> Iterator[_Link]:
    for anchor in anchors:
        address = resolve(base, anchor.get("href") or "")
        heading = _headline_of(str(one.text_content()) for one in anchor.iter(*_HEADLINES))
        title = heading or title_text(str(anchor.text_content())) or title_text(anchor.get("title") or "")
        if address is not None and title:
            around = [parent.tag for parent in anchor.iterancestors() if isinstance(parent.tag, str)]
            shape = " ".join([*around[:4], anchor.get("class") or ""])
            score = _score(address, title, anchor, around)
            headed = heading is not None or not _HEADING.isdisjoint(around[:1])
            yield _Link(address=address, title=title, score=score, shape=shape, headed=headed)


def _headline_of(headings: Iterable[str]) -> str | None:
    """Find the story's title among the headings of a teaser; a kicker ("Local news") is not one."""
    longest = max(filter(None, map(title_text, headings)), key=len, default="")
    return longest if _is_headline(longest) else None


def _is_headline(title: str) -> bool:
    return len(title.split()) >= _FEWEST_LINK_WORDS or len(_WIDE.findall(title)) >= _FEWEST_LINK_CHARACTERS


def _once(links: Iterator[_Link]) -> list[_Link]:
    """Each address once, in the place of its best link: a picture and a "read more" often lead to the same story."""
    best: dict[str, _Link] = {}
    for link in links:
        key = canonical(link.address)
        known = best.get(key)
        if known is None or _telling(link) > _telling(known):
            best[key] = link
    return list(best.values())


def _telling(link: _Link) -> tuple[int, bool, int]:
    return link.score, link.headed, len(link.title)


def _score(address: str, title: str, anchor: html.HtmlElement, around: Sequence[str]) -> int:
    """Score a link by address, headline and place. Links with a score below zero do not lead to articles."""
    path = unquote(urlsplit(address).path)
    if path in {"", "/"} or _SECTION.search(path) or _AROUND.intersection(around):
        return -1
    words = len(title.split())
    headline = _is_headline(title)
    signs = (
        _DAY.search(path),
        _NUMBER.search(address),
        _SLUG.search(path.rstrip("/").rpartition("/")[2]),
        _FILE.search(path) and path.count("/") > 1,
        headline,
        headline and words >= 2 * _FEWEST_LINK_WORDS,
        _HEADING.intersection(around[:3]) or any(child.tag in _HEADING for child in anchor),
    )
    return sum(bool(sign) for sign in signs) if headline else 0
