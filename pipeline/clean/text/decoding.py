"""Decode the bytes of a page by byte order mark, HTTP header, the page's own declaration, and the bytes themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.characters import without_c1_controls
from pipeline.charsets import charset_in_http, charset_in_xml, decode, find_charset

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


# The standard looks at 1,024 bytes, but pages with long scripts before their declaration are common.
_PRESCAN_BYTES = 8_192
# Searched in lower-cased bytes: a pattern that ignores case cannot skip to its first letter.
_CHARSET = re.compile(rb"charset(?<!\wcharset)\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})")
# Matched backwards from the word: a pattern that begins with the element takes ten times as long.
_IN_META = re.compile(rb"<meta\b[^>]*\Z", re.IGNORECASE)
_LONGEST_META = 510  # a meta element that names a charset is shorter

# In UTF-8.
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")


def _without_nul(text: str, read: bytes | str) -> str:
    """Remove NUL, and read C1 controls as windows-1252. Looking for both in the bytes that were read is faster."""
    if isinstance(read, str) or _C1_BYTES.search(read):
        text = without_c1_controls(text)
    if isinstance(read, bytes) and b"\x00" not in read:
        return text
    return text.replace("\x00", "") if "\x00" in text else text


def decode_page(body: bytes | str, content_type: str | None = None) -> DecodedPage:
    """Decode a page. Never raises.

    Charsets are declared by the HTTP header, a meta element and an XML declaration, in this order (HTML, 13.2.3).
    """
    if isinstance(body, str):
        return DecodedPage(text=_without_nul(body, body), charset="unicode")
    decoded = decode(body, list(dict.fromkeys(_declared(body, content_type))))
    text = _without_nul(decoded.text, body)
    source = decoded.source if text is decoded.text else None
    return DecodedPage(text=text, charset=decoded.charset, fault=decoded.fault, source=source)


def _declared(body: bytes, content_type: str | None) -> Iterator[str]:
    head = body[:_PRESCAN_BYTES]
    in_meta = next(filter(lambda found: _is_in_meta(head, found.start()), _CHARSET.finditer(head.lower())), None)
    label = in_meta[1].decode("ascii") if in_meta else ""
    stated = (charset_in_http(content_type), find_charset(label), charset_in_xml(head))
    yield from (charset for charset in stated if charset is not None)


def _is_in_meta(head: bytes, position: int) -> bool:
    """Whether a position lies within the tag of a meta element."""
    start = head.rfind(b"<", max(0, position - _LONGEST_META), position)
    return start >= 0 and _IN_META.match(head, start, position) is not None
