"""Which elements of bodies stand within a line, which are paragraphs or hold some, and which nobody reads.

Of HTML and of NITF 3.x; what is in neither list is told by the text beside it.
"""

from lxml import etree

from pipeline.sources.plain_text import WITHIN_WORDS

__all__ = ["BLOCKS", "UNREAD", "WITHIN_LINES", "has_text_beside", "words"]


def words(*rows: str) -> frozenset[str]:
    """The words of these rows, as names of elements are listed."""
    return frozenset(word for row in rows for word in row.split())


WITHIN_LINES = WITHIN_WORDS | words(
    "alt-code chron city classifier copyrite copyrite.holder copyrite.year country event frac frac-num frac-den",
    "frac-sep function lang location money name.family name.given num object.title org person postaddr pronounce",
    "region state sublocation virtloc byttl label annotation",
)
"""HTML (`plain_text.WITHIN_WORDS`) and the enriched text of NITF."""

BLOCKS = words(
    "address article aside block blockquote body body.content body.end bq br caption center custom-table datasource dd",
    "div dl dt figcaption figure fn footer form h1 h2 h3 h4 h5 h6 header hedline hl1 hl2 hr html li main nav nitf note",
    "ol p pre section table tagline tbody td tfoot th thead tr ul",
)

UNREAD = words("script style head media noscript template nitf-col nitf-colgroup")
"""Pictures and films of NITF (`media`) are read apart."""


def has_text_beside(element: etree._Element) -> bool:
    """Whether text stands beside the children of an element, so that what it holds is one line."""
    return bool(element.text and element.text.strip()) or any(one.tail and one.tail.strip() for one in element)
