"""Bytes of a feed to text: its charset by HTTP, by the XML declaration, and by the bytes (RFC 7303, 3)."""

from pipeline.charsets import Decoded, charset_in_http, charset_in_xml, decode

__all__ = ["decoded", "head_of"]

# Servers put it on everything they know nothing of, so a feed's own declaration comes first then. A page is different:
# browsers believe the header, and its publisher has seen the page in one.
_DEFAULT_OF_SERVERS = "cp1252"
# Processing instructions and comments before the root take less; a guess of the charset needs 20 kB of text.
_HEAD_BYTES = 65_536


def head_of(body: bytes, content_type: str | None) -> str:
    """Decode the first 64 KiB of a document, enough to recognise its format. A character cut in two is left out."""
    return decoded(body[:_HEAD_BYTES], content_type).text.rstrip("\ufffd")


def decoded(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a document. Never raises: bytes that fit no charset become U+FFFD."""
    stated = (charset_in_http(content_type), charset_in_xml(body))
    declared = [charset for charset in stated if charset is not None]
    return decode(body, sorted(declared, key=lambda charset: charset == _DEFAULT_OF_SERVERS))
