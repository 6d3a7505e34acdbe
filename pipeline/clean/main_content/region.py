"""Find the region of a page that holds its story: the innermost element with most of the prose."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.clean.page import Container, Passage, Reading, Zone
from pipeline.clean.text import BlockKind
from pipeline.clean.wording import Cut, find_phrase
from pipeline.model import RemovedKind

__all__ = ["FEWEST_STORY_WORDS", "Region", "find_announcement", "find_region"]


# A child with a smaller share of an element's prose is one part of a divided story, not its home. A quarter less costs
# 0.013 of F1, a quarter more 0.002 (bench.extraction.thresholds, 40 pages, 2026-11).
_LEAST_SHARE_OF_HOME = 0.75
# An element named as the story needs only this share, since readers' comments may hold the rest; further down, this.
_LEAST_SHARE_OF_NAMED, _LEAST_SHARE_OF_NAMED_BELOW = 0.2, 0.5
_STORY_TAGS = frozenset({"article", "main"})
# Factors on the prose of a plain element, by what its surroundings say.
_FACTOR_ELSEWHERE = 0.3
_FACTOR_ANNOUNCED = 0.05  # a list of ten other stories may have as much prose as the story
_FACTOR_COMMENTS = 0.02  # a story of ten lines may have a hundred comments
_FACTOR_STATED = 4.0  # JSON-LD or the feed holds the words
_FACTOR_NAMED = 2.0  # the name of an element says less than its words
_ELSEWHERE = frozenset(
    {
        Zone.COMMENTS, Zone.RELATED, Zone.NAVIGATION, Zone.FOOTER, Zone.CAPTION, Zone.NEWSLETTER, Zone.UNSEEN,
        Zone.CONTROL, Zone.AUTHOR,
    }
)  # fmt: skip
_MOST_COUNTED_PARAGRAPH_WORDS = 80  # one long notice must not outweigh a story of short paragraphs
FEWEST_STORY_WORDS = 40
"""Words of a story from which others may follow. With fewer before it, a line that announces them heads a menu."""
_MOST_COUNTED_LABEL_WORDS = 12  # with more it is a sentence
_FEWEST_COUNTED_WORDS = 5  # buttons have fewer
_FACTOR_LABEL = 0.15  # six labels count as one line of prose
_MOST_LINK_SHARE = 0.5  # more than half of it leads away
# A paragraph with this many words counts by half without a full stop: a signature may stand in its place, or nothing.
_FEWEST_UNCLOSED_WORDS = 40
_FACTOR_UNCLOSED = 0.5
# Standfirst, byline, share bar and picture stand between headline and text, and are judged as well.
_MOST_PASSAGES_BELOW_HEADLINE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The passages that are judged. `home` holds the story; `start` and `end` are the indexes of its passages.

    `first` is the index of the first passage judged, below the headline. `is_whole`: the markup is a fragment, as in
    feeds, with no page around it.
    """

    home: Container
    first: int
    start: int
    end: int
    is_whole: bool = False


def find_region(
    reading: Reading, stated: Sequence[bool], *, whole: bool = False, others: Set[int] = frozenset()
) -> Region | None:
    """Find where the story is; None where there is no text at all.

    `stated` marks passages that metadata quotes. `whole`: the markup holds the story and nothing around it.
    `others` are the numbers of the containers in articles below the story's.
    """
    if not reading.passages:
        return None
    if whole:
        body = next((one for one in reading.containers if one.tag == "body"), reading.containers[0])
        return Region(home=body, first=0, start=0, end=len(reading.passages), is_whole=True)
    quoted = [one.within.number for one, is_stated in zip(reading.passages, stated, strict=True) if is_stated]
    home = _home(reading.containers, _weights(reading, stated, others), quoted)
    inside = [n for n, one in enumerate(reading.passages) if home.number <= one.within.number <= home.last]
    start, end = (inside[0], inside[-1] + 1) if inside else (0, len(reading.passages))
    return Region(home=home, first=_below_headline(reading.passages, start), start=start, end=end)


