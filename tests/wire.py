"""The stages run one after the other in this process, on the sample newswire."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.demo import SampleSite
from pipeline.fetch import Limits
from pipeline.model import EntryId, FeedId
from pipeline.stages.clean import clean_documents
from pipeline.stages.fetch import fetch_pages
from pipeline.stages.load import load_articles
from pipeline.stages.poll import Polled, poll_feeds
from pipeline.stages.sweep import queue_due_feeds
from pipeline.store import Store

LOOPBACK = Limits(allow_private_addresses=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """A store that follows the feeds of the sample newswire."""

    store: Store
    site: SampleSite
    feed_ids: Sequence[FeedId]

    def poll(self) -> Polled:
        """Poll every feed now."""
        self.store.feeds.poll_now(self.feed_ids)
        due = [one for hint in queue_due_feeds(self.store, most=1_000) for one in hint.ids]
        return poll_feeds(self.store, due, limits=LOOPBACK)

    def run(self) -> Polled:
        """Poll every feed now and take what is new to its end; the workers do the same by messages."""
        polled = self.poll()
        self.finish(polled.to_fetch)
        return polled

    def finish(self, ids: Sequence[EntryId]) -> None:
        """Fetch, clean and load entries."""
        for start in range(0, len(ids), 40):
            load_articles(
                self.store,
                clean_documents(self.store, fetch_pages(self.store, ids[start : start + 40], limits=LOOPBACK)),
            )
