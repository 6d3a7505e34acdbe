"""Metadata: what page and feed state about an article besides its text, and which statements are believed.

Takes the tree of a page, its address, the feed's entry, and the lines around the story. Gives the facts, each with its
provenance: the sources that agree on it and how sure it is. Also settles the language of a text.
"""

from pipeline.clean.metadata.claims import FEED, TEXT, Provenance, Sureness
from pipeline.clean.metadata.facts import Facts, gather_facts
from pipeline.clean.metadata.language import read_primary_language, settle_language
from pipeline.clean.metadata.lines_around import read_lines_around, settle_facts

__all__ = [
    "FEED",
    "TEXT",
    "Facts",
    "Provenance",
    "Sureness",
    "gather_facts",
    "read_lines_around",
    "read_primary_language",
    "settle_facts",
    "settle_language",
]
