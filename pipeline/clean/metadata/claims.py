"""Claims: what one source says about an article, and the value that is believed, with its provenance."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

__all__ = [
    "ADDRESS",
    "FEED",
    "HEADING",
    "JSON_LD",
    "OG_TITLE",
    "TEXT",
    "TITLE_ELEMENT",
    "Claim",
    "Provenance",
    "Settled",
    "Sureness",
    "settle_first",
]

T = TypeVar("T")
# More names tell a reader nothing new.
_MOST_SOURCES = 4

# Names of sources that rules look at. Meta elements are named by their property ("og:title") or as "meta:NAME".
JSON_LD: Final = "json-ld"
OG_TITLE: Final = "og:title"
HEADING: Final = "html:h1"
TITLE_ELEMENT: Final = "html:title"
FEED: Final = "feed"
ADDRESS: Final = "url"
TEXT: Final = "text"


class Sureness(StrEnum):
    """How sure a value is: independent sources agree, one good source says so, or there is nothing better."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a value came from, the most trusted source first, and how sure it is."""

    sources: tuple[str, ...]
    sureness: Sureness

    def __str__(self) -> str:
        """One text for SQL: "json-ld+og:title, sure". Readers may ask for LIKE '%, guess'."""
        return f"{'+'.join(self.sources)}, {self.sureness}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[T]):
    """What one source says. `source` is its name, such as "json-ld", "og:title", "html:h1", "meta:author", "feed"."""

    source: str
    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[T]):
    """The value that is believed, and the sources that give it, the most trusted first."""

    value: T
    sources: tuple[str, ...]
    sureness: Sureness

    @property
    def provenance(self) -> Provenance:
        """Where the value came from, by the first four of its sources."""
        return Provenance(sources=tuple(dict.fromkeys(self.sources[:_MOST_SOURCES])), sureness=self.sureness)


def settle_first(claims: Iterable[Claim[T]], *, alike: Callable[[T], Hashable] = hash) -> Settled[T] | None:
    """Believe the first claim, and be sure of it if a later one is alike; None without claims."""
    stated = list(claims)
    if not stated:
        return None
    best = alike(stated[0].value)
    return settle_on(stated[0].value, [claim.source for claim in stated if alike(claim.value) == best])


def settle_on(value: T, sources: Sequence[str]) -> Settled[T]:
    """Settle a value that these sources agree on: sure if there are two or more, else likely."""
    different = tuple(dict.fromkeys(sources))
    return Settled(value=value, sources=different, sureness=Sureness.SURE if len(different) > 1 else Sureness.LIKELY)
