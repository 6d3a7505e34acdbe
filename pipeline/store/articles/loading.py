"""Load articles in batches."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from pipeline.model import CleanArticle, EntryId
from pipeline.store.pool import Link
from pipeline.store.queries import query

# Above 200 rows the planner turns to nested loops and changed rows drop to 633/s (docs/decisions/loading.md).
MAX_BATCH = 200


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


def ingest(connection: Link, articles: Sequence[Article]) -> Counter[str]:
    """Load at most `MAX_BATCH` articles, end their entries, and count the outcomes (new, changed, unchanged, copy)."""
    rows = load(connection, articles)
    ended = [
        {"entry_id": entry_id, "article_id": article_id, "first_bringer": first}
        for entry_id, article_id, _, first in rows
    ]
    connection.execute(query("finish_entries"), {"ended": json.dumps(ended)})
    connection.execute(query("plan_looks"), {"entry_ids": [entry_id for entry_id, *_ in rows]})
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
