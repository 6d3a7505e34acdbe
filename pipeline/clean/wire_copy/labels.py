"""Labels of an item that its text repeats above the story, a line each: subjects, keywords, genre, headline (dpa)."""

from collections.abc import Mapping, Sequence

from pipeline.clean.text import Block, collapse_blanks
from pipeline.model import Removed, RemovedKind
from pipeline.wire_item import WireItem

__all__ = ["cut_labels"]

_REASONS: Mapping[RemovedKind, str] = {
    RemovedKind.HEADLINE: "the headline of the item, above the story",
    RemovedKind.TAGS: "a subject, keyword or genre of the item, above the story",
}


def cut_labels(blocks: Sequence[Block], item: WireItem) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """Cut the leading lines that are a label of the item, letter by letter. A text of nothing else stays.

    Capitals count: "LONDON" above a story is its dateline, "London" the keyword.
    """
    labels = _labels(item)
    first = next((index for index, block in enumerate(blocks) if block.text not in labels), 0)
    kinds = [(block, labels[block.text]) for block in blocks[:first]]
    removed = (Removed(text=block.text, kind=kind, reason=_REASONS[kind], line=block.line) for block, kind in kinds)
    return tuple(blocks[first:]), tuple(removed)


def _labels(item: WireItem) -> Mapping[str, RemovedKind]:
    names = (one.name for one in (*item.subjects, *item.genres) if one.name)
    tags = {collapse_blanks(text): RemovedKind.TAGS for text in (*names, *item.keywords)}
    return {**tags, collapse_blanks(item.headline): RemovedKind.HEADLINE} if item.headline else tags
