"""Claims: what one source says of an article, and the value that is believed, with its sources and how sure it is."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

__all__ = ["Claim", "Settled", "Sureness", "settle_first"]

T = TypeVar("T")
# More names than these say no more to a reader.
_MOST_SOURCES = 4


class Sureness(StrEnum):
    """How sure a value is: independent sources agree, one good source says so, or it stands in for want of better."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[T]):
    """What one source says: `source` is its name, as "json-ld", "og:title", "html:h1", "meta:author", "feed"."""

    source: str
    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[T]):
    """The value that is believed and the sources that say it, the most trusted first."""

    value: T
    sources: tuple[str, ...]
    sureness: Sureness

    @property
    def provenance(self) -> str:
        """One text for readers of SQL: "json-ld+og:title, sure"; they may ask for LIKE '%, guess'."""
        return f"{'+'.join(dict.fromkeys(self.sources[:_MOST_SOURCES]))}, {self.sureness}"


def settle_first(claims: Iterable[Claim[T]], *, alike: Callable[[T], Hashable] = hash) -> Settled[T] | None:
    """The first claim, sure where a later one is alike; None without claims."""
    stated = list(claims)
    if not stated:
        return None
    best = alike(stated[0].value)
    return settle_on(stated[0].value, [claim.source for claim in stated if alike(claim.value) == best])


def settle_on(value: T, sources: Sequence[str]) -> Settled[T]:
    """A value that these sources agree on."""
    different = dict.fromkeys(sources)
    sureness = Sureness.SURE if len(different) > 1 else Sureness.LIKELY
    return Settled(value=value, sources=tuple(different), sureness=sureness)
