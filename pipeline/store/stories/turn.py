"""The turn to group: one session at a time, one transaction, everything or nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from psycopg.errors import LockNotAvailable
from psycopg.rows import class_row

from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.stories.reading import Linked, StoryArticle, StoryHead, StoryListed
from pipeline.store.stories.rows import GroupedArticle, Member, NewLink, Posted, StoryRow

__all__ = ["Stories", "Turn"]

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many events were read, and the articles that they tell of, each once."""

    read: int
    articles: Sequence[int]


class Stories:
    """The tables `story`, `story_member`, `story_posting` and what belongs to them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @contextmanager
    def turn(self) -> Iterator["Turn | None"]:
        """Take the turn until the block is left; None where another session has it. An error undoes all."""
        with self._pool.connection() as connection:
            row = connection.execute(query("take_stories_turn")).fetchone()
            if row is not None:
                connection.execute(query("ensure_postings"))
            yield None if row is None else Turn(connection, cursor=row[0])

    def retain(self) -> int:
        """Drop the postings of windows that are over; how many days went.

        While a session groups for longer than two seconds, none: they are left for another time.
        """
        try:
            with self._pool.connection() as connection:
                row = connection.execute(query("retain_postings")).fetchone()
        except LockNotAvailable:
            return 0
        return int(row[0]) if row else 0

    def trim_past(self, *, before: date) -> None:
        """Forget postings of the past whose window was over on that day."""
        with self._pool.connection() as connection:
            connection.execute(query("trim_past_postings"), {"before": before})

    def list(self, *, since: datetime | None, language: str | None, least: int, most: int) -> Sequence[StoryListed]:
        """Stories of at least so many articles, those with the most first."""
        parameters = {"since": since, "language": language, "least": least, "most": most}
        with self._pool.connection() as connection:
            return _rows(connection, "list_stories", parameters, StoryListed)

    def get(self, story_id: int) -> StoryHead | None:
        """One story, or the one that it went into; None where there is none."""
        with self._pool.connection() as connection:
            return next(iter(_rows(connection, "get_story", {"story_id": story_id}, StoryHead)), None)

    def articles(self, story_id: int) -> Sequence[StoryArticle]:
        """The articles of a story, the earliest first."""
        with self._pool.connection() as connection:
            return _rows(connection, "articles_of_story", {"story_id": story_id}, StoryArticle)

    def linked(self, story_id: int, *, most: int) -> Sequence[Linked]:
        """Articles of other stories that have something in common with those of a story."""
        with self._pool.connection() as connection:
            return _rows(connection, "links_of_story", {"story_id": story_id, "most": most}, Linked)

    def months(self) -> Sequence[date]:
        """Months that have live articles, the oldest first."""
        with self._pool.connection() as connection:
            return [row[0] for row in connection.execute(query("months_of_articles"))]


class Turn:
    """One turn. Ids of articles are numbers here; in `pipeline.stories` they are text."""

    def __init__(self, connection: Link, *, cursor: str) -> None:
        self._connection = connection
        self.cursor = cursor

    def events(self, *, most: int) -> "Told":
        """Read the next events, and which articles have left without one. Grouping's own events are passed over."""
        rows = self._connection.execute(query("events_to_group"), {"cursor": self.cursor, "most": most}).fetchall()
        if rows:
            self._connection.execute(query("set_stories_cursor"), {"cursor": rows[-1][0]})
            self.cursor = rows[-1][0]
        left = self._connection.execute(query("take_left_articles"), {"most": most}).fetchall()
        told = [article_id for _, article_id, kind in rows if kind != "story"]
        return Told(read=len(rows) + len(left), articles=list(dict.fromkeys([*told, *(row[0] for row in left)])))

    def ungrouped(self, *, month: date, after: int, most: int) -> Sequence[int]:
        """Articles of a month that have no story yet, in their order of arrival."""
        parameters = {"month": month, "after": after, "most": most}
        return [row[0] for row in self._connection.execute(query("ungrouped_articles"), parameters)]

    def articles(self, ids: Sequence[int]) -> Mapping[int, GroupedArticle]:
        """Those of the articles that are live."""
        found = self._rows("articles_to_group", {"article_ids": list(ids)}, GroupedArticle)
        return {one.article_id: one for one in found}

    def members(self, ids: Sequence[int]) -> Mapping[int, Member]:
        """Those of the articles that have a story."""
        found = self._rows("story_members", {"article_ids": list(ids)}, Member)
        return {one.article_id: one for one in found}

    def members_of(self, story_ids: Sequence[int]) -> Sequence[Member]:
        """All articles of some stories, the earliest first."""
        return self._rows("members_of_stories", {"story_ids": list(story_ids)}, Member) if story_ids else ()

    def posted(self, samples: Sequence[int]) -> Sequence[Posted]:
        """Which articles have one of the samples."""
        return self._rows("posted_samples", {"samples": list(samples)}, Posted)

    def post(self, postings: Sequence[tuple[int, int, date]]) -> None:
        """Post samples: sample, article, the day after which nothing is compared with it."""
        if postings:
            samples, articles, days = zip(*postings, strict=True)
            parameters = {"samples": list(samples), "article_ids": list(articles), "days": list(days)}
            self._connection.execute(query("post_samples"), parameters)

    def unpost(self, ids: Sequence[int], samples: Sequence[int]) -> None:
        """Take back what was posted of articles. `samples` are those of all of them."""
        if ids:
            self._connection.execute(query("unpost_samples"), {"samples": list(samples), "article_ids": list(ids)})

    def taken(self, ids: Sequence[int]) -> frozenset[int]:
        """Those of the numbers that are a story's, or were before it went into another."""
        rows = self._connection.execute(query("taken_stories"), {"story_ids": list(ids)}) if ids else ()
        return frozenset(row[0] for row in rows)

    def another_number(self) -> int:
        """A number for a story that no article has."""
        ((number,),) = self._connection.execute(query("another_story_number")).fetchall()
        return int(number)

    def put_members(self, members: Sequence[Member]) -> None:
        """Write articles with their stories."""
        if members:
            self._connection.execute(query("put_members"), {"members": _as_json(members)})

    def drop_members(self, ids: Sequence[int]) -> None:
        """Forget articles that are live no more."""
        self._connection.execute(query("drop_members"), {"article_ids": list(ids)})

    def put_links(self, links: Sequence[NewLink]) -> None:
        """Write what articles have in common with those of other stories."""
        if links:
            self._connection.execute(query("put_links"), {"links": _as_json(links)})

    def stories(self, ids: Sequence[int]) -> Mapping[int, StoryRow]:
        """Stories as they stand."""
        return {one.story_id: one for one in self._rows("get_stories", {"story_ids": list(ids)}, StoryRow)}

    def put_stories(self, stories: Sequence[StoryRow]) -> None:
        """Write stories."""
        if stories:
            self._connection.execute(query("put_stories"), {"stories": _as_json(stories)})

    def drop_stories(self, ids: Sequence[int]) -> None:
        """Forget stories without an article."""
        self._connection.execute(query("drop_stories"), {"story_ids": list(ids)})

    def merge(self, gone: int, kept: int) -> None:
        """Leave a row that says where a story went."""
        self._connection.execute(query("merge_story"), {"gone": gone, "kept": kept})

    def tell(self, told: Sequence[tuple[int, str]]) -> None:
        """Tell readers of articles that have another place in a story: article, reason."""
        if told:
            rows = [{"place": n, "article_id": one, "reason": why} for n, (one, why) in enumerate(told)]
            self._connection.execute(query("tell_stories"), {"told": json.dumps(rows)})

    def _rows(self, name: str, parameters: Mapping[str, Any], kind: type[_Row]) -> Sequence[_Row]:
        return _rows(self._connection, name, parameters, kind)


def _rows(connection: Link, name: str, parameters: Mapping[str, Any], kind: type[_Row]) -> Sequence[_Row]:
    with connection.cursor(row_factory=class_row(kind)) as cursor:
        return cursor.execute(query(name), parameters).fetchall()


def _as_json(rows: Sequence[Any]) -> str:
    return json.dumps([asdict(row) for row in rows], default=_plain)


def _plain(value: object) -> str:
    return (
        value.isoformat()
        if isinstance(value, datetime | date)
        else str(value)
        if isinstance(value, UUID)
        else repr(value)
    )
