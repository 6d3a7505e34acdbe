"""Export: articles or events out of one snapshot into a sink, batch by batch."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from pipeline.delivery import EVENT_COLUMNS, Column, Kind, Outlet, SinkKind
from pipeline.store import Store
from pipeline.store.extracts import Extract, articles_between, events_and_articles_after

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles: those of a span of time, or what happened after a cursor, withdrawals too."""

    since: datetime | None = None
    until: datetime | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many rows went out, and the cursor after which the next export goes on."""

    rows: int
    cursor: str


def export(
    store: Store, selection: Selection, *, kind: SinkKind, outlet: Outlet, tell: Callable[[int], object]
) -> Exported:
    """Hand what was selected to a sink in its order, telling how many rows went out after each batch."""
    rows = 0
    with _extract(store, selection) as extract:
        sink = kind.open(outlet, _columns(extract, selection))
        for batch in extract.batches:
            sink.deliver(batch)
            rows += len(batch)
            tell(rows)
        sink.close()
    return Exported(rows=rows, cursor=extract.cursor)


def _extract(store: Store, selection: Selection) -> AbstractContextManager[Extract]:
    if selection.after is not None:
        return events_and_articles_after(store.pool, selection.after)
    return articles_between(store.pool, since=selection.since, until=selection.until)


def _columns(extract: Extract, selection: Selection) -> Sequence[Column]:
    columns = [Column(name=name, kind=_KINDS.get(name_of, Kind.TEXT)) for name, name_of in extract.types.items()]
    return columns if selection.after is None else [*EVENT_COLUMNS, *columns]
