"""Bytes of a page to text: byte order mark, HTTP, the page's own declaration, and what the bytes say against them."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.characters import without_c1_controls
from pipeline.charset_detection import guessed

__all__ = ["Decoded", "decoded", "readable", "visible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page as text without NUL, the charset it was read in, and what was wrong with the bytes.

    `source` are the bytes that it was read from where they are the text in UTF-8 already, as nearly all pages are.
    """

    text: str
    charset: str
    fault: str | None = None
    source: bytes | None = None

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8, without lone surrogates."""
        return self.text.encode("utf-8", "ignore") if self.source is None else self.source


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that browsers read as the larger set that contains them (Encoding Standard, 4.2).
_SUPERSETS: Mapping[str, str] = MappingProxyType(
    {
        "ascii": "cp1252",
        "iso8859-1": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "euc_kr": "cp949",
        "shift_jis": "cp932",
        "big5": "big5hkscs",
    }
)
# Codecs of Python that are no charset of pages; punycode and idna take quadratic time besides.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"})
# Their bytes are all ASCII, so that they look like UTF-8.
_SEVEN_BITS = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Charsets of several bytes a character refuse what is not theirs; what they accept is believed before a guess.
_WIDE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp"})

# The standard looks at 1,024 bytes; pages with long scripts before their declaration are common enough for more.
_PRESCAN_BYTES = 8_192
# In lower case: no regular expression that ignores case looks for its first letters at once.
_CHARSET = re.compile(rb"charset(?<!\wcharset)\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
# Looked for from the word backwards: a pattern that begins with the element takes ten times as long.
_IN_META = re.compile(rb"<meta\b[^>]*\Z", re.IGNORECASE)
_LONGEST_META = 510
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

# In UTF-8.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
# Nothing downstream takes these: controls but tab and line ends, surrogates, code points that are no characters; nor
# do soft hyphens, zero-width blanks and marks of byte order belong to a text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """The text without NUL, control characters, lone surrogates, soft hyphens and zero-width blanks."""
    return _INVISIBLE.sub("", text)


def readable(text: str) -> str:
    """The text on one line without what `visible` takes out."""
    line = " ".join(text.split())
    return line if line.isprintable() else visible(line)


def _without_nul(text: str, read: bytes | str) -> str:
    """The text without NUL and C1 controls, both looked for in what it was read from: that is faster in bytes."""
    if isinstance(read, str) or _C1.search(read):
        text = without_c1_controls(text)
    if isinstance(read, bytes) and b"\x00" not in read:
        return text
    return text.replace("\x00", "") if "\x00" in text else text


def decoded(body: bytes | str, content_type: str | None = None) -> Decoded:
    """The page as text; never raises.

    Order: byte order mark, HTTP, the page's own declaration, then UTF-8, then a guess, then windows-1252. UTF-8 that
    holds together wins over a declared single-byte charset, and the contradiction is noted in `fault`.
    """
    if isinstance(body, str):
        return Decoded(text=_without_nul(body, body), charset="unicode")
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], charset)
    declared = list(dict.fromkeys(_declared(body, content_type)))
    if declared and declared[0] in _SEVEN_BITS and (text := _strict(body, declared[0])) is not None:
        return Decoded(text=_without_nul(text, body), charset=declared[0])
    if (text := _strict(body, "utf-8")) is not None:
        whole = _without_nul(text, body)
        source = body if whole is text else None
        return Decoded(text=whole, charset="utf-8", fault=_contradiction(body, declared), source=source)
    return _not_utf8(body, declared)


def _not_utf8(body: bytes, declared: list[str]) -> Decoded:
    for charset in declared:
        text = _strict(body, charset)
        if charset in _WIDE and text is not None:
            return Decoded(text=_without_nul(text, body), charset=charset)
    if _mostly_utf8(body):
        return _replacing(body, "utf-8")
    return _replacing(body, next((charset for charset in declared if charset != "utf-8"), None) or _guessed(body))


def _guessed(body: bytes) -> str:
    label = guessed(body)
    return (_charset(label) if label else None) or "cp1252"


def _declared(body: bytes, content_type: str | None) -> Iterator[str]:
    in_http = _HTTP_CHARSET.search(content_type or "")
    labels = [in_http[1]] if in_http else []
    head = body[:_PRESCAN_BYTES]
    in_meta = next(filter(lambda found: _is_in_meta(head, found.start()), _CHARSET.finditer(head.lower())), None)
    labels += [found[1].decode("ascii") for found in (in_meta, _XML_CHARSET.match(head)) if found]
    for label in labels:
        charset = _charset(label)
        if charset is not None:
            yield charset


def _is_in_meta(head: bytes, position: int) -> bool:
    """Whether a position is within the tag of a meta element."""
    start = head.rfind(b"<", max(0, position - _LONGEST_META), position)
    return start >= 0 and _IN_META.match(head, start, position) is not None


def _charset(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name.replace("_", "-") in _NO_CHARSETS:
        return None
    # A declaration that could be read byte by byte is no UTF-16 (HTML, prescan, step 15).
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _SUPERSETS.get(name, name)


def _strict(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError):  # LookupError: a codec that turns bytes into bytes
        return None


def _replacing(body: bytes, charset: str) -> Decoded:
    text = _strict(body, charset)
    if text is not None:
        return Decoded(text=_without_nul(text, body), charset=charset)
    try:
        text = body.decode(charset, "replace")
    except (UnicodeError, LookupError):
        charset, text = "cp1252", body.decode("cp1252", "replace")
    return Decoded(text=_without_nul(text, body), charset=charset, fault=f"bytes that are not {charset} replaced")


def _contradiction(body: bytes, declared: list[str]) -> str | None:
    if not declared or "utf-8" in declared or body.isascii():
        return None
    return f"declared as {declared[0]}, is UTF-8"


def _mostly_utf8(body: bytes) -> bool:
    """Whether more characters beyond ASCII hold together as UTF-8 than fall apart."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f")
    return beyond > 3 * bad
