"""Rechecks of the pages of loaded articles: taken when due, under a lease, with the result of each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from psycopg.rows import dict_row

from pipeline.model import ArticleId, Document, Entry, EntryId, FeedId
from pipeline.store.documents import keep_document
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import entry_from_json
from pipeline.store.work import LEASE, renewed


class Found(StrEnum):
    """The result of a recheck."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    OTHER_STORY = "other story"
    NO_STORY = "no story"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLook:
    """A recheck under our lease: the page, its validators, and the article as it is held."""

    article_id: ArticleId
    entry_id: EntryId
    feed_id: FeedId
    url: str
    announced: Entry
    etag: str | None
    last_modified: str | None
    validated_url: str | None
    title: str | None
    text: str = field(repr=False)
    content_key: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one look found, with the validators to ask with the next time; `document` where the text is another one."""

    found: Found
    etag: str | None = None
    last_modified: str | None = None
    validated_url: str | None = None
    document: Document | None = None


class Rechecks:
    """The table `recheck`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def queue_due(self, *, most: int, grace: timedelta) -> Sequence[ArticleId]:
        """Take looks that are due for a hint, at most `most`; one hinted longer than `grace` ago is taken again."""
        if most <= 0:
            return ()
        with self._pool.connection() as connection:
            rows = connection.execute(query("queue_due_looks"), {"most": most, "grace": grace}).fetchall()
        return sorted(ArticleId(row[0]) for row in rows)

    @contextmanager
    def claim(self, ids: Sequence[ArticleId]) -> Iterator[tuple[UUID, Sequence[ClaimedLook]]]:
        """Lease those of the looks that are due, and renew the lease until the block is left."""
        lease = uuid4()
        parameters = {"article_ids": list(ids), "lease": lease, "duration": LEASE}
        with self._pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(query("claim_looks"), parameters).fetchall()
        looks = [ClaimedLook(**(row | {"announced": entry_from_json(row["announced"])})) for row in rows]
        with renewed(self._pool, "renew_looks", lease, [look.article_id for look in looks]):
            yield lease, looks

    def finish(self, look: ClaimedLook, lease: UUID, seen: Seen) -> bool:
        """Record what a look found; True if its page goes through the line again.

        Nothing is recorded where the lease is lost.
        """
        parameters = {
            "article_id": look.article_id,
            "lease": lease,
            "found": seen.found,
            "etag": seen.etag,
            "last_modified": seen.last_modified,
            "validated_url": seen.validated_url,
        }
        with self._pool.connection() as connection:
            if connection.execute(query("finish_recheck"), parameters).fetchone() is None:
                return False
            if seen.found in {Found.GONE, Found.OTHER_STORY, Found.SAME}:
                noted = {"article_id": look.article_id, "is_withdrawn": seen.found is not Found.SAME}
                connection.execute(query("note_withdrawn_by_publisher"), noted)
            return seen.document is not None and _reopen(connection, look.entry_id, seen.document)

    def postpone(self, look: ClaimedLook, lease: UUID, *, wait: timedelta) -> None:
        """Postpone a recheck that was not made."""
        with self._pool.connection() as connection:
            connection.execute(query("postpone_look"), {"article_id": look.article_id, "lease": lease, "wait": wait})

    def set_distances(self, url: str, distances: Sequence[timedelta] | None) -> bool:
        """Set when the pages of a feed are looked at again; None: as usual, empty: never. False for an unknown feed."""
        parameters = {"url": url, "distances": None if distances is None else list(distances)}
        with self._pool.connection() as connection:
            return connection.execute(query("set_recheck"), parameters).fetchone() is not None


def _reopen(connection: Link, entry_id: EntryId, document: Document) -> bool:
    """Send a changed page to be cleaned; False if its entry is in work already."""
    if connection.execute(query("lock_loaded_entry"), {"entry_id": entry_id}).fetchone() is None:
        return False
    keep_document(connection, entry_id, document)
    connection.execute(query("reopen_looked_at"), {"entry_id": entry_id})
    return True
