"""Limit what a feed document may cost, before feedparser sees it: feedparser has no limits of its own.

Each check takes linear time. The figures are feedparser 6.0.14 on one core.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import NotParsable

__all__ = ["MOST_ENTRIES", "MOST_FEED_BYTES", "Affordable", "affordable", "within_bytes"]

MOST_FEED_BYTES = 10 * 1024 * 1024
"""Bytes of a feed document. The largest real feed in the corpora has 1.2 MB. Of a longer one the longest entries go."""

MOST_ENTRIES = 5_000
"""Entries taken from one document; the rest is counted."""

# 24-38 µs for a start and an end tag, and 55 times their memory: 100,000 pairs take 3 s. 5,000 entries of 15 elements
# have 150,000 brackets.
_MOST_BRACKETS = 400_000
# 1.6 µs each in a document that is not well-formed.
_MOST_AMPERSANDS = 1_000_000
# Quadratic: 5,000 attributes of one tag take 0.4 s, 20,000 take 5.5 s.
_MOST_ATTRIBUTES = 256
# Each tag is compared with each namespace declared so far: 2,000 times 20,000 take 3.3 s. Real feeds declare 20.
_MOST_NAMESPACES = 100
# Copied for every tag: 5,000 tags within a namespace of 100 kB take 1.8 s.
_LONGEST_NAMESPACE = 500
# The base address is resolved again for every tag (100 kB: 0.1 ms each), and relative ones add up as they nest.
_LONGEST_BASE = 2_000
_LONGEST_BASES = 10_000  # five of the longest, nested
# The search for an e-mail address is quadratic: 16 kB take 1.9 s, the longest possible address (320) takes 1 ms.
_LONGEST_PERSON = 320
# A keyword is compared with all others of its entry: 10,000 take 2.4 s. Squares are summed over the document.
_LONGEST_KEYWORDS = 2_000
_MOST_COMPARISONS = 50_000_000  # 1.2 s at the pace above

_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_CROWDED_TAG = re.compile(
    rf"<[^\s<>/]+(?:\s+[^\s=<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')){{{_MOST_ATTRIBUTES + 1}}}",
)
_NAMESPACE = re.compile(r"xmlns(?::([^\s:=<>\"']{0,200}))?\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_BASE = re.compile(r"\bbase\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[^\s<>/]*:)?(?:entry|item)(?=[\s>/])", re.IGNORECASE)
_END_OF_ENTRY = re.compile(r"</(?:[^\s<>/]*:)?(?:entry|item)\s*>", re.IGNORECASE)
_PADDING = re.compile(r"(?<!\s)\s{1000,}+")
_ROOT_NAME = re.compile(r"<([A-Za-z_][^\s<>/]*)")

# Elements by what feedparser makes of them, and how many characters they may have.
_LIMITS: Mapping[tuple[str, ...], int] = {
    ("author", "creator", "managingeditor"): _LONGEST_PERSON,
    ("owner", "publisher", "webmaster"): _LONGEST_PERSON,
    ("keywords", "tags"): _LONGEST_KEYWORDS,
}
_KINDS = {name: names for names in _LIMITS for name in names}
_LISTED = "|".join(_KINDS)
# feedparser finds its handlers by name, so that a prefix may end with an underscore as well as with a colon.
_SHORTENED = re.compile(rf"<(/?)((?:[^\s<>/]*[:_])?({_LISTED}))(?=[\s/>])", re.IGNORECASE)
_KEYWORD = re.compile(
    r"<(?:[^\s<>/]*[:_])?(?:(entry|item)|category|subject|(keywords|tags))(?=[\s/>])[^<>]*>?", re.IGNORECASE
)
_INNER_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]*>|[<>]")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,8};)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordable:
    """A document that may be parsed; `dropped` entries at its end were cut off, `faults` says what was shortened."""

    text: str
    dropped: int = 0
    faults: tuple[str, ...] = ()


def within_bytes(text: str, url: str) -> Affordable:
    """Cut a document to 10 million characters: first its padding, then its longest entries.

    Raises NotParsable if it is too long even without entries.
    """
    if len(text) <= MOST_FEED_BYTES:
        return Affordable(text=text)
    kept, dropped = _first_entries(_PADDING.sub(" ", text))
    spans = sorted(_spans(kept), key=lambda span: span[1] - span[0], reverse=True)
    surplus, gone = len(kept) - MOST_FEED_BYTES, []
    for start, end in spans:
        if surplus <= 0:
            break
        gone.append((start, end))
        surplus -= end - start
    if surplus > 0:
        raise NotParsable(url, f"{len(text):,} characters, more than the {MOST_FEED_BYTES:,} that a feed may have")
    faults = [f"a document of more than {MOST_FEED_BYTES:,} bytes"]
    if gone:
        faults.append(f"its {len(gone)} longest entries left out")
    return Affordable(text=_without(kept, sorted(gone)), dropped=dropped + len(gone), faults=tuple(faults))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Find where each entry begins and ends."""
    position = 0
    for found in _ENTRY.finditer(text):
        if found.start() < position:
            continue
        end = _END_OF_ENTRY.search(text, found.end())
        if end is None:
            return
        position = end.end()
        yield found.start(), position


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces.append(text[position:start])
        position = end
    return "".join((*pieces, text[position:]))


