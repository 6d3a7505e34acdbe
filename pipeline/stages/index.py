"""Bring the full-text index up with the change feed."""

from pipeline.store import Store

# 200 articles take about 0.3 s: the cursor's row is held no longer, and other work is not kept waiting.
_BATCH = 200


def index_articles(store: Store) -> int:
    """Index until nothing is new; how many events were read."""
    total = 0
    while read := store.articles.index(most=_BATCH):
        total += read
    return total
