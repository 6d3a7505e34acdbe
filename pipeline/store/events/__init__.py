"""The change feed: events after a cursor, the cursors of named consumers, and extracts of articles.

Takes a cursor, a place in the change feed as `newswire_v1.events_after` gives and takes it; `""` is the beginning.
Gives the events after it, a listener that new events wake, and extracts that are streamed from one snapshot.
"""

from pipeline.store.events.change_feed import Event, Events
from pipeline.store.events.cursors import move_cursor
from pipeline.store.events.extracts import (
    Extract,
    Wanted,
    events_and_articles_after,
    events_not_indexed,
    require_words,
    selected_articles,
)
from pipeline.store.events.rows import BEGINNING

__all__ = [
    "BEGINNING",
    "Event",
    "Events",
    "Extract",
    "Wanted",
    "events_and_articles_after",
    "events_not_indexed",
    "move_cursor",
    "require_words",
    "selected_articles",
]
