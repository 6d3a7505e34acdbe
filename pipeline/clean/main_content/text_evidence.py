"""Evidence in a passage itself: its words, its type and its links."""

import re

from pipeline.clean.main_content import evidence_names as name
from pipeline.clean.main_content.destinations import find_destination
from pipeline.clean.page import Passage
from pipeline.clean.text import PROSE_WORDS, BlockKind
from pipeline.clean.wording import MOST_ASIDE_WORDS, find_aside, find_phrase, is_byline, is_picture_credit, is_timestamp

__all__ = ["FEWEST_PARAGRAPH_WORDS", "LEAST_SHARE_OF_ONE_LINK", "add_link_evidence", "add_text_evidence"]

_DIGIT = re.compile(r"[0-9]")
_WORD_CHARACTER = re.compile(r"\w")
_ORNAMENT = re.compile(r"[•●▪◦■□►▶▸»«>‹›→←↑↓▲△▼|¦*+#\[(【]")
_ADDRESS = re.compile(r"@\w|https?://|www\.")
_ELLIPSES = ("…", "...")

FEWEST_PARAGRAPH_WORDS = 45  # no phrase matches a longer text
_MOST_COUNTED_WORDS, _WORDS_SCALE = 60, 20  # the worth of more words than these was not fitted
_FEWEST_PROSE_SENTENCE_WORDS = 8  # in a heading, item or caption
_FEWEST_WORDS_NOT_SHORT = 5  # labels have fewer
_FEWEST_ASIDE_CHARACTERS = 8  # no aside is shorter
_LEAST_BOLD_SHARE = 0.8  # a mark or a name may stand beside the bold text
# A mark or a date may stand beside the one link; a label with its link has some words of its own.
LEAST_SHARE_OF_ONE_LINK, _LEAST_SHARE_HALF_LINKED, _MOST_SHARE_OF_LABEL_AND_LINK = 0.8, 0.3, 0.9
_FEWEST_WORDS_NOT_LINK_LABEL = 30  # a label with its link is shorter


def add_text_evidence(found: dict[str, float], passage: Passage) -> None:
    """Add what the words, the type and the kind of a passage say."""
    text, words = passage.text, passage.words
    found[name.WORDS] = min(words, _MOST_COUNTED_WORDS) / _WORDS_SCALE
    _add_type(found, passage)
    if passage.kind is not BlockKind.PARAGRAPH:
        found[name.KIND[passage.kind]] = 1.0
        if words >= _FEWEST_PROSE_SENTENCE_WORDS and passage.ends:
            found[name.KIND_SENTENCE[passage.kind]] = 1.0
    if words < FEWEST_PARAGRAPH_WORDS:
        digits = len(_DIGIT.findall(text)) if text.isascii() else sum(map(str.isdigit, text))
        if digits:
            found[name.DIGITS] = digits / len(text)
        _add_label(found, text)
    if len(text) > _FEWEST_ASIDE_CHARACTERS and words < MOST_ASIDE_WORDS and find_aside(text) is not None:
        found[name.ASIDE] = 1.0


def _add_type(found: dict[str, float], passage: Passage) -> None:
    text, words, ends = passage.text, passage.words, passage.ends
    if passage.is_prose:
        found[name.PROSE] = 1.0
    if ends:
        found[name.SENTENCE] = 1.0
    elif words >= PROSE_WORDS:
        found[name.LONG_WITHOUT_END] = 1.0
    if words < _FEWEST_WORDS_NOT_SHORT:
        found[name.SHORT] = 1.0
    if words < 2:
        found[name.TINY] = 1.0
    if passage.pictured:
        found[name.BELOW_PICTURE] = 1.0
        if words < FEWEST_PARAGRAPH_WORDS:
            found[name.LABEL_BELOW_PICTURE] = 1.0
    _add_characters(found, text)
    if passage.bold > _LEAST_BOLD_SHARE * len(text):
        found[name.BOLD] = 1.0


def _add_characters(found: dict[str, float], text: str) -> None:
    if text.isupper() and _is_mostly_cased(text):
        found[name.CAPITALS] = 1.0
    if text.endswith(":"):
        found[name.COLON] = 1.0
    elif text.endswith(_ELLIPSES):
        found[name.ELLIPSIS] = 1.0
    if _ORNAMENT.match(text):
        found[name.ORNAMENT] = 1.0
    if not _WORD_CHARACTER.search(text):
        found[name.NO_LETTERS] = 1.0


def _is_mostly_cased(text: str) -> bool:
    """Whether most letters have a case: "5G" does not make a Chinese sentence one in capitals."""
    return text.isascii() or 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def _add_label(found: dict[str, float], text: str) -> None:
    if find_phrase(text) is not None:
        found[name.PHRASE] = 1.0
    if is_byline(text):
        found[name.BYLINE] = 1.0
    if is_timestamp(text):
        found[name.TIMESTAMP] = 1.0
    if is_picture_credit(text):
        found[name.CREDIT] = 1.0
    if _ADDRESS.search(text):
        found[name.ADDRESS] = 1.0


def add_link_evidence(found: dict[str, float], passage: Passage) -> None:
    """Add what the links of a passage say, by their share and their destinations."""
    share = passage.link_share
    if not share:
        return
    found[name.LINKED_SHARE] = share
    if share > LEAST_SHARE_OF_ONE_LINK:
        _add_one_link(found, passage)
    elif share > _LEAST_SHARE_HALF_LINKED:
        found[name.HALF_LINKED] = 1.0
    if passage.words < PROSE_WORDS:
        found[name.SHORT_WITH_LINK] = 1.0
    if passage.bold > _LEAST_BOLD_SHARE * len(passage.text):
        found[name.BOLD_LINK] = 1.0
    if passage.closes_in_link and share < _MOST_SHARE_OF_LABEL_AND_LINK and not passage.ends:
        found[name.LABEL_AND_LINK] = 1.0
    for destination in sorted({to for address in passage.links if (to := find_destination(address))}):
        found[name.LEADS_TO[destination]] = 1.0
        if passage.words < _FEWEST_WORDS_NOT_LINK_LABEL:
            found[name.LABEL_LEADS_TO[destination]] = 1.0


def _add_one_link(found: dict[str, float], passage: Passage) -> None:
    found[name.ONE_LINK] = 1.0
    # An address printed in full is information, whatever it links to.
    if passage.kind is BlockKind.PARAGRAPH and not _ADDRESS.search(passage.text):
        found[name.PARAGRAPH_OF_ONE_LINK] = 1.0
    if passage.words >= PROSE_WORDS:
        found[name.LONG_LINK] = 1.0
