"""The sample newswire on loopback, followed."""

from collections.abc import Iterator

import pytest
from wire import Wire

from pipeline.demo import SampleSite
from pipeline.store import Store
from pipeline.store.feeds import NewFeed


@pytest.fixture
def wire(store: Store) -> Iterator[Wire]:
    """The sample newswire, followed and not polled yet."""
    with SampleSite() as site:
        feeds = [
            NewFeed(url=url, source_slug=url.rpartition("/")[0], source_name=url.split("/")[3])
            for url in site.feed_urls
        ]
        yield Wire(store=store, site=site, feed_ids=[store.feeds.add(feed)[0] for feed in feeds])
