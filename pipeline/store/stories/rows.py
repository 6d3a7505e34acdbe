"""Rows of stories, as they pass between the database and the stage that groups."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

__all__ = ["GroupedArticle", "Member", "NewLink", "Posted", "StoryRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedArticle:
    """A live article as grouping sees it; `at` is when it appeared."""

    article_id: int
    month: date
    title: str | None
    text: str = field(repr=False)
    language: str | None
    content_key: UUID
    source_id: int
    source: str
    agency: str | None
    at: datetime
    has_dateline: bool
    byline_agency: str | None
    wire_item: bool
    feature: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in its story, and what it is to its nearest article. `samples` None: nothing is posted of it."""

    article_id: int
    month: date
    story_id: int
    content_key: UUID
    at: datetime
    source_id: int
    source: str
    language: str | None
    agency: str | None
    has_dateline: bool
    byline_agency: str | None
    wire_item: bool
    feature: bool
    digest: bool = False
    relation: str | None = None
    to_id: int | None = None
    containment: float | None = None
    samples: Sequence[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An article that has a sample, and its story."""

    sample: int
    article_id: int
    story_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """What an article has in common with one of another story."""

    article_id: int
    to_id: int
    relation: str
    containment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story as its articles make it."""

    story_id: int
    lead_id: int
    lead_month: date
    language: str | None
    languages: Sequence[str]
    agency: str | None
    origin_id: int
    known_by: str
    sureness: str
    articles: int
    first_seen_at: datetime
    last_seen_at: datetime
