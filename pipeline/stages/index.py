"""Bring the full-text index up with the change feed."""

from pipeline.store import Store

# 200 articles take about 0.3 s: the cursor's row is held no longer, and other work is not kept waiting.
_BATCH = 200
# Beat asks again in 5 s; meanwhile the clockwork has other things to do.
_BATCHES = 8


def index_articles(store: Store) -> int:
    """Index the next articles, some 1,600 at the most; how many events were read."""
    total = 0
    for _ in range(_BATCHES):
        read = store.search.index(most=_BATCH)
        total += read
        if read == 0:
            break
    return total
