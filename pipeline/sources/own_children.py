"""Whose element is it: children of an item, and what stands below other children and belongs to those.

feedparser puts a title, a link or a description into the entry from wherever it stands: from a picture, a block of
related stories, the media module. Such elements are taken out before. Takes linear time.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.sources.plain_text import WITHIN_WORDS
from pipeline.urls import resolve

__all__ = ["PERMALINK", "with_own_children"]

PERMALINK = "newswire-permalink"
"""Element put behind a guid that is a permanent link: feedparser says so only where no link came before."""

# Quotes without their partner end at the next bracket, so that no part of a tag is read twice.
_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?P<end>/?)(?P<name>[A-Za-z_][^\s<>/]*)"
    r"(?P<attributes>(?>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*))>",
    re.DOTALL,
)
_NAMESPACE = re.compile(r"xmlns(?::([^\s=<>\"']{1,100}))?\s*=\s*(?:\"([^\"<]{0,300})\"|'([^'<]{0,300})')")
_BASE = re.compile(r"\bxml:base\s*=\s*([\"'])([^\"'<>]{0,2000})\1", re.IGNORECASE)
_EMPTY_SECTION = re.compile(r"<!\[CDATA\[\s*\]\]>")
_IS_PERMALINK = re.compile(r"\bispermalink\s*=\s*[\"']?\s*(\w+)", re.IGNORECASE)

# Namespaces under whatever prefix; those of the formats themselves have none.
_MODULES = (
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://purl.org/dc/elements/1.1", "dc"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://www.w3.org/2005/atom", ""),
    ("http://purl.org/atom/ns#", ""),
    ("http://purl.org/rss/1.0", ""),
    ("http://my.netscape.com/rdf/simple/0.9", ""),
)
_MODULE_OF: Mapping[str, str] = dict(_MODULES)
_OWN_PREFIXES = frozenset({"", "atom", "atom10", "a10", "rss", "rss1", "rdf"})

_ITEMS = frozenset({"item", "entry"})
_CHANNELS = frozenset({"channel", "feed"})
# Markup within these is theirs to read.
_TEXTS = frozenset(
    {"title", "description", "summary", "content", "encoded", "body", "abstract", "fullitem", "subtitle"}
)
_TEXT_MODULES = frozenset({"", "content", "xhtml", "dc", "itunes"})
_PEOPLE = frozenset({"author", "creator", "contributor", "managingeditor", "webmaster", "publisher", "owner"})
_OF_PEOPLE = frozenset({"name", "email", "uri", "url", "homepage"})
# A word, a date or an address: markup within is decoration.
_PLAIN = frozenset({"guid", "id", "category", "subject", "link", "pubdate", "published", "updated", "date", "language"})
_DECORATION = WITHIN_WORDS | {"p", "div", "br"}
# feedparser keeps what stands in these apart.
_APART = frozenset({"source", "textinput"})
_OF_PICTURES = frozenset({"url", "href", "width", "height"})
_MEDIA = frozenset({"content", "thumbnail", "group", "player", "credit", "category", "keywords", "rating", "copyright"})
# A block that names one of these is about another story.
_OF_STORIES = frozenset({"title", "link", "guid", "id"})

# What an entry has once, by the elements that state it: the entry's own first, then those of modules.
_ROLES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("title",), ("dc:title",), ("media:title",)),
    (
        ("description", "summary", "content", "content:encoded", "body", "xhtml:body", "fullitem", "abstract"),
        ("dc:description",),
        ("itunes:summary",),
        ("media:description",),
    ),
    (("author", "dc:creator", "dc:author"), ("itunes:author",)),
    (("pubdate", "published", "issued"), ("dcterms:issued",)),
    (("updated", "modified", "lastbuilddate"), ("dcterms:modified",), ("dc:date",)),
    (("guid",), ("id",)),
    (("language",), ("dc:language",)),
)
_ROLE_OF = {
    name: (role, rank) for role, ranks in enumerate(_ROLES) for rank, names in enumerate(ranks) for name in names
}
# Of these the first counts; feedparser takes the last.
_ONCE = frozenset({"guid", "id", "language", "dc:language"})
_OWN = frozenset({"title", "link", "description", "summary", "content", "content:encoded"})
_MOST_DEPTH = 100
_Edit = tuple[int, int, str]


@dataclass(slots=True, kw_only=True)
class _Node:
    """An element: its tags among the tokens, and the elements directly below it."""

    name: str
    module: str
    start: re.Match[str] | None = None
    end: re.Match[str] | None = None
    children: list["_Node"] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return f"{self.module}:{self.name}" if self.module else self.name

    @property
    def is_of_group(self) -> bool:
        return self.name in {"title", "description"}

    @property
    def is_text(self) -> bool:
        return self.name in _TEXTS and self.module in _TEXT_MODULES


def with_own_children(document: str, url: str) -> str:
    """The document in which items and the channel hold only what is their own, and each of their values once.

    Each xml:base is absolute then, seen from the one around it or from `url`, where the document came from.
    """
    tree = _tree(document, _prefixes(document))
    edits = sorted([*_edits(tree, document), *_bases(tree, url)])
    pieces: list[str] = []
    position = 0
    for start, end, text in edits:
        if start >= position:
            pieces += (document[position:start], text)
            position = end
    return "".join((*pieces, document[position:])) if edits else document


def _prefixes(document: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for declared in _NAMESPACE.finditer(document):
        module = _MODULE_OF.get((declared[2] or declared[3] or "").lower().rstrip("/"))
        if module is not None and declared[1]:
            found[declared[1].lower()] = module
    return found


def _tree(document: str, prefixes: Mapping[str, str]) -> _Node:
    """The elements of the document. What is never closed holds nothing: its children are those of its parent."""
    stack = [_Node(name="", module="")]
    opened: Counter[str] = Counter()
    for token in _TOKEN.finditer(document):
        written = (token["name"] or "").lower()
        if token["end"]:
            if opened[written]:
                _close(stack, opened, token)
        elif written:
            prefix, _, local = written.rpartition(":")
            module = prefixes.get(prefix, prefix)
            node = _Node(name=local, module="" if module in _OWN_PREFIXES else module, start=token)
            stack[-1].children.append(node)
            if token["attributes"].endswith("/"):
                node.end = token
            elif len(stack) < _MOST_DEPTH:
                stack.append(node)
                opened[written] += 1
    while len(stack) > 1:
        _give_up(stack)
    return stack[0]


def _close(stack: list[_Node], opened: Counter[str], token: re.Match[str]) -> None:
    """End the innermost element of this name, and give up those within it that are still open."""
    name = token["name"].lower()
    while (open_name := stack[-1].start["name"].lower() if stack[-1].start else "") != name:
        opened[open_name] -= 1
        _give_up(stack)
    opened[name] -= 1
    stack.pop().end = token


def _give_up(stack: list[_Node]) -> None:
    unclosed = stack.pop()
    stack[-1].children += unclosed.children
    unclosed.children = []


def _bases(node: _Node, base: str) -> Iterator[_Edit]:
    """Absolute addresses for relative ones in xml:base: feedparser does not know where the document came from."""
    for child in node.children:
        stated = _BASE.search(child.start["attributes"]) if child.start else None
        around = base
        if stated is not None and child.start is not None:
            address = resolve(base, html.unescape(stated[2]))
            if address is not None:
                around = address
            if around != stated[2]:
                offset = child.start.start("attributes")
                yield offset + stated.start(2), offset + stated.end(2), html.escape(around)
        yield from _bases(child, around)


def _edits(node: _Node, document: str) -> Iterator[_Edit]:
    for child in node.children:
        if child.name in _ITEMS and not child.module:
            yield from _of_item(child, document)
        elif child.children:
            yield from _edits(child, document)
    if node.name in _CHANNELS and not node.module:
        yield from _repeated(node.children, document)
        for child in node.children:
            if child.module not in _TEXT_MODULES or not _holds_items(child):
                yield from _of_child(child)


def _holds_items(node: _Node) -> bool:
    return node.name in _ITEMS | _CHANNELS or any(child.name in _ITEMS for child in node.children)


def _of_item(item: _Node, document: str) -> Iterator[_Edit]:
    grouped = [inner for child in item.children if child.whole == "media:group" for inner in child.children]
    yield from _repeated([*item.children, *grouped], document)
    names_itself = any(child.whole in _OWN for child in item.children)
    for child in item.children:
        if names_itself or child.name in _PEOPLE | _PLAIN:
            yield from _of_child(child)
    for child in item.children:
        if child.whole == "guid" and child.start and child.end and _is_permalink(child, document):
            yield child.end.end(), child.end.end(), f"<{PERMALINK}>1</{PERMALINK}>"


def _is_permalink(guid: _Node, document: str) -> bool:
    stated = _IS_PERMALINK.search(guid.start["attributes"]) if guid.start else None
    return (stated is None or stated[1].lower() != "false") and "://" in _inner(guid, document)


def _repeated(children: Sequence[_Node], document: str) -> Iterator[_Edit]:
    """Take out what states a value that an element of a higher rank, or an earlier one, has stated."""
    best: dict[int, int] = {}
    stated = [(child, *_ROLE_OF[child.whole]) for child in children if child.whole in _ROLE_OF and child.end]
    filled = [bool(_inner(child, document).strip()) for child, _, _ in stated]
    for (_, role, rank), is_filled in zip(stated, filled, strict=True):
        if is_filled:
            best[role] = min(rank, best.get(role, rank))
    seen: set[str] = set()
    for (child, role, rank), is_filled in zip(stated, filled, strict=True):
        if role in best and (rank != best[role] or (child.whole in _ONCE and (child.whole in seen or not is_filled))):
            yield from _whole(child)
        elif is_filled:
            seen.add(child.whole)


def _inner(node: _Node, document: str) -> str:
    if node.start is None or node.end is None or node.end is node.start:
        return ""
    return _EMPTY_SECTION.sub("", document[node.start.end() : node.end.start()])


def _of_child(child: _Node) -> Iterator[_Edit]:
    """Take out what stands below a child and is not the item's."""
    if not child.children or child.end is None or child.is_text or child.name in _APART or child.module == "itunes":
        return
    if child.name in _PEOPLE:
        yield from _of_person(child)
    elif child.name in _PLAIN and child.module in {"", "dc"}:
        yield from _tags(child)
    elif child.module == "media":
        yield from _of_media(child, within_group=child.name == "group")
    elif child.whole == "image":
        yield from _others(child, _OF_PICTURES)
    elif any(inner.name in _OF_STORIES for inner in child.children):
        yield from _others(child, frozenset())
    else:
        for inner in child.children:
            yield from _of_child(inner) if inner.module == "media" else _whole(inner)


