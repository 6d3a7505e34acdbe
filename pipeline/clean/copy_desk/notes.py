"""Editors' notes about a text: corrections, clarifications, what an update adds."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.text import Block
from pipeline.clean.wording import find_note
from pipeline.model import PubStatus

__all__ = ["NotedDivision", "cut_notes"]

# Notes stand above the story or below it. Below it, links and a share bar may follow before the text ends.
_MOST_BLOCKS_ABOVE = 3
_MOST_BLOCKS_BELOW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedDivision:
    """A text without its editors' notes. `ednote` joins them; None without any."""

    kept: tuple[Block, ...]
    ednote: str | None = None
    status: PubStatus = PubStatus.USABLE


def cut_notes(blocks: Sequence[Block]) -> NotedDivision:
    """Cut the notes at the head and tail of a text. If nothing else is prose, they stay: they are the story then."""
    first_below = len(blocks) - _MOST_BLOCKS_BELOW
    notes = {
        index: rule
        for index, block in enumerate(blocks)
        if (index < _MOST_BLOCKS_ABOVE or index >= first_below) and (rule := find_note(block.text))
    }
    kept = tuple(block for index, block in enumerate(blocks) if index not in notes)
    if not notes or not any(block.is_prose for block in kept):
        return NotedDivision(kept=tuple(blocks))
    corrected = any(rule.status is PubStatus.CORRECTED for rule in notes.values())
    return NotedDivision(
        kept=kept,
        ednote="\n\n".join(blocks[index].text for index in notes),
        status=PubStatus.CORRECTED if corrected else PubStatus.USABLE,
    )
