"""A page as a tree: parsed once, bounded in time whatever its markup."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

__all__ = ["parsed"]

# libxml2 needs time in the square of a tag's attributes: 20 s for 100,000 of them. The longest tags of 227 real pages
# carry inlined data, which is not read here, in 14,000 characters.
_LONGEST_TAG = 8_000
# A quotation mark opens a value only after an equals sign.
_ATTRIBUTES = r"(?:[^=>]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+"
_TAG = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+"
    rf"|<(?P<raw>script|style)\b(?P<of_raw>{_ATTRIBUTES})>(?:[^<]++|<(?!/(?P=raw)))*+"
    rf"|<(?P<name>[A-Za-z][^\s/>]{{0,40}}+)(?P<attributes>{_ATTRIBUTES})",
    re.IGNORECASE,
)


def parsed(markup: str) -> HtmlElement | None:
    """The page's tree without comments, or None where there is nothing to parse.

    What nests deeper than 2,048 elements is left out: libxml2's own limit for large pages.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
    try:
        return document_fromstring(_short_tagged(markup).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _short_tagged(markup: str) -> str:
    """The markup, tags that are too long to parse without their attributes."""
    kept: list[str] = []
    done = 0
    for tag in _TAG.finditer(markup):
        part = "of_raw" if tag["raw"] else "attributes"
        if tag[part] is not None and len(tag[part]) > _LONGEST_TAG:
            kept.append(markup[done : tag.start(part)])
            done = tag.end(part)
    return "".join([*kept, markup[done:]]) if kept else markup
