"""The body of a wire story as paragraphs: NITF, XHTML, HTML and vendors' own elements, plain text.

Each paragraph, subhead, list item and table row is one paragraph; cells of a row are divided by a tab. Texts of
pictures are apart.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.sources.plain_text import has_markup, visible
from pipeline.sources.wire.wrapped_lines import plain_paragraphs
from pipeline.sources.wire.xml.body_elements import BLOCKS, UNREAD, WITHIN_LINES, has_text_beside
from pipeline.sources.wire.xml.trees import local_name

__all__ = ["is_to_editors", "paragraphs_of", "text_paragraphs"]

_ROW = "tr"
_NOTES_TO_EDITORS = frozenset({"editorsnote", "hd"})
_BREAK = "\v"
_ENDS_SENTENCE = re.compile(r"[.!?:;…。！？»”\"')\]]$")


def paragraphs_of(*elements: etree._Element) -> tuple[str, ...]:
    """The paragraphs below these elements, in order. HTML that was escaped within them is read as HTML, once."""
    if len(elements) == 1 and len(elements[0]) == 0:
        line = elements[0].text or ""
        if "\n" not in line and "<" not in line:
            return (" ".join(line.split()),) if line and not line.isspace() else ()
    return _Walk(unescapes=True).through(elements)


def text_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that is HTML or plain."""
    if not has_markup(text):
        return plain_paragraphs(text)
    tree = _html_tree(text)
    return () if tree is None else _Walk(unescapes=False).through([tree])


def _html_tree(text: str) -> etree._Element | None:
    """The tree of a piece of HTML, or None where there is none in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(visible(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def is_to_editors(element: etree._Element) -> bool:
    """Whether an element within a body is a note of NITF that is not for readers."""
    return (element.get("noteclass") or "").strip().lower() in _NOTES_TO_EDITORS


class _Walk:
    """A walk through a body, and the paragraphs found so far."""

    def __init__(self, *, unescapes: bool) -> None:
        self.paragraphs: list[str] = []
        self._line: list[str] = []
        self._unescapes = unescapes

    def through(self, elements: Iterable[etree._Element]) -> tuple[str, ...]:
        """The paragraphs of elements that stand apart."""
        for element in elements:
            self.into(element)
            self.end_paragraph()
        return tuple(self.paragraphs)

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
                if mixed is None and name not in WITHIN_LINES and name not in BLOCKS:
                    mixed = has_text_beside(element)
                self._read(one, name, within_line=name in WITHIN_LINES or (name not in BLOCKS and mixed is True))
            if one.tail:
                self._line.append(one.tail)

    def _read(self, element: etree._Element, name: str, *, within_line: bool) -> None:
        if name in UNREAD or (name == "note" and is_to_editors(element)):
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
        cells = (one for one in element if local_name(one))
        texts = [" ".join(_Walk(unescapes=self._unescapes).through([one])) for one in cells]
        if any(texts):
            self.paragraphs.append("\t".join(texts).strip())

    def end_paragraph(self, *, preformatted: bool = False) -> None:
        """Close the paragraph that is being read."""
        if not self._line:
            return
        text = "".join(self._line)
        self._line.clear()
        if self._unescapes and "<" in text and has_markup(text):
            self.paragraphs += text_paragraphs(text.replace(_BREAK, "<br>"))
        elif preformatted:
            self.paragraphs += plain_paragraphs(text.replace(_BREAK, "\n"))
        elif _BREAK in text or _is_hard_wrapped(text):
            self.paragraphs += _broken_lines(text)
        elif line := " ".join(text.split()):
            self.paragraphs.append(line)


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
