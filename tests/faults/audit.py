"""Is it settled, and is exactly what was announced there: each text once, at an address of its own, in every table?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from faults.edition import POISON, Edition, text_hash
from faults.stack import AWAY

_AT_MOST = 5  # examples of each kind of finding


class Database(Protocol):
    """What is audited: rows for a statement, as the superuser."""

    def query(self, statement: str, /) -> list[tuple[Any, ...]]: ...


class Press(Protocol):
    """What was announced, and at which addresses."""

    @property
    def edition(self) -> Edition: ...

    def url(self, host: str, path: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit found; `notes` name examples and everything else that is wrong."""

    lost: int
    doubled: int
    notes: Sequence[str]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.notes)


def discovered(stack: Database) -> int:
    """How many entries the ledger knows; 0 while the database is away."""
    try:
        return int(stack.query("SELECT count(*) FROM newswire.entry")[0][0])
    except AWAY:
        return 0


def loaded(stack: Database) -> int:
    """How many articles there are; 0 while the database is away."""
    try:
        return int(stack.query("SELECT count(*) FROM newswire.article")[0][0])
    except AWAY:
        return 0


def settled(stack: Database, *, announced: int, but: int = 0) -> bool:
    """Whether every entry announced is known and at its end, but for so many."""
    states = "SELECT count(*), count(*) FILTER (WHERE stage IN ('fetch', 'clean', 'load')) FROM newswire.entry"
    feeds = "SELECT count(*) FROM newswire.feed_state WHERE polls = 0 OR lease IS NOT NULL"
    try:
        known, at_work = stack.query(states)[0]
        return bool(known == announced and at_work <= but and stack.query(feeds)[0][0] == 0)
    except AWAY:
        return False


def audit(stack: Database, site: Press, *, poisoned: bool) -> Audit:
    """Compare the database with what the site announced."""
    dead = list(_dead(stack))
    wanted = {POISON} if poisoned else set[str]()
    notes = [f"dead in {stage}: {path}" for path, stage in dead if path not in wanted]
    notes += [f"not dead: {path}" for path in wanted - {path for path, _ in dead}]
    excused = wanted | _unfinished(stack)
    lost, misplaced = _articles(stack, site, excused)
    missing, again = _sightings(stack, site, excused)
    doubled = [*again, *_doubled(stack)]
    notes += [*misplaced, *_imbalance(stack, site)]
    return Audit(
        lost=max(len(lost), len(missing)),  # an article that is lost is not sighted, either
        doubled=len(doubled),
        notes=[*_few("lost", lost), *_few("not sighted", missing), *_few("doubled", doubled), *_few("", notes)],
    )


def _dead(stack: Database) -> Iterable[tuple[str, str]]:
    """The path, and the stage with the reason, of every entry that is dead."""
    rows = stack.query("SELECT url, failed_stage, last_error FROM newswire.entry WHERE stage = 'dead' ORDER BY url")
    return [(_path(url), f"{stage} ({str(error).splitlines()[0]})") for url, stage, error in rows]


def _unfinished(stack: Database) -> set[str]:
    """The paths of entries still under way: late, which fails a run by itself, but not lost."""
    rows = stack.query("SELECT url FROM newswire.entry WHERE stage IN ('fetch', 'clean', 'load')")
    return {_path(url) for (url,) in rows}


def _articles(stack: Database, site: Press, excused: set[str]) -> tuple[list[str], list[str]]:
    """The texts that are nowhere, and the articles that stand where they should not or say what nobody wrote."""
    rows = stack.query("SELECT url, title, body FROM newswire_v1.article")
    places = {story.text_hash: {site.url(story.host, path) for path in story.paths} for story in site.edition.stories}
    there = {text_hash(title, body) for _, title, body in rows}
    lost = [
        min(urls) for text, urls in places.items() if text not in there and not excused & {_path(url) for url in urls}
    ]
    misplaced = [
        f"not as published: {url}" for url, title, body in rows if url not in places.get(text_hash(title, body), ())
    ]
    return lost, misplaced


def _sightings(stack: Database, site: Press, excused: set[str]) -> tuple[list[str], list[str]]:
    """What was announced and is not sighted, and what is sighted twice or was never announced."""
    rows = stack.query("SELECT feed, url FROM newswire_v1.article_sighting")
    seen = Counter((_path(feed), _path(url)) for feed, url in rows)
    announced = {(feed, line.path) for feed, lines in site.edition.feeds.items() for line in lines}
    missing = [f"{path} in {feed}" for feed, path in announced - set(seen) if path not in excused]
    again = [f"sighting of {path} in {feed}" for (feed, path), times in seen.items() if times > 1]
    return missing, [*again, *(f"sighting of nothing: {path}" for _, path in set(seen) - announced)]


_ONCE = {
    "article key": "SELECT article_id::text FROM newswire.article GROUP BY article_id HAVING count(*) > 1",
    "text": "SELECT min(url) FROM newswire.article GROUP BY content_key HAVING count(*) > 1",
    "event": "SELECT article_id::text FROM newswire.article_event GROUP BY article_id HAVING count(*) > 1",
    "revision": "SELECT id::text FROM newswire_v1.article_revision GROUP BY id HAVING count(*) > 1",
    "raw document": "SELECT entry_id::text FROM newswire.document GROUP BY entry_id HAVING count(*) > 1",
    "entry": "SELECT min(url) FROM newswire.entry GROUP BY feed_id, url HAVING count(*) > 1",
    "bringer": "SELECT article_id::text FROM newswire.entry WHERE stage = 'loaded' GROUP BY 1 HAVING count(*) > 1",
}
_NONE = {
    "cleaned articles left": "SELECT count(*) FROM newswire.cleaned JOIN newswire.entry USING (entry_id) "
    "WHERE stage <> 'dead'",
    "articles without event": "SELECT count(*) FROM newswire.article a WHERE NOT EXISTS "
    "(SELECT FROM newswire.article_event e WHERE e.article_id = a.article_id AND e.kind = 'new')",
    "articles without bringer": "SELECT count(*) FROM newswire.article a WHERE NOT EXISTS "
    "(SELECT FROM newswire.entry e WHERE e.article_id = a.article_id AND e.stage = 'loaded')",
    "keys without article": "SELECT count(*) FROM newswire.article_key k WHERE NOT EXISTS "
    "(SELECT FROM newswire.article a WHERE a.article_id = k.article_id)",
    "leases left": "SELECT count(*) FROM newswire.entry WHERE lease IS NOT NULL",
}


def _doubled(stack: Database) -> list[str]:
    return [f"{what} of {row[0]}" for what, statement in _ONCE.items() for row in stack.query(statement)]


def _imbalance(stack: Database, site: Press) -> list[str]:
    left = {what: stack.query(statement)[0][0] for what, statement in _NONE.items()}
    balance = dict(stack.query("SELECT state, sum(entries) FROM newswire_v1.ledger GROUP BY state"))
    told = " + ".join(f"{count} {state}" for state, count in sorted(balance.items()))
    uneven = (
        [] if sum(balance.values()) == site.edition.announced else [f"{site.edition.announced} announced, but {told}"]
    )
    unfinished = [f"{count} {state}" for state, count in balance.items() if state in {"waiting", "in_work"}]
    return [*(f"{count} {what}" for what, count in left.items() if count), *uneven, *unfinished]


def _few(kind: str, findings: Sequence[str]) -> list[str]:
    told = [f"{kind}: {one}".removeprefix(": ") for one in findings[:_AT_MOST]]
    return [*told, f"… {len(findings) - _AT_MOST} more"] if len(findings) > _AT_MOST else told


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]