def _weights(reading: Reading, stated: Sequence[bool], others: Set[int]) -> list[float]:
    """The prose that each element holds, its own and that of all elements within it, weighed by its surroundings."""
    weights = [0.0] * len(reading.containers)
    factors: dict[int, float] = {}
    # So far: the worth read, and the last elements below a line that announced other stories, or comments.
    read, announced, commented = 0.0, -1, -1
    for index, passage in enumerate(reading.passages):
        worth = _worth(passage)
        announcement = find_announcement(passage) if read >= FEWEST_STORY_WORDS else None
        if announcement and passage.within.parent is not None:
            announced = max(announced, passage.within.parent.last)
            commented = (
                max(commented, passage.within.parent.last) if announcement is RemovedKind.COMMENTS else commented
            )
        elif passage.within.number <= announced:
            worth *= _FACTOR_COMMENTS if passage.within.number <= commented else _FACTOR_ANNOUNCED
        read += worth
        if worth:
            within = passage.within
            worth *= _FACTOR_ANNOUNCED if within.number in others else 1.0
            if within.number not in factors:
                factors[within.number] = _factor(within)
            weights[within.number] += worth * factors[within.number] * (_FACTOR_STATED if stated[index] else 1.0)
    for container in reversed(reading.containers):
        if container.parent is not None:
            weights[container.parent.number] += weights[container.number]
    return weights


def find_announcement(passage: Passage) -> RemovedKind | None:
    """Find what a heading announces below it that is not the story, such as "related" or "comments", or None."""
    if passage.kind is not BlockKind.HEADING or passage.words > _MOST_COUNTED_LABEL_WORDS:
        return None
    hit = find_phrase(passage.text)
    return hit.rule.kind if hit is not None and hit.rule.cuts is Cut.REST else None


def _worth(passage: Passage) -> float:
    share = passage.link_share
    if share > _MOST_LINK_SHARE or passage.words < _FEWEST_COUNTED_WORDS or passage.is_around:
        return 0.0
    if passage.is_prose:
        return min(passage.words, _MOST_COUNTED_PARAGRAPH_WORDS) * (1 - share)
    if passage.words >= _FEWEST_UNCLOSED_WORDS:
        return _FACTOR_UNCLOSED * min(passage.words, _MOST_COUNTED_PARAGRAPH_WORDS) * (1 - share)
    return _FACTOR_LABEL * min(passage.words, _MOST_COUNTED_LABEL_WORDS) * (1 - share)


def _factor(within: Container | None) -> float:
    factor = 1.0
    named = elsewhere = False
    while within is not None:
        zone = within.zone
        if zone is Zone.COMMENTS:
            return _FACTOR_COMMENTS
        named = named or zone is Zone.BODY
        elsewhere = elsewhere or zone in _ELSEWHERE
        within = within.parent
    if named:
        factor *= _FACTOR_NAMED
    return factor * _FACTOR_ELSEWHERE if elsewhere else factor


def _home(containers: Sequence[Container], weights: Sequence[float], quoted: Sequence[int]) -> Container:
    """Find the story's home. `quoted` are the numbers of the elements whose text metadata quotes."""
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
        if weights[heaviest.number] < _LEAST_SHARE_OF_HOME * weights[home.number]:
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
    """Find the one element within home that is named as the story and holds enough of it; None if there are several.

    `headed` says whether the page's headline stands in an element.
    """
    least = _LEAST_SHARE_OF_NAMED * weights[home.number]
    called: list[Container] = []
    near = list(children[home.number])
    while near:
        child = near.pop()
        if weights[child.number] < least:
            continue
        if child.tag in _STORY_TAGS or child.zone is Zone.BODY:
            called.append(child)
        else:
            near.extend(children[child.number])
    if len(called) != 1 or called[0].parent is None:
        return None
    one, around = called[0], called[0].parent
    # Further down, the only <article> of a page may be the box of another story.
    if (
        around is not home
        and not headed(around)
        and weights[one.number] < _LEAST_SHARE_OF_NAMED_BELOW * weights[home.number]
    ):
        return None
    return None if sum(child.name == one.name for child in children[around.number]) > 1 else one


def _leaves_out(called: Container, home: Container, quoted: Sequence[int]) -> bool:
    """Whether an element named as the story lacks much of what metadata quotes, and so is only a part of it."""
    of_home = sum(home.number <= number <= home.last for number in quoted)
    of_called = sum(called.number <= number <= called.last for number in quoted)
    return of_called < _LEAST_SHARE_OF_HOME * of_home


def _below_headline(passages: Sequence[Passage], start: int) -> int:
    """The first passage below the last headline above home; home's first passage without one nearby."""
    for index in range(start - 1, max(-1, start - _MOST_PASSAGES_BELOW_HEADLINE), -1):
        container: Container | None = passages[index].within
        if passages[index].kind is BlockKind.HEADING:
            while container is not None and container.tag not in {"h1", "article", "main", "body"}:
                container = container.parent
            if container is not None and container.tag == "h1":
                return index + 1
    return start
