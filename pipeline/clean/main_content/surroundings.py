"""Survey the surroundings of a page's passages: what its paragraphs have in common, and the elements among them."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from pipeline.clean.main_content.region import Region
from pipeline.clean.main_content.zones_around import drop_disproved_zones, find_zones_around
from pipeline.clean.page import Container, Passage, Reading, Zone
from pipeline.clean.text import PROSE_WORDS, BlockKind
from pipeline.clean.wording import Cut, find_phrase

__all__ = ["Surroundings", "Unit", "find_label", "name_parent", "survey_surroundings"]

# A line that announces other stories is short, and stands below this share of the text.
_LEAST_SHARE_ABOVE_ANNOUNCEMENT = 0.1
_MOST_ANNOUNCEMENT_WORDS = 8  # longer lines are sentences
_FEWEST_CHARACTERS_OF_COPY = 60  # shorter texts repeat by chance
# Two words at least, a border, a title of some words. Without a link a colon leads to values: "Air pressure: 2 bar".
_LABEL = re.compile(r"(\w+(?: \w+){1,5}) ?([|:»]) ?(?:\S+ ){2,}\S+")
_LABELLED = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_MOST_LABELLED_WORDS = 30  # a label and a headline
# A heading that is a link heads a teaser; prose may hold a few links.
_LEAST_SHARE_OF_LINKED_HEADING, _MOST_SHARE_OF_LINKS_IN_PROSE = 0.8, 0.5
# Enough of a story to find its pull quotes in.
_MOST_PARAGRAPHS_OF_PROSE = 200
_NUMBER = re.compile(r"#?(\d{1,3})(?:[.)]|:| -|–) ?(?=[^\W\d])")
_FEWEST_NUMBERED = _FEWEST_UNCLOSED = 3  # two may be chance
_COLONS = (":", "：", "-", ",")

_Trait = TypeVar("_Trait", str, int)  # 3.11 has no type parameters yet


@dataclass(slots=True, kw_only=True)
class Unit:
    """An element beside the story's paragraphs, with figures of all passages in it, and how often it has each line.

    `pictured`: it holds a picture. `below_colon`: the line above leads to it.
    """

    words: int = 0
    prose: int = 0
    linked: int = 0
    characters: int = 0
    passages: int = 0
    pictured: bool = False
    below_colon: bool = False
    lines: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The surroundings of a region's passages.

    `name` and `parent_name` are the names of the element that holds most prose and of its parent, `depth` is how far
    below home it is. `begins` is the index of the first paragraph in any element. `first` and `last` are the indexes of
    the first and last paragraph in an element of that name, `paragraphs` those of all of them, `prose` is their text.

    `depths` and `zones` give by number of container how far below home it is, and the zones around it within home.
    `units` gives the unit of each passage by index. `headed` is the index of a line that announces other stories,
    `others` are the indexes of passages in articles of their own that a link heads or that are announced.

    `copies` counts how often each text stands there, `labels` how many lines without a full stop begin with the same
    label. `numbered` are the indexes of lines that count up or down.
    """

    region: Region
    name: str | None
    parent_name: str | None
    depth: int
    begins: int
    first: int
    last: int
    depths: Sequence[int]
    zones: Sequence[Set[Zone]]
    units: Mapping[int, Unit]
    headed: int | None
    copies: Mapping[str, int]
    prose: str
    others: Set[int]
    labels: Mapping[str, int]
    paragraphs: Set[int]
    numbered: Set[int]


def survey_surroundings(reading: Reading, region: Region, others: Set[int] = frozenset()) -> Surroundings:
    """Survey the surroundings of the passages from `region.first` to `region.end`.

    `others` are the numbers of the containers in articles below the story's.
    """
    passages = reading.passages
    depths, zones = find_zones_around(reading, region)
    inside = [n for n in range(region.start, region.end) if passages[n].within.number not in others]
    prose = [n for n in inside if _is_paragraph(passages[n])] or _unclosed([n for n in inside if _is_long(passages[n])])
    name = _most(prose, passages, lambda passage: passage.within.name)
    depth = _most(prose, passages, lambda passage: depths[passage.within.number]) or 0
    named = [n for n in prose if passages[n].within.name == name and passages[n].kind is not BlockKind.QUOTE]
    named = named or [n for n in prose if passages[n].within.name == name]
    headed = _other_stories(passages, region)
    return Surroundings(
        region=region,
        name=name,
        parent_name=_most(prose, passages, name_parent),
        depth=depth,
        begins=prose[0] if prose else region.end,
        first=named[0] if named else region.end,
        last=named[-1] if named else region.start,
        depths=depths,
        zones=drop_disproved_zones(zones, prose, reading),
        units=_units(reading, region, depths, depth),
        headed=headed,
        copies=_copies(passages[region.start : region.end]),
        prose="\n".join(
            passages[n].text for n in named[:_MOST_PARAGRAPHS_OF_PROSE] if passages[n].kind is not BlockKind.QUOTE
        ),
        labels=Counter(filter(None, map(find_label, passages[region.start : region.end]))),
        paragraphs=frozenset(named),
        numbered=_numbered(passages, region),
        others=_others(passages, region, prose[0] if prose else region.end, headed)
        | {n for n in range(region.start, region.end) if passages[n].within.number in others},
    )


def name_parent(passage: Passage) -> str:
    """Name the element around a passage's own element."""
    parent = passage.within.parent
    return parent.name if parent else ""


