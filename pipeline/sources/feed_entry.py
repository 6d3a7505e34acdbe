"""Turn what feedparser read of an entry into an `Entry`, with our own reading of dates, links, texts and names."""

import html
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Enclosure, Entry, Instant
from pipeline.sources.dates import instant, stated_instant
from pipeline.sources.own_children import PERMALINK
from pipeline.sources.parsed_element import Element
from pipeline.sources.people import author_names
from pipeline.sources.placeholders import is_placeholder
from pipeline.sources.plain_text import has_markup, html_text, safe_markup, title_text, visible
from pipeline.urls import canonical, host, is_front, one_page, resolve, same_site

__all__ = ["Surroundings", "entry", "language_tag", "page_address"]

# The shape of BCP 47. Feeds also write en_US, and "English" or "utf-8", which are not language tags.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
# In Atom, content of other types is base64 (RFC 4287, 4.1.3.3); some feeds put text into it.
_OF_BYTES = "application/octet-stream"
_TEXT_TYPES = frozenset({None, "text/plain", "text/html", "application/xhtml+xml", _OF_BYTES, "base64"})
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4}\s*)+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_SHORTEST_BASE64 = 24  # shorter runs of letters may be words
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_DIGITS = 15  # lengths in bytes that fit a bigint


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an entry takes from its document. Its links are relative to `base`."""

    base: str
    homepage: str | None = None
    is_atom: bool
    authors: tuple[str, ...] = ()
    language: str | None = None


def entry(item: Element, around: Surroundings) -> Entry:
    """Read the entry that an item of a feed announces."""
    published, updated, refused = _dates(item, around)
    summary, content = _texts(item, around)
    title = item.text("title")
    return Entry(
        guid=_shown(item.text("id")),
        url=_address(item, around),
        title=title_text(title) if title else None,
        summary=summary,
        content=content,
        authors=author_names(item) or author_names(item.element("source")) or around.authors,
        published=published,
        updated=updated,
        absurd_dates=refused,
        language=language_tag(item.text("language") or item.element("title_detail").text("language"))
        or around.language,
        keywords=_keywords(item),
        image_url=_image(item, around.base),
        enclosures=_enclosures(item, around.base),
    )


def language_tag(text: str | None) -> str | None:
    """Write a language tag as BCP 47 does; None if it is not one."""
    tag = (text or "").strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def page_address(element: Element, base: str) -> str | None:
    """Find the page of an entry or channel, or None. Its own link comes before any other."""
    for reference in _references(element):
        shown = _shown(reference) or ""
        address = None if is_placeholder(shown) else resolve(base, _with_scheme(shown, base))
        if address is not None:
            return address
    return None


def _address(item: Element, around: Surroundings) -> str | None:
    """Find the link; or the guid of RSS if it is permanent and the link leads to the site's front page."""
    link = page_address(item, around.base)
    guid = _guid_address(item, around.base)
    if link is None or guid is None:
        return link or guid
    return guid if _is_front(link, around) and not _is_front(guid, around) and same_site(link, guid) else link


def _is_front(address: str, around: Surroundings) -> bool:
    return is_front(canonical(address)) or (
        around.homepage is not None and one_page(address) == one_page(around.homepage)
    )


def _with_scheme(reference: str, base: str) -> str:
    """Add a missing scheme to an address that begins with "www." or with the host of the feed."""
    begin = reference.lower().split("/", 1)[0]
    is_host = begin in {host(base), host(base).removeprefix("www.")} or (
        begin.startswith("www.") and begin.count(".") > 1
    )
    return f"//{reference}" if begin and is_host else reference


def _references(element: Element) -> Iterator[str]:
    """List the links of an entry. FeedBurner's original link comes first: its `link` leads through a counter."""
    original = element.text("feedburner_origlink") or ""
    if original.startswith(("http://", "https://")):
        yield original
    alternates = [link for link in element.elements("links") if link.text("rel") == "alternate"]
    pages = [link for link in alternates if link.text("type") in _PAGE_TYPES]
    for link in pages:
        yield link.text("href") or ""
    if not element.fields.get("guidislink"):  # else feedparser has put the guid there, address or not
        yield element.text("link") or ""
    for link in alternates:
        yield link.text("href") or ""


def _guid_address(item: Element, base: str) -> str | None:
    """Find the guid of RSS if it is a permanent link (isPermaLink is not false)."""
    guid = item.text("id")
    empty_link = item.has("link") and item.text("link") is None
    if guid is None or not (item.has(PERMALINK) or item.fields.get("guidislink") or empty_link):
        return None
    return resolve(base, guid) if guid.lower().startswith(("http://", "https://")) else None


