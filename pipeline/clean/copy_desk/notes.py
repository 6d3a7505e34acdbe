"""Notes of editors about a text: corrections, clarifications, what an update adds."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.text.blocks import Block
from pipeline.clean.wording.phrasebook import find_note
from pipeline.model import PubStatus

__all__ = ["Noted", "cut_notes"]

# Notes stand above the story or below it. Below, a list of links and a share bar may follow before the text ends.
_HEAD = 3
_TAIL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A text without its editors' notes; `ednote` joins them, None where there was none."""

    kept: tuple[Block, ...]
    ednote: str | None = None
    status: PubStatus = PubStatus.USABLE


def cut_notes(blocks: Sequence[Block]) -> Noted:
    """The blocks without notes at their head and tail. A note that is all there is stays: it is the story then."""
    notes = {
        index: rule
        for index, block in enumerate(blocks)
        if (index < _HEAD or index >= len(blocks) - _TAIL) and (rule := find_note(block.text))
    }
    kept = tuple(block for index, block in enumerate(blocks) if index not in notes)
    if not notes or not any(block.is_prose for block in kept):
        return Noted(kept=tuple(blocks))
    corrected = any(rule.status is PubStatus.CORRECTED for rule in notes.values())
    return Noted(
        kept=kept,
        ednote="\n\n".join(blocks[index].text for index in notes),
        status=PubStatus.CORRECTED if corrected else PubStatus.USABLE,
    )
