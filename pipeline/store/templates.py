"""Learned templates: the last stories of each source to learn from, and the versions of what was learned.

Stories are added in the transaction that commits their cleaned pages. Learning has one of its own: what it leaves
undone the next batch does.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import TypeAdapter

from pipeline.clean import Role, SeenStory, Sighting, TemplateLine, Templates
from pipeline.clean import find_recurring_prose as recurring_prose
from pipeline.clean import learn_template as learned
from pipeline.model import EntryId
from pipeline.store.articles import CleanedPage, keep_cleaned
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import readable
from pipeline.store.work import ClaimedEntry

__all__ = ["CleanedStory", "StorySource", "get_templates", "keep_cleaned_stories", "keep_stories", "learn_templates"]

WINDOW = 120
"""Stories of a source that it is learned from; with 40 of a day a busy one is seen on three days at least."""
_OF_A_DAY = 40
_STORY_KEPT_FOR = timedelta(days=30)
LEARN_AFTER = 8
"""Learn anew when an eighth of the stories is new: at first with every page, then at a cost that stays small."""
_MOST_VERSIONS = 20

_LINES = TypeAdapter(tuple[TemplateLine, ...])
_SIGHTINGS = TypeAdapter(tuple[Sighting, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySource:
    """Where a story that teaches was seen: the source whose template it has, and its address."""

    source: str
    url_key: UUID
    story: SeenStory


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedStory:
    """A cleaned page and what it teaches, None if it teaches nothing."""

    page: CleanedPage
    seen: StorySource | None = None


def keep_cleaned_stories(connection: Link, pairs: Sequence[tuple[ClaimedEntry, CleanedStory]]) -> Sequence[EntryId]:
    """Lay cleaned articles down for the load stage, and what their pages teach."""
    ids = keep_cleaned(connection, [(entry, cleaned.page) for entry, cleaned in pairs])
    keep_stories(connection, [(cleaned.seen, cleaned.page.fetched_at) for _, cleaned in pairs if cleaned.seen])
    return ids


def keep_stories(connection: Link, stories: Sequence[tuple[StorySource, datetime]]) -> None:
    """Lay stories down to learn from, each with the moment at which its page was fetched."""
    if stories:
        rows = [_row(seen, fetched_at) for seen, fetched_at in stories]
        connection.execute(query("add_template_stories"), {"stories": json.dumps(rows)})


def _row(seen: StorySource, fetched_at: datetime) -> dict[str, object]:
    lines = seen.story.lines
    return {
        "source": seen.source,
        "story_key": str(seen.story.key),
        "url_key": str(seen.url_key),
        "fetched_at": fetched_at.isoformat(),
        "body": list(map(readable, seen.story.body)),
        "lines": [{**asdict(line), "line": readable(line.line), "path": readable(line.path)} for line in lines],
        "prose": sorted({readable(line.line) for line in lines if line.role is Role.PROSE}),
    }


def get_templates(pool: Pool, sources: Iterable[str]) -> Mapping[str, Templates]:
    """The newest template of each source that has one."""
    wanted = sorted(set(sources))
    if not wanted:
        return {}
    with pool.connection() as connection:
        return _templates(connection, wanted)


def _templates(connection: Link, sources: Sequence[str]) -> Mapping[str, Templates]:
    rows = connection.execute(query("get_templates"), {"sources": list(sources)}).fetchall()
    return {
        source: Templates(
            source=source, version=version, stories=stories, since=since, lines=_LINES.validate_python(lines)
        )
        for source, version, stories, since, lines in rows
    }


def learn_templates(pool: Pool, sources: Iterable[str]) -> Sequence[Templates]:
    """Learn from the new stories of those sources that have enough; the templates that changed."""
    parameters = {"sources": sorted(set(sources)), "learn_after": LEARN_AFTER}
    with pool.connection() as connection:
        rows = connection.execute(query("claim_template_sources"), parameters).fetchall()
        due = [str(row[0]) for row in rows]
        return _learn(connection, due) if due else ()


def _learn(connection: Link, sources: Sequence[str]) -> Sequence[Templates]:
    limits = {"most": WINDOW, "most_of_day": _OF_A_DAY, "longest": _STORY_KEPT_FOR}
    connection.execute(query("forget_template_stories"), {"sources": list(sources), **limits})
    stories, since = _stories(connection, sources)
    before = _templates(connection, sources)
    carriers = _carriers(connection, frozenset().union(*map(recurring_prose, stories.values())))
    changed = []
    for source, of_source in stories.items():
        old = before.get(source)
        new = learned(source, of_source, since=since[source], carriers=carriers, before=old)
        if new.version and new is not old:
            connection.execute(query("keep_template"), _version(new))
            changed.append(new)
    settled = {"sources": list(sources), "most_versions": _MOST_VERSIONS}
    connection.execute(query("settle_template_sources"), settled)
    return changed


def _stories(connection: Link, sources: Sequence[str]) -> tuple[Mapping[str, list[SeenStory]], Mapping[str, date]]:
    """The stories of each source, and the day of its first."""
    stories: dict[str, list[SeenStory]] = defaultdict(list)
    since: dict[str, date] = {}
    for source, key, fetched_at, body, lines in connection.execute(
        query("get_template_stories"), {"sources": list(sources)}
    ):
        since.setdefault(source, fetched_at.date())
        stories[source].append(SeenStory(key=key, body=tuple(body), lines=_SIGHTINGS.validate_python(lines)))
    return stories, since


def _carriers(connection: Link, lines: frozenset[str]) -> Mapping[str, int]:
    if not lines:
        return {}
    return dict(connection.execute(query("count_carriers"), {"lines": sorted(lines)}).fetchall())


def _version(templates: Templates) -> Mapping[str, object]:
    return {
        "source": templates.source,
        "version": templates.version,
        "stories": templates.stories,
        "since": templates.since,
        "lines": _LINES.dump_json(templates.lines).decode(),
    }
