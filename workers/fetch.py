"""Tasks of the queue `fetch`."""

from pipeline.model import EntryId, FeedId
from pipeline.stages.fetch import fetch_pages
from pipeline.stages.poll import poll_feeds
from workers.app import app, newswire
from workers.hints import hint


@app.task(name="fetch.feeds")
def feeds(ids: list[FeedId]) -> None:
    """Poll feeds."""
    parts = newswire()
    hint("fetch.pages", poll_feeds(parts.store, ids, limits=parts.limits).to_fetch)


@app.task(name="fetch.pages")
def pages(ids: list[EntryId]) -> None:
    """Fetch the pages of entries."""
    parts = newswire()
    hint("clean.documents", fetch_pages(parts.store, ids, limits=parts.limits))
