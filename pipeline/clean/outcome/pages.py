"""No article here, by name: documents that are empty, no HTML, or pages that tell no story."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.clean.copy_desk.asides import introduces_author
from pipeline.clean.outcome.refusals import find_refusal
from pipeline.clean.text.blocks import BlockKind, Judged, count_words
from pipeline.model import Outcome

__all__ = [
    "MOST_CHARACTERS",
    "find_story_outcome",
    "has_markup",
    "is_fragment",
    "is_section_front",
    "refuse_document",
]

# The largest of 227 real pages has 2 million characters; fetching stops at 10 million bytes.
MOST_CHARACTERS = 20_000_000

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", ""})
_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\x7fELF",
)
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|meta|script|article|div|p|a)\b|</?[a-z][a-z0-9]*(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_FRAME = re.compile(r"<(?:!doctype|html|head|body|meta|nav|header|footer|main|article|title)\b", re.IGNORECASE)
_NOT_PROSE = re.compile(r"\s*(?:[\[{]|<\?xml|<(?:rss|feed|urlset|sitemapindex|rdf:RDF|svg|nitf|newsMessage)\b)")
_SNIFFED = 100_000
_UNREADABLE = 0.1
# Every tenth byte of compressed data is a control character; pages hold none, damaged ones a few.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY = 0.02
_BINARY_SAMPLE = 4_096

# A story may be short, a flash is one sentence; a page that says it is an article is believed sooner.
_FEWEST_WORDS_OF_ARTICLE = 8
_FEWEST_WORDS = 25


def refuse_document(body: bytes | str, text: str, content_type: str | None) -> Outcome | None:
    """Why a document cannot be read as a page; None where it can."""
    if not text.strip():
        return Outcome.EMPTY
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type not in _HTML_TYPES or (isinstance(body, bytes) and body.startswith(_SIGNATURES)):
        return Outcome.NOT_HTML
    if len(text) > MOST_CHARACTERS:
        return Outcome.NO_STORY
    if _is_binary(body) or _is_unreadable(text[:_SNIFFED]) or (_NOT_PROSE.match(text) and not _has_html(text)):
        return Outcome.NOT_HTML
    return None


def _is_binary(body: bytes | str) -> bool:
    sample = body[:_BINARY_SAMPLE]
    if isinstance(sample, bytes):
        if sample.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
            return False
        sample = sample.decode("latin-1")
    return len(_CONTROLS.findall(sample)) > _BINARY * len(sample)


def _is_unreadable(text: str) -> bool:
    return text.count("\ufffd") > _UNREADABLE * len(text)


def _has_html(text: str) -> bool:
    return re.search(r"<(?:html|body|head|article|p|div)\b", text[:_SNIFFED], re.IGNORECASE) is not None


def has_markup(text: str) -> bool:
    """Whether there is a tag near the start: what flattened text never has."""
    return _MARKUP.search(text[:_SNIFFED]) is not None


def is_fragment(text: str) -> bool:
    """Whether markup has no frame of a page: what feeds carry as content."""
    return _FRAME.search(text[:_SNIFFED]) is None


# Notes on authors: one for each.
_MOST_NOTES = 3


def find_story_outcome(
    paragraphs: Sequence[str], *, titles: Sequence[str], authors: Sequence[str], is_article: bool
) -> Outcome:
    """Whether these paragraphs are a story: words enough, and no notice of a guard or of a missing page.

    Where a paywall keeps the story back, what is left of its page may be the note that says who wrote it.
    """
    if len(paragraphs) <= _MOST_NOTES and all(introduces_author(text, authors) for text in paragraphs):
        return Outcome.NO_STORY
    refusal = None if is_article else find_refusal(titles, paragraphs)
    if refusal:
        return refusal.outcome
    words = sum(map(count_words, paragraphs))
    return Outcome.NO_STORY if words < (_FEWEST_WORDS_OF_ARTICLE if is_article else _FEWEST_WORDS) else Outcome.ARTICLE


# A story has paragraphs that follow each other; a front has teasers, each below its link, or headlines alone.
_FEWEST_TEASERS = 5
_FEWEST_HEADLINES = 8
_MOSTLY_LINKS = 3


def is_section_front(blocks: Sequence[Judged]) -> bool:
    """Whether what was kept of a page, which does not say that it is an article, are teasers and headlines."""
    kept = [index for index, one in enumerate(blocks) if one.kept]
    prose = [index for index in kept if blocks[index].block.is_prose]
    words = sum(blocks[index].block.words for index in kept)
    linked = sum(one.block.words for one in blocks if one.block.linked)
    listed = sum(1 for index in kept if blocks[index].block.kind in {BlockKind.ROW, BlockKind.ITEM})
    if len(kept) - listed >= max(_FEWEST_HEADLINES, 4 * len(prose)) and linked >= _MOSTLY_LINKS * words:
        return True
    headed = sum(1 for index in prose if any(map(_heads_teaser, blocks[max(0, index - 2) : index])))
    in_a_row = sum(1 for above, index in pairwise(prose) if index - above == 1)
    return len(prose) >= _FEWEST_TEASERS and 2 * headed > len(prose) and 4 * in_a_row < len(prose)


# Links of these kinds stand between a story's paragraphs and around them, and head no teaser.
_OF_A_STORY = frozenset({"inline_link", "pull_quote", "share", "comments", "caption", "tags", "byline", "author_bio"})


def _heads_teaser(one: Judged) -> bool:
    """Whether a line is a link as stands above teasers."""
    return bool(one.block.linked) and one.kind not in _OF_A_STORY
