"""Learn a source's template from its stories: the lines that recur at one place and are not journalism.

Stories are counted, not pages. Place tells boilerplate from what agencies repeat: a background paragraph stands among
others in the elements of the story's own paragraphs, a footer in elements of its own, which say the same on every page
and hold nothing else.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pipeline.clean.templates.places import Place, Position, locate_blocks
from pipeline.clean.templates.template import TemplateLine, Templates
from pipeline.clean.text import Block, BlockKind, Judged, fold_line
from pipeline.model import RemovedKind

__all__ = ["Role", "SeenStory", "Sighting", "find_recurring_prose", "learn_template", "observe_story"]

# A line recurs if so many stories have it.
_FEWEST_STORIES_WITH_LABEL = 3
_FEWEST_STORIES_WITH_PROSE = 5  # a sentence may return in a short series of reports
# A steady line is at one place in nearly all stories that have it, and nearly alone there.
_LEAST_SHARE_STEADY = 0.8
# If a larger share of the stories has a changing line at a place, it is a place for stories.
_MOST_SHARE_VARIED = 0.2
# A footer stands below all stories. Prose that stands below some of them may belong to them.
_LEAST_SHARE_WITH_PROSE = 0.9
_LEAST_SHARE_WITH_LABEL_WITHIN = 0.25  # a subheading of a series stands in few of a source's stories
# On ten real sites, recurring labels in the text's own paragraphs stood on 75 to 100 % of the pages.
_LEAST_SHARE_IN_BODY = 2 / 3
# Share of the stories with a path in which it holds paragraphs of the story: fewer may be boxes read by mistake.
_LEAST_SHARE_OF_BODY_PATH = 0.2
# Agencies bring background to many sources; a footer is of one source.
_MOST_CARRIERS = 2
_MOST_LEARNED_LINES = 60  # bounds what is stored and compared for a source

_MOST_LEARNED_LABEL_WORDS = 6  # longer lines are sentences
_MOST_ABOVE, _MOST_LINES_WITHIN, _MOST_BELOW = 4, 6, 8  # what a template prints stands nearest to the story
_LAST_PARAGRAPHS = 2  # invitations stand at the end of the body
# A story is known by its first paragraphs: an update adds to its end.
_KEY_PARAGRAPHS = 3
_VALUE = re.compile(r"[:：]\s*\w|\d")


class Role(StrEnum):
    """What a line is. "Norvik: rain" and the like are lines, not labels."""

    PROSE = "prose"
    HEADING = "heading"
    LINK = "link"
    LABEL = "label"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A line of a page that may belong to its template, and its place."""

    line: str
    path: str
    zone: Position
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStory:
    """What a cleaned page teaches about its source. `key` is the story's, `body` the paths of its own paragraphs."""

    key: UUID
    body: tuple[str, ...]
    lines: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """A line at a place: how many stories have it `here`, `anywhere`, and have any line at this `place`.

    `share` is the share of all stories of the source that have it here. `varied` is the share of those with a line at
    this place that have a changing one.
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
        return self.sighting.zone is Position.WITHIN

    @property
    def is_marker(self) -> bool:
        return self.sighting.role in {Role.LABEL, Role.LINK}


# Reasons why a line stays although it recurs; the first that holds is recorded.
_DOUBTS: Sequence[tuple[Callable[[_Evidence], bool], str]] = (
    (lambda e: e.carriers > _MOST_CARRIERS, "other sources carry it too, as they do what an agency writes"),
    (lambda e: e.is_prose and e.in_body, "it is a sentence among the story's own paragraphs"),
    (lambda e: e.here < _LEAST_SHARE_STEADY * e.anywhere, "it stands at other places as well"),
    (lambda e: e.in_body and (e.is_within or not e.is_marker), "it stands among the story's own paragraphs"),
    (
        lambda e: e.in_body and e.share < _LEAST_SHARE_IN_BODY,
        "it stands in the story's own markup, and too seldom for that",
    ),
    (lambda e: not e.in_body and e.here < _LEAST_SHARE_STEADY * e.place, "other lines stand at its place"),
    (lambda e: e.is_prose and (e.is_within or e.also_within), "it is a sentence within the story"),
    (lambda e: e.is_prose and e.varied > _MOST_SHARE_VARIED, "other texts stand at its place"),
    (
        lambda e: e.is_prose and e.share < _LEAST_SHARE_WITH_PROSE,
        "it is a sentence, and stands with some of the stories only",
    ),
    (lambda e: e.is_within and not e.is_marker, "it is no mere label, and stands within the story"),
    (lambda e: e.is_within and e.share < _LEAST_SHARE_WITH_LABEL_WITHIN, "it stands within the story, and seldom"),
    (
        lambda e: e.is_within and e.varied > _MOST_SHARE_VARIED,
        "it stands within the story, where other lines stand too",
    ),
)


def observe_story(blocks: Sequence[Judged]) -> SeenStory | None:
    """Observe what a cleaned page teaches; None without prose. Only blocks kept, or cut by the template, count.

    At most 20 lines: those around the story, labels and boxes within it, and its last two paragraphs.
    """
    found = locate_blocks([one.block for one in blocks if one.kept or one.kind is RemovedKind.TEMPLATE])
    body = [place for place in found if place.in_body and place.is_prose]
    if not body:
        return None
    return SeenStory(
        key=_story_key([place.block for place in body[:_KEY_PARAGRAPHS]]),
        body=tuple(sorted({place.path for place in body})),
        lines=tuple(dict.fromkeys(_sightings(_telling(found, body)))),
    )


def _telling(found: Sequence[Place], body: Sequence[Place]) -> Sequence[Place]:
    above = [place for place in found if place.zone is Position.ABOVE]
    below = [place for place in found if place.zone is Position.BELOW]
    within = [place for place in found if place.zone is Position.WITHIN and not _is_story(place)]
    last = body[-_LAST_PARAGRAPHS:]
    return [*above[:_MOST_ABOVE], *within[:_MOST_LINES_WITHIN], *last, *below[-_MOST_BELOW:]]


def _is_story(place: Place) -> bool:
    """Whether a block within the story can only be story: a paragraph, a subhead, a list."""
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
    is_label = (
        block.words <= _MOST_LEARNED_LABEL_WORDS and block.kind is not BlockKind.ITEM and not _VALUE.search(block.text)
    )
    return Role.LABEL if is_label else Role.LINE


def _story_key(paragraphs: Sequence[Block]) -> UUID:
    text = "\n".join(fold_line(block.text) for block in paragraphs)
    return UUID(bytes=hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16])


def find_recurring_prose(stories: Sequence[SeenStory]) -> frozenset[str]:
    """Find the sentences that recur often enough to ask which other sources carry them."""
    counts = Counter(line for story in stories for line in {one.line for one in story.lines if one.role is Role.PROSE})
    return frozenset(line for line, count in counts.items() if count >= _FEWEST_STORIES_WITH_PROSE)


def learn_template(
    source: str,
    stories: Sequence[SeenStory],
    *,
    since: date,
    carriers: Mapping[str, int],
    before: Templates | None = None,
) -> Templates:
    """Learn the template of a source from its last stories, the first of them seen on `since`.

    `carriers` says how many sources have each sentence of `find_recurring_prose`. Returns what was known `before`
    unless the lines changed. Version 0 has no lines.
    """
    judged = [_line(evidence) for evidence in _evidence(stories, carriers)]
    lines = tuple(sorted((line for line in judged if _is_worth_keeping(line)), key=_importance)[:_MOST_LEARNED_LINES])
    known = before or Templates(source=source, version=0, stories=len(stories), since=since)
    if {_rule(line) for line in lines} == {_rule(line) for line in known.lines}:
        return known
    return Templates(source=source, version=known.version + 1, stories=len(stories), since=since, lines=lines)


def _is_worth_keeping(line: TemplateLine) -> bool:
    """Whether the line goes, or recurs so often that its doubt is worth recording."""
    return line.doubt is None or line.stories >= _FEWEST_STORIES_WITH_PROSE


def _importance(line: TemplateLine) -> tuple[bool, int, tuple[str, str, Position]]:
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
    """Evidence on every line that recurs often enough."""
    sets = [set(story.lines) for story in stories]
    here = Counter(sighting for one in sets for sighting in one)
    anywhere = Counter(line for one in sets for line in {sighting.line for sighting in one})
    within = {sighting.line for sighting in here if sighting.zone is Position.WITHIN}
    place = Counter(where for one in sets for where in {(s.path, s.zone) for s in one})
    steady = {
        s for s, count in here.items() if count >= _LEAST_SHARE_STEADY * place[s.path, s.zone] or s.role is Role.LINK
    }
    varied = Counter(where for one in sets for where in {(s.path, s.zone) for s in one - steady})
    body = _body_paths(stories)
    for sighting, count in here.items():
        where = sighting.path, sighting.zone
        in_body = sighting.path in body or not sighting.path
        if count >= (
            _FEWEST_STORIES_WITH_PROSE if sighting.role is Role.PROSE or in_body else _FEWEST_STORIES_WITH_LABEL
        ):
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
    """The paths that hold stories: they hold body paragraphs in a good share of the stories that have them."""
    body = Counter(path for story in stories for path in story.body)
    seen = Counter(path for story in stories for path in {*story.body, *(one.path for one in story.lines)})
    return frozenset(path for path, count in body.items() if count >= _LEAST_SHARE_OF_BODY_PATH * seen[path])
