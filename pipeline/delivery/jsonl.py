"""JSON Lines: an object a line, UTF-8."""

from collections.abc import Sequence

from pipeline.delivery.sink import Column, Outlet, Parcel, Row, Sink, SinkKind, json_bytes

__all__ = ["SINK"]


class _JsonLines:
    def __init__(self, outlet: Outlet, columns: Sequence[Column]) -> None:
        self._outlet = outlet
        self._names = [column.name for column in columns]

    def deliver(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._outlet(Parcel(body=json_bytes({name: row[name] for name in self._names}) + b"\n"))

    def close(self) -> None:
        """Nothing is left."""


def _open(outlet: Outlet, columns: Sequence[Column]) -> Sink:
    return _JsonLines(outlet, columns)


SINK = SinkKind(name="jsonl", suffix=".jsonl", open=_open)
