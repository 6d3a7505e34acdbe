"""Find the feeds that a page announces: link elements in its head, else anchors that look like feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree, html

from pipeline.sources.plain_text import title_text, visible
from pipeline.urls import canonical, resolve

__all__ = ["FeedLink", "announced_feeds", "page_base", "page_tree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page points to. `media_type` is as the page states it, or None."""

    url: str
    title: str | None = None
    media_type: str | None = None


_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/x-cdf",
)
# Types of feeds and of other documents: they count if the address also looks like a feed.
_GENERAL_TYPES = ("application/xml", "text/xml", "application/json")
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss2?|feeds?|atom|rdf)(?:[/._-]|$)|\.(?:rss|atom|rdf|xml)$|feed\.json$", re.IGNORECASE
)
_FEED_QUERY = re.compile(r"(?:^|[&=])(?:feed|format|type)=(?:rss2?|atom|rdf)|(?:^|&)rss\b", re.IGNORECASE)
# Feeds of readers' comments come last: a news reader hardly wants them.
_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire|replies", re.IGNORECASE)


def announced_feeds(page: bytes | str, url: str) -> tuple[FeedLink, ...]:
    """Find the feeds that an HTML page announces: absolute, each once, the likeliest first; none if it is not HTML.

    Anchors count only where no link element announces a feed. `url` is the address of the page.
    """
    tree = page_tree(page)
    if tree is None:
        return ()
    base = page_base(tree, url)
    links = [*_linked(tree, base)] or [*_anchored(tree, base)]
    once: dict[str, FeedLink] = {}
    for link in links:
        once.setdefault(canonical(link.url), link)
    return tuple(sorted(once.values(), key=_is_of_comments))


def page_tree(page: bytes | str) -> html.HtmlElement | None:
    """Parse an HTML page; None if it has no elements."""
    markup, charset = _markup(page)
    parser = html.HTMLParser(encoding=charset, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing in it, or nothing that is text
        return None


def _markup(page: bytes | str) -> tuple[bytes, str | None]:
    """Decode valid UTF-8; otherwise leave the charset to lxml, which looks for a meta element."""
    if isinstance(page, str):
        return visible(page).encode("utf-8", "replace"), "utf-8"
    try:
        page.decode()
    except UnicodeDecodeError:
        return page, None
    return page, "utf-8"


def page_base(tree: html.HtmlElement, url: str) -> str:
    """Find the address that a page's links are relative to: its base element, or its own address."""
    for element in tree.iter("base"):
        base = resolve(url, element.get("href") or "")
        if base is not None:
            return base
    return url


def _linked(tree: html.HtmlElement, base: str) -> Iterator[FeedLink]:
    for element in tree.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        media_type = (element.get("type") or "").split(";")[0].strip().lower() or None
        address = resolve(base, element.get("href") or "")
        if address is not None and _announces(relations, media_type, address):
            yield FeedLink(url=address, title=title_text(element.get("title") or ""), media_type=media_type)


def _announces(relations: list[str], media_type: str | None, address: str) -> bool:
    if "feed" in relations and media_type in {None, *_FEED_TYPES}:
        return True
    if "alternate" not in relations:
        return False
    return media_type in _FEED_TYPES or (media_type in _GENERAL_TYPES and _looks_like_feed(address))


def _anchored(tree: html.HtmlElement, base: str) -> Iterator[FeedLink]:
    for element in tree.iter("a"):
        address = resolve(base, element.get("href") or "")
        if address is not None and _looks_like_feed(address):
            title = element.get("title") or element.text_content()
            yield FeedLink(url=address, title=title_text(str(title)))


def _looks_like_feed(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query))


def _is_of_comments(link: FeedLink) -> bool:
    return _COMMENTS.search(f"{link.url} {link.title}") is not None
