"""The copy desk: blocks in, the story out - without residue, notes, byline and credits, each of them kept apart."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from pipeline.clean.copy_desk.asides import cut_asides
from pipeline.clean.copy_desk.lone_lines import find_lone_line
from pipeline.clean.copy_desk.notes import cut_notes
from pipeline.clean.copy_desk.residue import Residue, cut_residue
from pipeline.clean.copy_desk.wire_copy import cut_wire_tail
from pipeline.clean.text.blocks import Block, BlockKind, fold_line
from pipeline.clean.wording.bylines import is_byline, is_signature, is_timestamp, read_byline_names
from pipeline.clean.wording.datelines import find_dateline
from pipeline.clean.wording.picture_credits import is_picture_credit
from pipeline.model import Dateline, PubStatus, Removed

__all__ = ["Story", "edit_blocks", "edit_text"]

# Above a story stand its headline, byline, date and standfirst, hardly more.
_HEAD = 6
_LONGEST_BYLINE = 20
# An address printed in full is information, whatever it links to.
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
# Questions of interviews and refrains are shorter.
_FEWEST_WORDS_OF_COPY = 30
# A subhead of few words may be the headline again.
_FEWEST_WORDS_OF_HEADLINE = 5
# A standfirst may precede the paragraph that the dateline opens.
_DATELINE_BLOCKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as it is to be read, and what stood around it. None is unknown."""

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
    def is_told(self) -> bool:
        """Whether there is text: headings alone are what is left where a paywall took the paragraphs away."""
        return any(block.kind is not BlockKind.HEADING or block.is_prose for block in self.blocks)


def edit_blocks(blocks: Sequence[Block], *, titles: Iterable[str | None] = (), names: Sequence[str] = ()) -> Story:
    """The story of these blocks. `titles` are its headlines as known, `names` its authors: lines repeating them go."""
    once = _without_copies(blocks)
    noted = cut_notes(once.kept)
    headed = _without_headline(noted.kept, [title for title in titles if title])
    signed = _without_byline(headed.kept, names)
    residue = cut_residue(signed.kept)
    edges = _without_loose_lines(residue.kept)
    credited = cut_wire_tail(edges.kept)
    plain = cut_asides(credited.kept, names)
    # Below an invitation there was no tail yet.
    tail = cut_wire_tail(plain.kept)
    below = credited.removed + plain.removed + tail.removed
    removed = once.removed + headed.removed + signed.removed + residue.removed + edges.removed + below
    return Story(
        blocks=tail.kept,
        dateline=next(filter(None, (find_dateline(block.text) for block in tail.kept[:_DATELINE_BLOCKS])), None),
        byline=signed.byline,
        authors=read_byline_names(signed.byline) if signed.byline else (),
        ednote=noted.ednote,
        status=noted.status,
        removed=tuple(sorted(removed, key=lambda one: one.line)),
    )


def edit_text(blocks: Sequence[Block], *, titles: Iterable[str | None] = ()) -> Story:
    """The story of blocks that lost their markup, as `edited`, but for a single line that may as well be meant."""
    story = edit_blocks(blocks, titles=titles)
    back = find_lone_line(blocks, story.removed)
    if back is None:
        return story
    return replace(
        story,
        blocks=tuple(sorted((*story.blocks, back), key=lambda block: block.line)),
        removed=tuple(one for one in story.removed if one.line != back.line),
    )


def _without_copies(blocks: Sequence[Block]) -> Residue:
    """The blocks without long paragraphs that stand above already: pages carry a text for machines as well."""
    seen: set[str] = set()
    kept: list[Block] = []
    removed: list[Removed] = []
    for block in blocks:
        if block.text in seen:
            removed.append(Removed(text=block.text, kind="repeated", reason="stands above already", line=block.line))
            continue
        kept.append(block)
        if block.is_prose and block.words >= _FEWEST_WORDS_OF_COPY:
            seen.add(block.text)
    return Residue(kept=tuple(kept), removed=tuple(removed))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    kept: tuple[Block, ...]
    byline: str | None = None
    removed: tuple[Removed, ...] = ()


