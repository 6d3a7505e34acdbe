"""What an editing step of the copy desk makes of a text."""

from dataclasses import dataclass

from pipeline.clean.text import Block
from pipeline.model import Removed, RemovedKind

__all__ = ["Division", "remove"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A text divided: the blocks that stay, and what was taken out with its reason."""

    kept: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()


def remove(block: Block, *, kind: RemovedKind, reason: str) -> Removed:
    """Record a whole block as taken out."""
    return Removed(text=block.text, kind=kind, reason=reason, line=block.line)
