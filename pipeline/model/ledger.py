"""Where work stands, what became of articles, and how they are counted."""

from enum import StrEnum
from typing import NewType

FeedId = NewType("FeedId", int)
EntryId = NewType("EntryId", int)
ArticleId = NewType("ArticleId", int)


class Stage(StrEnum):
    """Where an entry of the ledger stands. The first three are work; the others are ends."""

    FETCH = "fetch"
    CLEAN = "clean"
    LOAD = "load"
    LOADED = "loaded"
    DUPLICATE = "duplicate"
    FILTERED = "filtered"
    DEAD = "dead"


WORK_STAGES = (Stage.FETCH, Stage.CLEAN, Stage.LOAD)


class EventKind(StrEnum):
    """What became of an article, as the change feed tells it."""

    NEW = "new"
    UPDATED = "updated"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    METADATA = "metadata"
    STORY = "story"


class Span(StrEnum):
    """Spans of time to count by, in UTC; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
