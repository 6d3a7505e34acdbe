"""Build a tree of the tags of a document, however malformed. Takes linear time."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Node", "tree_of"]

# Quotes without their partner end at the next bracket, so that no part of a tag is read twice.
_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?P<end>/?)(?P<name>[A-Za-z_][^\s<>/]*)"
    r"(?P<attributes>(?>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*))>",
    re.DOTALL,
)
_NAMESPACE = re.compile(r"xmlns(?::([^\s=<>\"']{1,100}))?\s*=\s*(?:\"([^\"<]{0,300})\"|'([^'<]{0,300})')")

# Namespaces by address; the formats' own elements have no prefix here.
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

_MOST_DEPTH = 100  # feeds nest elements less than ten deep; markup in them may go deeper


@dataclass(slots=True, kw_only=True)
class Node:
    """An element: its tags among the tokens, and the elements directly below it."""

    name: str
    module: str
    start: re.Match[str] | None = None
    end: re.Match[str] | None = None
    children: list["Node"] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return f"{self.module}:{self.name}" if self.module else self.name


def tree_of(document: str) -> Node:
    """Build the elements below a nameless root. An element that is never closed gives its children to its parent."""
    prefixes = _prefixes(document)
    stack = [Node(name="", module="")]
    opened: Counter[str] = Counter()
    for token in _TOKEN.finditer(document):
        written = (token["name"] or "").lower()
        if token["end"]:
            if opened[written]:
                _close(stack, opened, token)
        elif written:
            prefix, _, local = written.rpartition(":")
            module = prefixes.get(prefix, prefix)
            node = Node(name=local, module="" if module in _OWN_PREFIXES else module, start=token)
            stack[-1].children.append(node)
            if token["attributes"].endswith("/"):
                node.end = token
            elif len(stack) < _MOST_DEPTH:
                stack.append(node)
                opened[written] += 1
    while len(stack) > 1:
        _give_up(stack)
    return stack[0]


def _close(stack: list[Node], opened: Counter[str], token: re.Match[str]) -> None:
    """End the innermost element of this name, and give up those within it that are still open."""
    name = token["name"].lower()
    while (open_name := stack[-1].start["name"].lower() if stack[-1].start else "") != name:
        opened[open_name] -= 1
        _give_up(stack)
    opened[name] -= 1
    stack.pop().end = token


def _give_up(stack: list[Node]) -> None:
    unclosed = stack.pop()
    stack[-1].children += unclosed.children
    unclosed.children = []


def _prefixes(document: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for declared in _NAMESPACE.finditer(document):
        module = _MODULE_OF.get((declared[2] or declared[3] or "").lower().rstrip("/"))
        if module is not None and declared[1]:
            found[declared[1].lower()] = module
    return found
