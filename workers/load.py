"""Tasks of the queue `load`."""

from pipeline.model import EntryId
from pipeline.stages.load import load_articles
from workers.app import app, newswire


@app.task(name="load.articles")
def articles(ids: list[EntryId]) -> None:
    """Load cleaned articles."""
    load_articles(newswire().store, ids)
