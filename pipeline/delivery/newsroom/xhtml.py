"""A story's plain text as XHTML: a paragraph each, rows of a table as rows."""

from collections.abc import Sequence
from itertools import groupby

from lxml import etree

__all__ = ["XHTML", "printable", "story_body"]

XHTML = "http://www.w3.org/1999/xhtml"
# What XML 1.0 cannot hold: PostgreSQL text may.
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")
_CELL = "\t"


def story_body(paragraphs: Sequence[str]) -> etree._Element:
    """Make a `body` element of paragraphs. Cells of a row are divided by a tab; each line is a paragraph."""
    body = etree.fromstring(f'<body xmlns="{XHTML}"/>')
    lines = [line.strip("\r\n ") for paragraph in paragraphs for line in paragraph.split("\n")]
    for is_row, group in groupby((line for line in lines if line), key=lambda line: _CELL in line):
        if is_row:
            _add_table(body, list(group))
        else:
            for line in group:
                etree.SubElement(body, f"{{{XHTML}}}p").text = printable(line)
    return body


def printable(text: str) -> str:
    """The text with a blank for each character that XML cannot hold."""
    return text.translate(_NO_XML)


def _add_table(body: etree._Element, rows: Sequence[str]) -> None:
    table = etree.SubElement(body, f"{{{XHTML}}}table")
    for row in rows:
        element = etree.SubElement(table, f"{{{XHTML}}}tr")
        for cell in row.split(_CELL):
            etree.SubElement(element, f"{{{XHTML}}}td").text = printable(cell)
