"""Template lines: lines of a text without markup that the template of its page printed, whatever their place."""

from pipeline.clean.copy_desk.division import remove
from pipeline.clean.copy_desk.residue import find_label
from pipeline.clean.text import Block, ends_sentence
from pipeline.clean.wording import find_page_line, is_feed_footer
from pipeline.model import Removed

__all__ = ["find_template_line"]


def find_template_line(block: Block) -> Removed | None:
    """Find what a line is if the template printed it, or None."""
    label = find_label(block)
    if label:
        return remove(block, kind=label.rule.kind, reason=label.reason)
    if is_feed_footer(block.text):
        return remove(block, kind="legal", reason="says where the story appeared first")
    line = None if ends_sentence(block.text) and block.is_prose else find_page_line(block.text)
    return remove(block, kind=line.kind, reason=line.reason) if line else None
