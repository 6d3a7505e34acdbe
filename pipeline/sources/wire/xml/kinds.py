"""Which of the wires' XML formats a document is, by its root, or by what is in the wrapper around it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from pipeline.sources.wire.wire_format import WireDocument
from pipeline.sources.wire.xml.body_elements import words
from pipeline.sources.wire.xml.documents import root_name

__all__ = ["G2_ITEMS", "NEWSML_1", "NEWSML_G2", "NITF", "VENDOR_XML", "xml_kind"]

NITF = "nitf"
NEWSML_1 = "newsml-1"
NEWSML_G2 = "newsml-g2"
VENDOR_XML = "vendor-xml"

G2_ITEMS = words("newsitem packageitem planningitem conceptitem knowledgeitem catalogitem groupset")
"""Root elements of G2's items, and the groupSet of a package by itself."""

# Other readers' documents: feeds, pages, and XML that is no news.
_NO_WIRE = words(
    "rss feed rdf html body head urlset sitemapindex opml svg plist project configuration schema stylesheet definitions"
)
_KINDS: Mapping[str, str] = MappingProxyType(
    {"nitf": NITF, "newsml": NEWSML_1, "newsmessage": NEWSML_G2} | dict.fromkeys(G2_ITEMS - {"newsitem"}, NEWSML_G2)
)
# "NewsItem" is an element of both; only that of NewsML 1 has an Identification.
_NEWS_ITEM = "newsitem"
_IDENTIFICATION = "identification>"
_BEGINNING = 10_000
_WRAPPED = re.compile(rf"<(?:[\w.-]+:)?({'|'.join((*_KINDS, _NEWS_ITEM))})[\s/>]", re.IGNORECASE)


def xml_kind(document: WireDocument) -> str | None:
    """The name of the format; `vendor-xml` for XML that is none of the standards', None for what is no wire at all."""
    return _kind(document.head)


# Each format asks once.
@lru_cache(maxsize=4)
def _kind(head: str) -> str | None:
    root = root_name(head)
    if not root or root in _NO_WIRE:
        return None
    if root not in _KINDS and root != _NEWS_ITEM:
        wrapped = _WRAPPED.search(head)
        if wrapped is None:
            return VENDOR_XML
        root = wrapped[1].lower()
    if root == _NEWS_ITEM:
        return NEWSML_1 if _IDENTIFICATION in head[:_BEGINNING].lower() else NEWSML_G2
    return _KINDS[root]
