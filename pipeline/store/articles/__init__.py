"""Articles: stored by the clean stage, loaded in batches, read as a consumer reads them.

Takes cleaned pages (`keep_cleaned`) and articles with their identity (`ingest`; `load` leaves the ledger alone). Gives
live articles with their revisions, and stored documents to clean again.
"""

from pipeline.store.articles.cleaned import Cleaned, CleanedPage, ItemCopy, item_to_json, keep_cleaned
from pipeline.store.articles.loading import MAX_BATCH, Article, ItemFields, as_json, ingest, load
from pipeline.store.articles.reading import ArticleRow, Articles, RevisionRow, WaitingRow
from pipeline.store.articles.replays import Held, Stored, stored_documents

__all__ = [
    "MAX_BATCH",
    "Article",
    "ArticleRow",
    "Articles",
    "Cleaned",
    "CleanedPage",
    "Held",
    "ItemCopy",
    "ItemFields",
    "RevisionRow",
    "Stored",
    "WaitingRow",
    "as_json",
    "ingest",
    "item_to_json",
    "keep_cleaned",
    "load",
    "stored_documents",
]
