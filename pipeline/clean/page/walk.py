"""Read the passages of a page in one walk over its tree.

A passage ends where an element that is not inline begins or ends. Its links and what stands around it are kept as
figures, so that everything after the walk works on values.
"""

import re
from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Literal

from lxml import etree

from pipeline.clean.page.embeds import mark_posts
from pipeline.clean.page.passages import AROUND, Container, Passage, Reading
from pipeline.clean.page.tags import BLOCKS, INLINE, UNREAD
from pipeline.clean.page.window_hints import is_window_hint
from pipeline.clean.page.zones import Zone, find_zone
from pipeline.clean.text import (
    MOST_BLOCKS,
    MOST_ELEMENTS,
    NOT_LETTERS,
    PROSE_WORDS,
    BlockKind,
    count_words,
    ends_sentence,
    join_words,
)

__all__ = ["read_passages"]

_BOLD = frozenset({"b", "strong"})
_PICTURES = frozenset({"img", "picture", "video", "iframe", "svg", "amp-img", "object", "canvas"})
_KINDS = {
    **dict.fromkeys(("p", "pre"), BlockKind.PARAGRAPH),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.QUOTE,
    "tr": BlockKind.ROW,
}
# Elements with one text: only their classes are read, since ids and roles repeat them.
_ONE_TEXT = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "ul", "ol", "tr", "td", "th", "hr"})
# A paragraph within one of these keeps its kind.
_LASTING = frozenset({BlockKind.QUOTE, BlockKind.ITEM, BlockKind.ROW, BlockKind.CAPTION})
_Part = Literal["unread", "inline", "block", "break"]
_TAGS_OF: Mapping[_Part, Set[str]] = {"unread": UNREAD, "inline": INLINE, "block": BLOCKS, "break": {"br"}}
_PARTS: Mapping[str, _Part] = {tag: part for part, tags in _TAGS_OF.items() for tag in tags}
_LONGEST_CLASSES = 200  # utility classes run on; names of zones stand first
_CELLS = frozenset({"td", "th"})
_CELL_BORDER = " | "
# Elements whose text a menu or footer is read from.
_TEXTUAL = (
    "a", "p", "li", "span", "div", "h2", "h3", "h4", "strong", "b", "small", "em", "ul", "section", "nav", "footer",
)  # fmt: skip
_UNDISPLAYED = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_LINE_BORDER = " · "
_FEWEST_WORDS_INSIDE = 40  # a menu or footer that holds less prose holds no story
# Enough lines of a menu to show that it is one.
_MOST_MENU_LINES = 30
# Blank lines divide unmarked paragraphs if at least two of them, and three quarters of all, follow a sentence.
_FEWEST_CLOSED_PARTS, _LEAST_SHARE_CLOSED = 2, 0.75
_FEWEST_CHARACTERS_OF_SEVERAL = 200  # a headline wraps its lines, too
# Matched from line end to line end: a pattern that begins with any blank takes quadratic time.
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
# Share of a passage within an inline element that makes it all of it: beside it stand a bullet and blanks.
_LEAST_SHARE_OF_INNER = 0.8


def read_passages(root: etree._Element) -> Reading:
    """Read the passages under an element. Never raises; the time grows in proportion to the elements."""
    walk = _Walk()
    walk.over(root)
    if walk.around and not any(passage.is_prose for passage in walk.passages):
        # A template may call the element with the only prose a menu or a footer.
        inside = _Walk(around=frozenset())
        inside.over(root)
        words = sum(passage.words for passage in inside.passages if passage.is_prose)
        walk = inside if words >= _FEWEST_WORDS_INSIDE else walk
    mark_posts(walk.passages)
    return Reading(passages=walk.passages, containers=walk.containers, is_cut=walk.is_full)


@lru_cache(maxsize=4_096)  # a template has few classes
def _name(tag: str, classes: str) -> str:
    first = classes.split(None, 1)
    return f"{tag}.{first[0]}" if first else tag


