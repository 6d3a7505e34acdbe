"""Comma-separated values (RFC 4180): a line of names, then a record a row; lists and JSON as JSON text.

None is an empty field; no text of an article is empty, so nothing is lost by it. Lines end in CR LF, and a field with
a line break, a comma or a quote stands in quotes.
"""

import csv
import io
from collections.abc import Sequence

from pipeline.delivery.sink import Column, Kind, Outlet, Parcel, Row, Sink, SinkKind, as_json

__all__ = ["SINK"]

_AS_JSON = frozenset({Kind.TEXTS, Kind.JSON})


class _CommaSeparated:
    def __init__(self, outlet: Outlet, columns: Sequence[Column]) -> None:
        self._outlet = outlet
        self._columns = columns
        self._send([[column.name for column in columns]])

    def deliver(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._send([[_field(row[column.name], column.kind) for column in self._columns]])

    def close(self) -> None:
        """Nothing is left."""

    def _send(self, records: Sequence[Sequence[str]]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows(records)
        self._outlet(Parcel(body=text.getvalue().encode("utf-8", "replace")))


def _field(value: object, kind: Kind) -> str:
    if value is None:
        return ""
    if kind in _AS_JSON:
        return as_json(value)
    if kind is Kind.FLAG:
        return "true" if value else "false"
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _open(outlet: Outlet, columns: Sequence[Column]) -> Sink:
    return _CommaSeparated(outlet, columns)


SINK = SinkKind(name="csv", suffix=".csv", open=_open)
