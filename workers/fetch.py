"""Tasks of the queue `fetch`."""

from pipeline.model import ArticleId, EntryId, FeedId
from pipeline.stages.fetch import fetch_pages
from pipeline.stages.poll import poll_feeds
from pipeline.stages.recheck import recheck_pages
from workers.app import app, newswire
from workers.hints import hint


@app.task(name="fetch.feeds")
def feeds(ids: list[FeedId]) -> None:
    """Poll feeds."""
    parts = newswire()
    polled = poll_feeds(parts.store, ids, limits=parts.limits, gate=parts.gate, folders=parts.folders)
    hint("fetch.pages", polled.to_fetch)
    hint("clean.documents", polled.to_clean)


@app.task(name="fetch.pages")
def pages(ids: list[EntryId]) -> None:
    """Fetch the pages of entries."""
    parts = newswire()
    fetched = fetch_pages(parts.store, ids, limits=parts.limits, gate=parts.gate, rules=parts.rules)
    hint("clean.documents", fetched)


@app.task(name="fetch.rechecks")
def rechecks(ids: list[ArticleId]) -> None:
    """Recheck the pages of loaded articles."""
    parts = newswire()
    changed = recheck_pages(parts.store, ids, limits=parts.limits, gate=parts.gate, rules=parts.rules)
    hint("clean.documents", changed)
