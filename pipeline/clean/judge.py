"""Judge a page: its passages, a dateline that stands alone, and the lines of its source's template."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.copy_desk import join_lone_dateline
from pipeline.clean.main_content import gather_known, judge_passages
from pipeline.clean.metadata import Facts
from pipeline.clean.page import read_passages
from pipeline.clean.templates import Templates, cut_template_lines
from pipeline.clean.text import WHY_UNREAD, Judged, mark_unread
from pipeline.model import Entry, Removed, RemovedKind

__all__ = ["Context", "judge_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of a page from elsewhere: its address, the feed's entry and the template of its source."""

    url: str | None = None
    entry: Entry | None = None
    templates: Templates | None = None


def judge_page(tree: HtmlElement, stated: Facts, context: Context, *, whole: bool) -> Sequence[Judged]:
    """Judge every block of a page. `whole`: the markup is a fragment with no page around the story."""
    reading = read_passages(tree)
    known = gather_known(
        reading.passages,
        titles=stated.all_titles,
        description=stated.summary,
        statements=(stated.body, context.entry.content if context.entry else None),
    )
    blocks = join_lone_dateline(judge_passages(reading, known, whole=whole))
    if context.templates:
        blocks = _apply_template(blocks, context.templates)
    return [*blocks, _unread(len(blocks))] if reading.is_cut else blocks


def _unread(line: int) -> Judged:
    return Judged(block=mark_unread(line), kept=False, kind=RemovedKind.UNREAD, score=0.0, reason=WHY_UNREAD)


def _apply_template(blocks: Sequence[Judged], templates: Templates) -> Sequence[Judged]:
    """Drop the lines of the source's template. Of lines in doubt, the reason says so."""
    cleared = cut_template_lines([one.block for one in blocks if one.kept], templates)
    gone = {one.line: one for one in cleared.removed}
    return [_apply_to_block(one, gone.get(one.block.line), cleared.doubts.get(one.block.line)) for one in blocks]


def _apply_to_block(one: Judged, gone: Removed | None, doubt: str | None) -> Judged:
    if gone:
        return one._replace(kept=False, kind=gone.kind, reason=gone.reason)
    return one._replace(reason=f"{one.reason}; {doubt}") if doubt else one
