"""Text of elements and attributes as one line."""

from pipeline.clean.text.blocks import collapse_blanks
from pipeline.clean.text.decoding import strip_invisible

__all__ = ["put_on_one_line"]


def put_on_one_line(text: str) -> str:
    """The text on one line, without invisible characters; most texts are that already, which is told in one look."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return collapse_blanks(strip_invisible(text))
