"""Learning a source's template from its stream: what recurs from story to story at one place, and is no journalism.

Stories are counted, not pages. What agencies repeat is told from what a site prints by its place: a background
paragraph stands in the elements of the story's own paragraphs, among others; a footer stands in elements of its own,
which say the same on every page and hold nothing else (findings/dedup-and-templates, 4).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pipeline.clean.templates.places import Place, Zone, locate_blocks
from pipeline.clean.templates.template import TemplateLine, Templates
from pipeline.clean.text.blocks import Block, BlockKind, Judged, fold_line

__all__ = ["Role", "SeenStory", "Sighting", "find_recurring_prose", "learn_template", "observe_story"]

_CONFIRMATIONS = 3
_CONFIRMATIONS_OF_PROSE = 5
# At one place in all but a few of the stories that have the line, and hardly another line there.
_STEADY = 0.8
# A place where so many stories have a line that changes from story to story is a place for stories.
_VARIED = 0.2
# A footer stands below all stories; what stands below some of them may belong to them.
_SHARE_OF_PROSE = 0.9
_SHARE_WITHIN = 0.25
# Of lines that recurred on ten real sites, labels in the text's own paragraphs stood on 75 to 100 % of the pages.
_SHARE_IN_BODY = 2 / 3
_BODY = 0.2
# Background travels with the agency, a footer stays at home.
_MOST_CARRIERS = 2
_MOST_LINES = 60

_MARKER_WORDS = 6
_MOST_ABOVE, _MOST_WITHIN, _MOST_BELOW = 4, 6, 8
_LAST_PARAGRAPHS = 2
# A story is known by its beginning: an update adds to its end.
_KEY_PARAGRAPHS = 3
_VALUE = re.compile(r"[:：]\s*\w|\d")


class Role(StrEnum):
    """What a line can be: "Norvik: rain" and the like are lines, not labels."""

    PROSE = "prose"
    HEADING = "heading"
    LINK = "link"
    LABEL = "label"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A line of a page that may be one of its template's, and where it stands."""

    line: str
    path: str
    zone: Zone
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStory:
    """What a cleaned page teaches of its source. `key` is the story's, `body` the paths of its own paragraphs."""

    key: UUID
    body: tuple[str, ...]
    lines: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """A line at a place: the stories that have it here, anywhere, and that have anything at all in this place.

    `varied` is the share of those that have a line there which most have not; `share` is of all stories of the source.
    """

    sighting: Sighting
    here: int
    anywhere: int
    place: int
    share: float
    varied: float
    in_body: bool
    also_within: bool
    carriers: int

    @property
    def is_prose(self) -> bool:
        return self.sighting.role is Role.PROSE

    @property
    def is_within(self) -> bool:
        return self.sighting.zone is Zone.WITHIN

    @property
    def is_marker(self) -> bool:
        return self.sighting.role in {Role.LABEL, Role.LINK}


# Why a line stays although it recurs; the first that holds is told.
_DOUBTS: Sequence[tuple[Callable[[_Evidence], bool], str]] = (
    (lambda e: e.carriers > _MOST_CARRIERS, "other sources carry it too, as they do what an agency writes"),
    (lambda e: e.is_prose and e.in_body, "it is a sentence among the story's own paragraphs"),
    (lambda e: e.here < _STEADY * e.anywhere, "it stands at other places as well"),
    (lambda e: e.in_body and (e.is_within or not e.is_marker), "it stands among the story's own paragraphs"),
    (lambda e: e.in_body and e.share < _SHARE_IN_BODY, "it stands in the story's own markup, and too seldom for that"),
    (lambda e: not e.in_body and e.here < _STEADY * e.place, "other lines stand at its place"),
    (lambda e: e.is_prose and (e.is_within or e.also_within), "it is a sentence within the story"),
    (lambda e: e.is_prose and e.varied > _VARIED, "other texts stand at its place"),
    (lambda e: e.is_prose and e.share < _SHARE_OF_PROSE, "it is a sentence, and stands with some of the stories only"),
    (lambda e: e.is_within and not e.is_marker, "it is no mere label, and stands within the story"),
    (lambda e: e.is_within and e.share < _SHARE_WITHIN, "it stands within the story, and seldom"),
    (lambda e: e.is_within and e.varied > _VARIED, "it stands within the story, where other lines stand too"),
)


def observe_story(blocks: Sequence[Judged]) -> SeenStory | None:
    """What a cleaned page teaches, or None where it has no prose: of all blocks those kept, and the template's own.

    At most 20 lines: those around the story, labels and boxes within it, its last two paragraphs.
    """
    found = locate_blocks([one.block for one in blocks if one.kept or one.kind == "template"])
    body = [place for place in found if place.in_body and place.is_prose]
    if not body:
        return None
    return SeenStory(
        key=_story_key([place.block for place in body[:_KEY_PARAGRAPHS]]),
        body=tuple(sorted({place.path for place in body})),
        lines=tuple(dict.fromkeys(_sightings(_telling(found, body)))),
    )


