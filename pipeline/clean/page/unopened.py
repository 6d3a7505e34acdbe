"""Markup that browsers show only without scripts, or after one has copied it: noscript, template, script templates.

Most of it repeats the page or warns that scripts are off. An element with prose that is nowhere else is opened.
"""

import re

from lxml import etree

from pipeline.clean.text import NOT_LETTERS, PROSE_WORDS, count_words, ends_sentence

__all__ = ["TEMPLATE_SCRIPT", "open_prose"]

TEMPLATE_SCRIPT = re.compile(
    rb"\btype\s*=\s*[\"']?(?:text|application)/(?:x-)?(?:template|html|tmpl|jquery-tmpl|handlebars|mustache|ng-template"
    rb"|underscore|dot|ejs)\b",
    re.IGNORECASE,
)
"""The type of a script whose text is markup that a script copies into the page."""

_UNOPENED = ("noscript", "template")
# Notes that scripts are off and labels of controls have fewer words of prose.
_FEWEST_RENDERED_WORDS = 40
_FEWEST_PARAGRAPH_CHARACTERS = 120  # labels and messages are shorter than two lines
# Marks that a script would fill in: what is around them is a control or a list of other stories.
_PLACEHOLDER = re.compile(r"\{\{|\{%|<%|\$\{|\[\[")
_PARAGRAPHS = ("p", "li", "div", "blockquote")
_MOST_OPENED = 50  # bounds pages with a noscript beside each picture


def open_prose(tree: etree._Element) -> None:
    """Turn unopened elements with prose of their own into plain ones, in place."""
    found = [one for one in tree.iter(*_UNOPENED) if _may_hold_prose(one)][:_MOST_OPENED]
    if not found:
        return
    shown = NOT_LETTERS.sub("", "".join(_shown(tree)))
    for element in found:
        own = [text for text in _paragraphs(element) if NOT_LETTERS.sub("", text) not in shown]
        if sum(map(count_words, own)) >= _FEWEST_RENDERED_WORDS:
            element.tag = "div"
            shown += "".join(NOT_LETTERS.sub("", text) for text in own)


def _may_hold_prose(element: etree._Element) -> bool:
    text = "".join(map(str, element.itertext()))
    return len(text.strip()) >= _FEWEST_PARAGRAPH_CHARACTERS and not _PLACEHOLDER.search(text)


def _shown(tree: etree._Element) -> list[str]:
    """The texts of a page outside its unopened elements."""
    texts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in {*_UNOPENED, "head", "script", "style"}:
            walk.skip_subtree()
        elif text := element.text if event == "start" else element.tail:
            texts.append(text)
    return texts


def _paragraphs(element: etree._Element) -> list[str]:
    """The texts of the paragraphs in an element that read as sentences."""
    inner = [one for one in element.iter(*_PARAGRAPHS) if next(one.iterchildren(*_PARAGRAPHS), None) is None]
    texts = [" ".join("".join(map(str, one.itertext())).split()) for one in inner or [element]]
    return [text for text in texts if ends_sentence(text) and count_words(text) >= PROSE_WORDS]