def _of_person(person: _Node) -> Iterator[_Edit]:
    """A person of Atom has elements of its own; in any other, elements are decoration around the name."""
    if any(inner.name in _OF_PEOPLE for inner in person.children):
        yield from _others(person, _OF_PEOPLE)
        for inner in person.children:
            yield from _tags(inner)
    else:
        yield from _tags(person)


def _of_media(media: _Node, *, within_group: bool) -> Iterator[_Edit]:
    """The title and the description of a picture are the picture's; those of a group may stand for the item's."""
    for inner in media.children:
        if inner.module != "media" or (inner.name not in _MEDIA and not (within_group and inner.is_of_group)):
            yield from _whole(inner)
        elif inner.children:
            yield from _of_media(inner, within_group=False)


def _others(node: _Node, kept: frozenset[str]) -> Iterator[_Edit]:
    for inner in node.children:
        if inner.name not in kept:
            yield from _whole(inner)


def _whole(node: _Node) -> Iterator[_Edit]:
    if node.start is not None and node.end is not None:
        yield node.start.start(), node.end.end(), ""


def _tags(node: _Node) -> Iterator[_Edit]:
    """Take out the tags of markup below an element and leave their text; take out whole what is no markup."""
    for inner in node.children:
        if inner.name not in _DECORATION:
            yield from _whole(inner)
            continue
        for tag in (inner.start, inner.end):
            if tag is not None:
                yield tag.start(), tag.end(), ""
        yield from _tags(inner)
