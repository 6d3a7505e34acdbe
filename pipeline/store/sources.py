"""Sources: the publishers, what the operator states about them, and what is known otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from pipeline.store.pool import Pool
from pipeline.store.queries import query

__all__ = ["SourceRow", "Sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source as `newswire_v1.source` has it."""

    name: str
    slug: str
    homepage: str | None
    country: str | None
    language: str | None
    kind: str | None
    feeds: int
    articles: int
    first_article_at: datetime | None
    last_article_at: datetime | None


class Sources:
    """The table `source`, and the counts of its articles."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def list(self) -> Sequence[SourceRow]:
        """Return every source, by name."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(SourceRow)) as cursor:
            return cursor.execute(query("list_sources")).fetchall()

    def find(self, *, source: str | None = None, country: str | None = None) -> Sequence[int]:
        """The ids of the sources with this name or slug, in this country; None asks for any."""
        with self._pool.connection() as connection:
            rows = connection.execute(query("find_sources"), {"source": source, "country": country}).fetchall()
        return [int(row[0]) for row in rows]

    def describe(self, source: str, *, country: str | None, language: str | None, kind: str | None) -> int:
        """State what the sources with this name or slug are; how many there are.

        None keeps what is stated, an empty text takes it back.
        """
        stated = {"source": source, "country": country, "language": language, "kind": kind}
        with self._pool.connection() as connection:
            return connection.execute(query("describe_source"), stated).rowcount

    def count_settled(self) -> int:
        """Count the articles of each month that is over and not counted as it is now; how many months."""
        months = 0
        while self._count_next():
            months += 1
        return months

    def _count_next(self) -> bool:
        with self._pool.connection() as connection:
            row = connection.execute(query("count_next_month")).fetchone()
        return bool(row and row[0])