def affordable(text: str, url: str) -> Affordable:
    """Bring a document within the limits: cut surplus entries, shorten long names and lists of keywords.

    Raises NotParsable for more tags, attributes, namespaces or keywords than any feed has.
    """
    kept, dropped = _first_entries(text)
    structure = _CDATA.sub("", kept)
    _refuse_crowds(structure, url)
    _refuse_namespaces(structure, url)
    _refuse_bases(structure, url)
    _refuse_keywords(kept, url)
    surplus = list(_surplus(kept, url))
    faults = (f"{len(surplus)} long names or keyword lists shortened",) if surplus else ()
    return Affordable(text=_with_shortened(kept, surplus), dropped=dropped, faults=faults)


def _first_entries(text: str) -> tuple[str, int]:
    """Cut a document after the last entry within the limit and close it. Also count the entries that followed."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    root = _ROOT_NAME.search(text)
    if len(starts) <= MOST_ENTRIES or root is None:
        return text, 0
    inner = "</channel>" if root[1].lower().endswith("rss") else ""
    return f"{text[: starts[MOST_ENTRIES]]}{inner}</{root[1]}>", len(starts) - MOST_ENTRIES


def _refuse_crowds(structure: str, url: str) -> None:
    if structure.count("<") > _MOST_BRACKETS:
        raise NotParsable(url, f"more than {_MOST_BRACKETS // 2:,} elements")
    if structure.count("&") > _MOST_AMPERSANDS:
        raise NotParsable(url, f"more than {_MOST_AMPERSANDS:,} entities")
    if _CROWDED_TAG.search(structure):
        raise NotParsable(url, f"a tag with more than {_MOST_ATTRIBUTES} attributes")


def _refuse_namespaces(structure: str, url: str) -> None:
    prefixes: set[str] = set()
    for found in _NAMESPACE.finditer(structure):
        prefixes.add(found[1] or "")
        if len(found[2] or found[3] or "") > _LONGEST_NAMESPACE:
            raise NotParsable(url, f"a namespace of more than {_LONGEST_NAMESPACE} characters")
    if len(prefixes) > _MOST_NAMESPACES:
        raise NotParsable(url, f"more than {_MOST_NAMESPACES} namespaces")


def _refuse_bases(structure: str, url: str) -> None:
    bases = [found[1] or found[2] or found[3] or "" for found in _BASE.finditer(structure)]
    relative = sum(len(base) for base in bases if "://" not in base)
    if relative > _LONGEST_BASES or any(len(base) > _LONGEST_BASE for base in bases):
        raise NotParsable(url, f"base addresses of more than {_LONGEST_BASE:,} characters")


def _refuse_keywords(text: str, url: str) -> None:
    comparisons = keywords = 0
    for found in _KEYWORD.finditer(text):
        if found[1]:
            comparisons += keywords**2
            keywords = 0
            continue
        keywords += 1 if found[2] is None else _listed(text, found.end())
    if comparisons + keywords**2 > _MOST_COMPARISONS:
        raise NotParsable(url, "too many keywords to compare")


def _listed(text: str, start: int) -> int:
    words = text[start : start + _LONGEST_KEYWORDS].removeprefix("<![CDATA[")
    return words.partition("<")[0].count(",") + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """An element whose text has a limit: from the bracket of its start tag to that of its end tag."""

    name: str
    start: int
    end: int
    limit: int

    def content(self, text: str) -> str:
        after_tag = text.find(">", self.start, self.end) + 1
        return _INNER_TAG.sub("", text[after_tag or self.start : self.end])

    def shortened(self, text: str) -> str:
        words = self.content(text)[: self.limit]
        whole = words.rpartition("&")[0] if "&" in words[-10:] else words
        return f"<{self.name}>{_BARE_AMPERSAND.sub('&amp;', whole)}"


def _surplus(text: str, url: str) -> Iterator[_Element]:
    """The elements that are longer than their limit. No element contains another, so each is read once."""
    last_start = dict.fromkeys(_LIMITS, -1)
    for kind, element in _limited_elements(text):
        if element.end - element.start <= element.limit:
            continue
        if element.start < last_start[kind] or _ENTRY.search(text, element.start, element.end):
            raise NotParsable(url, f"a {element.name} element around others like it or around entries")
        last_start[kind] = element.start
        if len(element.content(text)) > element.limit:
            yield element


def _limited_elements(text: str) -> Iterator[tuple[tuple[str, ...], _Element]]:
    opened: dict[tuple[str, ...], list[re.Match[str]]] = {names: [] for names in _LIMITS}
    for tag in _SHORTENED.finditer(text):
        kind = _KINDS[tag[3].lower()]
        if not tag[1]:
            opened[kind].append(tag)
        elif opened[kind]:
            start = opened[kind].pop()
            yield kind, _Element(name=start[2], start=start.start(), end=tag.start(), limit=_LIMITS[kind])


def _with_shortened(text: str, elements: list[_Element]) -> str:
    pieces: list[str] = []
    position = 0
    for element in sorted(elements, key=lambda one: one.start):
        if element.start < position:
            continue
        pieces += (text[position : element.start], element.shortened(text))
        position = element.end
    return "".join((*pieces, text[position:]))
