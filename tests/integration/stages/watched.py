"""One feed on the newsstand, polled by the real stage as often as a test likes, days apart without waiting for them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from integration.hostile.newsstand import Newsstand, Scenario, later

from pipeline.fetch import Limits
from pipeline.model import FeedId
from pipeline.stages.poll import Polled, poll_feeds
from pipeline.stages.sweep import queue_due_feeds
from pipeline.store import Store
from pipeline.store.feeds import FeedRow, NewFeed

LIMITS = Limits(allow_private_addresses=True, deadline=timedelta(seconds=2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A feed that is followed, and the site that serves it."""

    store: Store
    database: str
    site: Newsstand
    feed_id: FeedId

    def poll(self, *, after_days: float = 0.0, **limits: Any) -> Polled:
        """Poll the feed once, as if so many days had passed; with `limits` other than the usual ones."""
        later(self.database, self.feed_id, after_days)
        self.store.feeds.poll_now([self.feed_id])
        due = [one for hint in queue_due_feeds(self.store, most=9) for one in hint.ids]
        return poll_feeds(self.store, due, limits=replace(LIMITS, **limits))

    def url(self, path: str = "/feed") -> str:
        """The address of a path of its site."""
        return self.site.at("watched", path)

    def shown(self) -> FeedRow:
        """The feed as `feeds show` has it."""
        (row,) = [one for one in self.store.feeds.list() if one.feed_id == self.feed_id]
        return row

    def state(self) -> dict[str, Any]:
        """Its row of feed_health together with feed_state."""
        statement = (
            "SELECT to_jsonb(st) || to_jsonb(h) FROM newswire.feed_state st JOIN newswire.feed f USING (feed_id) "
            "JOIN newswire_v1.feed_health h ON h.feed = f.url WHERE f.feed_id = %s"
        )
        with self.store.transaction() as connection:
            row = connection.execute(statement, [self.feed_id]).fetchone()
        return dict(row[0]) if row else {}

    def announced(self) -> Sequence[Mapping[str, Any]]:
        """What its entries said of themselves, in order."""
        with self.store.transaction() as connection:
            found = connection.execute("SELECT announced FROM newswire.announcement ORDER BY entry_id").fetchall()
        return [row[0] for row in found]

    def changes(self) -> Sequence[str]:
        """The states that it went through, the oldest first."""
        return [change.state for change in reversed(self.store.feeds.changes(self.shown().url))]

    def asked(self, path: str = "/feed") -> Sequence[Mapping[str, str]]:
        """The header fields of the requests for a path, in order."""
        return [visit.fields for visit in self.site.visits if visit.path == path]


@contextmanager
def watching(store: Store, database: str, *answers: Any, others: Mapping[str, Any] | None = None) -> Iterator[Watched]:
    """A feed whose nth request gets the nth of these answers, the last one from then on."""
    scenario = Scenario(name="watched", answers=answers, others=dict(others or {}), state="ok")
    with Newsstand([scenario]) as site:
        url = site.at("watched")
        feed_id, _ = store.feeds.add(NewFeed(url=url, source_slug=url, source_name="The Newsstand"))
        yield Watched(store=store, database=database, site=site, feed_id=feed_id)
