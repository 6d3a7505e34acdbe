"""Feed values as plain text: HTML and entities of titles and summaries turned into what a reader would see.

Every pattern here takes time in proportion to the text, whatever it holds.
"""

import html
import re

import nh3

from pipeline.characters import with_pairs_joined, without_c1_controls

__all__ = ["WITHIN_WORDS", "has_markup", "html_text", "safe_markup", "title_text", "unwrapped", "visible"]

# PostgreSQL and XML refuse these: controls, surrogates, and two code points that are not characters.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")

# The marks of a CDATA section that some software has escaped, or put within another section.
_CDATA_BEGIN = re.compile(r"<!\s?\[\s?CDATA\s?\[", re.IGNORECASE)
_CDATA_END = re.compile(r"\]\s?\]\s?(?:>|&gt;)")
_ESCAPED_CDATA = re.compile(r"\s*&(?:amp;)*lt;!\[CDATA\[", re.IGNORECASE)

# Content that no reader sees, up to its end tag or the end of the text; also comments.
_UNREAD = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)

# Elements within a line: the text on both sides may be one word.
_WITHIN_WORDS_ROWS = (
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s",
    "samp small span strike strong sub sup time tt u var wbr",
)
_BLOCK_ROWS = (
    "address applet area article aside audio base blockquote body br button canvas caption center col colgroup",
    "datalist dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4",
    "h5 h6 head header hgroup hr html iframe img input legend li link main map marquee math menu meta meter nav",
    "noscript object ol optgroup option output p param picture pre progress section select source summary svg table",
    "tbody td template textarea tfoot th thead title tr track ul video",
)
WITHIN_WORDS = frozenset(name for row in _WITHIN_WORDS_ROWS for name in row.split())
"""Elements of HTML within a line."""

# The elements of HTML. Only these count as markup in a title: "a <b and c>" and "the <Unknown> file" stay.
_ELEMENTS = WITHIN_WORDS.union(name for row in _BLOCK_ROWS for name in row.split())
_ENDLESS = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"})
_ATTRIBUTES = r"(?>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*)"
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9]{{0,15}}){_ATTRIBUTES}\s*/?>")
# Whatever has the form of a tag, in a text that is HTML for certain.
_ANY_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_ATTRIBUTES_KEPT = {name: {*kept, "class", "id"} for name, kept in nh3.ALLOWED_ATTRIBUTES.items()} | {
    name: {"class", "id"} for name in nh3.ALLOWED_TAGS if name not in nh3.ALLOWED_ATTRIBUTES
}

# No title in the corpora is escaped more than three times.
_ROUNDS = 3


def visible(text: str) -> str:
    """Remove NUL, other control characters (except tab and line ends) and lone surrogates.

    Controls between U+0080 and U+009F are read as windows-1252, and two surrogates as the character that they mean.
    """
    return _INVISIBLE.sub("", without_c1_controls(with_pairs_joined(text)))


def unwrapped(text: str) -> str:
    """Remove the marks of CDATA sections that were escaped as text."""
    for _ in range(_ROUNDS):
        if not _ESCAPED_CDATA.match(text):
            break
        text = html.unescape(text)
    return _CDATA_END.sub("", _CDATA_BEGIN.sub("", text)) if _CDATA_BEGIN.search(text) else text


def title_text(markup: str) -> str | None:
    """A title as plain text on one line: no tags, scripts or entities, escaped twice or not; None if empty.

    What only looks like a tag stays: "<3", "a < b". In a title that was escaped once more than needed, a tag counts as
    one only with its partner, so that a headline about "the <b> tag" keeps its words.
    """
    text = _without_tags(_UNREAD.sub(" ", unwrapped(visible(markup))))
    for _ in range(_ROUNDS):
        plain = unwrapped(_unescaped(text))
        if plain == text:
            break
        text = _without_paired_tags(_UNREAD.sub(" ", plain) if "</" in plain or "-->" in plain else plain)
    return _one_line(text)


def html_text(markup: str) -> str | None:
    """HTML, or text that may be HTML, as plain text on one line without links and pictures; None if nothing is left."""
    shown = unwrapped(visible(markup))
    if not has_markup(shown):
        return title_text(shown)
    return _one_line(_unescaped(_ANY_TAG.sub(lambda tag: _gap(tag[1] or ""), _UNREAD.sub(" ", shown))))


def safe_markup(markup: str) -> str | None:
    """Clean HTML with nh3, so that it runs and loads nothing; None if nothing is left.

    Classes and ids stay: the cleaner reads them.
    """
    shown = unwrapped(visible(markup)).strip()
    return nh3.clean(shown, attributes=_ATTRIBUTES_KEPT, link_rel=None).strip() or None if shown else None


def has_markup(text: str) -> bool:
    """Whether a text holds a tag or a comment of HTML."""
    return "<" in text and (any(map(_is_known, _TAG.finditer(text))) or _UNREAD.search(text) is not None)


def _is_known(tag: re.Match[str]) -> bool:
    return tag[2].lower() in _ELEMENTS


def _without_tags(text: str) -> str:
    return _TAG.sub(lambda tag: _gap(tag[2]) if _is_known(tag) else tag[0], text)


def _without_paired_tags(text: str) -> str:
    tags = [tag for tag in _TAG.finditer(text) if _is_known(tag)]
    opened = {tag[2].lower() for tag in tags if not tag[1]}
    closed = {tag[2].lower() for tag in tags if tag[1]}
    markup = (opened & closed) | _ENDLESS
    return _TAG.sub(lambda tag: _gap(tag[2]) if tag[2].lower() in markup else tag[0], text)


def _gap(name: str) -> str:
    return "" if name.lower() in WITHIN_WORDS else " "


def _unescaped(text: str) -> str:
    return visible(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text)) if "&" in text else text


def _one_line(text: str) -> str | None:
    return _BLANKS.sub(" ", text).strip() or None
