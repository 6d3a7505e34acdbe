"""Edit the blocks that were kept of a page, or those of a text, into the story.

Residue, notes, byline and credits are taken out and kept apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.clean.copy_desk.closing_lines import SIGNS, cut_asides
from pipeline.clean.copy_desk.edges import cut_copies, cut_loose_lines
from pipeline.clean.copy_desk.end_matter import cut_end_matter
from pipeline.clean.copy_desk.flattened import UnwrappedText
from pipeline.clean.copy_desk.head import cut_byline, cut_headline
from pipeline.clean.copy_desk.lone_lines import find_lone_line
from pipeline.clean.copy_desk.notes import cut_notes
from pipeline.clean.copy_desk.residue import cut_residue
from pipeline.clean.copy_desk.text_tail import cut_text_tail
from pipeline.clean.copy_desk.wire_copy import CREDIT, cut_wire_tail
from pipeline.clean.text import Block, BlockKind
from pipeline.clean.wording import find_dateline, is_agency, is_byline, read_byline_names
from pipeline.model import Dateline, PubStatus, Removed

__all__ = ["Story", "edit_blocks", "edit_text"]

# A standfirst may precede the paragraph that the dateline opens.
_MOST_BLOCKS_TO_DATELINE = 3
_MOST_BLOCKS_TO_BYLINE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as it is to be read, and what the copy desk took out. None is unknown."""

    blocks: tuple[Block, ...] = ()
    dateline: Dateline | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    ednote: str | None = None
    status: PubStatus = PubStatus.USABLE
    removed: tuple[Removed, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of its blocks."""
        return tuple(block.text for block in self.blocks)

    @property
    def has_text(self) -> bool:
        """Whether there is text. Headings alone are what is left if a paywall took the paragraphs away."""
        return any(block.kind is not BlockKind.HEADING or block.is_prose for block in self.blocks)


def edit_blocks(blocks: Sequence[Block], *, titles: Iterable[str | None] = (), names: Sequence[str] = ()) -> Story:
    """Edit the blocks of a page into a story.

    `titles` are its headlines and `names` its authors, as far as known: lines that repeat them go.
    """
    once = cut_copies(blocks)
    closed = cut_end_matter(once.kept)
    noted = cut_notes(closed.kept)
    headed = cut_headline(noted.kept, [title for title in titles if title])
    signed = cut_byline(headed.kept, names)
    residue = cut_residue(signed.kept)
    edges = cut_loose_lines(residue.kept)
    credited = cut_wire_tail(edges.kept)
    plain = cut_asides(credited.kept, names)
    # An invitation below may have hidden the agency's tail above it.
    tail = cut_wire_tail(plain.kept)
    steps = (once, closed, headed, signed, residue, edges, credited, plain, tail)
    removed = [one for step in steps for one in step.removed]
    byline = signed.byline or _find_signature(plain.removed)
    return Story(
        blocks=tail.kept,
        dateline=_find_dateline(tail.kept),
        byline=byline,
        authors=read_byline_names(byline) if byline else (),
        ednote=noted.ednote,
        status=noted.status,
        removed=tuple(sorted(removed, key=lambda one: one.line)),
    )


def edit_text(text: UnwrappedText, *, titles: Iterable[str | None] = ()) -> Story:
    """Edit a text that lost its markup, as `edit_blocks` does.

    Its tail is read first. A single line that phrases took out stays, if the sender may mean it.
    """
    bylines = [block.text for block in text.blocks[:_MOST_BLOCKS_TO_BYLINE] if is_byline(block.text)]
    names = [*text.names, *(name for byline in bylines for name in read_byline_names(byline))]
    tail = cut_text_tail(text.blocks, names)
    story = edit_blocks(tail.kept, titles=titles, names=text.names)
    removed = (*text.removed, *story.removed, *tail.removed)
    lone = find_lone_line(text.blocks, removed)
    story = replace(story, removed=tuple(sorted(removed, key=lambda one: one.line)))
    return _settle_lone_line(story, lone) if lone else story


def _find_signature(removed: Sequence[Removed]) -> str | None:
    """The line below the story that a person signs; agencies and desks are no authors."""
    signatures = (one.text.strip("【】（）") for one in removed if one.reason == SIGNS)
    return next((text for text in signatures if any(not is_agency(name) for name in read_byline_names(text))), None)


def _settle_lone_line(story: Story, lone: Block) -> Story:
    """Put a sentence that may be meant back; name a statement of rights or a credit among the credits."""
    if lone.is_prose:
        blocks = tuple(sorted((*story.blocks, lone), key=lambda block: block.line))
        return replace(story, blocks=blocks, removed=tuple(one for one in story.removed if one.line != lone.line))
    named = (replace(one, kind=CREDIT) if one.line == lone.line else one for one in story.removed)
    return replace(story, removed=tuple(named))


def _find_dateline(blocks: Sequence[Block]) -> Dateline | None:
    opened = (find_dateline(block.text) for block in blocks[:_MOST_BLOCKS_TO_DATELINE])
    return next(filter(None, opened), None)
