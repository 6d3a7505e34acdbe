"""Retention rules, legal holds and takedowns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.errors import LockNotAvailable, NoDataFound, ObjectInUse
from psycopg.rows import class_row

from pipeline.errors import NewswireError
from pipeline.store.pool import Pool
from pipeline.store.queries import query


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How long the articles (full months) and raw documents (days) of a source are kept; None is forever.

    `source` is the slug, None for the rule of all sources without one of their own.
    """

    source: str | None
    article_months: int | None
    document_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An article that nothing may remove."""

    id: int
    at: datetime
    reason: str
    title: str | None


class Retention:
    """Retention rules, legal holds and takedowns."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def step(self, *, most: int) -> str | None:
        """Drop one partition, or delete at most `most` rows, and say so; None if nothing is left to do now.

        A consumer that reads the partition for longer than two seconds is ended. One of our own processes that does is
        not: the partition is left for another day.
        """
        try:
            return self._step(most)
        except LockNotAvailable:
            with self._pool.connection() as connection:
                connection.execute(query("end_blocking_readers"))
        try:
            return self._step(most)
        except LockNotAvailable:
            return None

    def _step(self, most: int) -> str | None:
        with self._pool.connection() as connection:
            row = connection.execute(query("retain"), {"most": most}).fetchone()
        return str(row[0]) if row and row[0] else None

    def rules(self) -> Sequence[Rule]:
        """Return every rule, the rule for all sources first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Rule)) as cursor:
            return cursor.execute(query("list_retention")).fetchall()

    def set_rule(self, rule: Rule) -> None:
        """Keep what is of this source for so long; NewswireError if there is no such source."""
        parameters = {
            "slug": rule.source,
            "article_months": rule.article_months,
            "document_days": rule.document_days,
        }
        with self._pool.connection() as connection:
            if not connection.execute(query("set_retention"), parameters).rowcount:
                raise NewswireError(
                    f"source {rule.source}", "is not known; `newswire sources list` names those that are"
                )

    def take_down(self, article_id: int, *, reason: str) -> bool:
        """Remove an article's text for good; False if that was done before.

        NewswireError if there is no such article, or where it is under a legal hold.
        """
        return self._about(article_id, "take_down", reason)

    def hold(self, article_id: int, *, reason: str) -> None:
        """Keep an article whatever the rules say; NewswireError if there is none, or nothing is left of it."""
        self._about(article_id, "hold_article", reason)

    def release(self, article_id: int) -> bool:
        """End a legal hold; False if there was none."""
        with self._pool.connection() as connection:
            return connection.execute(query("release_article"), {"article_id": article_id}).rowcount > 0

    def holds(self) -> Sequence[Hold]:
        """Return the articles under a legal hold."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Hold)) as cursor:
            return cursor.execute(query("list_holds")).fetchall()

    def _about(self, article_id: int, name: str, reason: str) -> bool:
        try:
            with self._pool.connection() as connection:
                row = connection.execute(query(name), {"article_id": article_id, "reason": reason}).fetchone()
        except (NoDataFound, ObjectInUse) as error:
            reason = ". ".join(part for part in (error.diag.message_primary, error.diag.message_hint) if part)
            raise NewswireError(f"article {article_id}", reason) from error
        return bool(row and row[0])
