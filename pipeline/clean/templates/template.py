"""Remove learned boilerplate from a page: lines that a source prints around its stories, in any language.

What was learned of a source comes in as a value, which `learning` makes from the pages seen. A line goes if it stands
in the elements and the position that it was learned in. A line in doubt stays, and the reason says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.clean.templates.places import Place, Position, locate_blocks
from pipeline.clean.text import Block, BlockKind
from pipeline.model import Removed, RemovedKind
from pipeline.urls import host

__all__ = ["Cleared", "TemplateLine", "Templates", "cut_template_lines", "find_template_source"]

# A template has no larger share of a page's words. If more repeats, it is something else, and all of it is kept.
_MOST_SHARE_CUT = 0.35
# A story cut to fewer words is a stump, unless less than a fifth of it went.
_FEWEST_WORDS_LEFT = 40
_MOST_SHARE_CUT_OF_STUMP = 0.2  # a rule that takes a fifth of a short text takes its story

Key = tuple[str, str, Position]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    """A line that recurs at one place, as seen in `stories` stories of the source.

    `doubt` is why it stays although it recurs; None where it goes. `at_edge`: it goes only if nothing of the story
    stands between it and the story's edge.
    """

    line: str
    path: str
    zone: Position
    stories: int
    doubt: str | None = None
    at_edge: bool = False

    @property
    def key(self) -> Key:
        """The line, path and position that it is found by."""
        return self.line, self.path, self.zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The template of a source, learned from its last `stories` stories, the first of them seen on `since`.

    `version` grows with every change of the lines, and articles name the version they were cleaned with.
    """

    source: str
    version: int
    stories: int
    since: date
    lines: tuple[TemplateLine, ...] = ()
    _index: Mapping[Key, TemplateLine] = field(init=False, repr=False, compare=False)
    _places: frozenset[tuple[str, Position]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {one.key: one for one in self.lines})
        object.__setattr__(self, "_places", frozenset((one.path, one.zone) for one in self.lines))

    def find(self, place: Place) -> TemplateLine | None:
        """Find what was learned of this line at this place, or None."""
        if (place.path, place.zone) not in self._places:
            return None
        return self._index.get((place.line or "", place.path, place.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """The blocks that stay and the text taken out. `doubts` says by line why a line that stays was in question."""

    kept: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    doubts: Mapping[int, str] = field(default_factory=dict)


def find_template_source(url: str | None) -> str | None:
    """Find the source whose template a page has: its host without "www."; None without an address.

    Pages of one host share a template whatever feed announced them, and an aggregator's feed leads to many hosts, so
    the source is not the feed. Subdomains ("sport.", "m.", "amp.") have their own markup and stay apart.
    """
    return host(url).removeprefix("www.") or None if url else None


def cut_template_lines(blocks: Sequence[Block], templates: Templates) -> Cleared:
    """Cut the lines of the source's template."""
    found = locate_blocks(blocks) if templates.lines else ()
    learned = [templates.find(place) for place in found]
    if not any(learned):
        return Cleared(kept=tuple(blocks))
    cuts = _cuts(found, learned)
    doubts = {
        place.block.line: _doubt(line, templates)
        for index, (place, line) in enumerate(zip(found, learned, strict=True))
        if line and index not in cuts
    }
    removed = [_removed(found[index].block, line, templates) for index in sorted(cuts) if (line := learned[index])]
    reason = _too_much(blocks, cuts)
    if reason:
        kept_all = {one.line: f"{one.reason}; kept: {reason}" for one in removed}
        return Cleared(kept=tuple(blocks), doubts={**doubts, **kept_all})
    kept = tuple(block for index, block in enumerate(blocks) if index not in cuts)
    return Cleared(kept=kept, removed=tuple(removed), doubts=doubts)


def _cuts(found: Sequence[Place], learned: Sequence[TemplateLine | None]) -> frozenset[int]:
    """The indexes of the lines that go, decided from the last line to the first."""
    cuts: set[int] = set()
    below: Block | None = None
    for index in reversed(range(len(found))):
        place, line = found[index], learned[index]
        if line and line.doubt is None and _may_go(place, line, below):
            cuts.add(index)
        else:
            below = place.block
    top = next((index for index in range(len(found)) if index not in cuts), 0)
    return frozenset(index for index in cuts if index < top or not _needs_top(learned[index]))


def _may_go(place: Place, line: TemplateLine, below: Block | None) -> bool:
    """Whether a learned line may go, given the next block below it that stays: what introduces that block stays too."""
    if below is None:
        return True
    if line.at_edge and place.zone is Position.BELOW:
        return False
    if place.block.kind is BlockKind.HEADING and (below.is_prose or place.zone is not Position.ABOVE):
        return False
    return not (below.kind in {BlockKind.ROW, BlockKind.ITEM} and not below.linked and place.zone is not Position.ABOVE)


def _needs_top(line: TemplateLine | None) -> bool:
    return line is not None and line.at_edge and line.zone is Position.ABOVE


def _too_much(blocks: Sequence[Block], cuts: frozenset[int]) -> str | None:
    """Why this much may not go, or None."""
    words = sum(block.words for block in blocks)
    going = sum(blocks[index].words for index in cuts)
    if going > _MOST_SHARE_CUT * words:
        return f"{going} of {words} words would go"
    if going > _MOST_SHARE_CUT_OF_STUMP * words and words - going < _FEWEST_WORDS_LEFT:
        return f"{words - going} words would be left"
    return None


def _removed(block: Block, line: TemplateLine, templates: Templates) -> Removed:
    return Removed(text=block.text, kind=RemovedKind.TEMPLATE, reason=_evidence(line, templates), line=block.line)


def _doubt(line: TemplateLine, templates: Templates) -> str:
    why = line.doubt or "here it stands within the story"
    return f"{_evidence(line, templates)}; kept: {why}"


def _evidence(line: TemplateLine, templates: Templates) -> str:
    return (
        f"stands at the same place in {line.stories} of {templates.stories} stories of this source"
        f" since {templates.since} (rule v{templates.version})"
    )
