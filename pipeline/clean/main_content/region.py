"""The region of a page that holds its story: the innermost element with most of the prose."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.clean.page.passages import Container, Passage, Reading
from pipeline.clean.text.blocks import BlockKind
from pipeline.clean.wording.phrasebook import Cut, find_phrase

__all__ = ["COMMENTS", "SHORT_STORY", "Region", "find_announcement", "find_region"]

COMMENTS = "comments"

# An element that holds less of the prose of the one around it is a part of the story, not its home: parts of split
# bodies seldom hold more.
_HOME_SHARE = 0.75
# An element called the story holds at least this much of what the one around it holds; readers' comments hold the rest.
_CALLED_SHARE = 0.2
_MOST_SHARE = 0.5
_STORY_TAGS = frozenset({"article", "main"})
# What counts for the story's place, against a paragraph in a plain element.
_ELSEWHERE = 0.3
_ANNOUNCED = 0.05
_COMMENTED = 0.02  # a story of ten lines may have a hundred comments
_STATED = 4.0
_NAMED = 2.0
_ELSEWHERE_ZONES = frozenset(
    {"comments", "related", "navigation", "footer", "caption", "newsletter", "unseen", "control", "author"}
)
_LONGEST_PARAGRAPH = 80
SHORT_STORY = 40
"""Words of a story that others may follow; with less before it, a line that announces them heads the page's menu."""
_LONGEST_LABEL = 12
_LABEL_WORDS = 5
_LABEL_SHARE = 0.15
# A paragraph of so many words is none the less one for a signature, or nothing at all, where its full stop should be.
_LONG = 40
_UNCLOSED_SHARE = 0.5
# Between headline and text stand a standfirst, byline, share bar and picture; they are looked at as well.
_MOST_ABOVE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """`home` holds the story; `first` is the index of the first passage looked at, `start` and `end` those of home.

    `is_whole` says that no page is around it: the markup is a fragment, as feeds have it.
    """

    home: Container
    first: int
    start: int
    end: int
    is_whole: bool = False


def find_region(reading: Reading, stated: Sequence[bool], *, whole: bool = False) -> Region | None:
    """Where the story is, or None where there is no text at all.

    `stated` marks passages that metadata quotes; `whole` says that the markup holds the story and nothing around it.
    """
    if not reading.passages:
        return None
    if whole:
        body = next((one for one in reading.containers if one.tag == "body"), reading.containers[0])
        return Region(home=body, first=0, start=0, end=len(reading.passages), is_whole=True)
    quoted = [one.within.number for one, is_stated in zip(reading.passages, stated, strict=True) if is_stated]
    home = _home(reading.containers, _weights(reading, stated), quoted)
    inside = [n for n, one in enumerate(reading.passages) if home.number <= one.within.number <= home.last]
    start, end = (inside[0], inside[-1] + 1) if inside else (0, len(reading.passages))
    return Region(home=home, first=_below_headline(reading.passages, start), start=start, end=end)


def _weights(reading: Reading, stated: Sequence[bool]) -> list[float]:
    """What each element holds of the page's prose, its own and that of all within it."""
    weights = [0.0] * len(reading.containers)
    factors: dict[int, float] = {}
    # So far: the worth, and the last elements beside lines that announce other stories and comments.
    read, announced, commented = 0.0, -1, -1
    for index, passage in enumerate(reading.passages):
        worth = _worth(passage)
        announcement = find_announcement(passage) if read >= SHORT_STORY else None
        if announcement and passage.within.parent is not None:
            announced = max(announced, passage.within.parent.last)
            commented = max(commented, passage.within.parent.last) if announcement == COMMENTS else commented
        elif passage.within.number <= announced:
            worth *= _COMMENTED if passage.within.number <= commented else _ANNOUNCED
        read += worth
        if worth:
            within = passage.within
            if within.number not in factors:
                factors[within.number] = _factor(within)
            weights[within.number] += worth * factors[within.number] * (_STATED if stated[index] else 1.0)
    for container in reversed(reading.containers):
        if container.parent is not None:
            weights[container.parent.number] += weights[container.number]
    return weights


