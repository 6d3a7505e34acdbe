"""Articles: loaded in batches, read as a consumer reads them."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import class_row

from pipeline.model import CleanArticle, EntryId
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import article_from_json
from pipeline.store.work import ClaimedEntry

# Above 200 rows the planner turns to nested loops and changed rows drop to 633/s (docs/decisions/loading.md).
MAX_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A cleaned article waiting to be loaded; `source_id` is None for a page that no feed announced."""

    entry_id: EntryId
    url: str
    fetched_at: datetime
    article: CleanArticle
    source_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article ready for the database: the clean text with its identity."""

    entry_id: EntryId
    url_key: UUID
    content_key: UUID
    source_id: int
    feed_id: int | None
    url: str
    canonical_url: str
    guid: str | None
    first_seen_at: datetime
    fetched_at: datetime
    clean: CleanArticle


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
class ArrivedRow:
    """A line of the table of what arrived; `removals` counts what the cleaner took out."""

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
    """How often the cleaner took out text of one kind, and from how many articles."""

    kind: str
    removals: int
    articles: int
    example: str


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


def ingest(connection: Link, articles: Sequence[Article]) -> Counter[str]:
    """Load at most `MAX_BATCH` articles, end their entries, and count the outcomes (new, changed, unchanged, copy)."""
    rows = load(connection, articles)
    ended = [
        {"entry_id": entry_id, "article_id": article_id, "first_bringer": first}
        for entry_id, article_id, _, first in rows
    ]
    connection.execute(query("finish_entries"), {"ended": json.dumps(ended)})
    return Counter(str(outcome) for _, _, outcome, _ in rows)


def load(connection: Link, articles: Sequence[Article]) -> Sequence[tuple[int, int, str, bool]]:
    """`ingest` without a word to the ledger: for each article its entry, its id, its outcome, who brought it first."""
    if len(articles) > MAX_BATCH:
        raise ValueError(f"{len(articles)} articles in one batch; {MAX_BATCH} is the most")
    return connection.execute(query("ingest_articles"), {"batch": as_json(articles)}).fetchall()


def as_json(articles: Sequence[Article]) -> str:
    """A batch as `newswire.ingest` takes it."""
    # Not escaped: a Cyrillic letter is two bytes for PostgreSQL to read then, and six otherwise.
    return json.dumps([_row(article) for article in articles], ensure_ascii=False)


def _row(article: Article) -> dict[str, object]:
    clean = article.clean
    dateline = clean.dateline
    dateline_date = dateline.on(clean.published or article.first_seen_at) if dateline else None
    return {
        "entry_id": article.entry_id,
        "url_key": str(article.url_key),
        "content_key": str(article.content_key),
        "source_id": article.source_id,
        "feed_id": article.feed_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "guid": article.guid,
        "title": clean.title,
        "summary": clean.summary,
        "body": clean.text,
        "language": clean.language,
        "byline": clean.byline,
        "authors": list(clean.authors),
        "agency": clean.agency,
        "dateline_place": dateline.place if dateline else None,
        "dateline_date": dateline_date.isoformat() if dateline_date else None,
        "slugline": clean.slugline,
        "keywords": list(clean.keywords),
        "image_url": clean.image_url,
        "published_at": clean.published.isoformat() if clean.published else None,
        "published_precision": clean.published_precision,
        "modified_at": clean.modified.isoformat() if clean.modified else None,
        "first_seen_at": article.first_seen_at.isoformat(),
        "fetched_at": article.fetched_at.isoformat(),
        "status": clean.pubstatus,
        "ednote": clean.ednote,
        "word_count": clean.word_count,
        "provenance": dict(clean.provenance),
        "cleaner_version": clean.cleaner_version,
        "removed": [asdict(removed) for removed in clean.removed],
        "flags": list(clean.flags),
        "credits": clean.credits,
    }


class Articles:
    """The articles, as a loader finds them waiting and as a consumer reads them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def cleaned(self, entry_ids: Sequence[EntryId]) -> Mapping[EntryId, Cleaned]:
        """What the clean stage left for these entries."""
        with self._pool.connection() as connection:
            rows = connection.execute(query("get_cleaned"), {"entry_ids": list(entry_ids)}).fetchall()
        return {
            entry_id: Cleaned(
                entry_id=entry_id,
                url=url,
                fetched_at=fetched_at,
                article=article_from_json(article),
                source_id=source_id,
            )
            for entry_id, url, fetched_at, article, source_id in rows
        }

    def source_id(self, *, slug: str, name: str) -> int:
        """The outlet with this slug, made where there is none."""
        with self._pool.connection() as connection:
            row = connection.execute(query("add_source"), {"slug": slug, "name": name, "homepage": None}).fetchone()
        if row is None:
            raise RuntimeError("INSERT … RETURNING gave no row")
        return int(row[0])

    def get(self, article_id: int) -> ArticleRow | None:
        """One live article, or None."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(ArticleRow)) as cursor:
            return cursor.execute(query("get_article"), {"article_id": article_id}).fetchone()

    def revisions(self, article_id: int) -> Sequence[RevisionRow]:
        """Every revision of an article, oldest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(RevisionRow)) as cursor:
            return cursor.execute(query("get_revisions"), {"article_id": article_id}).fetchall()

    def arrived(self, *, most: int) -> Sequence[ArrivedRow]:
        """The articles, oldest first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(ArrivedRow)) as cursor:
            return cursor.execute(query("list_articles"), {"most": most}).fetchall()

    def removals(self) -> Sequence[RemovalCount]:
        """What the cleaner took out, by kind."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(RemovalCount)) as cursor:
            return cursor.execute(query("count_removals")).fetchall()
