"""Documents that cannot be read as a page: empty, binary, not HTML, or too large."""

import re

from pipeline.clean.text import MOST_CHARACTERS
from pipeline.model import Outcome

__all__ = ["has_markup", "is_fragment", "refuse_document"]

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", ""})
_SIGNATURES = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"RIFF", b"OggS", b"ID3", b"\x7fELF",
)  # fmt: skip
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|meta|script|article|div|p|a)\b|</?[a-z][a-z0-9]*(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_FRAME = re.compile(r"<(?:!doctype|html|head|body|meta|nav|header|footer|main|article|title)\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:html|body|head|article|p|div)\b", re.IGNORECASE)
_NOT_PROSE = re.compile(r"\s*(?:[\[{]|<\?xml|<(?:rss|feed|urlset|sitemapindex|rdf:RDF|svg|nitf|newsMessage)\b)")
_SNIFFED_CHARACTERS = 100_000  # enough to see text below a long head
_LEAST_SHARE_UNREADABLE = 0.1  # a wrong charset spoils few letters of a language in Latin script
# Every tenth byte of compressed data is a control character. Pages have none, damaged ones a few.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LEAST_SHARE_OF_CONTROLS = 0.02  # text has none; the bytes of a picture have more
_BINARY_SAMPLE = 4_096  # bytes


def refuse_document(body: bytes | str, text: str, content_type: str | None) -> Outcome | None:
    """Say why a document cannot be read as a page; None where it can. `text` is its decoded body."""
    if not text.strip():
        return Outcome.EMPTY
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type not in _HTML_TYPES or (isinstance(body, bytes) and body.startswith(_SIGNATURES)):
        return Outcome.NOT_HTML
    if len(text) > MOST_CHARACTERS:
        return Outcome.NO_STORY
    if (
        _is_binary(body)
        or _is_unreadable(text[:_SNIFFED_CHARACTERS])
        or (_NOT_PROSE.match(text) and not _has_html(text))
    ):
        return Outcome.NOT_HTML
    return None


def _is_binary(body: bytes | str) -> bool:
    sample = body[:_BINARY_SAMPLE]
    if isinstance(sample, bytes):
        if sample.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
            return False
        sample = sample.decode("latin-1")
    return len(_CONTROLS.findall(sample)) > _LEAST_SHARE_OF_CONTROLS * len(sample)


def _is_unreadable(text: str) -> bool:
    return text.count("\ufffd") > _LEAST_SHARE_UNREADABLE * len(text)


def _has_html(text: str) -> bool:
    return _HTML.search(text[:_SNIFFED_CHARACTERS]) is not None


def has_markup(text: str) -> bool:
    """Whether there is a tag near the start, which flattened text never has."""
    return _MARKUP.search(text[:_SNIFFED_CHARACTERS]) is not None


def is_fragment(text: str) -> bool:
    """Whether the markup has no frame of a page, as the content of feed entries has none."""
    return _FRAME.search(text[:_SNIFFED_CHARACTERS]) is None
