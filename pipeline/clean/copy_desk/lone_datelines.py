"""Lone datelines: those that a template puts in an element of their own ("HALDEN (Reuters) -", "Halden CNN —")."""

from collections.abc import Sequence

from pipeline.clean.text import Judged, KeptKind
from pipeline.clean.wording import find_dateline

__all__ = ["join_lone_dateline"]


_ENDS = ("—", "–", "-", "_", "=", ":")
_MOST_DATELINE_WORDS = 12  # two places, a date and an agency
# Stands for the paragraph that a dateline opens.
_ANY_STORY = " X"


def join_lone_dateline(blocks: Sequence[Judged]) -> Sequence[Judged]:
    """Join a dateline that stands alone above the first paragraph to that paragraph."""
    first = next((n for n, one in enumerate(blocks) if one.kept and one.block.is_prose), 0)
    if not first or not _is_dateline(blocks[first - 1].block.text):
        return blocks
    above, below = blocks[first - 1], blocks[first]
    text = f"{above.block.text} {below.block.text}"
    lone = above._replace(kept=False, kind=KeptKind.DATELINE, reason="opens the paragraph below it")
    opened = below._replace(block=below.block._replace(text=text))
    return [*blocks[: first - 1], lone, opened, *blocks[first + 1 :]]


def _is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing more."""
    if not line.endswith(_ENDS) or len(line.split()) > _MOST_DATELINE_WORDS:
        return False
    found = find_dateline(line + _ANY_STORY)
    return found is not None and found.text.strip() == line
