"""Tasks of the queue `ops`: the clockwork."""

from pipeline.stages.index import index_articles
from pipeline.stages.sweep import queue_due_feeds
from pipeline.stages.sweep import sweep as sweep_entries
from workers.app import app, newswire
from workers.hints import TASKS, hint, room


@app.task(name="ops.tick")
def tick() -> None:
    """Send the feeds that are due to the fetchers."""
    hint("fetch.feeds", queue_due_feeds(newswire().store))


@app.task(name="ops.sweep")
def sweep() -> None:
    """Hint again what waits without a hint."""
    for stage, ids in sweep_entries(newswire().store, room()).items():
        hint(TASKS[stage], ids)


@app.task(name="ops.index")
def index() -> None:
    """Bring the full-text index up with the change feed."""
    index_articles(newswire().store)
