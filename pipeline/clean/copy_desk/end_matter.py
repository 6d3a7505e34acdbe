"""End matter: notices of rights and credits of desks below a story. They are kept as the article's credits."""

from collections.abc import Sequence
from itertools import accumulate

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.copy_desk.wire_copy import CREDIT
from pipeline.clean.text import Block, BlockKind
from pipeline.clean.wording import is_desk_credit, is_rights_notice
from pipeline.model import Removed

__all__ = ["cut_end_matter"]

# A share bar and other stories may follow below such a line, as long as the story above it.
_LEAST_SHARE_ABOVE = 0.4


def cut_end_matter(blocks: Sequence[Block]) -> Division:
    """Cut notices of rights and desks' credits below prose, in the second part of a text."""
    above = list(accumulate((block.words for block in blocks), initial=0))
    first = next((index for index, block in enumerate(blocks) if block.is_prose and not _find(block)), len(blocks))
    gone = {
        index: removal
        for index, block in enumerate(blocks)
        if index > first and above[index] >= _LEAST_SHARE_ABOVE * above[-1] and (removal := _find(block))
    }
    kept = tuple(block for index, block in enumerate(blocks) if index not in gone)
    return Division(kept=kept, removed=tuple(gone.values()))


def _find(block: Block) -> Removed | None:
    if block.kind in {BlockKind.ROW, BlockKind.QUOTE}:
        return None
    if is_rights_notice(block.text):
        return remove(block, kind=CREDIT, reason="says whose rights the text is under")
    if is_desk_credit(block.text):
        return remove(block, kind=CREDIT, reason="names who drew, translated, checked or edited")
    return None
