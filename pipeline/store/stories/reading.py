"""Stories as a consumer reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

__all__ = ["Linked", "StoryArticle", "StoryHead", "StoryListed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryListed:
    """A story in a list; `known_by` and `sureness` are of its origin."""

    id: int
    headline: str | None
    language: str | None
    agency: str | None
    known_by: str
    sureness: str
    articles: int
    outlets: int
    first_seen_at: datetime
    last_seen_at: datetime
    countries: Sequence[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHead(StoryListed):
    """One story, with the article that leads it."""

    first_article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """An article of a story, and what it is to the one it is nearest to."""

    id: int
    source: str
    title: str | None
    text: str = field(repr=False)
    url: str
    relation: str | None
    to_article: int | None
    containment: float | None
    lag: timedelta
    appeared_at: datetime
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An article of another story that has something in common with one of this."""

    relation: str
    id: int
    title: str | None
    source: str
    story_id: int
