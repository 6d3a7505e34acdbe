"""Update the full-text index from the change feed, and rebuild it for newer rules."""

from pipeline.store import Store

# 200 articles take about 0.3 s: the cursor's row is held no longer, and other work is not kept waiting.
_EVENTS_A_BATCH = 200
# Beat asks again in 5 s; meanwhile the clockwork has other things to do.
_BATCHES = 8


def index_articles(store: Store) -> int:
    """Index the next articles, at most some 1,600. Return the number of events read."""
    total = 0
    for _ in range(_BATCHES):
        read = store.search.index(most=_EVENTS_A_BATCH)
        total += read
        if read == 0:
            break
    return total


def rebuild_search(store: Store) -> int:
    """Rebuild the index of some 1,600 articles if a migration requires it. Return their number."""
    total = 0
    for _ in range(_BATCHES):
        done = store.search.rebuild(most=_EVENTS_A_BATCH)
        total += done
        if done == 0:
            break
    return total
