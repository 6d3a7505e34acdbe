"""Articles as a consumer reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg.rows import class_row

from pipeline.model import EntryId
from pipeline.store.articles.cleaned import Cleaned, item_from_json
from pipeline.store.pool import Pool
from pipeline.store.queries import query
from pipeline.store.values import article_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """A live article as `show` prints it."""

    id: int
    revision: int
    status: str
    title: str | None
    source: str
    feed: str | None
    url: str
    canonical_url: str
    language: str | None
    byline: str | None
    authors: Sequence[str]
    agency: str | None
    dateline_place: str | None
    dateline_date: date | None
    keywords: Sequence[str]
    published_at: datetime | None
    first_seen_at: datetime
    updated_at: datetime
    ednote: str | None
    word_count: int
    body: str
    cleaner_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """One revision of an article; `current_until` is None for the newest."""

    id: int
    revision: int
    reason: str
    status: str
    title: str | None
    body: str
    ednote: str | None
    fetched_at: datetime
    current_from: datetime
    current_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """An article that readers do not see yet. `until` is when its embargo ends, None if it is withheld."""

    id: int
    until: datetime | None
    status: str
    source: str
    title: str | None
    url: str
    revision: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedRow:
    """A line of the table of arrivals; `removals` counts the texts that the cleaner removed."""

    id: int
    source: str
    language: str | None
    title: str | None
    agency: str | None
    dateline_place: str | None
    word_count: int
    revision: int
    status: str
    removals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalCount:
    """The number of texts of one kind that the cleaner removed, and of how many articles."""

    kind: str
    removals: int
    articles: int
    example: str


class Articles:
    """The articles, as a loader finds them waiting and as a consumer reads them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def cleaned(self, entry_ids: Sequence[EntryId]) -> Mapping[EntryId, Cleaned]:
        """Return the cleaned articles that wait for these entries."""
        with self._pool.connection() as connection:
            rows = connection.execute(query("get_cleaned"), {"entry_ids": list(entry_ids)}).fetchall()
        return {
            entry_id: Cleaned(
                entry_id=entry_id,
                url=url,
                fetched_at=fetched_at,
                article=article_from_json(article),
                source_id=source_id,
                item=item_from_json(item),
            )
            for entry_id, url, fetched_at, article, source_id, item in rows
        }

    def source_id(self, *, slug: str, name: str) -> int:
        """Return the outlet with this slug; make it if it is missing."""
        with self._pool.connection() as connection:
            row = connection.execute(query("add_source"), {"slug": slug, "name": name, "homepage": None}).fetchone()
        if row is None:
            raise RuntimeError("INSERT … RETURNING gave no row")
        return int(row[0])

    def get(self, article_id: int) -> ArticleRow | None:
        """Return one live article, or None."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(ArticleRow)) as cursor:
            return cursor.execute(query("get_article"), {"article_id": article_id}).fetchone()

    def waiting(self, article_id: int | None = None) -> Sequence[WaitingRow]:
        """Return the embargoed and withheld articles, or the one with this id."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(WaitingRow)) as cursor:
            return cursor.execute(query("waiting_articles"), {"article_id": article_id}).fetchall()

    def revisions(self, article_id: int) -> Sequence[RevisionRow]:
        """Return every revision of an article, oldest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(RevisionRow)) as cursor:
            return cursor.execute(query("get_revisions"), {"article_id": article_id}).fetchall()

    def arrived(self, *, most: int) -> Sequence[ArrivedRow]:
        """Return the articles, oldest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(ArrivedRow)) as cursor:
            return cursor.execute(query("list_articles"), {"most": most}).fetchall()

    def removals(self) -> Sequence[RemovalCount]:
        """Return what the cleaner removed, by kind."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(RemovalCount)) as cursor:
            return cursor.execute(query("count_removals")).fetchall()
