"""Decode the bytes of a page by byte order mark, HTTP header, the page's own declaration, and the bytes themselves."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.characters import without_c1_controls
from pipeline.charset_detection import guessed

__all__ = ["DecodedPage", "decode_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedPage:
    """A page as text without NUL, the charset it was decoded with, and what was wrong with its bytes.

    `source` is the page's bytes where these already are the text in UTF-8, as they are for nearly all pages.
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
# Browsers read these labels as the larger charset that contains them (Encoding Standard, 4.2).
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
# Python codecs that are not charsets of web pages. Punycode and idna also take quadratic time.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"})
# All their bytes are ASCII, so they look like UTF-8.
_SEVEN_BITS = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Multi-byte charsets refuse what is not theirs, so what they accept is believed before a guess.
_WIDE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp"})

# The standard looks at 1,024 bytes, but pages with long scripts before their declaration are common.
_PRESCAN_BYTES = 8_192
# Searched in lower-cased bytes: a pattern that ignores case cannot skip to its first letter.
_CHARSET = re.compile(rb"charset(?<!\wcharset)\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
# Matched backwards from the word: a pattern that begins with the element takes ten times as long.
_IN_META = re.compile(rb"<meta\b[^>]*\Z", re.IGNORECASE)
_LONGEST_META = 510
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


# In UTF-8.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


def _without_nul(text: str, read: bytes | str) -> str:
    """Remove NUL, and read C1 controls as windows-1252. Looking for both in the bytes that were read is faster."""
    if isinstance(read, str) or _C1.search(read):
        text = without_c1_controls(text)
    if isinstance(read, bytes) and b"\x00" not in read:
        return text
    return text.replace("\x00", "") if "\x00" in text else text


def decode_page(body: bytes | str, content_type: str | None = None) -> DecodedPage:
    """Decode a page. Never raises.

    The order is byte order mark, HTTP header, the page's own declaration, UTF-8, a guess, windows-1252. Valid UTF-8
    wins over a declared single-byte charset; `fault` then notes the contradiction.
    """
    if isinstance(body, str):
        return DecodedPage(text=_without_nul(body, body), charset="unicode")
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], charset)
    declared = list(dict.fromkeys(_declared(body, content_type)))
    if declared and declared[0] in _SEVEN_BITS and (text := _strict(body, declared[0])) is not None:
        return DecodedPage(text=_without_nul(text, body), charset=declared[0])
    if (text := _strict(body, "utf-8")) is not None:
        whole = _without_nul(text, body)
        source = body if whole is text else None
        return DecodedPage(text=whole, charset="utf-8", fault=_contradiction(body, declared), source=source)
    return _not_utf8(body, declared)


def _not_utf8(body: bytes, declared: list[str]) -> DecodedPage:
    for charset in declared:
        text = _strict(body, charset)
        if charset in _WIDE and text is not None:
            return DecodedPage(text=_without_nul(text, body), charset=charset)
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
    """Whether a position lies within the tag of a meta element."""
    start = head.rfind(b"<", max(0, position - _LONGEST_META), position)
    return start >= 0 and _IN_META.match(head, start, position) is not None


def _charset(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name.replace("_", "-") in _NO_CHARSETS:
        return None
    # A declaration that can be read byte by byte is not in UTF-16 (HTML, prescan, step 15).
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _SUPERSETS.get(name, name)


def _strict(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError):  # LookupError: a codec that turns bytes into bytes
        return None


def _replacing(body: bytes, charset: str) -> DecodedPage:
    text = _strict(body, charset)
    if text is not None:
        return DecodedPage(text=_without_nul(text, body), charset=charset)
    try:
        text = body.decode(charset, "replace")
    except (UnicodeError, LookupError):
        charset, text = "cp1252", body.decode("cp1252", "replace")
    return DecodedPage(text=_without_nul(text, body), charset=charset, fault=f"bytes that are not {charset} replaced")


def _contradiction(body: bytes, declared: list[str]) -> str | None:
    if not declared or "utf-8" in declared or body.isascii():
        return None
    return f"declared as {declared[0]}, is UTF-8"


def _mostly_utf8(body: bytes) -> bool:
    """Whether far more characters beyond ASCII are valid UTF-8 than are broken."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f")
    return beyond > 3 * bad
