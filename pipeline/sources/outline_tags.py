"""Read the outlines of an OPML document tag by tag, so that a broken tag does not affect others.

Quotes and brackets within values, bare ampersands and HTML entities are understood. Takes linear time.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.sources.plain_text import visible

__all__ = ["OutlineTag", "outline_tags"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)(?:[\w.-]{1,40}:)?outline(?=[\s/>])", re.IGNORECASE)
# A value ends at its quote, if an attribute or the end of the tag follows there.
_NAME = re.compile(r"\s*([\w.:-]{1,100})\s*=\s*(?:([\"'])|([^\s\"'<>]+))")
_ENDS = {
    quote: re.compile(rf"{quote}(?=\s*(?:/?>|$)|\s+[\w.:-]{{1,100}}\s*=\s*[\"'\w]|[\w.:-]{{1,100}}\s*=\s*[\"'])")
    for quote in ('"', "'")
}
_END = re.compile(r"\s*(/?)\s*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LONGEST_OUTLINE = 16_384  # room for a long description; an unclosed tag may not eat the file
_SHOWN = 120  # characters of a bad outline in its error


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineTag:
    """One outline; `around` are the attributes of the outline around it, `fault` says what cannot be read."""

    attributes: Mapping[str, str]
    around: Mapping[str, str]
    line: int
    text: str
    fault: str | None = None


def outline_tags(document: str) -> Iterator[OutlineTag]:
    """Read the outlines in order. Names of attributes are in lower case."""
    plain = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), document)
    around: list[Mapping[str, str]] = [{}]
    line, counted = 1, 0
    found = list(_TAG.finditer(plain))
    for tag, following in zip(found, [*(one.start() for one in found[1:]), len(plain)], strict=True):
        line += plain.count("\n", counted, tag.start())
        counted = tag.start()
        if tag[1]:
            if len(around) > 1:
                around.pop()
            continue
        whole = plain[tag.start() : min(following, tag.start() + _LONGEST_OUTLINE)]
        attributes, is_closed, fault = _attributes(whole[tag.end() - tag.start() :])
        yield OutlineTag(
            attributes=attributes, around=around[-1], line=line, text=" ".join(whole.split())[:_SHOWN], fault=fault
        )
        if not is_closed:
            around.append(attributes)


def _attributes(text: str) -> tuple[Mapping[str, str], bool, str | None]:
    """The attributes of a tag, whether it is closed in itself, and what could not be read of it."""
    attributes: dict[str, str] = {}
    position = 0
    while (end := _END.match(text, position)) is None:
        name = _NAME.match(text, position)
        if name is None:
            return attributes, True, f"cannot be read from {text[position : position + 40].strip()!r} on"
        stop = _ENDS[name[2]].search(text, name.end()) if name[2] else None
        if name[2] and stop is None:
            return attributes, True, f"its {name[1]} has no end"
        value = text[name.end() : stop.start()] if stop else name[3]
        position = stop.end() if stop else name.end()
        attributes.setdefault(name[1].lower(), _unescaped(value).strip())
    return attributes, bool(end[1]), None


def _unescaped(value: str) -> str:
    return visible(_ENTITY.sub(lambda entity: html.unescape(entity[0]), value))
