"""The edges of a text: dates and bare links above and below its prose, and paragraphs that stand there twice."""

import re
from collections.abc import Sequence, Set

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.copy_desk.head import FEWEST_HEADLINE_WORDS
from pipeline.clean.text import Block, Side
from pipeline.clean.wording import is_picture_credit, is_signature, is_timestamp
from pipeline.model import Removed, RemovedKind

__all__ = ["cut_copies", "cut_loose_lines"]

# An address printed in full is information, whatever it links to.
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
# Questions of interviews and refrains have fewer words, and may recur.
_FEWEST_COPY_WORDS = 30


def cut_copies(blocks: Sequence[Block]) -> Division:
    """Cut long paragraphs that stand above already: some pages carry a second text for machines."""
    seen: set[str] = set()
    kept: list[Block] = []
    removed: list[Removed] = []
    for block in blocks:
        if block.text in seen:
            removed.append(_copy(block))
            continue
        kept.append(block)
        if block.is_prose and block.words >= _FEWEST_COPY_WORDS:
            seen.add(block.text)
    return Division(kept=tuple(kept), removed=tuple(removed))


def cut_loose_lines(blocks: Sequence[Block]) -> Division:
    """Cut dates and bare links above the first and below the last paragraph of prose."""
    prose = [index for index, block in enumerate(blocks) if block.is_prose]
    if not prose:
        return Division(kept=tuple(blocks))
    seen = {block.text for block in blocks[: prose[-1] + 1] if block.words >= FEWEST_HEADLINE_WORDS}
    above = {index: _loose(blocks[index], Side.ABOVE) for index in range(prose[0])}
    below = {
        index: _repeated(blocks[index], seen) or _loose(blocks[index], Side.BELOW)
        for index in range(prose[-1] + 1, len(blocks))
    }
    gone = {index: removal for index, removal in (above | below).items() if removal}
    kept = tuple(block for index, block in enumerate(blocks) if index not in gone)
    return Division(kept=kept, removed=tuple(gone.values()))


def _repeated(block: Block, seen: Set[str]) -> Removed | None:
    return _copy(block) if block.text in seen else None


def _copy(block: Block) -> Removed:
    return remove(block, kind=RemovedKind.REPEATED, reason="stands above already")


def _loose(block: Block, side: Side) -> Removed | None:
    if is_timestamp(block.text):
        return remove(block, kind=RemovedKind.DATE, reason="a date on a line of its own")
    if side is Side.ABOVE and "/" in block.text and is_picture_credit(block.text) and is_signature(block.text):
        return remove(block, kind=RemovedKind.CREDIT, reason="credit of a picture")
    if block.linked and not _ADDRESS.match(block.text):
        kind = RemovedKind.NAVIGATION if side is Side.ABOVE else RemovedKind.RELATED
        return remove(block, kind=kind, reason=f"nothing but a link, {side} the story")
    return None
