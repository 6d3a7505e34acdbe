"""Text of elements and attributes as one line."""

from pipeline.clean.blocks import spaced
from pipeline.clean.decode import visible

__all__ = ["one_line"]


def one_line(text: str) -> str:
    """The text on one line, without invisible characters; most texts are that already, which is told in one look."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return spaced(visible(text))