def _telling(found: Sequence[Place], body: Sequence[Place]) -> Sequence[Place]:
    above = [place for place in found if place.zone is Zone.ABOVE]
    below = [place for place in found if place.zone is Zone.BELOW]
    within = [place for place in found if place.zone is Zone.WITHIN and not _is_story(place)]
    last = body[-_LAST_PARAGRAPHS:]
    return [*above[:_MOST_ABOVE], *within[:_MOST_WITHIN], *last, *below[-_MOST_BELOW:]]


def _is_story(place: Place) -> bool:
    """Whether a block within the story can be nothing but story: its paragraphs, subheads and lists."""
    is_structure = place.block.kind in {BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW}
    return is_structure or (place.in_body and (place.is_prose or place.telling)) or place.line is None


def _sightings(found: Iterable[Place]) -> Iterable[Sighting]:
    for place in found:
        line = place.line
        if line:
            yield Sighting(line=line, path=place.path, zone=place.zone, role=_role(place))


def _role(place: Place) -> Role:
    block = place.block
    if block.kind is BlockKind.HEADING:
        return Role.HEADING
    if block.linked:
        return Role.LINK
    if place.telling:
        return Role.PROSE
    is_label = block.words <= _MARKER_WORDS and block.kind is not BlockKind.ITEM and not _VALUE.search(block.text)
    return Role.LABEL if is_label else Role.LINE


def _story_key(paragraphs: Sequence[Block]) -> UUID:
    text = "\n".join(fold_line(block.text) for block in paragraphs)
    return UUID(bytes=hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16])


def find_recurring_prose(stories: Sequence[SeenStory]) -> frozenset[str]:
    """The sentences that recur often enough to ask which other sources carry them."""
    counts = Counter(line for story in stories for line in {one.line for one in story.lines if one.role is Role.PROSE})
    return frozenset(line for line, count in counts.items() if count >= _CONFIRMATIONS_OF_PROSE)


def learn_template(
    source: str,
    stories: Sequence[SeenStory],
    *,
    since: date,
    carriers: Mapping[str, int],
    before: Templates | None = None,
) -> Templates:
    """The template of a source by its last stories, the first of them seen on `since`.

    `carriers` says how many sources have each of `recurring_prose`. What was known `before` comes back unless the
    lines changed; version 0 knows none.
    """
    judged = [_line(evidence) for evidence in _evidence(stories, carriers)]
    lines = tuple(sorted((line for line in judged if _is_worth_keeping(line)), key=_importance)[:_MOST_LINES])
    known = before or Templates(source=source, version=0, stories=len(stories), since=since)
    if {_rule(line) for line in lines} == {_rule(line) for line in known.lines}:
        return known
    return Templates(source=source, version=known.version + 1, stories=len(stories), since=since, lines=lines)


def _is_worth_keeping(line: TemplateLine) -> bool:
    """Whether it goes, or recurs so often that its doubt is worth telling."""
    return line.doubt is None or line.stories >= _CONFIRMATIONS_OF_PROSE


def _importance(line: TemplateLine) -> tuple[bool, int, tuple[str, str, Zone]]:
    return line.doubt is not None, -line.stories, line.key


def _rule(line: TemplateLine) -> tuple[object, ...]:
    return *line.key, line.doubt is None, line.at_edge


def _line(evidence: _Evidence) -> TemplateLine:
    sighting = evidence.sighting
    return TemplateLine(
        line=sighting.line,
        path=sighting.path,
        zone=sighting.zone,
        stories=evidence.here,
        doubt=next((why for holds, why in _DOUBTS if holds(evidence)), None),
        at_edge=evidence.in_body,
    )


def _evidence(stories: Sequence[SeenStory], carriers: Mapping[str, int]) -> Iterable[_Evidence]:
    """The evidence on every line that recurs often enough."""
    sets = [set(story.lines) for story in stories]
    here = Counter(sighting for one in sets for sighting in one)
    anywhere = Counter(line for one in sets for line in {sighting.line for sighting in one})
    within = {sighting.line for sighting in here if sighting.zone is Zone.WITHIN}
    place = Counter(where for one in sets for where in {(s.path, s.zone) for s in one})
    steady = {s for s, count in here.items() if count >= _STEADY * place[s.path, s.zone] or s.role is Role.LINK}
    varied = Counter(where for one in sets for where in {(s.path, s.zone) for s in one - steady})
    body = _body_paths(stories)
    for sighting, count in here.items():
        where = sighting.path, sighting.zone
        in_body = sighting.path in body or not sighting.path
        if count >= (_CONFIRMATIONS_OF_PROSE if sighting.role is Role.PROSE or in_body else _CONFIRMATIONS):
            yield _Evidence(
                sighting=sighting,
                here=count,
                anywhere=anywhere[sighting.line],
                place=place[where],
                share=count / len(stories),
                varied=varied[where] / place[where],
                in_body=in_body,
                also_within=sighting.line in within,
                carriers=carriers.get(sighting.line, 1),
            )


def _body_paths(stories: Sequence[SeenStory]) -> frozenset[str]:
    """The paths that hold stories: those of the body's paragraphs in a good part of the stories that have them."""
    body = Counter(path for story in stories for path in story.body)
    seen = Counter(path for story in stories for path in {*story.body, *(one.path for one in story.lines)})
    return frozenset(path for path, count in body.items() if count >= _BODY * seen[path])
