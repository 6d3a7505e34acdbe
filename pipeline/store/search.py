"""Full text: the index, and what a reader finds in it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg.rows import class_row

from pipeline.store.pool import Pool
from pipeline.store.queries import query


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks: words, "a phrase", -without, or; None asks for any.

    `source` is an outlet's name or slug; published at or after `since`, before `until`.
    """

    words: str
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One result of a full-text search."""

    id: int
    title: str | None
    source: str
    url: str
    published_at: datetime | None
    rank: float
    snippet: str


class Search:
    """The full-text index."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def index(self, *, most: int) -> int:
        """Bring the index on by at most so many events; how many there were."""
        with self._pool.connection() as connection:
            row = connection.execute(query("index_articles"), {"most": most}).fetchone()
        return int(row[0]) if row else 0

    def find(self, question: Question, *, most: int) -> Sequence[SearchHit]:
        """The best of the newest hits."""
        parameters = asdict(question) | {"most": most}
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(SearchHit)) as cursor:
            return cursor.execute(query("search_articles"), parameters).fetchall()
