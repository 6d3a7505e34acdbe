"""The text that was removed from a page, as it is stored with the article."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.clean.copy_desk.story import Story
from pipeline.clean.text import Judged, KeptKind
from pipeline.clean.wording import find_phrase
from pipeline.model import Removed, RemovedKind

__all__ = ["list_removals", "revise_judgements"]

# Menus and lists outside the story run to thousands of lines. Their beginning shows what they are, and the raw page has
# the rest.
_LONGEST_RUN = 300
_LONGEST_LABEL = 200


def revise_judgements(blocks: Sequence[Judged], story: Story) -> tuple[Judged, ...]:
    """Mark the blocks that the copy desk took out as dropped, each for the copy desk's reason."""
    taken = {one.line: one for one in story.removed}
    left = {block.line for block in story.blocks}
    return tuple(one if one.block.line in left else _revise(one, taken) for one in blocks)


def _revise(one: Judged, taken: Mapping[int, Removed]) -> Judged:
    if not one.kept:
        return one
    removal = taken.get(one.block.line)
    if removal is None:
        return one._replace(kept=False, kind=KeptKind.NOTE, reason="a note of the editors; kept as the article's note")
    return one._replace(kept=False, kind=removal.kind, reason=removal.reason)


def list_removals(blocks: Sequence[Judged], edited: Sequence[Removed]) -> tuple[Removed, ...]:
    """List what was taken out, in page order: within the story line by line, around it in runs of one kind."""
    lines = {one.line for one in edited}
    dropped = [one for one in blocks if isinstance(one.kind, RemovedKind) and one.block.line not in lines]
    found = [*edited, *_runs(dropped)]
    return tuple(sorted(found, key=lambda one: one.line))


def _runs(dropped: Sequence[Judged]) -> Iterator[Removed]:
    for (kind, reason, alone), run in groupby(dropped, key=_sort):
        lines = list(run)
        if alone:
            yield from (_removed([one], kind, reason) for one in lines)
        else:
            yield _removed(lines, kind, reason)


def _sort(one: Judged) -> tuple[RemovedKind, str, bool]:
    """What belongs in one run. Labels that a phrase knows, and lines of the story's own element, stay single."""
    known = len(one.block.text) <= _LONGEST_LABEL and find_phrase(one.block.text) is not None
    return RemovedKind(one.kind), one.reason, known or one.side is None


def _removed(lines: Sequence[Judged], kind: RemovedKind, reason: str) -> Removed:
    text = ""
    for number, one in enumerate(lines):
        if text and len(text) + len(one.block.text) > _LONGEST_RUN:
            text += f"\n… and {len(lines) - number} more lines"
            break
        text += ("\n" if text else "") + one.block.text
    return Removed(text=text, kind=kind, reason=reason, line=lines[0].block.line)
