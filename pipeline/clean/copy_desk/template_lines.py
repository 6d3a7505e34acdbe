"""Template lines: lines of a text without markup that the template of its page printed, whatever their place."""

import re
from collections.abc import Sequence

from pipeline.clean.copy_desk.division import remove
from pipeline.clean.copy_desk.residue import find_label
from pipeline.clean.text import Block, ends_sentence
from pipeline.clean.wording import Hit, Match, find_page_line, is_feed_footer
from pipeline.model import Removed, RemovedKind

__all__ = ["find_feed_footer", "find_template_line"]

_BETWEEN = re.compile(r"\s*[|•·/、]\s*|\s+")
# Buttons in a row lose the blanks between them: "Share on FacebookShare on X".
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_MOST_LABELS = 10  # a row of share buttons on one line


def find_template_line(block: Block) -> Removed | None:
    """Find what a line is if the template printed it, or None."""
    label = find_label(block)
    if label:
        return remove(block, kind=label.rule.kind, reason=label.reason)
    row = _find_row(block)
    if row:
        return remove(block, kind=row.rule.kind, reason=row.reason)
    footer = find_feed_footer(block)
    if footer:
        return footer
    line = None if ends_sentence(block.text) and block.is_prose else find_page_line(block.text)
    return remove(block, kind=line.kind, reason=line.reason) if line else None


def find_feed_footer(block: Block) -> Removed | None:
    """Find the line in which blog software says where the story appeared first."""
    return (
        remove(block, kind=RemovedKind.LEGAL, reason="says where the story appeared first")
        if is_feed_footer(block.text)
        else None
    )


def _find_row(block: Block) -> Hit | None:
    """The rule of the first label in a row of labels and nothing else: "Terms of use | Privacy policy"."""
    divided = (_BETWEEN.split(block.text), _GLUED.split(block.text))
    return next((hit for parts in divided if (hit := _find_labels(block, [one for one in parts if one.strip()]))), None)


def _find_labels(block: Block, parts: Sequence[str]) -> Hit | None:
    if not 2 <= len(parts) <= _MOST_LABELS:
        return None
    hits = [find_label(block._replace(text=part)) for part in parts]
    return hits[0] if all(hit and hit.rule.match is Match.EXACT for hit in hits) else None
