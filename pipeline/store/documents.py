"""Raw documents, kept as they came and compressed with zstd."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import zstandard

from pipeline.errors import DocumentDamaged
from pipeline.model import ArticleId, Document, EntryId
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.work import ClaimedEntry

# 535 MB/s at a ratio of 6.1 on news pages; 9 gains an eighth at a fifth of the speed (docs/decisions/raw-documents.md).
_LEVEL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """A stored document, still compressed, with the moment, by the database's clock, at which it was stored.

    `zone` and `charset` are what a wire file leaves unsaid; several entries may share a `document_id`.
    """

    document_id: int
    url: str
    content_type: str | None
    compressed: bytes
    size_bytes: int
    fetched_at: datetime
    zone: str | None = None
    charset: str | None = None

    @property
    def document(self) -> Document:
        """The document decompressed; DocumentDamaged if its bytes are not what was stored."""
        return Document(
            url=self.url, content_type=self.content_type, body=_decompressed(self.compressed, self.size_bytes)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGone:
    """A held article whose page now answers 404 or 410."""

    article_id: ArticleId


def keep_fetched(connection: Link, pairs: Sequence[tuple[ClaimedEntry, Document | PageGone]]) -> Sequence[EntryId]:
    """Store the documents of fetched entries, make cleaning their next stage, and record pages that are gone."""
    for entry, fetched in pairs:
        if isinstance(fetched, PageGone):
            parameters = {"article_id": fetched.article_id, "is_withdrawn": True}
            connection.execute(query("note_withdrawn_by_publisher"), parameters)
            connection.execute(query("end_withdrawn"), {"entry_id": entry.entry_id})
        else:
            keep_document(connection, entry.entry_id, fetched)
    return [entry.entry_id for entry, fetched in pairs if isinstance(fetched, Document)]


def keep_document(connection: Link, entry_id: EntryId, document: Document) -> None:
    """Store the document of an entry and make cleaning its next stage."""
    parameters = {
        "entry_id": entry_id,
        "url": document.url,
        "content_type": document.content_type,
        "size_bytes": len(document.body),
        "body": compressed(document.body),
    }
    kept = connection.execute(query("keep_document"), parameters).fetchone()
    if kept is None:
        raise RuntimeError("INSERT … RETURNING gave no row")
    advanced = {"entry_id": entry_id, "document_id": kept[0], "document_day": kept[1]}
    connection.execute(query("advance_fetched"), advanced)


def compressed(body: bytes) -> bytes:
    """Compress a document's body for storage."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def get_documents(pool: Pool, entry_ids: Sequence[EntryId]) -> Mapping[EntryId, KeptDocument]:
    """Return the newest raw document of each entry that has one."""
    with pool.connection() as connection:
        rows = connection.execute(query("get_documents"), {"entry_ids": list(entry_ids)}).fetchall()
    bodies = {row[1]: row[6] for row in rows if row[6] is not None}
    return {
        EntryId(entry_id): KeptDocument(
            document_id=document_id,
            url=url,
            content_type=content_type,
            compressed=bodies[document_id],
            size_bytes=size_bytes,
            fetched_at=fetched_at,
            zone=zone,
            charset=charset,
        )
        for entry_id, document_id, url, content_type, fetched_at, size_bytes, _, zone, charset in rows
    }


def _decompressed(body: bytes, size_bytes: int) -> bytes:
    """Decompress a document's body; DocumentDamaged if its bytes are not what was stored."""
    try:
        return zstandard.ZstdDecompressor().decompress(body, max_output_size=max(size_bytes, 1))
    except zstandard.ZstdError as error:
        raise DocumentDamaged("raw document", f"cannot be decompressed ({error}); fetch the page again") from error
