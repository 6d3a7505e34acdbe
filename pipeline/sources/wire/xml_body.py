"""The body of a wire story as paragraphs: NITF, XHTML, HTML and vendors' own elements, plain text.

Each paragraph, subhead, list item and table row is one paragraph; cells of a row are divided by a tab. Texts of
pictures are apart.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.sources.plain_text import WITHIN_WORDS, has_markup, visible
from pipeline.sources.wire.xml_tree import local_name, words

__all__ = ["html_tree", "paragraphs_of", "plain_paragraphs", "text_paragraphs"]

# Elements within a line, of HTML (plain_text.WITHIN_WORDS) and of NITF 3.x (its "enriched text").
_WITHIN_LINES = WITHIN_WORDS | words(
    "alt-code chron city classifier copyrite copyrite.holder copyrite.year country event frac frac-num frac-den",
    "frac-sep function lang location money name.family name.given num object.title org person postaddr pronounce",
    "region state sublocation virtloc byttl label annotation",
)
_BLOCKS = words(
    "address article aside block blockquote body body.content body.end bq caption center custom-table datasource dd",
    "div dl dt figcaption figure fn footer form h1 h2 h3 h4 h5 h6 header hedline hl1 hl2 hr html li main nav nitf note",
    "ol p pre section table tagline tbody td tfoot th thead tr ul",
)
_UNREAD = frozenset({"script", "style", "head", "media", "noscript", "template", "nitf-col", "nitf-colgroup"})
_ROW = "tr"
_BREAK = "\v"
_ENDS_SENTENCE = re.compile(r"[.!?:;…。！？»”\"')\]]$")
_INDENT = re.compile(r"[ \t]*")
_TABULAR = re.compile(r"\S(?:\t| {2,})\S")
# An indent of fewer blanks is no new paragraph in hard-wrapped copy.
_FIRST_LINE_INDENT = 2


def paragraphs_of(*elements: etree._Element) -> tuple[str, ...]:
    """The paragraphs below these elements, in order."""
    walk = _Walk()
    for element in elements:
        walk.into(element)
        walk.end_paragraph()
    return tuple(walk.paragraphs)


def text_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that is HTML or plain."""
    if not has_markup(text):
        return plain_paragraphs(text)
    tree = html_tree(text)
    return () if tree is None else paragraphs_of(tree)


def html_tree(text: str) -> etree._Element | None:
    """The tree of a piece of HTML, or None where there is none in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(visible(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of plain text: divided by blank lines or by first lines that are indented.

    Lines that are wrapped are joined; where a text is set in columns, each line stays a paragraph.
    """
    found: list[str] = []
    for chunk in re.split(r"\n[ \t\r\f\v]*\n", visible(text).replace("\r\n", "\n").replace("\r", "\n")):
        found += _chunk(chunk)
    return tuple(found)


class _Walk:
    """A walk through a body, and the paragraphs found so far."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._line: list[str] = []

    def into(self, element: etree._Element) -> None:
        """Read what is below an element; libxml2 lets elements nest 256 deep."""
        if element.text:
            self._line.append(element.text)
        mixed: bool | None = None
        for one in element:
            name = local_name(one)
            if not name:  # a reference to an entity that nobody declared
                self._line.append(one.text or "")
            else:
                if mixed is None and name not in _WITHIN_LINES and name not in _BLOCKS:
                    mixed = _is_mixed(element)
                self._read(one, name, within_line=name in _WITHIN_LINES or (name not in _BLOCKS and mixed is True))
            if one.tail:
                self._line.append(one.tail)

    def _read(self, element: etree._Element, name: str, *, within_line: bool) -> None:
        if name in _UNREAD:
            return
        if name == "br":
            self._line.append(_BREAK)
        elif name == _ROW:
            self._row(element)
        elif within_line and name != "pre":
            self.into(element)
        else:
            self.end_paragraph()
            self.into(element)
            self.end_paragraph(preformatted=name == "pre")

    def _row(self, element: etree._Element) -> None:
        self.end_paragraph()
        texts = [" ".join(paragraphs_of(one)) for one in element if local_name(one)]
        if any(texts):
            self.paragraphs.append("\t".join(texts).strip())

    def end_paragraph(self, *, preformatted: bool = False) -> None:
        """Close the paragraph that is being read."""
        if not self._line:
            return
        text = "".join(self._line)
        self._line.clear()
        if preformatted:
            self.paragraphs += plain_paragraphs(text.replace(_BREAK, "\n"))
        elif _BREAK in text or _is_hard_wrapped(text):
            self.paragraphs += _broken_lines(text)
        elif line := " ".join(text.split()):
            self.paragraphs.append(line)


def _is_mixed(element: etree._Element) -> bool:
    """Whether text stands beside the children of an element, so that what it holds is one line."""
    return bool(element.text and element.text.strip()) or any(one.tail and one.tail.strip() for one in element)


def _is_hard_wrapped(text: str) -> bool:
    """Whether line ends mean something: most lines begin at the margin, as no pretty-printed XML has them."""
    if text.count("\n") < 3:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 2 and sum(not line[0].isspace() for line in lines) * 2 > len(lines)


def _broken_lines(text: str) -> Iterator[str]:
    """Paragraphs of a line with breaks; a break in the middle of a sentence is none."""
    if _BREAK not in text:
        yield from plain_paragraphs(text)
        return
    kept: list[str] = []
    for piece in text.split(_BREAK):
        line = " ".join(piece.split())
        if kept and (not line or not line[0].islower() or _ENDS_SENTENCE.search(kept[-1])):
            yield " ".join(kept)
            kept = []
        if line:
            kept.append(line)
    if kept:
        yield " ".join(kept)


def _chunk(chunk: str) -> Iterator[str]:
    lines = [line.expandtabs(4) for line in chunk.split("\n") if line.strip()]
    if len(lines) > 1 and sum(bool(_TABULAR.search(line.strip())) for line in lines) * 2 > len(lines):
        yield from ("\t".join(re.split(r" {2,}", line.strip())) for line in lines)
        return
    margin = min((_indent(line) for line in lines), default=0)
    kept: list[str] = []
    for line in lines:
        if kept and _indent(line) >= margin + _FIRST_LINE_INDENT:
            yield " ".join(kept)
            kept = []
        kept += line.split()
    if kept:
        yield " ".join(kept)


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return found.end() if found else 0
