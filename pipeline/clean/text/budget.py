"""The budget of a page: how much of one page is read, so that no page holds up the others of its batch.

Of 227 labelled pages the largest has 2.2 million characters, 2,600 elements and 1,360 blocks. A block costs 0.12 ms, so
a page of only paragraphs takes 2.5 s at most (2026-11). What follows beyond the budget is recorded as removed text.
"""

from pipeline.clean.text.blocks import Block

__all__ = ["MOST_BLOCKS", "MOST_CHARACTERS", "MOST_ELEMENTS", "WHY_UNREAD", "mark_unread"]

MOST_CHARACTERS = 20_000_000
"""A larger document is no story. Fetching stops at 10 million bytes."""
MOST_ELEMENTS = 200_000
"""Elements of a page that are not inline."""
MOST_BLOCKS = 20_000
"""Of a page or a text; 15 times as many as the largest labelled page has."""

WHY_UNREAD = f"the page has more than {MOST_BLOCKS:,} blocks or {MOST_ELEMENTS:,} elements: what follows was not read"


def mark_unread(line: int) -> Block:
    """Make the block that stands for what was not read, from this line on."""
    return Block(text="…", line=line)
