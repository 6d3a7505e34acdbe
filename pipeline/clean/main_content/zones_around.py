"""The zones around each element of a region, and which of their names are believed on this page."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.clean.main_content.region import COMMENTS, SHORT_STORY, Region, find_announcement
from pipeline.clean.page.passages import Container, Passage, Reading

__all__ = ["drop_disproved_kinds", "locate_containers"]

# The share of the story's words within a zone that makes the zone the story's own, whatever it is called.
_OWN = 0.5
_RELATED = "related"
# Boxes that are called so lead to other pages; one that holds a long text and hardly a link is a part of the story.
_LEADING_AWAY = frozenset({_RELATED, "navigation"})
_LONG_TEXT = 100
_NEARLY_ALL, _HARDLY_ANY = 0.8, 0.05
_NAVIGATION = "navigation"
_NEVER = 1 << 60


def locate_containers(reading: Reading, region: Region) -> tuple[Sequence[int], Sequence[Set[str]]]:
    """By number of container: how far below home (outside of it, below the page), and the kinds of zones on the way.

    What stands below a heading of comments and beside it are comments, whatever its names say.
    """
    depths, kinds = _by_name(reading.containers, region.home, _told(reading, region))
    return depths, _with_comments(kinds, reading, region)


@dataclass(slots=True, kw_only=True)
class _Held:
    """Figures of all passages in a container: words, those of prose, characters, those of links."""

    words: int = 0
    prose: int = 0
    characters: int = 0
    linked: int = 0

    def add(self, passage: Passage) -> None:
        """Count a passage."""
        self.words += passage.words
        self.prose += passage.words if passage.is_prose else 0
        self.characters += len(passage.text)
        self.linked += passage.linked

    def add_all(self, other: "_Held") -> None:
        """Count the passages of a container within."""
        self.words += other.words
        self.prose += other.prose
        self.characters += other.characters
        self.linked += other.linked

    @property
    def is_text(self) -> bool:
        """Whether it is a long text that leads nowhere."""
        is_long = self.prose >= _LONG_TEXT and self.prose >= _NEARLY_ALL * self.words
        return is_long and self.linked <= _HARDLY_ANY * self.characters


def _told(reading: Reading, region: Region) -> Sequence[str]:
    """By number of container: the kind that its own names tell, if what stands in it may be of that kind."""
    told = [one.zone.kind for one in reading.containers]
    within = reading.containers[region.home.number + 1 : region.home.last + 1]
    if _LEADING_AWAY.isdisjoint(one.zone.kind for one in within):
        return told
    held = [_Held() for _ in reading.containers]
    for passage in reading.passages[region.start : region.end]:
        held[passage.within.number].add(passage)
    for container in reversed(within):
        if container.parent is not None:
            held[container.parent.number].add_all(held[container.number])
    for container in within:
        if container.zone.kind in _LEADING_AWAY and held[container.number].is_text:
            told[container.number] = ""
    return told


def _by_name(
    containers: Sequence[Container], home: Container, told: Sequence[str]
) -> tuple[Sequence[int], Sequence[Set[str]]]:
    nothing: Set[str] = frozenset()
    depths: list[int] = []
    kinds: list[Set[str]] = []
    for container in containers:
        parent = container.parent
        depths.append(depths[parent.number] + 1 if parent and container is not home else 0)
        # What stands around the whole story names the page's layout.
        holds_home = container.number <= home.number <= container.last
        around = kinds[parent.number] if parent and not holds_home else nothing
        kind = "" if holds_home else told[container.number]
        # A part of the page's grid may be called a side bar: what is called the story within it is none.
        around = around - {_NAVIGATION} if kind == "body" else around
        kinds.append(around if not kind or kind in around else around | {kind})
    return depths, kinds


def _with_comments(kinds: Sequence[Set[str]], reading: Reading, region: Region) -> Sequence[Set[str]]:
    """The kinds with those of the elements beside a heading of comments and below the story, whatever their names."""
    words = 0
    for passage in reading.passages[region.start : region.end]:
        words += passage.words if passage.is_prose else 0
        beside = passage.within.parent
        if words >= SHORT_STORY and beside is not None and find_announcement(passage) == COMMENTS:
            below = range(passage.within.number + 1, beside.last + 1)
            # Paragraphs right below a heading of that name are a chapter of the story; comments stand in boxes.
            own = {number for number in below if _is_paragraph_of(reading.containers[number], beside)}
            return [kinds[n] | {COMMENTS} if n in below and n not in own else kinds[n] for n in range(len(kinds))]
    return kinds


def _is_paragraph_of(container: Container, parent: Container) -> bool:
    return container.tag == "p" and container.parent is parent


def drop_disproved_kinds(kinds: Sequence[Set[str]], prose: Sequence[int], reading: Reading) -> Sequence[Set[str]]:
    """The kinds without those that hold most of the story: names that say nothing on this page.

    Comments and other stories may well be longer than the story; only an element called related that the story begins
    in can be its own.
    """
    words: Counter[str] = Counter()
    for n in prose:
        for kind in kinds[reading.passages[n].within.number]:
            words[kind] += reading.passages[n].words
    words[_RELATED] = _most_of_related(prose, reading)
    total = sum(reading.passages[n].words for n in prose)
    own = {kind for kind, count in words.items() if count > _OWN * total and kind != COMMENTS}
    return [found - own for found in kinds] if own else kinds


def _most_of_related(prose: Sequence[int], reading: Reading) -> int:
    """The most words of prose in one element that is called related and that the story begins in."""
    words = [0] * len(reading.containers)
    before = [_NEVER] * len(reading.containers)
    total = 0
    for n in prose:
        passage = reading.passages[n]
        words[passage.within.number] += passage.words
        before[passage.within.number] = min(before[passage.within.number], total)
        total += passage.words
    for container in reversed(reading.containers):
        if container.parent is not None:
            words[container.parent.number] += words[container.number]
            before[container.parent.number] = min(before[container.parent.number], before[container.number])
    begun = (one for one in reading.containers if one.zone.kind == _RELATED and before[one.number] < SHORT_STORY)
    return max((words[one.number] for one in begun), default=0)
