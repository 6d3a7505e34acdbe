"""Charsets of pages and feeds: labels, byte order marks, declarations, and what the bytes say against them."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

import chardet
import webencodings

from pipeline.characters import from_cesu8

__all__ = ["Decoded", "charset_in_http", "charset_in_xml", "decode", "find_charset", "guess_charset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A document as text, the charset it was read in, and what was wrong with its bytes, or None.

    `source` is the document's bytes where these already are the text in UTF-8.
    """

    text: str
    charset: str
    fault: str | None = None
    source: bytes | None = None


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark, the first "<" shows the width of a character (XML 1.0, appendix F); EBCDIC has its own "<?xm".
_FIRST_BYTES = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
# All their bytes are ASCII, so they look like UTF-8.
_SEVEN_BITS = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Multi-byte charsets refuse bytes that are not theirs. If one accepts a document, its declaration is right.
_WIDE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "johab"})
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{1,39}")
_IN_HTTP = re.compile(rf"\bcharset\s*=\s*[\"']?\s*({_LABEL.pattern})", re.IGNORECASE)
_IN_XML = re.compile(rf"\s*<\?xml[^>]{{0,200}}?\bencoding\s*=\s*[\"']\s*({_LABEL.pattern})".encode())
# Python codecs that are not charsets of documents. Punycode and idna also take quadratic time.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
# The standard gives these labels no charset that can be decoded.
_WITHOUT_CODEC = frozenset({"replacement", "x-user-defined"})


def find_charset(label: str) -> str | None:
    """Find the Python codec for a charset's label, as browsers read it; None if the label names no charset.

    The Encoding Standard reads ISO-8859-1 as windows-1252 and GB 2312 as GB 18030. Labels that it lacks are looked up
    among Python's codecs. A declaration that can be read byte by byte is not in UTF-16 (HTML, prescan, step 15).
    """
    if not _LABEL.fullmatch(label):
        return None
    name = _in_standard(label) or _in_python(label)
    if name is None:
        return None
    # Python's "gbk" lacks characters that the standard reads in GBK.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else "gb18030" if name == "gbk" else name


def _in_standard(label: str) -> str | None:
    encoding = webencodings.lookup(label)
    return None if encoding is None or encoding.name in _WITHOUT_CODEC else str(encoding.codec_info.name)


def _in_python(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
        b"<".decode(name, "replace")
    except (LookupError, UnicodeError):  # unknown, or a codec from bytes to bytes (zip, hex)
        return None
    hyphenated = name.replace("_", "-")
    return None if hyphenated in _NO_CHARSETS else _in_standard(hyphenated) or name


def charset_in_http(content_type: str | None) -> str | None:
    """The charset that a Content-Type header names, or None."""
    found = _IN_HTTP.search(content_type or "")
    return find_charset(found[1]) if found else None


def charset_in_xml(body: bytes) -> str | None:
    """The charset that an XML declaration names, or None."""
    found = _IN_XML.match(body)
    return find_charset(found[1].decode("ascii")) if found else None


def decode(body: bytes, declared: Sequence[str]) -> Decoded:
    """Decode a document whose declarations name these charsets, the most credible first. Never raises.

    The order is byte order mark, width of the first character, UTF-8, a declared charset, a guess, windows-1252. Valid
    UTF-8 wins over a declared single-byte charset; `fault` then notes the contradiction. In UTF-8 a bad byte costs one
    character. Characters that the charset lacks become U+FFFD.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], charset)
    for first, charset in _FIRST_BYTES:
        if body.startswith(first) and not _is_single_byte(body, charset):
            return _replacing(body, charset)
    if declared and declared[0] in _SEVEN_BITS and (text := _strict(body, declared[0])) is not None:
        return Decoded(text=text, charset=declared[0])
    if (text := _strict(body, "utf-8")) is not None:
        return Decoded(text=text, charset="utf-8", fault=_contradiction(body, declared), source=body)
    if (text := _strict(from_cesu8(body), "utf-8")) is not None:
        return Decoded(text=text, charset="utf-8", fault=_contradiction(body, declared))
    return _not_utf8(body, [charset for charset in declared if charset != "utf-8"])


def _is_single_byte(body: bytes, charset: str) -> bool:
    """Whether a NUL after the first bracket is an accident, not half of a wide character."""
    return charset.startswith("utf") and body[:64].count(0) < len(body[:64]) // 4


def _not_utf8(body: bytes, declared: Sequence[str]) -> Decoded:
    fitting = [(charset, text) for charset in declared if (text := _strict(body, charset)) is not None]
    wide = [(charset, text) for charset, text in fitting if charset in _WIDE]
    if not wide and _mostly_utf8(body):
        return _replacing(body, "utf-8")
    for charset, text in wide or fitting:
        return Decoded(text=text, charset=charset)
    return _replacing(body, declared[0] if declared else find_charset(guess_charset(body) or "") or "cp1252")


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


def _contradiction(body: bytes, declared: Sequence[str]) -> str | None:
    if not declared or "utf-8" in declared or body.isascii():
        return None
    return f"declared as {declared[0]}, is UTF-8"


def _mostly_utf8(body: bytes) -> bool:
    """Whether more characters beyond ASCII are valid UTF-8 than are broken: then reading it as UTF-8 loses fewer."""
    text = body.decode("utf-8", "replace")
    return len(_BEYOND_ASCII.findall(text)) > 2 * text.count("\ufffd")


# Only text between tags: names of elements say nothing about the language.
_TEXT = re.compile(rb"[^<>]+")
# chardet takes quadratic time on a run of ASCII letters: 12,000 of them took 30 s. No word has 64.
_LONG_WORD = re.compile(rb"([A-Za-z]{64})[A-Za-z]+")
_SAMPLE_BYTES = 20_000
# With fewer, such as a name with three accents, any charset may fit.
_FEWEST_HIGH_BYTES = 24
_HIGH = re.compile(rb"[\x80-\xff]")
# In texts of 19 languages in their usual charsets, every right guess was at least as sure; a wrong one (Czech read as
# Turkish) was less sure.
_SURE = 0.6
# chardet's names of the wide charsets. They refuse bytes that are not theirs, so a less sure guess is enough.
_WIDE_GUESSES = frozenset({"SHIFT_JIS", "CP932", "EUC-JP", "EUC-KR", "CP949", "GB2312", "GB18030", "Big5"})
_SURE_IF_WIDE = 0.3
# A charset that servers do not send differs in a few letters from one that many send.
_MEANT = {"MacCyrillic": "windows-1251"}


def guess_charset(body: bytes) -> str | None:
    """Guess the label of a charset from a sample of the text; None where there is little to go by."""
    sample = _sample(body)
    if len(_HIGH.findall(sample)) < _FEWEST_HIGH_BYTES:
        return None
    guess = chardet.detect(sample)
    label = guess["encoding"]
    if label is None or guess["confidence"] < (_SURE_IF_WIDE if label in _WIDE_GUESSES else _SURE):
        return None
    return _MEANT.get(label, label)


def _sample(body: bytes) -> bytes:
    """Collect the first texts that are not ASCII, each whole, so that no character is cut in two."""
    sample = bytearray()
    for found in _TEXT.finditer(body):
        if not found[0].isascii():
            sample += _LONG_WORD.sub(rb"\1 ", found[0]) + b" "
        if len(sample) > _SAMPLE_BYTES:
            break
    return bytes(sample[: 2 * _SAMPLE_BYTES])
