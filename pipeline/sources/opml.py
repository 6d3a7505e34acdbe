"""OPML 2.0 (opml.org): lists of feeds, taken in from other readers and handed out again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from pipeline.errors import NotParsable
from pipeline.masking import MASK
from pipeline.sources.charset import decoded
from pipeline.sources.plain_text import title_text
from pipeline.sources.safe_xml import local_name, safe_tree
from pipeline.urls import canonical, resolve

__all__ = ["Outline", "opml", "outlines"]

# Attributes as readers write them: the specification's xmlUrl, and its spellings in the wild.
_FEED = ("xmlurl",)
_HOMEPAGE = ("htmlurl",)
_TITLE = ("title", "text")


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
    """The feeds of a list, each once, in its order; NotParsable where `name` is no OPML or lists no feed."""
    root, _ = safe_tree(decoded(body, None).text, name)
    if local_name(root) != "opml":
        raise NotParsable(name, f"no OPML: its root element is {local_name(root)[:60]}")
    once: dict[str, Outline] = {}
    for element in root.iter():
        if local_name(element) == "outline" and (outline := _outline(element)):
            once.setdefault(canonical(outline.url), outline)
    if not once:
        raise NotParsable(name, "no outline in it has an xmlUrl, the address of a feed")
    return list(once.values())


def _outline(element: etree._Element) -> Outline | None:
    attributes = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
    stated = _first(attributes, _FEED)
    if stated is None:
        return None
    # "feed:" is what browsers once handed to feed readers.
    address = resolve("", stated.removeprefix("feed:") if stated.startswith("feed:http") else stated)
    refused = None if address else "no http or https address without a user name"
    if f"={MASK}" in stated:
        refused = "its password or token is masked; write the address with it"
    parent = element.getparent()
    around = {} if parent is None else {str(key).lower(): str(value) for key, value in parent.attrib.items()}
    return Outline(
        url=address or stated,
        title=title_text(_first(attributes, _TITLE) or ""),
        homepage=resolve("", _first(attributes, _HOMEPAGE) or ""),
        category=title_text(_first(around, _TITLE) or ""),
        refused=refused,
    )


def _first(attributes: dict[str, str], names: Iterable[str]) -> str | None:
    return next((attributes[name] for name in names if attributes.get(name)), None)


def opml(feeds: Iterable[Outline], *, title: str, at: datetime) -> bytes:
    """A list of feeds as OPML 2.0; `at` is when it was made."""
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
