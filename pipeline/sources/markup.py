"""Mend the XML of publishers before a parser sees it. Every step takes linear time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.entities import name2codepoint

from pipeline.characters import with_pairs_joined
from pipeline.sources.plain_text import visible

__all__ = ["Mended", "mended", "root_element"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A document from its root element on, with what had to be mended ("control characters dropped", …)."""

    text: str
    faults: tuple[str, ...] = ()


_ROOT = re.compile(r"<([A-Za-z_][^\s<>/]*)")
# All before the first element: text, processing instructions, comments, doctype. What never ends goes on to the end,
# and no bracket of a doctype is read twice, so that time stays linear.
_PROLOG = re.compile(
    r"(?>(?:[^<]++|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE[^<>\[]*(?:\[[^\[\]]*\]\s*)?>|<(?![A-Za-z_]))*)",
    re.DOTALL | re.IGNORECASE,
)
# Fifty times the longest list of entities in the corpora; what is longer declares no characters for a feed.
_LONGEST_PROLOG = 65_536
_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_DECLARED_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z][\w.-]{0,63})\s+(?:\"([^\"<&%]{0,64})\"|'([^'<&%]{0,64})')\s*>")
_CHARACTER_ENTITY = re.compile(
    r"<!ENTITY\s+([A-Za-z][\w.-]{0,63})\s+[\"']&(?:#38;|amp;)?(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});[\"']\s*>"
)
# An element of text alone in which an element of an RSS item begins or ends.
_UNCLOSED = re.compile(
    r"<(title|guid|pubdate)>([^<]{0,2000})(?=<(?:item|link|guid|pubdate|description|title|category|/item|/channel)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"&([A-Za-z][\w.-]{0,63});")
_NUMBERED = re.compile(r"&#(?:(\d+)|[xX]([0-9A-Fa-f]+));?")
_OF_XML = frozenset({"lt", "gt", "amp", "quot", "apos"})
_HTML_ENTITIES = {name: chr(number) for name, number in name2codepoint.items() if name not in _OF_XML}
# Characters that a document's own entities may add: a feed uses them for namespaces and names, not for its stories.
_MOST_WRITTEN_OUT = 1_000_000
_LAST_CODE_POINT = 0x10FFFF  # of Unicode


def root_element(text: str) -> str | None:
    """Find the name of the first element as written, after declarations, comments and doctype; None without one."""
    found = _ROOT.match(_divided(text)[1])
    return found[1] if found else None


def mended(text: str) -> Mended:
    """Remove prolog, comments, control characters and references to characters that do not exist.

    Entities that HTML or the document's own doctype defines are replaced, so that the parser need not know them.
    """
    faults: list[str] = []
    joined = with_pairs_joined(text)
    seen = visible(joined)
    if len(seen) != len(joined):
        faults.append("control characters dropped")
    plain = _without_comments(seen)
    prolog, document = _divided(plain)
    if _has_junk(prolog):
        faults.append("text before the document dropped")
    numbered = _NUMBERED.sub(_existing, document)
    if numbered != document:
        faults.append("references to no character dropped")
    closed = _UNCLOSED.sub(r"<\1>\2</\1>", numbered)
    if closed != numbered:
        faults.append("elements closed that were left open")
    return Mended(text=_written_out(closed, _declared_entities(prolog), faults), faults=tuple(faults))


def _without_comments(text: str) -> str:
    """Remove comments outside CDATA; of one that never ends, remove only its opening."""
    if "<!--" not in text:
        return text
    end = text.rfind("-->") + 3
    if end < 3:
        return text.replace("<!--", "")
    closed = _COMMENT.sub(lambda found: found[0] if found[0].startswith("<![") else "", text[:end])
    return closed + text[end:].replace("<!--", "")


def _divided(text: str) -> tuple[str, str]:
    prolog = _PROLOG.match(text)
    end = prolog.end() if prolog else 0
    return text[:end], text[end:]


def _has_junk(prolog: str) -> bool:
    rest = prolog.lstrip("\ufeff \t\r\n")
    return bool(rest) and not rest.startswith(("<?", "<!"))


def _existing(found: re.Match[str]) -> str:
    digits = found[1] or found[2]
    if len(digits.lstrip("0")) > 7:
        return ""
    number = int(digits) if found[1] else int(digits, 16)
    if number > _LAST_CODE_POINT or not (number in {9, 10, 13} or (128 <= number < 160) or visible(chr(number))):
        return ""
    return found[0]


def _declared_entities(prolog: str) -> Mapping[str, str]:
    """Read the entities of the doctype that mean short plain text or one character; others are a danger."""
    if "<!ENTITY" not in prolog or len(prolog) > _LONGEST_PROLOG:
        return {}
    declared = {found[1]: found[2] or found[3] or "" for found in _DECLARED_ENTITY.finditer(prolog)}
    for found in _CHARACTER_ENTITY.finditer(prolog):
        declared[found[1]] = f"&{found[2]};" if _NUMBERED.sub(_existing, f"&{found[2]};") else ""
    return {name: value for name, value in declared.items() if name not in _OF_XML}


def _written_out(text: str, declared: Mapping[str, str], faults: list[str]) -> str:
    foreign: set[str] = set()
    room = _MOST_WRITTEN_OUT

    def value(found: re.Match[str]) -> str:
        nonlocal room
        name = found[1]
        if name in _HTML_ENTITIES and name not in declared:
            foreign.add(name)
            return _HTML_ENTITIES[name]
        room -= len(declared.get(name, ""))
        return declared[name] if name in declared and room >= 0 else found[0]

    written = _NAMED.sub(value, text)
    if foreign:
        faults.append("entities of HTML written out")
    return written