def _shown(text: str | None) -> str | None:
    if not text:
        return None
    return html_text(text) if has_markup(text) else visible(text).strip() or None


def _texts(item: Element, around: Surroundings) -> tuple[str | None, str | None]:
    """Summary as text and content as HTML. A summary that feedparser copied from the content has no detail of its own.

    RSS has one element for both, so that a description stands for the content where nothing longer does.
    """
    described = item.text("summary") if item.has("summary_detail") else None
    content = max((_as_html(one) for one in item.elements("content") if _is_text(one)), key=len, default="")
    if described and not around.is_atom and len(described) > len(content):
        content = described
    return html_text(described) if described else None, safe_markup(content)


def _is_text(content: Element) -> bool:
    return _media_type(content) in _TEXT_TYPES and not content.has("src")


def _as_html(content: Element) -> str:
    """Escape plain text. A text with tags is HTML, whatever its declared type, which is often wrong."""
    text = _from_base64(content.text("value") or "")
    is_plain = _media_type(content) in {"text/plain", _OF_BYTES}
    return html.escape(text, quote=False) if is_plain and not has_markup(text) else text


def _from_base64(text: str) -> str:
    """Decode base64, which not every feed declares; other text is returned as it is."""
    if len(text) < _SHORTEST_BASE64 or not _BASE64.fullmatch(text):
        return text
    try:
        plain = b64decode(text).decode()
    except ValueError:  # not whole, or bytes that are no text
        return text
    return plain if visible(plain) == plain else text


def _dates(item: Element, around: Surroundings) -> tuple[Instant | None, Instant | None, tuple[str, ...]]:
    """Published, updated, and the texts that are no date. Outside Atom, dc:date alone is when it was published.

    A date before the web gives way to any other. Alone, it is returned as it is, and the poll judges it.
    """
    texts = [item.text(name) or None for name in ("published", "updated", "created")]
    published, updated, created = (instant(text) if text else None for text in texts)
    refused = tuple(
        _shown(text) or text
        for text, read in zip(texts, (published, updated, created), strict=True)
        if text and read is None
    )
    if not (published or updated or created) and texts[0] and (ancient := stated_instant(texts[0])):
        return ancient, None, tuple(text for text in refused if text != _shown(texts[0]))
    if around.is_atom:
        return published or created, updated, refused
    if published is None:
        return created or updated, updated if created else None, refused
    return published, None if updated and updated.at == published.at else updated, refused


def _keywords(item: Element) -> tuple[str, ...]:
    terms = (tag.text("label") or tag.text("term") for tag in item.elements("tags"))
    plain = (title_text(term) for term in terms if term)
    return tuple(dict.fromkeys(word for word in plain if word))


def _enclosures(item: Element, base: str) -> tuple[Enclosure, ...]:
    links = [link for link in item.elements("links") if link.text("rel") == "enclosure"]
    found: dict[str, Enclosure] = {}
    for media in (*links, *item.elements("media_content")):
        address = resolve(base, media.text("href") or media.text("url") or "")
        if address is None:
            continue
        size = _count(media.text("length") or media.text("filesize"))
        found.setdefault(address, Enclosure(url=address, media_type=_media_type(media), length_bytes=size))
    return tuple(found.values())


def _media_type(media: Element) -> str | None:
    stated = media.text("type") or ""
    return visible(stated).split(";")[0].strip().lower() or None


def _count(text: str | None) -> int | None:
    """Read a length in bytes; None for 0, which publishers write if they do not know it (RSS 2.0 demands a length)."""
    if text is None or not text.isdecimal() or len(text) > _MOST_DIGITS:
        return None
    return int(text) or None


def _image(item: Element, base: str) -> str | None:
    return _first_address([*_pictures(item)], base)


def _pictures(item: Element) -> Iterator[str]:
    for media in item.elements("media_content"):
        if media.text("medium") == "image" or (media.text("type") or "").startswith("image/"):
            yield media.text("url") or ""
    for link in item.elements("links"):
        if link.text("rel") == "enclosure" and (link.text("type") or "").startswith("image/"):
            yield link.text("href") or ""
    for thumbnail in item.elements("media_thumbnail"):
        yield thumbnail.text("url") or ""
    yield item.element("image").text("href") or ""


def _first_address(references: Sequence[str], base: str) -> str | None:
    addresses = (resolve(base, reference) for reference in references)
    return next((address for address in addresses if address), None)