class _Walk:
    """One walk: the container we are in, and the run of text that grows in it.

    `inner` is the stack of inline elements around us: for each, the zone of the outermost that has one.
    """

    def __init__(self, around: Set[str] = AROUND) -> None:
        self.around = around
        self.passages: list[Passage] = []
        self.containers: list[Container] = []
        self.within: Container | None = None
        self.kind = BlockKind.PARAGRAPH
        self.kinds: list[BlockKind] = []
        self.inner: list[Zone] = []
        self.in_link = self.in_bold = 0
        self.is_full = False
        self.pictured = False
        self._begin()

    def _begin(self) -> None:
        self.run: list[str] = []
        self.linked = self.bold = self.zoned = 0
        self.links: list[str] = []
        self.closes_in_link = False
        self.zone = Zone.PLAIN

    def over(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if self.is_full:
                self._leave_all()
                break
            tag = element.tag
            part = _PARTS.get(tag) or self._unknown()
            if event == "start":
                if not self._enter(tag, part, element):
                    walk.skip_subtree()
                    continue
                text = element.text
            else:
                self._leave(tag, part)
                text = element.tail if element is not root else None
            if text and (self.run or not text.isspace()):
                if len(text) > _FEWEST_CHARACTERS_OF_SEVERAL and "\n" in text:
                    self._say_several(text)
                else:
                    self._say(text)
        self._end()

    def _unknown(self) -> _Part:
        """Treat an unknown element as inline within a paragraph, which holds no blocks, and as a block elsewhere."""
        return "inline" if self.within is not None and self.within.tag == "p" else "block"

    def _enter(self, tag: str, part: _Part, element: etree._Element) -> bool:
        """Note an element; False if its inside is not to be read."""
        if part == "inline":
            return self._enter_inline(tag, element)
        if part == "block":
            return self._enter_block(tag, element)
        if part == "break":
            self._line_break()
            return True
        self.pictured = self.pictured or tag in _PICTURES
        return False

    def _enter_block(self, tag: str, element: etree._Element) -> bool:
        if tag in _CELLS and self.kind is BlockKind.ROW:
            self.run.append(_CELL_BORDER)
        elif self.run:
            self._end()
        self.kinds.append(self.kind)
        if tag in _KINDS and not (tag == "p" and self.kind in _LASTING):
            self.kind = _KINDS[tag]
        self._contain(tag, element)
        if tag in self.around and self.kind is not BlockKind.QUOTE:
            self._read_at_once(element)
            return False
        return True

    def _leave(self, tag: str, part: _Part) -> None:
        if part == "inline":
            self.inner.pop()
            if tag == "a":
                self.in_link -= 1
            elif tag in _BOLD:
                self.in_bold -= 1
        elif part == "block":
            if self.run and not (tag in _CELLS and self.kind is BlockKind.ROW):
                self._end()
            self.kind = self.kinds.pop()
            within = self.within
            if within is not None:
                within.last = len(self.containers) - 1
                self.within = within.parent

    def _leave_all(self) -> None:
        """Close every open element, where the page's budget ends."""
        within = self.within
        while within is not None:
            within.last = len(self.containers) - 1
            within = within.parent

    def _enter_inline(self, tag: str, element: etree._Element) -> bool:
        classes = element.get("class")
        role = element.get("itemprop") if tag == "span" else None
        zone = find_zone(tag, classes, None, role) if classes or role else Zone.PLAIN
        self.inner.append((self.inner[-1] if self.inner else zone) or zone)
        if tag == "a":
            self.in_link += 1
            self.links.append(element.get("href") or "")
        elif tag in _BOLD:
            self.in_bold += 1
        return zone is not Zone.UNSEEN

    def _contain(self, tag: str, element: etree._Element) -> None:
        get = element.get
        classes = get("class")
        zone = (
            find_zone(tag, classes, None, None)
            if tag in _ONE_TEXT
            else find_zone(tag, classes, get("id"), get("role") or get("itemprop"))
        )
        if not zone and ((style := get("style")) is not None or get("hidden") is not None):
            zone = Zone.UNDISPLAYED if style is None or _UNDISPLAYED.search(style) else zone
        number = len(self.containers)
        name = _name(tag, classes[:_LONGEST_CLASSES]) if classes else tag
        self.within = Container(number=number, parent=self.within, tag=tag, name=name, zone=zone, last=number)
        self.containers.append(self.within)
        self.is_full = self.is_full or number >= MOST_ELEMENTS

    def _read_at_once(self, element: etree._Element) -> None:
        """Read a menu or footer as one passage, its lines divided by dots; "…" stands for the rest of a long one."""
        lines: list[str] = []
        for text in element.itertext(*_TEXTUAL):
            if line := " ".join(str(text).split()):
                lines.append(line if len(lines) < _MOST_MENU_LINES else "…")
            if len(lines) > _MOST_MENU_LINES:
                break
        self._say(_LINE_BORDER.join(lines))
        self._end()

    def _line_break(self) -> None:
        """End the passage at a break that follows a sentence or another break."""
        above = next((text for text in reversed(self.run) if text == "\n" or not text.isspace()), None)
        if above is not None and (above == "\n" or ends_sentence(above.rstrip())):
            self._end()
        elif above is not None:
            self.run.append("\n")

    def _say_several(self, text: str) -> None:
        """Add a long text, which may be several paragraphs."""
        parts = [part for part in _BLANK_LINES.split(text) if part.strip()]
        closed = sum(ends_sentence(part.rstrip()) for part in parts[:-1])
        is_marked = bool(self.inner) or self.within is None or self.within.tag == "p"
        if is_marked or closed < max(_FEWEST_CLOSED_PARTS, _LEAST_SHARE_CLOSED * (len(parts) - 1)):
            parts = [text]
        self._say(parts[0])
        for part in parts[1:]:
            self._end()
            self._say(part)

    def _say(self, text: str) -> None:
        if text.isspace():
            if self.run:
                self.run.append(" ")
            return
        size = len(text)
        if self.in_link and self.run and is_window_hint(text):
            return
        self.run.append(text)
        self.closes_in_link = self.in_link > 0
        # What divides two links counts as linked.
        if self.closes_in_link or (self.linked and NOT_LETTERS.fullmatch(text)):
            self.linked += size
        if self.in_bold:
            self.bold += size
        if self.inner and self.inner[-1]:
            self.zoned += size
            self.zone = self.inner[-1]

    def _end(self) -> None:
        if not self.run:
            return
        text = join_words("".join(self.run)).strip(_CELL_BORDER)
        if text and self.within is not None:
            self._pass(text, self.within)
            self.pictured = False
        self._begin()

    def _pass(self, text: str, within: Container) -> None:
        words, ends, size = count_words(text), ends_sentence(text), len(text)
        if within.tag == "pre":
            self.linked = 0  # code whose lines are anchors
        self.passages.append(
            Passage(
                text=text,
                kind=self.kind,
                within=within,
                words=words,
                linked=self.linked,
                bold=self.bold,
                links=tuple(self.links),
                closes_in_link=self.closes_in_link,
                inner=self.zone if self.zoned > _LEAST_SHARE_OF_INNER * size else Zone.PLAIN,
                pictured=self.pictured,
                ends=ends,
                is_prose=ends and words >= PROSE_WORDS and 2 * self.linked < size and within.tag not in AROUND,
                link_share=min(1.0, self.linked / size) if self.linked else 0.0,
            )
        )
        self.is_full = self.is_full or len(self.passages) >= MOST_BLOCKS
