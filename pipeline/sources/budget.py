"""What a feed document may cost: measured before feedparser sees it, since feedparser itself has no limit of any kind.

Every measure takes time in proportion to the document. The figures are feedparser 6.0.14 on one core of 2.5 GHz.
"""

import re
from dataclasses import dataclass, field

from pipeline.errors import NotParsable

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "Affordable", "affordable"]

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of a feed document. The largest real feed in the corpora has 1.2 MB."""

MOST_ENTRIES = 5_000
"""Entries taken from one document; the rest is counted."""

# 24-38 µs a tag and 55 times its memory: 200,000 take 7 s. 5,000 entries of 15 elements are 75,000.
_MOST_TAGS = 200_000
# Quadratic: 5,000 attributes of one tag take 0.4 s, 20,000 take 5.5 s.
_MOST_ATTRIBUTES = 256
# Each tag is compared with each namespace declared so far: 2,000 times 20,000 take 3.3 s. Real feeds declare 20.
_MOST_NAMESPACES = 100
# Copied for every tag: 5,000 tags within a namespace of 100 kB take 1.8 s.
_LONGEST_NAMESPACE = 500
# A base address is resolved again for every tag (100 kB: 0.1 ms each), and relative ones add up as they nest.
_LONGEST_BASES = 10_000
# The search for an e-mail address is quadratic: 16 kB take 1.9 s, 320 characters less than a millisecond (RFC 3696: an
# address has 320 at the most).
_LONGEST_PERSON = 320
# A keyword is compared with all others of its entry: 10,000 take 2.4 s. The sum of squares over all entries counts.
_LONGEST_KEYWORDS = 2_000
_MOST_COMPARISONS = 50_000_000

_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_TAG = re.compile(r"<[A-Za-z_]")
_CROWDED_TAG = re.compile(
    rf"<[^\s<>/]+(?:\s+[^\s=<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')\s*+){{{_MOST_ATTRIBUTES + 1}}}".replace(r"\s*+)", ")")
)
_NAMESPACE = re.compile(r"xmlns(?::([^\s=<>\"']*))?\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_BASE = re.compile(r"\bbase\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)

_ENTRIES = ("entry", "item")
_PEOPLE = ("author", "creator", "managingeditor")
_PUBLISHERS = ("owner", "publisher", "webmaster")
_KEYWORD = ("category", "subject")
_KEYWORDS = ("keywords", "tags")
_NAMES = "|".join((*_ENTRIES, *_PEOPLE, *_PUBLISHERS, *_KEYWORD, *_KEYWORDS))
# feedparser finds its handlers by name, so that a prefix may end with an underscore as well as with a colon.
_WATCHED = re.compile(rf"<(/?)((?:[^\s<>/]*[:_])?({_NAMES}))(?=[\s/>])", re.IGNORECASE)
_ROOT_NAME = re.compile(r"<([A-Za-z_][^\s<>/]*)")
_INNER = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]*>|[<>]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordable:
    """A document that may be parsed; `dropped` entries at its end were cut off, `faults` says what was shortened."""

    text: str
    dropped: int = 0
    faults: tuple[str, ...] = ()


def affordable(text: str, url: str) -> Affordable:
    """The document within the limits above: too many entries are cut off, too long persons and keyword lists shortened.

    Raises NotParsable where no feed goes: for tags, attributes, namespaces or keywords in absurd numbers.
    """
    structure = _CDATA.sub("", text)
    _refuse_crowds(structure, url)
    _refuse_namespaces(structure, url)
    _refuse_bases(structure, url)
    watched = _watch(text)
    _refuse_keywords(watched, url)
    if sum(1 for _ in _TAG.finditer(structure[: _share(structure, text, watched)])) > _MOST_TAGS:
        raise NotParsable(url, f"more than {_MOST_TAGS:,} tags")
    return _cut(text, watched, url)
