"""ninjs 3.1, the IPTC's news in JSON: one item a line."""

from collections.abc import Sequence

from pipeline.delivery.sink import Column, Outlet, Parcel, Row, Sink, SinkKind

__all__ = ["SINK"]


class _Items:
    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def deliver(self, rows: Sequence[Row]) -> None:
        from pipeline.delivery.newsroom.ninjs import written_item

        for row in rows:
            self._outlet(Parcel(body=written_item(row)))

    def close(self) -> None:
        """Nothing is left."""


def _open(outlet: Outlet, _columns: Sequence[Column]) -> Sink:
    return _Items(outlet)


SINK = SinkKind(name="ninjs", suffix=".ninjs", of_events=False, open=_open)
