"""The nouns of newswire: frozen values that pass between the stages.

`None` is unknown; the empty string never occurs in a field that may be None. Every `datetime` is aware.
"""

from pipeline.model.articles import CleanArticle, Dateline, Outcome, PubStatus, Removed, RemovedKind
from pipeline.model.feeds import Answer, Channel, Document, Enclosure, Entry, HostTally
from pipeline.model.ledger import WORK_STAGES, ArticleId, EntryId, EventKind, FeedId, Span, Stage
from pipeline.model.moments import Instant, Precision

__all__ = [
    "WORK_STAGES",
    "Answer",
    "ArticleId",
    "Channel",
    "CleanArticle",
    "Dateline",
    "Document",
    "Enclosure",
    "Entry",
    "EntryId",
    "EventKind",
    "FeedId",
    "HostTally",
    "Instant",
    "Outcome",
    "Precision",
    "PubStatus",
    "Removed",
    "RemovedKind",
    "Span",
    "Stage",
]