def find_announcement(passage: Passage) -> str | None:
    """What a heading says that stands below it and is no story, as "related" or "comments"; None for all others."""
    if passage.kind is not BlockKind.HEADING or passage.words > _LONGEST_LABEL:
        return None
    hit = find_phrase(passage.text)
    return hit.rule.kind if hit is not None and hit.rule.cuts is Cut.REST else None


def _worth(passage: Passage) -> float:
    share = passage.link_share
    if share > 0.5 or passage.words < _LABEL_WORDS or passage.is_around:
        return 0.0
    if passage.is_prose:
        return min(passage.words, _LONGEST_PARAGRAPH) * (1 - share)
    if passage.words >= _LONG:
        return _UNCLOSED_SHARE * min(passage.words, _LONGEST_PARAGRAPH) * (1 - share)
    return _LABEL_SHARE * min(passage.words, _LONGEST_LABEL) * (1 - share)


def _factor(within: Container | None) -> float:
    factor = 1.0
    named = elsewhere = False
    while within is not None:
        kind = within.zone.kind
        if kind == COMMENTS:
            return _COMMENTED
        named = named or kind == "body"
        elsewhere = elsewhere or kind in _ELSEWHERE_ZONES
        within = within.parent
    if named:
        factor *= _NAMED
    return factor * _ELSEWHERE if elsewhere else factor


def _home(containers: Sequence[Container], weights: Sequence[float], quoted: Sequence[int]) -> Container:
    """The story's home. `quoted` are the numbers of the elements whose text metadata quotes."""
    children: dict[int, list[Container]] = defaultdict(list)
    for container in containers:
        if container.parent is not None and weights[container.number]:
            children[container.parent.number].append(container)
    headlines = [container.number for container in containers if container.tag == "h1"]

    def headed(container: Container) -> bool:
        return any(container.number <= number <= container.last for number in headlines)

    home = containers[0]
    while True:
        heaviest = max(children[home.number], key=lambda child: weights[child.number], default=None)
        if heaviest is None or heaviest.tag == "p":
            return home
        if weights[heaviest.number] < _HOME_SHARE * weights[home.number]:
            heaviest = _called_story(home, children, weights, headed)
            if heaviest is None or home.tag == "article" or _leaves_out(heaviest, home, quoted):
                return home
        home = heaviest


def _called_story(
    home: Container,
    children: Mapping[int, Sequence[Container]],
    weights: Sequence[float],
    headed: Callable[[Container], bool],
) -> Container | None:
    """The one element within home that is called the story and holds enough of it; None where several are.

    `headed` tells whether the page's headline stands in an element.
    """
    least = _CALLED_SHARE * weights[home.number]
    called: list[Container] = []
    near = list(children[home.number])
    while near:
        child = near.pop()
        if weights[child.number] < least:
            continue
        if child.tag in _STORY_TAGS or child.zone.kind == "body":
            called.append(child)
        else:
            near.extend(children[child.number])
    if len(called) != 1 or called[0].parent is None:
        return None
    one, around = called[0], called[0].parent
    # Further down a box of another story may be the only article of a page.
    if around is not home and not headed(around) and weights[one.number] < _MOST_SHARE * weights[home.number]:
        return None
    return None if sum(child.name == one.name for child in children[around.number]) > 1 else one


def _leaves_out(called: Container, home: Container, quoted: Sequence[int]) -> bool:
    """Whether an element called the story lacks much of what metadata quotes: a part with the name of the whole."""
    of_home = sum(home.number <= number <= home.last for number in quoted)
    of_called = sum(called.number <= number <= called.last for number in quoted)
    return of_called < _HOME_SHARE * of_home


def _below_headline(passages: Sequence[Passage], start: int) -> int:
    """The first passage below the last headline above home; home's first where there is none near."""
    for index in range(start - 1, max(-1, start - _MOST_ABOVE), -1):
        container: Container | None = passages[index].within
        if passages[index].kind is BlockKind.HEADING:
            while container is not None and container.tag not in {"h1", "article", "main", "body"}:
                container = container.parent
            if container is not None and container.tag == "h1":
                return index + 1
    return start