def find_label(passage: Passage) -> str | None:
    """Find the words before the first stroke or colon of a line that is no sentence: "READ ALSO | Ferry returns"."""
    if passage.ends or passage.kind not in _LABELLED or passage.words > _MOST_LABELLED_WORDS:
        return None
    found = _LABEL.match(passage.text)
    return found[1].casefold() if found and (found[2] != ":" or passage.linked) else None


def _is_paragraph(passage: Passage) -> bool:
    return passage.is_prose and passage.kind is not BlockKind.CAPTION


def _is_long(passage: Passage) -> bool:
    plain = passage.kind is BlockKind.PARAGRAPH and not passage.is_around
    return plain and passage.words >= PROSE_WORDS and passage.link_share < _MOST_SHARE_OF_LINKS_IN_PROSE


def _unclosed(long: Sequence[int]) -> Sequence[int]:
    """The paragraphs of a text written without full stops. A few long lines are not a text."""
    return long if len(long) >= _FEWEST_UNCLOSED else ()


def _most(prose: Sequence[int], passages: Sequence[Passage], trait: Callable[[Passage], _Trait]) -> _Trait | None:
    """The trait that most words of prose have in common."""
    words: Counter[_Trait] = Counter()
    for n in prose:
        words[trait(passages[n])] += passages[n].words
    return max(words, key=lambda value: words[value], default=None)


def _units(reading: Reading, region: Region, depths: Sequence[int], depth: int) -> Mapping[int, Unit]:
    holders: list[int] = []
    for container in reading.containers:
        deeper = container.parent is not None and depths[container.number] > depth > 0
        holders.append(holders[container.parent.number] if deeper and container.parent else container.number)
    units: dict[int, Unit] = {}
    by_index: dict[int, Unit] = {}
    for index in range(region.first, region.end):
        passage = reading.passages[index]
        holder = holders[passage.within.number]
        if holder not in units:
            above = reading.passages[index - 1].text if index else ""
            units[holder] = Unit(below_colon=above.endswith(_COLONS))
        by_index[index] = _counted(units[holder], passage)
    return by_index


def _counted(unit: Unit, passage: Passage) -> Unit:
    unit.words += passage.words
    unit.prose += passage.words if passage.is_prose else 0
    unit.linked += passage.linked
    unit.characters += len(passage.text)
    unit.passages += 1
    unit.lines[passage.text] += 1
    unit.pictured = unit.pictured or passage.pictured
    return unit


def _other_stories(passages: Sequence[Passage], region: Region) -> int | None:
    """The index of the first line that announces other stories, not at the top; None without one."""
    inside = passages[region.start : region.end]
    words = list(accumulate(passage.words for passage in inside))
    for index, passage in enumerate(inside):
        if (
            words[index] < words[-1] * _LEAST_SHARE_ABOVE_ANNOUNCEMENT
            or passage.words > _MOST_ANNOUNCEMENT_WORDS
            or passage.is_prose
        ):
            continue
        hit = find_phrase(passage.text)
        if hit is not None and hit.rule.cuts is Cut.REST:
            return region.start + index
    return None


def _others(passages: Sequence[Passage], region: Region, first: int, announced: int | None) -> Set[int]:
    """The passages in articles of their own that are other stories.

    Their heading is a link to another page (entries of a live blog link to themselves), or they stand below the line
    that announces other stories. The article with the first paragraph is the story's own, whatever it links to.
    """
    articles = {n: _own_article(passages[n].within, region.home) for n in range(region.start, region.end)}
    headed = {
        article
        for n, article in articles.items()
        if passages[n].kind is BlockKind.HEADING
        and passages[n].link_share > _LEAST_SHARE_OF_LINKED_HEADING
        and not any("#" in link for link in passages[n].links)
    }
    own = {None, articles.get(first)}
    if announced is not None:
        headed |= _announced(articles, announced, passages[announced].within.parent or region.home)
        own = {None, articles[announced], articles.get(min(first, announced))}
    return frozenset(n for n, one in articles.items() if one in headed - own)


def _announced(articles: Mapping[int, Container | None], line: int, around: Container) -> Set[Container | None]:
    """The articles below a line and beside it, unless others of their row stand above it, as in a live blog."""
    rows = {one.parent for n, one in articles.items() if n < line and one is not None}
    below = {one for n, one in articles.items() if n > line and one is not None}
    return {one for one in below if around.number < one.number <= around.last and one.parent not in rows}


def _own_article(within: Container, home: Container) -> Container | None:
    """The <article> around an element, within home."""
    container: Container | None = within
    while container is not None and container is not home:
        if container.tag == "article":
            return container
        container = container.parent
    return None


def _numbered(passages: Sequence[Passage], region: Region) -> Set[int]:
    """Lines in like elements that count up or down by one: "10) …", "9) …"."""
    found: set[int] = set()
    runs: dict[str, list[tuple[int, int]]] = {}
    for n in range(region.start, region.end):
        number = _NUMBER.match(passages[n].text)
        if number is None:
            continue
        run = runs.setdefault(passages[n].within.name, [])
        if run and abs(int(number[1]) - run[-1][1]) != 1:
            run.clear()
        run.append((n, int(number[1])))
        if len(run) >= _FEWEST_NUMBERED:
            found.update(index for index, _ in run)
    return found


def _copies(passages: Sequence[Passage]) -> Mapping[str, int]:
    """How often each text stands in the story; nothing if the whole story stands there twice."""
    copies = Counter(passage.text for passage in passages)
    long = {text: count for text, count in copies.items() if len(text) > _FEWEST_CHARACTERS_OF_COPY}
    repeated = sum(count for count in long.values() if count > 1)
    return copies if 2 * repeated < sum(long.values()) else {}
