"""Bring the full-text index up with the change feed, and to the newest rules."""

from pipeline.store import Store

# 200 articles take about 0.3 s: the cursor's row is held no longer, and other work is not kept waiting.
_EVENTS_A_BATCH = 200
# Beat asks again in 5 s; meanwhile the clockwork has other things to do.
_BATCHES = 8


def index_articles(store: Store) -> int:
    """Index the next articles, some 1,600 at the most; how many events were read."""
    total = 0
    for _ in range(_BATCHES):
        read = store.search.index(most=_EVENTS_A_BATCH)
        total += read
        if read == 0:
            break
    return total


def rebuild_search(store: Store) -> int:
    """Build the index of some 1,600 articles anew, where a migration asks for it; how many there were."""
    total = 0
    for _ in range(_BATCHES):
        done = store.search.rebuild(most=_EVENTS_A_BATCH)
        total += done
        if done == 0:
            break
    return total
