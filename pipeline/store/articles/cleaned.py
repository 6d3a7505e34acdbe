"""Cleaned articles between the clean stage, which lays them down, and the load stage, which reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.model import CleanArticle, EntryId
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.store.work import ClaimedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A cleaned article waiting to be loaded; `source_id` is None for a page that no feed announced."""

    entry_id: EntryId
    url: str
    fetched_at: datetime
    article: CleanArticle
    source_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedPage:
    """A clean article as JSON, on its way to be loaded."""

    url: str
    fetched_at: datetime
    article: str


def keep_cleaned(connection: Link, pairs: Sequence[tuple[ClaimedEntry, CleanedPage]]) -> Sequence[EntryId]:
    """Lay cleaned articles down for the load stage."""
    for entry, page in pairs:
        parameters = {
            "entry_id": entry.entry_id,
            "url": page.url,
            "fetched_at": page.fetched_at,
            "article": page.article,
        }
        connection.execute(query("keep_cleaned"), parameters)
        connection.execute(query("advance_cleaned"), {"entry_id": entry.entry_id})
    return [entry.entry_id for entry, _ in pairs]
