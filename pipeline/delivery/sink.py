"""The interface of a sink: rows in, parcels of bytes out, in order.

A sink is one file of this folder that ends with `SINK = SinkKind(…)`; nothing has to be registered. It knows how a row
is written down, not where it goes: what it gives to its outlet is a file's next bytes or one message to a subscriber.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

__all__ = ["EVENT_COLUMNS", "Column", "Kind", "Outlet", "Parcel", "Row", "Sink", "SinkKind", "as_json", "json_bytes"]

Row = Mapping[str, object]
"""An article by column name; for an event the columns of `EVENT_COLUMNS` stand before the article's."""


class Kind(StrEnum):
    """What the values of a column are. JSON columns hold dicts and lists, `TEXTS` tuples or lists of text."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    REAL = "real"
    FLAG = "flag"
    MOMENT = "moment"
    DAY = "day"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the rows to come. Any value may be None."""

    name: str
    kind: Kind


EVENT_COLUMNS = (
    Column(name="cursor", kind=Kind.TEXT),
    Column(name="kind", kind=Kind.TEXT),
    Column(name="event_at", kind=Kind.MOMENT),
    Column(name="event_revision", kind=Kind.INTEGER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Bytes to hand on; `cursor` is the event that they tell of, None for a stretch of a file."""

    body: bytes
    cursor: str | None = None


Outlet = Callable[[Parcel], None]
"""Where parcels go, one after the other; raises where one is not taken, DeliveryFailed or OSError."""


class Sink(Protocol):
    """Open for rows until it is closed."""

    def deliver(self, rows: Sequence[Row]) -> None:
        """Hand rows to the outlet in their order; what the outlet raises comes through, and nothing follows it."""

    def close(self) -> None:
        """Hand over the rest, such as the end of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkKind:
    """A way of writing rows down; `suffix` is that of its files, None if it writes messages.

    `binary` files are not for a terminal or a pipe; events can be written where `of_events`. `open` raises
    NewswireError if a part of it is not installed.
    """

    name: str
    suffix: str | None = None
    binary: bool = False
    of_events: bool = True
    open: Callable[[Outlet, Sequence[Column]], Sink]


def json_bytes(value: object) -> bytes:
    """Compact JSON in UTF-8, the same bytes for the same value; moments in ISO 8601, lengths of time in seconds."""
    return as_json(value).encode("utf-8", "replace")


def as_json(value: object) -> str:
    """`json_bytes` as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)
