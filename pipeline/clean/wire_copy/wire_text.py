"""The text of a wire item, edited: its head and its tail read, and what is between them left to the copy desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.copy_desk import Story, edit_blocks
from pipeline.clean.text import Block, BlockKind, collapse_blanks, strip_invisible
from pipeline.clean.wire_copy.agate import is_agate
from pipeline.clean.wire_copy.closing import cut_closing, cut_signature_in_line
from pipeline.clean.wire_copy.codes import cut_codes
from pipeline.clean.wire_copy.labels import cut_labels
from pipeline.clean.wire_copy.opening import Opening, read_opening
from pipeline.clean.wording import find_dateline
from pipeline.model import Dateline, Removed, RemovedKind
from pipeline.wire_item import WireItem

__all__ = ["WireText", "edit_wire_text"]

# A headline and a byline may stand above it.
_MOST_BLOCKS_TO_DATELINE = 3
# "Published on Friday 20 November 2026, 12.30" is the longest date alone; with more words it is news.
_MOST_DATE_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WireText:
    """The edited text: what stands above the lead, the story, and all that was removed, in order."""

    opening: Opening
    story: Story
    paragraphs: tuple[str, ...]
    dateline: Dateline | None
    removed: tuple[Removed, ...]
    is_agate: bool = False


def edit_wire_text(item: WireItem, *, title: str | None, names: Sequence[str]) -> WireText:
    """Edit the text of an item. `title` is its headline without marks, `names` its authors: their repetition goes."""
    blocks = [_block(text, line) for line, text in enumerate(item.paragraphs) if strip_invisible(text).strip()]
    below, labels = cut_labels(blocks, item)
    opening = read_opening(below)
    plain, codes = cut_codes(opening.kept)
    kept, closing = cut_closing(plain)
    agate = is_agate(kept)
    story = Story(blocks=kept) if agate else edit_blocks(kept, titles=(title,), names=names)
    back = _restored(kept, story)
    left, signature = cut_signature_in_line(back)
    stands = {block.line for block in back}
    edited = [one for one in story.removed if one.line not in stands or _is_partial(one, back)]
    removed = [*labels, *opening.removed, *codes, *closing, *edited, *signature]
    removed += _unrecorded(kept, left, removed)
    return WireText(
        opening=opening,
        story=story,
        paragraphs=tuple(block.text for block in left),
        dateline=next(filter(None, (find_dateline(block.text) for block in left[:_MOST_BLOCKS_TO_DATELINE])), None),
        removed=tuple(sorted(removed, key=lambda one: one.line)),
        is_agate=agate,
    )


def _block(text: str, line: int) -> Block:
    if "\t" in text:
        cells = (collapse_blanks(strip_invisible(cell)) for cell in text.split("\t"))
        return Block(text="\t".join(cells), line=line, kind=BlockKind.ROW)
    return Block(text=collapse_blanks(strip_invisible(text)), line=line)


def _restored(before: Sequence[Block], story: Story) -> tuple[Block, ...]:
    """The blocks of a story with the lines put back that are dates on pages, and results and appointments on wires."""
    dated = {one.line for one in story.removed if one.kind is RemovedKind.DATE}
    again = [block for block in before if block.line in dated and block.words > _MOST_DATE_WORDS]
    return tuple(sorted((*story.blocks, *again), key=lambda block: block.line)) if again else tuple(story.blocks)


def _is_partial(removed: Removed, blocks: Sequence[Block]) -> bool:
    """Whether a removal is a part of a paragraph that stays."""
    return not any(block.line == removed.line and block.text == removed.text for block in blocks)


def _unrecorded(before: Sequence[Block], after: Sequence[Block], removed: Sequence[Removed]) -> list[Removed]:
    """The notes that the copy desk keeps apart without a record of their removal."""
    known = {one.line for one in removed} | {block.line for block in after}
    return [
        Removed(
            text=block.text,
            kind=RemovedKind.ADVISORY,
            reason="a note of the editors; kept as the article's note",
            line=block.line,
        )
        for block in before
        if block.line not in known
    ]
