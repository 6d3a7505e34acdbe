"""Read and write OPML 2.0 (opml.org): lists of feeds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from pipeline.errors import NotParsable
from pipeline.masking import MASK
from pipeline.sources.charset import decoded
from pipeline.sources.markup import root_element
from pipeline.sources.outline_tags import OutlineTag, outline_tags
from pipeline.sources.plain_text import title_text
from pipeline.urls import canonical, resolve

__all__ = ["Outline", "opml", "outlines"]

# Attributes as readers write them: the specification's xmlUrl, and its spellings in the wild.
_FEED = ("xmlurl",)
_HOMEPAGE = ("htmlurl",)
_TITLE = ("title", "text")
_FEED_TYPES = frozenset({"rss", "atom", "rss1", "rss2", "feed"})
_FEED_SCHEME = re.compile(r"^feed:(?://(?=https?:))?", re.IGNORECASE)
_HOST = re.compile(r"(?:/{2})?[^\s/:@?#]+\.[^\W\d_]{2,}(?::\d+)?(?=[/?#]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed on a list; its address may hold a token.

    `refused` says why the address cannot be followed; `category` is the outline around it.
    """

    url: str
    title: str | None = None
    homepage: str | None = None
    category: str | None = None
    refused: str | None = None


def outlines(body: bytes, name: str) -> Sequence[Outline]:
    """Read the feeds of a list, each once, in order.

    Raises NotParsable if `name` is not OPML or lists no feed. An outline that cannot be read or followed is refused,
    with its line; its `url` is as written.
    """
    document = decoded(body, None).text
    root = root_element(document)
    if root is None:
        raise NotParsable(name, "no XML: there is no element in it")
    if root.rpartition(":")[2].lower() != "opml":
        raise NotParsable(name, f"no OPML: its root element is {root[:60].lower()}")
    once: dict[str, Outline] = {}
    for tag in outline_tags(document):
        if outline := _outline(tag):
            once.setdefault(canonical(outline.url), outline)
    if not once:
        raise NotParsable(name, "no outline in it has an xmlUrl, the address of a feed")
    return list(once.values())


def _outline(tag: OutlineTag) -> Outline | None:
    """Read the feed of an outline; None if it names none, as a folder does."""
    stated = _first(tag.attributes, _FEED)
    if stated is None and (tag.attributes.get("type") or "").lower() in _FEED_TYPES:
        stated = tag.attributes.get("url")
    if stated is None and tag.fault is None and not _announces_feed(tag):
        return None
    address = resolve("", _with_scheme(stated)) if stated else None
    refused = _refusal(tag, stated, address=address)
    return Outline(
        url=address or stated or tag.text,
        title=title_text(_first(tag.attributes, _TITLE) or ""),
        homepage=resolve("", _first(tag.attributes, _HOMEPAGE) or ""),
        category=title_text(_first(tag.around, _TITLE) or ""),
        refused=f"line {tag.line}: {refused}" if refused else None,
    )


def _refusal(tag: OutlineTag, stated: str | None, *, address: str | None) -> str | None:
    """Say why no feed can be read from a tag; None if one can."""
    if stated and f"={MASK}" in stated:
        return "its password or token is masked; write the address with it"
    if address:
        return None
    return tag.fault or ("no http or https address without a user name" if stated else "it names no address of a feed")


def _announces_feed(tag: OutlineTag) -> bool:
    """Whether an outline without an address is a feed's, by its type or by an address that a broken value swallowed."""
    return (tag.attributes.get("type") or "").lower() in _FEED_TYPES or "xmlurl" in tag.text.lower()


def _with_scheme(address: str) -> str:
    """The address with a scheme: "feed:" is what browsers once handed to feed readers, and some lists have none."""
    plain = _FEED_SCHEME.sub("", address.strip())
    if plain != address.strip() and not plain.lower().startswith("http"):
        return f"http://{plain.lstrip('/')}"
    return f"https://{plain.lstrip('/')}" if _HOST.match(plain) else plain


def _first(attributes: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((attributes[name] for name in names if attributes.get(name)), None)


def opml(feeds: Iterable[Outline], *, title: str, at: datetime) -> bytes:
    """Write a list of feeds as OPML 2.0; `at` is when it was made."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "dateCreated").text = format_datetime(at)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = feed.title or feed.url
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url}
        etree.SubElement(body, "outline", attributes | ({"htmlUrl": feed.homepage} if feed.homepage else {}))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
