"""The zones around each element of a region, and which of their names are believed on this page."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.clean.passages import Container, Passage, Reading
from pipeline.clean.region import COMMENTS, SHORT_STORY, Region, announces

__all__ = ["believed", "places"]

# The share of the story's words within a zone that makes the zone the story's own, whatever it is called.
_OWN = 0.5
_RELATED = "related"
# Boxes that are called so lead to other pages; one that holds a long text and hardly a link is a part of the story.
_LEADING_AWAY = frozenset({_RELATED, "navigation"})
_LONG_TEXT = 100
_NEARLY_ALL, _HARDLY_ANY = 0.8, 0.05
_NAVIGATION = "navigation"


def places(reading: Reading, region: Region) -> tuple[Sequence[int], Sequence[Set[str]]]:
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

    @property
    def is_text(self) -> bool:
        """Whether it is a long text that leads nowhere."""
        is_long = self.prose >= _LONG_TEXT and self.prose >= _NEARLY_ALL * self.words
        return is_long and self.linked <= _HARDLY_ANY * self.characters


def _told(reading: Reading, region: Region) -> Sequence[str]:
    """By number of container: the kind that its own names tell, if what stands in it may be of that kind."""
    within = reading.containers[region.home.number + 1 : region.home.last + 1]
    held: dict[int, _Held] = {one.number: _Held() for one in within if one.zone.kind in _LEADING_AWAY}
    for passage in reading.passages[region.start : region.end] if held else ():
        container: Container | None = passage.within
        while container is not None and container is not region.home:
            if (box := held.get(container.number)) is not None:
                box.words += passage.words
                box.prose += passage.words if passage.is_prose else 0
                box.characters += len(passage.text)
                box.linked += passage.linked
            container = container.parent
    texts = {number for number, box in held.items() if box.is_text}
    return ["" if one.number in texts else one.zone.kind for one in reading.containers]


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
        if words >= SHORT_STORY and beside is not None and announces(passage) == COMMENTS:
            below = range(passage.within.number + 1, beside.last + 1)
            # Paragraphs right below a heading of that name are a chapter of the story; comments stand in boxes.
            own = {number for number in below if _is_paragraph_of(reading.containers[number], beside)}
            return [kinds[n] | {COMMENTS} if n in below and n not in own else kinds[n] for n in range(len(kinds))]
    return kinds


def _is_paragraph_of(container: Container, parent: Container) -> bool:
    return container.tag == "p" and container.parent is parent


def believed(kinds: Sequence[Set[str]], prose: Sequence[int], passages: Sequence[Passage]) -> Sequence[Set[str]]:
    """The kinds without those that hold most of the story: names that say nothing on this page.

    Comments and other stories may well be longer than the story; only an element called related that the story begins
    in can be its own.
    """
    words: Counter[str] = Counter()
    related: Counter[int] = Counter()
    before: dict[int, int] = {}
    total = 0
    for n in prose:
        for kind in kinds[passages[n].within.number]:
            words[kind] += passages[n].words
        for number in _called_related(passages[n].within):
            related[number] += passages[n].words if before.setdefault(number, total) < SHORT_STORY else 0
        total += passages[n].words
    words[_RELATED] = max(related.values(), default=0)
    own = {kind for kind, count in words.items() if count > _OWN * total and kind != COMMENTS}
    return [found - own for found in kinds] if own else kinds


def _called_related(within: Container) -> Iterator[int]:
    container: Container | None = within
    while container is not None:
        if container.zone.kind == _RELATED:
            yield container.number
        container = container.parent
