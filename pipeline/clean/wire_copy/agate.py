"""Agate: results, tables, betting, weather, lists. Its lines are the text, whatever they look like."""

from collections.abc import Sequence

from pipeline.clean.text import Block, ends_sentence

__all__ = ["is_agate"]

_FEWEST_LINES = 6
_LEAST_SHARE = 0.6
_MOST_CELL_WORDS = 12


def is_agate(blocks: Sequence[Block]) -> bool:
    """Whether most lines of a text are rows of tables, or short and without the end of a sentence."""
    if len(blocks) < _FEWEST_LINES:
        return False
    rows = sum(
        "\t" in block.text or (block.words <= _MOST_CELL_WORDS and not ends_sentence(block.text)) for block in blocks
    )
    tabular = sum("\t" in block.text for block in blocks)
    return rows >= _LEAST_SHARE * len(blocks) and (tabular > 0 or rows >= 2 * _FEWEST_LINES)
