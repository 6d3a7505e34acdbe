"""Sitemaps (sitemaps.org), those with news (Google's news extension) above all, and indexes of sitemaps."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from lxml import etree

from pipeline.model import Channel, Entry
from pipeline.sources.charset import decoded
from pipeline.sources.dates import instant
from pipeline.sources.feed_entry import language_tag
from pipeline.sources.format import Format
from pipeline.sources.markup import root_element
from pipeline.sources.plain_text import title_text, visible
from pipeline.sources.safe_xml import children, local_name, safe_tree, text_of
from pipeline.urls import resolve

_ROOTS = frozenset({"urlset", "sitemapindex"})
# A sitemap lists all pages of a site, up to 50,000: the newest are the news.
_MOST_PAGES = 1_000
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_DIVIDER = re.compile(r"\s*,\s*")
_NEWS = re.compile(r"news|latest|article|post", re.IGNORECASE)


def _recognises(head: str) -> bool:
    return (root_element(head) or "").rpartition(":")[2].lower() in _ROOTS


def _parse(body: bytes, url: str, *, content_type: str | None) -> Channel:
    source = decoded(body, content_type)
    root, fault = safe_tree(source.text, url)
    bozo = "; ".join(one for one in (source.fault, fault) if one) or None
    if local_name(root) == "sitemapindex":
        return Channel(format="sitemap-index", homepage=resolve(url, "/"), bozo=bozo, parts=_parts(root, url))
    pages = [(page, _news_of(page)) for page in children(root, "url")]
    entries = [_entry(page, news, url) for page, news in pages]
    newest = _newest_first(entries) if len(entries) > _MOST_PAGES else entries
    publication = next((text_of(news, "name") for _, news in pages if news is not None), None)
    return Channel(
        format="news-sitemap" if any(news is not None for _, news in pages) else "sitemap",
        title=title_text(publication or ""),
        homepage=resolve(url, "/"),
        bozo=bozo,
        dropped=max(0, len(entries) - _MOST_PAGES),
        entries=tuple(newest[:_MOST_PAGES]),
    )


def _parts(root: etree._Element, url: str) -> tuple[str, ...]:
    """List the sitemaps of an index: those with news in their name first, then the newest."""
    found: list[tuple[bool, datetime, str]] = []
    for one in children(root, "sitemap"):
        address = resolve(url, text_of(one, "loc") or "")
        changed = instant(text_of(one, "lastmod") or "")
        if address is not None:
            found.append(
                (_NEWS.search(urlsplit(address).path) is not None, changed.at if changed else _LONG_AGO, address)
            )
    found.sort(key=lambda one: one[:2], reverse=True)
    return tuple(dict.fromkeys(address for _, _, address in found))


def _news_of(page: etree._Element) -> etree._Element | None:
    return next(iter(children(page, "news")), None)


def _entry(page: etree._Element, news: etree._Element | None, url: str) -> Entry:
    published = text_of(news, "publication_date") if news is not None else None
    changed = next((_own_text(one) for one in children(page, "lastmod")), None)
    title = text_of(news, "title") if news is not None else None
    words = text_of(news, "keywords") if news is not None else None
    location = next((_own_text(one) for one in children(page, "loc")), None)
    moments = [(text, instant(text)) for text in (published, changed) if text]
    picture = next((text_of(one, "loc") for one in children(page, "image")), None)
    return Entry(
        url=resolve(url, location or ""),
        title=title_text(title or ""),
        published=instant(published) if published else None,
        updated=instant(changed) if changed else None,
        absurd_dates=tuple(visible(text) for text, moment in moments if moment is None),
        language=language_tag(text_of(news, "language")) if news is not None else None,
        keywords=tuple(dict.fromkeys(filter(None, _DIVIDER.split(visible(words))))) if words else (),
        image_url=resolve(url, picture) if picture else None,
    )


def _own_text(element: etree._Element) -> str | None:
    return "".join(map(str, element.itertext())).strip() or None


def _newest_first(entries: Sequence[Entry]) -> Sequence[Entry]:
    def moment(entry: Entry) -> datetime:
        stated = entry.published or entry.updated
        return stated.at if stated else _LONG_AGO

    return sorted(entries, key=moment, reverse=True)


FORMAT = Format(name="sitemap", media_types=("application/xml", "text/xml"), recognises=_recognises, parse=_parse)
