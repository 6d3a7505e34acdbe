"""Separate the children of an item from elements further down, which belong to those children.

feedparser puts a title, a link or a description into the entry from wherever it stands: from a picture, a block of
related stories, the media module. Such elements are removed first. Takes linear time.
"""

import html
import re
from collections.abc import Iterator, Sequence

from pipeline.sources.element_tree import Node, tree_of
from pipeline.sources.plain_text import WITHIN_WORDS
from pipeline.urls import resolve

__all__ = ["PERMALINK", "with_own_children"]

PERMALINK = "newswire-permalink"
"""Element put behind a guid that is a permanent link: feedparser says so only where no link came before."""

_BASE = re.compile(r"\bxml:base\s*=\s*([\"'])([^\"'<>]{0,2000})\1", re.IGNORECASE)
_EMPTY_SECTION = re.compile(r"<!\[CDATA\[\s*\]\]>")
_IS_PERMALINK = re.compile(r"\bispermalink\s*=\s*[\"']?\s*(\w+)", re.IGNORECASE)

_ITEMS = frozenset({"item", "entry"})
_CHANNELS = frozenset({"channel", "feed"})
# Markup within these is their content.
_TEXTS = frozenset(
    {"title", "description", "summary", "content", "encoded", "body", "abstract", "fullitem", "subtitle"}
)
_TEXT_MODULES = frozenset({"", "content", "xhtml", "dc", "itunes"})
_PEOPLE = frozenset({"author", "creator", "contributor", "managingeditor", "webmaster", "publisher", "owner"})
_OF_PEOPLE = frozenset({"name", "email", "uri", "url", "homepage"})
# A word, a date or an address: markup within is decoration.
_PLAIN = frozenset({"guid", "id", "category", "subject", "link", "pubdate", "published", "updated", "date", "language"})
_DECORATION = WITHIN_WORDS | {"p", "div", "br"}
# feedparser keeps the content of these apart.
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
_Edit = tuple[int, int, str]


def with_own_children(document: str, url: str) -> str:
    """Leave items and the channel only their own elements, and each value once.

    Each xml:base becomes absolute, relative to the one around it or to `url`, the address of the document.
    """
    tree = tree_of(document)
    edits = sorted([*_edits(tree, document), *_bases(tree, url)])
    pieces: list[str] = []
    position = 0
    for start, end, text in edits:
        if start >= position:
            pieces += (document[position:start], text)
            position = end
    return "".join((*pieces, document[position:])) if edits else document


def _is_text(node: Node) -> bool:
    return node.name in _TEXTS and node.module in _TEXT_MODULES


def _bases(node: Node, base: str) -> Iterator[_Edit]:
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


def _edits(node: Node, document: str) -> Iterator[_Edit]:
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


def _holds_items(node: Node) -> bool:
    return node.name in _ITEMS | _CHANNELS or any(child.name in _ITEMS for child in node.children)


def _of_item(item: Node, document: str) -> Iterator[_Edit]:
    grouped = [inner for child in item.children if child.whole == "media:group" for inner in child.children]
    yield from _repeated([*item.children, *grouped], document)
    names_itself = any(child.whole in _OWN for child in item.children)
    for child in item.children:
        if names_itself or child.name in _PEOPLE | _PLAIN:
            yield from _of_child(child)
    for child in item.children:
        if child.whole == "guid" and child.start and child.end and _is_permalink(child, document):
            yield child.end.end(), child.end.end(), f"<{PERMALINK}>1</{PERMALINK}>"


def _is_permalink(guid: Node, document: str) -> bool:
    stated = _IS_PERMALINK.search(guid.start["attributes"]) if guid.start else None
    return (stated is None or stated[1].lower() != "false") and "://" in _inner(guid, document)


def _repeated(children: Sequence[Node], document: str) -> Iterator[_Edit]:
    """Remove elements whose value an element of higher rank, or an earlier one, has stated."""
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


def _inner(node: Node, document: str) -> str:
    if node.start is None or node.end is None or node.end is node.start:
        return ""
    return _EMPTY_SECTION.sub("", document[node.start.end() : node.end.start()])


def _of_child(child: Node) -> Iterator[_Edit]:
    """Remove elements below a child that are not the item's."""
    if not child.children or child.end is None or _is_text(child) or child.name in _APART or child.module == "itunes":
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


def _of_person(person: Node) -> Iterator[_Edit]:
    """A person of Atom has elements of its own; in any other, elements are decoration around the name."""
    if any(inner.name in _OF_PEOPLE for inner in person.children):
        yield from _others(person, _OF_PEOPLE)
        for inner in person.children:
            yield from _tags(inner)
    else:
        yield from _tags(person)


def _of_media(media: Node, *, within_group: bool) -> Iterator[_Edit]:
    """The title and the description of a picture are the picture's; those of a group may stand for the item's."""
    for inner in media.children:
        if inner.module != "media" or (
            inner.name not in _MEDIA and not (within_group and inner.name in {"title", "description"})
        ):
            yield from _whole(inner)
        elif inner.children:
            yield from _of_media(inner, within_group=False)


def _others(node: Node, kept: frozenset[str]) -> Iterator[_Edit]:
    for inner in node.children:
        if inner.name not in kept:
            yield from _whole(inner)


def _whole(node: Node) -> Iterator[_Edit]:
    if node.start is not None and node.end is not None:
        yield node.start.start(), node.end.end(), ""


def _tags(node: Node) -> Iterator[_Edit]:
    """Remove the tags of markup below an element and keep their text; remove other elements whole."""
    for inner in node.children:
        if inner.name not in _DECORATION:
            yield from _whole(inner)
            continue
        for tag in (inner.start, inner.end):
            if tag is not None:
                yield tag.start(), tag.end(), ""
        yield from _tags(inner)
