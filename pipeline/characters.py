"""Mend characters that were damaged on their way into a text.

Every function takes linear time, and returns the same object if there is nothing to mend.
"""

import re

__all__ = ["from_cesu8", "with_pairs_joined", "without_c1_controls"]

# windows-1252 has no character for five of these bytes: they are removed.
_C1 = re.compile("[\x80-\x9f]")
_OF_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# Half of a character each, in three bytes a half.
_CESU8_PAIR = re.compile(rb"\xed([\xa0-\xaf])([\x80-\xbf])\xed([\xb0-\xbf])([\x80-\xbf])")
_SURROGATES = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_HIGH = r"#(?:x[dD][89abAB][0-9a-fA-F]{2}|5[56]\d{3})"
_LOW = r"#(?:x[dD][c-fC-F][0-9a-fA-F]{2}|5[67]\d{3})"
# Escaped once or once more: &#55357;&#56832; or &amp;#55357;&amp;#56832;
_PAIR_OF_REFERENCES = re.compile(rf"(&(?:amp;)?)({_HIGH});&(?:amp;)?({_LOW});", re.IGNORECASE)


def without_c1_controls(text: str) -> str:
    """Read U+0080 to U+009F as the bytes of windows-1252 that they once were ("don\\x92t")."""
    if text.isascii() or not _C1.search(text):
        return text
    return _C1.sub(lambda found: _OF_WINDOWS[ord(found[0])], text)


def from_cesu8(body: bytes) -> bytes:
    """Turn CESU-8 into UTF-8: two surrogates of three bytes each become one character of four bytes."""
    return body if b"\xed" not in body else _CESU8_PAIR.sub(_four_bytes, body)


def _four_bytes(found: re.Match[bytes]) -> bytes:
    high = 0xD000 | (found[1][0] & 0x3F) << 6 | found[2][0] & 0x3F
    low = 0xD000 | (found[3][0] & 0x3F) << 6 | found[4][0] & 0x3F
    return _character(high, low).encode()


def with_pairs_joined(text: str) -> str:
    """Join two surrogates in a row, as characters or as references, into the one character that they mean."""
    if "&" in text:
        text = _PAIR_OF_REFERENCES.sub(_reference, text)
    return text if text.isascii() else _SURROGATES.sub(lambda found: _character(ord(found[1]), ord(found[2])), text)


def _reference(found: re.Match[str]) -> str:
    high, low = _number(found[2]), _number(found[3])
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return found[0]
    return f"{found[1]}#{ord(_character(high, low))};"


def _number(reference: str) -> int:
    digits = reference[1:]
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def _character(high: int, low: int) -> str:
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
