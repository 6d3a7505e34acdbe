"""Tasks of the queue `clean`."""

from pipeline.model import EntryId
from pipeline.stages.clean import clean_documents
from workers.app import app, newswire
from workers.hints import hint


@app.task(name="clean.documents")
def documents(ids: list[EntryId]) -> None:
    """Clean the raw documents of entries."""
    hint("load.articles", clean_documents(newswire().store, ids))
