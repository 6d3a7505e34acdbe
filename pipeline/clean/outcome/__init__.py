"""Outcome: why there is no article, by name.

Takes a document, a page's blocks or a story. Gives an `Outcome` other than `article` where it is empty, not HTML, a
section front, too short to be a story, or a page that answers in place of one (`refusals.toml`).
"""

from pipeline.clean.outcome.documents import has_markup, is_fragment, refuse_document
from pipeline.clean.outcome.refusals import Refusal, find_page_refusal
from pipeline.clean.outcome.stories import find_story_outcome, is_section_front

__all__ = [
    "Refusal",
    "find_page_refusal",
    "find_story_outcome",
    "has_markup",
    "is_fragment",
    "is_section_front",
    "refuse_document",
]
