"""Find the zones around each element of a region, and which of their names to believe on this page."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.clean.main_content.region import FEWEST_STORY_WORDS, Region, find_announcement
from pipeline.clean.page import Container, Passage, Reading, Zone
from pipeline.model import RemovedKind

__all__ = ["drop_disproved_zones", "find_zones_around"]

# A zone with a larger share of the story's words is the story's own, whatever its name.
_MOST_SHARE_OF_STORY = 0.5
# A story with this share of posts is about them. Comments may always be longer than the story.
_MOST_SHARES: Mapping[Zone, float] = {Zone.EMBED: 0.2, Zone.COMMENTS: 1.0}
# One short post among few paragraphs may have such a share as well.
_FEWEST_WORDS_OF_POSTS = 30
# Boxes with these names lead to other pages. One with a long text and hardly a link is part of the story.
_LEADING_AWAY = frozenset({Zone.RELATED, Zone.NAVIGATION})
_FEWEST_PROSE_WORDS = 100  # two paragraphs; boxes and teasers have less
# A zone that holds the story: prose nearly throughout, where lists of stories are links.
_LEAST_SHARE_OF_PROSE_IN_ZONE, _MOST_SHARE_OF_LINKS_IN_ZONE = 0.8, 0.05
_NEVER = 1 << 60  # beyond the number of any passage


def find_zones_around(reading: Reading, region: Region) -> tuple[Sequence[int], Sequence[Set[Zone]]]:
    """Locate each container by number: how far below home it is (outside home, below the page), and its zones there.

    Elements below a heading of comments and beside it are comments, whatever their names say.
    """
    depths, kinds = _by_name(reading.containers, region.home, _told(reading, region))
    return depths, _with_comments(kinds, reading, region)


@dataclass(slots=True, kw_only=True)
class _Held:
    """Figures of all passages in a container: words, words of prose, characters, characters of links."""

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
        """Whether it is a long text almost without links."""
        is_long = self.prose >= _FEWEST_PROSE_WORDS and self.prose >= _LEAST_SHARE_OF_PROSE_IN_ZONE * self.words
        return is_long and self.linked <= _MOST_SHARE_OF_LINKS_IN_ZONE * self.characters


def _told(reading: Reading, region: Region) -> Sequence[Zone]:
    """The zone of each container by its own names, unless what is in it contradicts them."""
    told = [one.zone for one in reading.containers]
    within = reading.containers[region.home.number + 1 : region.home.last + 1]
    if _LEADING_AWAY.isdisjoint(one.zone for one in within):
        return told
    held = [_Held() for _ in reading.containers]
    for passage in reading.passages[region.start : region.end]:
        held[passage.within.number].add(passage)
    for container in reversed(within):
        if container.parent is not None:
            held[container.parent.number].add_all(held[container.number])
    for container in within:
        if container.zone in _LEADING_AWAY and held[container.number].is_text:
            told[container.number] = Zone.PLAIN
    return told


def _by_name(
    containers: Sequence[Container], home: Container, told: Sequence[Zone]
) -> tuple[Sequence[int], Sequence[Set[Zone]]]:
    nothing: Set[Zone] = frozenset()
    depths: list[int] = []
    kinds: list[Set[Zone]] = []
    for container in containers:
        parent = container.parent
        depths.append(depths[parent.number] + 1 if parent and container is not home else 0)
        # Elements around the whole story are named for the page's layout.
        holds_home = container.number <= home.number <= container.last
        around = kinds[parent.number] if parent and not holds_home else nothing
        kind = Zone.PLAIN if holds_home else told[container.number]
        # A part of the page's grid may be called a side bar. An element named as the story is not one.
        around = around - {Zone.NAVIGATION} if kind is Zone.BODY else around
        kinds.append(around if not kind or kind in around else around | {kind})
    return depths, kinds


def _with_comments(kinds: Sequence[Set[Zone]], reading: Reading, region: Region) -> Sequence[Set[Zone]]:
    """Add comments to the zones of elements beside a heading of comments, below the story."""
    words = 0
    for passage in reading.passages[region.start : region.end]:
        words += passage.words if passage.is_prose else 0
        beside = passage.within.parent
        if words >= FEWEST_STORY_WORDS and beside is not None and find_announcement(passage) is RemovedKind.COMMENTS:
            below = range(passage.within.number + 1, beside.last + 1)
            # Paragraphs right below such a heading are a chapter of the story. Comments stand in boxes.
            own = {number for number in below if _is_paragraph_of(reading.containers[number], beside)}
            return [kinds[n] | {Zone.COMMENTS} if n in below and n not in own else kinds[n] for n in range(len(kinds))]
    return kinds


def _is_paragraph_of(container: Container, parent: Container) -> bool:
    return container.tag == "p" and container.parent is parent


def drop_disproved_zones(kinds: Sequence[Set[Zone]], prose: Sequence[int], reading: Reading) -> Sequence[Set[Zone]]:
    """Drop zones that hold most of the story, whose names say nothing on this page.

    Comments and other stories may be longer than the story. So an element named as related can only be the story's own
    if the story begins in it.
    """
    words: Counter[Zone] = Counter()
    for n in prose:
        for kind in kinds[reading.passages[n].within.number]:
            words[kind] += reading.passages[n].words
    words[Zone.RELATED] = _most_of_related(prose, reading)
    words[Zone.EMBED] = sum(one.words for one in reading.passages if Zone.EMBED in kinds[one.within.number])
    if words[Zone.EMBED] < _FEWEST_WORDS_OF_POSTS:
        del words[Zone.EMBED]
    total = sum(reading.passages[n].words for n in prose)
    own = {kind for kind, count in words.items() if count > _MOST_SHARES.get(kind, _MOST_SHARE_OF_STORY) * total}
    posts = {Zone.POST} if Zone.EMBED in own else set()
    return [(found - own) | (posts if Zone.EMBED in found else set()) for found in kinds] if own else kinds


def _most_of_related(prose: Sequence[int], reading: Reading) -> int:
    """The most words of prose in one element that is named as related and in which the story begins."""
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
    begun = (one for one in reading.containers if one.zone is Zone.RELATED and before[one.number] < FEWEST_STORY_WORDS)
    return max((words[one.number] for one in begun), default=0)
