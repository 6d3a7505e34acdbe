"""Bytes of a feed to text: byte order mark, HTTP, the XML declaration, and what the bytes say against them."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.characters import from_cesu8
from pipeline.charset_detection import guessed

__all__ = ["Decoded", "decoded", "head_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A document as text, the charset it was read in, and what was wrong with the bytes, or None."""

    text: str
    charset: str
    fault: str | None = None


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first "<" tells the width of a character where no mark does (XML 1.0, appendix F); EBCDIC has its own "<?xm".
_FIRST_BYTES = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
# Names under which publishers declare a subset of what they send; browsers read them so too (Encoding Standard, 4.2).
_SUPERSETS: Mapping[str, str] = MappingProxyType(
    {
        "ascii": "cp1252",
        "iso8859-1": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "tis-620": "cp874",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "euc_kr": "cp949",
        "shift_jis": "cp932",
        "big5": "big5hkscs",
    }
)
# Servers put it on everything that they know nothing of: what a document says of itself comes first then.
_DEFAULT_OF_SERVERS = "cp1252"
# Codecs of Python that are no charset of documents; punycode and idna take quadratic time besides.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
# Charsets whose bytes are all ASCII, so that they look like UTF-8.
_SEVEN_BITS = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Charsets of several bytes a character: unlike those of a single byte they can refuse what is not theirs.
_WIDE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "johab"})
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")
_HTTP_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]+)")
_HEAD_BYTES = 65_536


def head_of(body: bytes, content_type: str | None) -> str:
    """The first 64 KiB of a document as text, enough to say what it is; what was cut in the middle is left out."""
    return decoded(body[:_HEAD_BYTES], content_type).text.rstrip("\ufffd")


def decoded(body: bytes, content_type: str | None = None) -> Decoded:
    """The document as text. Never raises: what fits no charset at all is read as UTF-8 or windows-1252 with U+FFFD.

    Order: byte order mark, width of the first character, then the charsets of HTTP and of the XML declaration
    (RFC 7303, 3). UTF-8 that holds together is read as UTF-8 whatever single-byte charset is declared, and one bad byte
    in UTF-8 costs one character, not the whole document. Where nothing is declared, the bytes are guessed at.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], charset)
    for first, charset in _FIRST_BYTES:
        if body.startswith(first) and not _single_bytes(body, charset):
            return _replacing(body, charset)
    return _as_declared(body, _declared(body, content_type))


def _single_bytes(body: bytes, charset: str) -> bool:
    """A NUL by accident after the first bracket makes no document of wide characters."""
    return charset.startswith("utf") and body[:64].count(0) < len(body[:64]) // 4


def _declared(body: bytes, content_type: str | None) -> list[str]:
    found = _HTTP_CHARSET.search(content_type or "")
    labels = [found[1]] if found else []
    in_xml = _XML_CHARSET.match(body)
    if in_xml:
        labels.append(in_xml[1].decode("ascii"))
    charsets = [charset for label in labels if (charset := _charset(label)) is not None]
    return sorted(charsets, key=lambda charset: charset == _DEFAULT_OF_SERVERS)


def _charset(label: str) -> str | None:
    if not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
        b"<".decode(name, "replace")
    except (LookupError, UnicodeError):  # unknown, or one of Python's codecs from bytes to bytes (zip, hex)
        return None
    if name.replace("_", "-") in _NO_CHARSETS:
        return None
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _SUPERSETS.get(name, name)


def _as_declared(body: bytes, declared: list[str]) -> Decoded:
    fits = ((charset, text) for charset in declared if (text := _strict(body, charset)) is not None)
    charset, text = next(fits, (None, ""))
    if charset in _SEVEN_BITS:
        return Decoded(text=text, charset=charset)
    unicode = _strict(from_cesu8(body), "utf-8")
    if unicode is not None:
        return Decoded(text=unicode, charset="utf-8", fault=_contradiction(body, declared))
    if charset not in _WIDE and _mostly_utf8(body):
        return _replacing(body, "utf-8")
    if charset is not None:
        return Decoded(text=text, charset=charset)
    return _replacing(body, next((name for name in declared if name != "utf-8"), None) or _guessed(body))


def _guessed(body: bytes) -> str:
    label = guessed(body)
    return (_charset(label) if label else None) or "cp1252"


def _strict(body: bytes, charset: str) -> str | None:
    try:
        # EBCDIC ends its lines with U+0085, which elsewhere is an ellipsis of windows-1252.
        return body.decode(charset).replace("\x85", "\n") if charset == "cp037" else body.decode(charset)
    except UnicodeError:
        return None


def _replacing(body: bytes, charset: str) -> Decoded:
    read = from_cesu8(body) if charset == "utf-8" else body
    text = _strict(read, charset)
    if text is not None:
        return Decoded(text=text, charset=charset)
    fault = f"bytes that are not {charset} replaced"
    return Decoded(text=read.decode(charset, "replace"), charset=charset, fault=fault)


def _contradiction(body: bytes, declared: list[str]) -> str | None:
    if not declared or "utf-8" in declared or body.isascii():
        return None
    return f"declared as {declared[0]}, is UTF-8"


def _mostly_utf8(body: bytes) -> bool:
    """Whether more characters beyond ASCII hold together as UTF-8 than fall apart."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(_BEYOND_ASCII.findall(text)) > 2 * bad
