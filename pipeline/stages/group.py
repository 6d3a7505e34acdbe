"""Group articles into stories, as the change feed tells of them.

One session groups at a time, a batch in one transaction: whatever workers there are, and in whatever order articles
come, each is placed once, with all before it in sight. `placing` says how a batch is placed.
"""

import time
from collections.abc import Iterator

from pipeline.stages.placing import Placing
from pipeline.store import Store

__all__ = ["group_all_held", "group_articles"]

# 100 articles take about 0.3 s: the turn is held no longer.
_EVENTS_A_TURN = 100
# Beat asks again in 5 s; meanwhile the clockwork has other things to do.
_TURNS_SECONDS = 3
_TURN_LOOK_SECONDS = 0.2


def group_articles(store: Store) -> int:
    """Group the articles of the next events, for some seconds; how many events were read.

    Where another session is at it, 0.
    """
    total = 0
    stop = time.monotonic() + _TURNS_SECONDS
    while time.monotonic() < stop:
        read = _group_some(store)
        total += read
        if read == 0:
            break
    return total


def _group_some(store: Store) -> int:
    with store.stories.turn() as turn:
        if turn is None:
            return 0
        told = turn.events(most=_EVENTS_A_TURN)
        Placing(turn).run(told.articles)
        return told.read


def group_all_held(store: Store) -> Iterator[int]:
    """Group all articles that no story has, month by month as they came; after each batch, how many in all.

    Another session's turn is waited for. What is grouped meanwhile by the change feed is passed over.
    """
    grouped = 0
    for month in store.stories.months():
        after = 0
        while True:
            with store.stories.turn() as turn:
                ids = None if turn is None else turn.ungrouped(month=month, after=after, most=_EVENTS_A_TURN)
                if turn is not None and ids:
                    Placing(turn).run(ids)
            if ids is None:
                time.sleep(_TURN_LOOK_SECONDS)
                continue
            if not ids:
                break
            after, grouped = ids[-1], grouped + len(ids)
            yield grouped
        # A month comes after another: what is posted of the past never holds more than two.
        store.stories.trim_past(before=month)
    store.stories.trim_past(before=store.operations.clock().date())
