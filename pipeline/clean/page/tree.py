"""Parse a page once into a tree, in bounded time whatever its markup."""

import re
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.page.unopened import TEMPLATE_SCRIPT, open_prose

__all__ = ["parse_page"]

# Scripts and styles are more than half of a page's bytes. Only JSON-LD and templates are read.
_RAW = re.compile(rb"<!--|<(script|style)\b", re.IGNORECASE)
_ENDS = {
    b"script": re.compile(rb"</script\b[^>]*>", re.IGNORECASE),
    b"style": re.compile(rb"</style\b[^>]*>", re.IGNORECASE),
}
_JSON_LD = b"ld+json"
_LONGEST_SCRIPT_TAG = 500  # the type stands at its start

# The parser takes some control characters for the end of the page. UTF-8 has none of them in longer sequences.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r")) + b"\x7f"

# libxml2 takes quadratic time in the attributes of a tag: 3 s for 50,000, half a second for as many as a short page
# can hold. The longest tags of 227 labelled pages have 14,000 characters of inlined data, which is not read here.
_LONGEST_REPAIRED_TAG = 8_000
_LONGEST_SHORT_PAGE = 100_000  # looking for damage in so short a page costs next to nothing
# A quotation mark opens a value only after an equals sign.
_ATTRIBUTES = rb"(?>(?:[^=>]++|=\s*+(?>(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?))*)"
_TAG = re.compile(
    rb"<!--(?>(?:[^-]++|-(?!->))*)"
    rb"|<(?P<raw>script|style)\b(?P<of_raw>%(attributes)b)>(?>(?:[^<]++|<(?!/(?P=raw)))*)"
    rb"|<(?P<name>[A-Za-z][^\s/>]{0,40}+)(?P<attributes>%(attributes)b)" % {b"attributes": _ATTRIBUTES},
    re.IGNORECASE,
)


def parse_page(markup: str | bytes) -> HtmlElement | None:
    """Parse a page without comments, scripts and styles; None where there is nothing to parse. Bytes are UTF-8.

    Elements nested deeper than 2,048 are left out: that is libxml2's own limit for large pages.
    """
    # lxml.html's own parser asks Python for the class of each element, which takes a third of the time of a walk.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    utf8 = markup.encode("utf-8", "ignore") if isinstance(markup, str) else markup
    read = _short_tagged(_without_scripts(utf8)).translate(None, _CONTROLS)
    try:
        tree = cast("HtmlElement | None", etree.fromstring(read, parser=parser))
    except (etree.LxmlError, ValueError):
        return None
    if tree is not None:
        open_prose(tree)
    return tree


def _without_scripts(markup: bytes) -> bytes:
    """Remove scripts and styles, except JSON-LD and templates. One that never ends is left to the parser."""
    kept: list[bytes] = []
    done = at = 0
    while found := _RAW.search(markup, at):
        name = found[1]
        if name is None:
            end = markup.find(b"-->", found.end())
            at = end if end >= 0 else len(markup)
            continue
        closing = _ENDS[name.lower()].search(markup, found.end())
        if closing is None:
            break
        at = closing.end()
        attributes = markup[found.end() : found.end() + _LONGEST_SCRIPT_TAG].partition(b">")[0]
        if _JSON_LD in attributes.lower():
            continue
        kept.append(markup[done : found.start()])
        done = at
        if TEMPLATE_SCRIPT.search(attributes):
            inside = markup[found.end() + len(attributes) + 1 : closing.start()]
            kept.append(b"<template>%b</template>" % inside)
    return b"".join([*kept, markup[done:]]) if kept else markup


def _short_tagged(markup: bytes) -> bytes:
    """Remove the attributes of tags that are too long to parse."""
    if len(markup) <= _LONGEST_SHORT_PAGE:
        return markup
    kept: list[bytes] = []
    done = 0
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() <= _LONGEST_REPAIRED_TAG:
            continue
        part = "of_raw" if tag["raw"] else "attributes"
        if tag[part] is not None and len(tag[part]) > _LONGEST_REPAIRED_TAG:
            kept.append(markup[done : tag.start(part)])
            done = tag.end(part)
    return b"".join([*kept, markup[done:]]) if kept else markup