def _without_headline(blocks: Sequence[Block], titles: Sequence[str]) -> _Head:
    """The blocks below the headline, where the headline is among the first of them, and without it further down."""
    wanted = {key for title in titles if (key := _letters(title))}
    start = 0
    for index, block in enumerate(blocks[:_HEAD]):
        if _repeats(block, wanted):
            start = index + 1
        if start or block.is_prose:
            break
    gone = [_above(one) for one in blocks[: max(0, start - 1)]] + [_repeated(one) for one in blocks[:start][-1:]]
    # Other headings of the first rank may be those of its parts.
    title = _letters(titles[0]) if titles else ""
    again = [block for block in blocks[start:] if title and _is_headline(block, title)]
    kept = tuple(block for block in blocks[start:] if block not in again) if again else tuple(blocks[start:])
    return _Head(kept=kept, removed=(*gone, *map(_repeated, again)))


def _is_headline(block: Block, title: str) -> bool:
    """Whether a line says the whole headline again: pages repeat their head for print, for phones, below the text."""
    if block.kind in {BlockKind.ITEM, BlockKind.ROW, BlockKind.QUOTE} or block.words < _FEWEST_WORDS_OF_HEADLINE:
        return False
    return not block.is_prose and 2 * len(block.text) >= len(title) and _letters(block.text) == title


def _repeats(block: Block, wanted: Set[str]) -> bool:
    """Whether a block is one of the headlines, its kicker before it or not."""
    key = _letters(block.text)
    if key in wanted:
        return True
    return not block.is_prose and any(key.endswith(title) and len(title) >= len(key) / 2 for title in wanted)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold_line(text))


def _above(block: Block) -> Removed:
    return Removed(text=block.text, kind="navigation", reason="stands above the headline", line=block.line)


def _repeated(block: Block) -> Removed:
    return Removed(text=block.text, kind="headline", reason="repeats the headline", line=block.line)


def _without_byline(blocks: Sequence[Block], names: Sequence[str]) -> _Head:
    """The blocks without the lines that name the authors, wherever templates put them; the first is the byline."""
    known = {fold_line(name) for name in names}
    signed = [index for index, block in enumerate(blocks) if _is_signature(block, known, head=index < _HEAD)]
    return _Head(
        kept=tuple(block for index, block in enumerate(blocks) if index not in signed),
        byline=blocks[signed[0]].text if signed else None,
        removed=tuple(_signature(blocks[index]) for index in signed),
    )


def _is_signature(block: Block, known: Set[str], *, head: bool) -> bool:
    if block.words > _LONGEST_BYLINE or block.kind in {BlockKind.ITEM, BlockKind.ROW}:
        return False
    return fold_line(block.text) in known or (head and is_byline(block.text))


def _signature(block: Block) -> Removed:
    return Removed(text=block.text, kind="byline", reason="names the authors", line=block.line)


def _without_loose_lines(blocks: Sequence[Block]) -> Residue:
    """The blocks without dates and bare links above the first and below the last paragraph of prose."""
    prose = [index for index, block in enumerate(blocks) if block.is_prose]
    if not prose:
        return Residue(kept=tuple(blocks))
    seen = {block.text for block in blocks[: prose[-1] + 1] if block.words >= _FEWEST_WORDS_OF_HEADLINE}
    above = {index: _loose(blocks[index], above=True) for index in range(prose[0])}
    below = {
        index: _again(blocks[index], seen) or _loose(blocks[index], above=False)
        for index in range(prose[-1] + 1, len(blocks))
    }
    gone = {index: removal for index, removal in (above | below).items() if removal}
    kept = tuple(block for index, block in enumerate(blocks) if index not in gone)
    return Residue(kept=kept, removed=tuple(gone.values()))


def _again(block: Block, seen: Set[str]) -> Removed | None:
    if block.text not in seen:
        return None
    return Removed(text=block.text, kind="repeated", reason="stands above already", line=block.line)


def _loose(block: Block, *, above: bool) -> Removed | None:
    if is_timestamp(block.text):
        return Removed(text=block.text, kind="date", reason="a date on a line of its own", line=block.line)
    if above and "/" in block.text and is_picture_credit(block.text) and is_signature(block.text):
        return Removed(text=block.text, kind="credit", reason="credit of a picture", line=block.line)
    if block.linked and not _ADDRESS.match(block.text):
        where, kind = ("above", "navigation") if above else ("below", "related")
        return Removed(text=block.text, kind=kind, reason=f"nothing but a link, {where} the story", line=block.line)
    return None
