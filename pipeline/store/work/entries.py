"""Entries under a lease, as a stage works on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from pipeline.model import ArticleId, Entry, EntryId, FeedId, Stage
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.store.values import entry_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedEntry:
    """An entry that we hold the lease of. `announced` is what its feed said, an empty Entry for a requested page.

    `article_id` is the article that it gave before, where it is fetched again.
    `item` is the place of a wire item in its file, from 0; None for an entry that is none.
    """

    entry_id: EntryId
    feed_id: FeedId | None
    guid: str | None
    url: str | None
    attempts: int
    document_id: int | None
    document_day: date | None
    first_seen_at: datetime
    announced: Entry
    article_id: ArticleId | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClaimedRow:
    entry_id: int
    feed_id: int | None
    guid: str | None
    url: str | None
    attempts: int
    document_id: int | None
    document_day: date | None
    first_seen_at: datetime
    announced: object
    article_id: int | None
    item: int | None

    def entry(self) -> ClaimedEntry:
        return ClaimedEntry(
            entry_id=EntryId(self.entry_id),
            feed_id=None if self.feed_id is None else FeedId(self.feed_id),
            guid=self.guid,
            url=self.url,
            attempts=self.attempts,
            document_id=self.document_id,
            document_day=self.document_day,
            first_seen_at=self.first_seen_at,
            announced=entry_from_json(self.announced),
            article_id=None if self.article_id is None else ArticleId(self.article_id),
            item=self.item,
        )


def claim_rows(
    connection: Link, *, stage: Stage, ids: Sequence[EntryId], lease: UUID, duration: timedelta
) -> Sequence[ClaimedEntry]:
    """Lease those of the entries that wait in `stage`."""
    parameters = {"entry_ids": list(ids), "stage": stage, "lease": lease, "duration": duration}
    with connection.cursor(row_factory=class_row(_ClaimedRow)) as cursor:
        return [row.entry() for row in cursor.execute(query("claim_entries"), parameters)]
