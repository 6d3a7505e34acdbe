"""XML as a tree, bounded: no entities, no external loads, no depth beyond libxml2's own 256 elements."""

from lxml import etree

from pipeline.errors import NotParsable
from pipeline.sources.budget import MOST_FEED_BYTES

__all__ = ["children", "local_name", "safe_tree", "text_of"]

# A megabyte is a news sitemap of 1,000 entries; sitemaps may have 50 (sitemaps.org).
_MOST_EXPANDED_BYTES = 5 * MOST_FEED_BYTES


def safe_tree(text: str, url: str) -> tuple[etree._Element, str | None]:
    """Parse a document, and say what was malformed and mended. Raises NotParsable if nothing can be read."""
    if len(text) > _MOST_EXPANDED_BYTES:
        raise NotParsable(
            url, f"{len(text):,} characters, more than the {_MOST_EXPANDED_BYTES:,} that a sitemap may have"
        )
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotParsable(url, f"no XML: {error}") from error
    if root is None:
        raise NotParsable(url, "no XML: there is no element in it")
    return root, str(parser.error_log[0].message) if parser.error_log else None


def local_name(element: etree._Element) -> str:
    """Name an element without its namespace, in lower case; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The direct children of this local name."""
    return [child for child in element if local_name(child) == name]


def text_of(element: etree._Element, name: str) -> str | None:
    """The trimmed text of the first descendant of this local name, or None."""
    for found in element.iter():
        if local_name(found) == name and found is not element:
            return "".join(map(str, found.itertext())).strip() or None
    return None
