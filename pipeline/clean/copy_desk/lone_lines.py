"""Lone lines: what phrases took out of a text without markup, and what of it goes back.

Furniture comes in company: a footer, a share bar, a list. Where a text lost its markup nothing but its words tells a
line from the story, so a single one that may as well be meant stays: a short statement of rights or of where the story
comes from, which is the sender's own, and a whole sentence that invites. Of 227 labelled stories the phrases change two
by this, ten without it, and no body of wire copy.
"""

from collections.abc import Sequence

from pipeline.clean.text.blocks import Block
from pipeline.clean.wording.phrasebook import RULES
from pipeline.model import Removed

__all__ = ["find_lone_line"]

_OF_PHRASES = frozenset(rule.kind for rule in RULES)
# What senders state of a text: whose it is, what holds for it, who took its picture.
_CREDIT, _LEGAL = "credit", "legal"
_INVITATION = "newsletter"


def find_lone_line(blocks: Sequence[Block], removed: Sequence[Removed]) -> Block | None:
    """The block that goes back, or None. `removed` is all that was taken out of `blocks`, by phrase or otherwise."""
    by_phrase = [one for one in removed if one.kind in _OF_PHRASES]
    if len(by_phrase) != 1:
        return None
    (one,) = by_phrase
    block = next((block for block in blocks if block.line == one.line), None)
    if block is None or block.text != one.text:
        return None
    return block if _may_be_meant(one.kind, prose=block.is_prose) else None


def _may_be_meant(kind: str, *, prose: bool) -> bool:
    """A notice of rights is short: longer ones speak of cookies and terms."""
    return kind == _CREDIT or (kind == _INVITATION and prose) or (kind == _LEGAL and not prose)
