"""Full text: the index, its hits and their counts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg.rows import class_row, dict_row

from pipeline.model import Span
from pipeline.store.pool import Pool
from pipeline.store.queries import query
from pipeline.store.query_errors import query_errors_in_words

__all__ = ["Count", "Question", "Search", "SearchHit", "Span", "Total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks, in the language of queries that the README describes; None asks for any.

    `source` is an outlet's name or slug; published at or after `since`, before `until`. `one_per_story` is for hits.
    """

    words: str
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    agency: str | None = None
    one_per_story: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One result of a full-text search.

    `snippet` and `title_marked` are HTML with <b>…</b> around the words found. `snippet_marks` are the places of these
    words in `snippet_text`: from the first character, counted from 0, to before the second.
    """

    id: int
    title: str | None
    source: str
    url: str
    published_at: datetime | None
    rank: float
    snippet: str
    snippet_text: str
    snippet_marks: Sequence[tuple[int, int]]
    title_marked: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Articles found in the span that begins at `bucket`. Older ones are not counted where it is not `complete`."""

    bucket: datetime
    articles: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The number of articles found; a lower bound unless `complete`."""

    articles: int
    complete: bool


class Search:
    """The full-text index."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def index(self, *, most: int) -> int:
        """Index at most this many events. Return the number of events read."""
        return self._number("index_articles", most)

    def rebuild(self, *, most: int) -> int:
        """Build the index of at most so many articles anew, where a migration asks for it; how many there were."""
        return self._number("rebuild_search", most)

    def find(self, question: Question, *, most: int) -> Sequence[SearchHit]:
        """Return the best of the newest hits; QueryInvalid if the question cannot be read."""
        parameters = asdict(question) | {"most": most}
        with (
            query_errors_in_words(),
            self._pool.connection() as connection,
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            rows = cursor.execute(query("search_articles"), parameters).fetchall()
        return [
            SearchHit(**row | {"snippet_marks": [(mark.lower, mark.upper) for mark in row["snippet_marks"]]})
            for row in rows
        ]

    def counts(self, question: Question, *, by: Span) -> Sequence[Count]:
        """Return how many articles were published in each span that has any, the earliest first."""
        parameters = asdict(question) | {"by": by.value}
        with (
            query_errors_in_words(),
            self._pool.connection() as connection,
            connection.cursor(row_factory=class_row(Count)) as cursor,
        ):
            return cursor.execute(query("count_articles"), parameters).fetchall()

    def total(self, question: Question) -> Total:
        """Return how many articles there are."""
        with (
            query_errors_in_words(),
            self._pool.connection() as connection,
            connection.cursor(row_factory=class_row(Total)) as cursor,
        ):
            (total,) = cursor.execute(query("count_all_articles"), asdict(question)).fetchall()
            return total

    def _number(self, statement: str, most: int) -> int:
        with self._pool.connection() as connection:
            row = connection.execute(query(statement), {"most": most}).fetchone()
        return int(row[0]) if row else 0
