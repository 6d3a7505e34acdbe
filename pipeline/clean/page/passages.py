"""Passages: every run of text on a page that a reader sees, in order, and the elements around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.page.zones import Zone
from pipeline.clean.text import BlockKind

__all__ = ["AROUND", "Container", "Passage", "Reading"]

AROUND = frozenset({"nav", "footer"})
"""Tags of menus and footers, which stand around stories: a third of a page's elements, each read in one go."""


@dataclass(slots=True, kw_only=True, eq=False)
class Container:
    """An element that is not inline. `number` counts containers in page order: a parent's is less than a child's.

    `name` is its tag and first class, `zone` what its tag, role and classes say it holds, `last` the number of the
    last container within it.
    """

    number: int
    parent: "Container | None"
    tag: str
    name: str
    zone: Zone
    last: int


@dataclass(slots=True, kw_only=True, eq=False)
class Passage:
    """A run of text. `ends`: it closes like a sentence. `is_prose`: it reads as sentences, not as links.

    `linked` and `bold` count its characters within links and in bold type, `links` are its addresses, `link_share` is
    the share of its characters within links.

    `inner` is the zone of an inline element that holds nearly all of it. `pictured`: a picture or a film stands
    between the passage above and this one.
    """

    text: str
    kind: BlockKind
    within: Container
    words: int
    linked: int
    bold: int
    links: tuple[str, ...]
    closes_in_link: bool
    inner: Zone
    pictured: bool
    ends: bool
    is_prose: bool
    link_share: float

    @property
    def is_around(self) -> bool:
        """Whether it is a menu or a footer, read in one go."""
        return self.within.tag in AROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page as its passages and the containers around them, both in page order.

    `is_cut`: the page goes on beyond its budget (`text.budget`).
    """

    passages: Sequence[Passage]
    containers: Sequence[Container]
    is_cut: bool = False
