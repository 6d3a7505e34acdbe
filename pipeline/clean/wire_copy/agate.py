"""Agate: results, tables, betting, weather, lists. Its lines are the text, whatever they look like."""

from collections.abc import Sequence

from pipeline.clean.text import Block, ends_sentence

__all__ = ["is_agate"]

# Results of one match, or a list of a few names, are shorter; so are short stories in telegraph style.
_FEWEST_ROWS = 6
# A table may have sentences between its parts; a story with a table has more of them.
_LEAST_SHARE_OF_ROWS = 0.6
# "Smith (Ferries) bt Jones (Harbour) 6-4 6-7 (5) 6-3": rows of results are hardly longer, sentences mostly are.
_MOST_CELL_WORDS = 12


def is_agate(blocks: Sequence[Block]) -> bool:
    """Whether most lines of a text are rows of tables, or short and without the end of a sentence."""
    if len(blocks) < _FEWEST_ROWS:
        return False
    rows = sum(
        "\t" in block.text or (block.words <= _MOST_CELL_WORDS and not ends_sentence(block.text)) for block in blocks
    )
    tabular = sum("\t" in block.text for block in blocks)
    return rows >= _LEAST_SHARE_OF_ROWS * len(blocks) and (tabular > 0 or rows >= 2 * _FEWEST_ROWS)
