"""Feed values as plain text: HTML and entities of titles and summaries turned into what a reader would see.

Every pattern here takes time in proportion to the text, whatever it holds.
"""

import html
import re

__all__ = ["has_markup", "html_text", "title_text", "visible"]

# Neither PostgreSQL nor XML takes these: controls, surrogates, and the two code points that are no characters.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")

# Content that nobody reads, its end tag or the end of the text included; comments likewise.
_UNREAD = re.compile(
    r"<(script|style|template|noscript|iframe|object|svg|math)\b[^<>]*(?<!/)>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTES = r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*+"
# Elements that stand in titles. Only these count as markup there: "a <b and c>" and "the <Unknown> file" stay.
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|nobr|ol|p|q|ruby|rb|rp|rt|s"
    "|samp|small|span|strike|strong|sub|sup|time|tt|u|ul|var|wbr"
)
_TITLE_TAG = re.compile(rf"</(?:{_INLINE}|br|hr)\s*>|<(?:{_INLINE}|br|hr){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_PAIR_OR_BREAK = re.compile(
    rf"<({_INLINE}){_ATTRIBUTES}\s*>|</({_INLINE})\s*>|<(?:br|hr|wbr|img){_ATTRIBUTES}\s*/?>", re.I
)
_DIVIDING_TAG = re.compile(r"</?(?:br|hr|p|div|li|ul|ol|h[1-6])\b", re.IGNORECASE)
# A tag in a text that is HTML for certain: its name follows the bracket; quotes may hold anything but a bracket.
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_INNER_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|dfn|em|font|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# A title that is escaped more often than three times has not been seen.
_ROUNDS = 3


def visible(text: str) -> str:
    """The text without NUL, other control characters (but tab and line ends) and lone surrogates."""
    return _INVISIBLE.sub("", text)


def title_text(markup: str) -> str | None:
    """A title as plain text on one line: no tags, scripts or entities, escaped twice or not; None if empty.

    What only looks like a tag stays: "<3", "a < b". In a title that was escaped once more than needed, a tag counts as
    one only with its partner, so that a headline about "the <b> tag" keeps its words.
    """
    text = _without_tags(_UNREAD.sub(" ", visible(markup)))
    for _ in range(_ROUNDS):
        plain = _unescaped(text)
        if plain == text:
            break
        text = _without_paired_tags(_UNREAD.sub(" ", plain) if "</" in plain else plain)
    return _one_line(text)


def html_text(markup: str) -> str | None:
    """HTML, or text that may be HTML, as plain text on one line without links and pictures; None if nothing is left."""
    shown = visible(markup)
    if not has_markup(shown):
        return title_text(shown)
    text = _ANY_TAG.sub(lambda tag: "" if _INNER_TAG.match(tag[0]) else " ", _UNREAD.sub(" ", shown))
    return _one_line(_unescaped(text))


def has_markup(text: str) -> bool:
    """Whether a text holds a tag or a comment of HTML."""
    return "<" in text and (_TITLE_TAG.search(text) or _UNREAD.search(text) or "</" in text) not in {None, False}


def _without_tags(text: str) -> str:
    return _TITLE_TAG.sub(lambda tag: " " if _DIVIDING_TAG.match(tag[0]) else "", text)


def _without_paired_tags(text: str) -> str:
    tags = list(_PAIR_OR_BREAK.finditer(text))
    opened = {tag[1].lower() for tag in tags if tag[1]}
    closed = {tag[2].lower() for tag in tags if tag[2]}
    lone = opened ^ closed

    def replacement(tag: re.Match[str]) -> str:
        name = (tag[1] or tag[2] or "").lower()
        if name in lone:
            return tag[0]
        return " " if _DIVIDING_TAG.match(tag[0]) else ""

    return _PAIR_OR_BREAK.sub(replacement, text)


def _unescaped(text: str) -> str:
    return visible(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text)) if "&" in text else text


def _one_line(text: str) -> str | None:
    return _BLANKS.sub(" ", text).strip() or None
