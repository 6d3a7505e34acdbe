"""A page as blocks: parsed once, the story's blocks found, in order.

Main content comes from trafilatura, behind `story_blocks`; where it finds next to nothing, the wordiest container is
read instead. Nothing here raises on bad markup, and time grows in proportion to the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from pipeline.clean.blocks import Block, BlockKind, spaced
from pipeline.clean.decode import visible

__all__ = ["UNREAD", "parsed", "story_blocks"]

# Elements whose text is not part of what a reader sees.
UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea"})
_FURNITURE = frozenset({"nav", "aside", "footer", "form", "figure", "figcaption", "button", "dialog", "header"})

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

# Above it trafilatura takes seconds (200,000 empty elements: 4 s); the largest of 227 real pages has 9,000 elements.
_MOST_ELEMENTS = 60_000
# Below it an extraction is checked against the page's own containers.
_FEW_WORDS = 25


def parsed(markup: str) -> HtmlElement | None:
    """The page's tree without comments, or None where there is nothing to parse.

    What nests deeper than 256 elements is left out: libxml2's own limit, and the guard of every recursion below.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
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


def story_blocks(tree: HtmlElement) -> tuple[Block, ...]:
    """The blocks of the page's main content in order, their furniture still among them; empty where there is none."""
    found = _extracted(tree)
    if _word_count(found) >= _FEW_WORDS:
        return found
    marked = _wordiest([*tree.iter("article"), *tree.iter("main")])
    return marked or max(found, _wordiest([tree]), key=_word_count)


def _extracted(tree: HtmlElement) -> tuple[Block, ...]:
    if sum(1 for _ in tree.iter(etree.Element)) > _MOST_ELEMENTS:
        return ()
    # With include_links it finds less: recall 0.966 for 0.974 on 102 pages. Links are looked up on the page instead.
    document = bare_extraction(tree, fast=True, include_comments=False)
    if not isinstance(document, Document) or document.body is None:
        return ()
    links = {spaced(link.text_content()) for link in tree.iter("a")}
    blocks = [replace(block, linked=_is_linked(block.text, links)) for block in _blocks(document.body)]
    return _marked_outside(blocks, tree)


def _is_linked(text: str, links: set[str]) -> bool:
    """Whether a text is one of the page's links, or several of them in a row."""
    return text in links or ("|" in text and all(part.strip() in links for part in text.split("|")))


# The share of a story's prose that one element has to hold for what follows it to be something else.
_HOME_SHARE = 0.7
# A paragraph that is a div holds links and emphasis, no more.
_MOST_CHILDREN = 5


def _marked_outside(blocks: Sequence[Block], tree: HtmlElement) -> tuple[Block, ...]:
    """The blocks, those marked that stand below the element which holds most of the prose side by side."""
    parents = _parents(blocks, tree)
    words: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.is_prose and block.text in parents:
            words[parents[block.text]] += block.words
    home, most = max(words.items(), key=lambda held: held[1], default=(None, 0))
    if home is None or most < _HOME_SHARE * sum(block.words for block in blocks if block.is_prose):
        return tuple(blocks)
    away = {text for text, parent in parents.items() if parent is not home and home not in parent.iterancestors()}
    last = max(index for index, block in enumerate(blocks) if block.text in parents.keys() - away)
    return tuple(replace(block, outside=index > last and block.text in away) for index, block in enumerate(blocks))


def _parents(blocks: Sequence[Block], tree: HtmlElement) -> Mapping[str, HtmlElement]:
    """The element around each block that is an element of its own on the page."""
    wanted = {block.text for block in blocks}
    found: dict[str, HtmlElement] = {}
    for element in tree.iter("p", "li", "h2", "h3", "h4", "blockquote", "pre", "div"):
        parent = element.getparent()
        if parent is None or (element.tag == "div" and len(element) > _MOST_CHILDREN):
            continue
        text = spaced(visible(element.text_content()))
        if text in wanted:
            found.setdefault(text, parent)
    return found


def _wordiest(containers: Sequence[HtmlElement]) -> tuple[Block, ...]:
    """The prose of the container that holds most of it."""
    return max(map(_reading, containers), key=_word_count, default=())


def _reading(container: HtmlElement) -> tuple[Block, ...]:
    blocks = _blocks(container, left_out=UNREAD | _FURNITURE | {"head"})
    return tuple(block for block in blocks if block.kind is not BlockKind.ITEM and not block.linked)


def _word_count(blocks: tuple[Block, ...]) -> int:
    return sum(block.words for block in blocks)


# Elements of HTML and of trafilatura's own vocabulary.
_KINDS: Mapping[str, BlockKind] = MappingProxyType(
    dict.fromkeys(("p", "pre"), BlockKind.PARAGRAPH)
    | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), BlockKind.HEADING)
    | dict.fromkeys(("item", "li", "dd", "dt"), BlockKind.ITEM)
    | dict.fromkeys(("quote", "blockquote"), BlockKind.QUOTE)
    | dict.fromkeys(("row", "tr"), BlockKind.ROW)
)
_LINKS = frozenset({"ref", "a"})
_CELLS = frozenset({"cell", "td", "th"})
_INLINE = _LINKS | frozenset(
    {
        "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "hi", "i",
        "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_CELL_BORDER = " | "
# What stands beside the link is a bullet, a date, a label.
_LINKED_SHARE = 0.8
# A paragraph within these is one of theirs.
_LASTING = frozenset({BlockKind.QUOTE, BlockKind.ITEM})


def _blocks(root: etree._Element, *, left_out: frozenset[str] = UNREAD) -> Iterator[Block]:
    """Every run of text between two breaks, of the kind that the nearest element gives it."""
    line = 0
    for kind, runs in _divided(root, left_out):
        text = spaced(visible("".join(run for run, _ in runs))).strip(_CELL_BORDER)
        if text:
            linked = sum(len(run.strip()) for run, in_link in runs if in_link)
            yield Block(text=text, line=line, kind=kind, linked=linked > _LINKED_SHARE * len(text))
            line += 1


_Runs = list[tuple[str, bool]]


def _divided(root: etree._Element, left_out: frozenset[str]) -> Iterator[tuple[BlockKind, _Runs]]:
    runs: _Runs = []
    kinds = [BlockKind.PARAGRAPH]
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if _breaks(tag, kinds[-1]) and runs:
            yield kinds[-1], runs
            runs = []
        if event == "end":
            kinds.pop()
            links -= tag in _LINKS
            runs += _run(element.tail, links) if element is not root else []
            continue
        kinds.append(_kind(tag, kinds[-1]))
        links += tag in _LINKS
        if tag in left_out:
            walk.skip_subtree()
        else:
            runs += _run(_CELL_BORDER if tag in _CELLS else None, 0) + _run(element.text, links)


def _breaks(tag: str, kind: BlockKind) -> bool:
    return tag not in _INLINE and not (tag in _CELLS and kind is BlockKind.ROW)


def _kind(tag: str, parent: BlockKind) -> BlockKind:
    if tag == "p" and parent in _LASTING:
        return parent
    return _KINDS.get(tag, parent)


def _run(text: str | None, links: int) -> _Runs:
    return [(text, links > 0)] if text else []
