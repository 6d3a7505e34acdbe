"""Tasks of the queue `ops`: the clockwork."""

from pipeline.stages.index import index_articles
from pipeline.stages.retain import retain as retain_articles
from pipeline.stages.sweep import our_turn, queue_due_feeds
from pipeline.stages.sweep import sweep as sweep_entries
from workers.app import app, newswire
from workers.hints import TASKS, hint, room, room_for_feeds


@app.task(name="ops.tick")
def tick() -> None:
    """Send the feeds that are due to the fetchers."""
    store = newswire().store
    if our_turn(store, "tick"):
        for due in queue_due_feeds(store, most=room_for_feeds()):
            hint("fetch.feeds", due.ids, share=due.share)


@app.task(name="ops.sweep")
def sweep() -> None:
    """Hint again what waits without a hint."""
    store = newswire().store
    if our_turn(store, "sweep"):
        for waiting in sweep_entries(store, room()):
            hint(TASKS[waiting.stage], waiting.ids, share=waiting.share)


@app.task(name="ops.index")
def index() -> None:
    """Bring the full-text index up with the change feed."""
    index_articles(newswire().store)


@app.task(name="ops.retain")
def retain() -> None:
    """Let go of what has expired, once a day."""
    retain_articles(newswire().store)
