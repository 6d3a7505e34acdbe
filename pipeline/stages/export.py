"""Export: articles or events out of one snapshot into a sink, batch by batch."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from pipeline.delivery import EVENT_COLUMNS, Column, Kind, Sink
from pipeline.errors import NewswireError
from pipeline.store import Store
from pipeline.store.events import (
    Extract,
    Wanted,
    events_and_articles_after,
    events_not_indexed,
    require_words,
    selected_articles,
)

__all__ = ["Exported", "Selection", "export"]

# What else a column may be is written as text.
_KINDS = {
    "int4": Kind.INTEGER,
    "int8": Kind.INTEGER,
    "float4": Kind.REAL,
    "float8": Kind.REAL,
    "bool": Kind.FLAG,
    "timestamptz": Kind.MOMENT,
    "date": Kind.DAY,
    "jsonb": Kind.JSON,
    "text[]": Kind.TEXTS,
}
_INDEXED_AT_ONCE = 200  # events, as the task that keeps the index does
_INDEXED_WITHIN = 120.0  # seconds for the index to come up with the change feed, while workers hold it
_INDEX_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles: those that fit all filters, or what happened after a cursor to those that do.

    `source` is a name or a slug, `country` a code of ISO 3166-1; `language` takes in its regions.
    """

    ids: tuple[int, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: str | None = None
    query: str | None = None
    source: str | None = None
    language: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many rows went out, and the cursor after which the next export goes on."""

    rows: int
    cursor: str


def export(
    store: Store,
    selection: Selection,
    *,
    opening: Callable[[Sequence[Column]], Sink],
    tell: Callable[[int], object],
    by_day: bool = False,
) -> Exported:
    """Hand what was selected to a sink in its order, telling how many rows went out after each batch.

    Articles come by id, or `by_day` of publication. NewswireError if no source fits, or the index stays behind.
    """
    wanted = _wanted(store, selection)
    if wanted.words is not None:
        require_words(store.pool, wanted.words)
        _bring_index_up(store)
    rows = 0
    with _extract(store, selection, wanted, by_day=by_day) as extract:
        sink = opening(_columns(extract, selection))
        for batch in extract.batches:
            sink.deliver(batch)
            rows += len(batch)
            tell(rows)
        sink.close()
    return Exported(rows=rows, cursor=extract.cursor)


def _wanted(store: Store, selection: Selection) -> Wanted:
    sources = None
    if selection.source is not None or selection.country is not None:
        sources = store.sources.find(source=selection.source, country=selection.country)
    if selection.source is not None and not sources:
        where = f" in {selection.country}" if selection.country else ""
        reason = f"no source{where} has this name or slug; `newswire sources list` names those that there are"
        raise NewswireError(selection.source, reason)
    return Wanted(
        ids=None if selection.ids is None else list(selection.ids),
        since=selection.since,
        until=selection.until,
        words=selection.query,
        language=selection.language,
        sources=sources,
    )


def _bring_index_up(store: Store) -> None:
    """Index all events that there are by now, or wait for the workers that do."""
    deadline = time.monotonic() + _INDEXED_WITHIN
    while (behind := events_not_indexed(store.pool)) and time.monotonic() < deadline:
        if not store.search.index(most=_INDEXED_AT_ONCE):
            time.sleep(_INDEX_LOOK_SECONDS)
    if behind:
        raise NewswireError("full-text index", f"is {behind:,} events behind and does not come up; try again later")


def _extract(store: Store, selection: Selection, wanted: Wanted, *, by_day: bool) -> AbstractContextManager[Extract]:
    if selection.after is not None:
        return events_and_articles_after(store.pool, selection.after, wanted)
    return selected_articles(store.pool, wanted, by_day=by_day)


def _columns(extract: Extract, selection: Selection) -> Sequence[Column]:
    columns = [Column(name=name, kind=_KINDS.get(name_of, Kind.TEXT)) for name, name_of in extract.types.items()]
    return columns if selection.after is None else [*EVENT_COLUMNS, *columns]
