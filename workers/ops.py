"""Tasks of the queue `ops`: scheduling and upkeep."""

from pipeline.stages.deliver import deliver_events
from pipeline.stages.group import group_articles
from pipeline.stages.index import index_articles, rebuild_search
from pipeline.stages.recheck import queue_due_looks
from pipeline.stages.retain import retain as retain_articles
from pipeline.stages.sweep import our_turn, queue_due_feeds
from pipeline.stages.sweep import sweep as sweep_entries
from pipeline.stages.websub import ask_hubs
from workers.app import app, newswire
from workers.hints import TASKS, hint, room, room_for_feeds, room_for_looks


@app.task(name="ops.tick")
def tick() -> None:
    """Send due work to the fetchers: feeds, and rechecks if there is room."""
    store = newswire().store
    if our_turn(store, "tick"):
        for due in queue_due_feeds(store, most=room_for_feeds()):
            hint("fetch.feeds", due.ids, share=due.share)
        hint("fetch.rechecks", queue_due_looks(store, most=room_for_looks()))


@app.task(name="ops.sweep")
def sweep() -> None:
    """Repeat hints that were lost."""
    store = newswire().store
    if our_turn(store, "sweep"):
        for waiting in sweep_entries(store, room()):
            hint(TASKS[waiting.stage], waiting.ids, share=waiting.share)


@app.task(name="ops.index")
def index() -> None:
    """Update the full-text index from the change feed, and rebuild some of it if its rules are old."""
    store = newswire().store
    index_articles(store)
    rebuild_search(store)


@app.task(name="ops.group")
def group() -> None:
    """Group the articles of new events into stories."""
    group_articles(newswire().store)


@app.task(name="ops.websub")
def websub() -> None:
    """Subscribe at hubs, if they can reach our callback."""
    parts = newswire()
    if parts.websub_callback and our_turn(parts.store, "websub"):
        ask_hubs(parts.store, callback=parts.websub_callback, limits=parts.limits)


@app.task(name="ops.deliver")
def deliver() -> None:
    """Post events to subscribers."""
    parts = newswire()
    if our_turn(parts.store, "deliver"):
        deliver_events(parts.store, limits=parts.limits)


@app.task(name="ops.retain")
def retain() -> None:
    """Remove what has expired, and count the articles of past months again if they changed."""
    store = newswire().store
    retain_articles(store)
    store.stories.retain()
    store.sources.count_settled()
