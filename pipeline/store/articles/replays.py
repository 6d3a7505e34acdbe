"""Stored documents to clean again, with their last results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import dict_row

from pipeline.model import EntryId, FeedId
from pipeline.store.articles.loading import Version
from pipeline.store.documents import KeptDocument
from pipeline.store.pool import Pool
from pipeline.store.queries import query
from pipeline.store.values import entry_from_json
from pipeline.store.work import ClaimedEntry

__all__ = ["Held", "Stored", "stored_documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The live article of a document. `superseded`: a later document than this one made its text."""

    article_id: int
    url_key: UUID
    content_key: UUID
    seen_at: datetime
    title: str | None
    text: str
    superseded: bool
    url: str
    version: Version | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stored document with its entry; `held` is None if no story was found on it."""

    entry: ClaimedEntry
    kept: KeptDocument
    source_id: int | None
    held: Held | None


def stored_documents(
    pool: Pool, *, after: EntryId, since: datetime | None, until: datetime | None, feed: str | None, most: int
) -> Sequence[Stored]:
    """Return the next documents, by entry: fetched in a span of time, of one feed or of all."""
    asked = {"after": after, "since": since, "until": until, "feed": feed, "most": most}
    with pool.connection() as connection, connection.cursor(row_factory=dict_row) as reader:
        rows = reader.execute(query("documents_to_clean_again"), asked).fetchall()
    return [
        Stored(
            entry=ClaimedEntry(
                entry_id=EntryId(row["entry_id"]),
                feed_id=None if row["feed_id"] is None else FeedId(row["feed_id"]),
                guid=row["guid"],
                url=row["url"],
                attempts=0,
                document_id=None,
                document_day=None,
                first_seen_at=row["first_seen_at"],
                announced=entry_from_json(row["announced"]),
                item=row["item"],
            ),
            kept=KeptDocument(
                document_id=row["document_id"],
                url=row["document_url"],
                content_type=row["content_type"],
                compressed=row["document"],
                size_bytes=row["size_bytes"],
                fetched_at=row["fetched_at"],
                zone=row["zone"],
                charset=row["charset"],
            ),
            source_id=row["source_id"],
            held=None
            if row["article_id"] is None
            else Held(
                article_id=row["article_id"],
                url_key=row["url_key"],
                content_key=row["content_key"],
                seen_at=row["seen_at"],
                title=row["title"],
                text=row["text"],
                superseded=row["superseded"],
                url=row["article_url"],
                version=Version(at=row["version_at"], numbers=tuple(row["version"])) if row["version"] else None,
            ),
        )
        for row in rows
    ]
