"""NewsML-G2 2.35: one newsMessage whose newsItems are the articles."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.delivery.sink import Column, Outlet, Parcel, Row, Sink, SinkKind

__all__ = ["SINK"]

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"


class _Message:
    """A newsMessage, written item by item: its end comes with `close`."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        sent = datetime.now(UTC).isoformat()
        opening = f'<newsMessage xmlns="{_NAMESPACE}"><header><sent>{sent}</sent></header><itemSet>'
        self._outlet(Parcel(body=f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n'.encode()))

    def deliver(self, rows: Sequence[Row]) -> None:
        from pipeline.delivery.newsroom.newsml_g2 import written_item

        for row in rows:
            self._outlet(Parcel(body=written_item(row)))

    def close(self) -> None:
        self._outlet(Parcel(body=b"</itemSet></newsMessage>\n"))


def _open(outlet: Outlet, _columns: Sequence[Column]) -> Sink:
    return _Message(outlet)


SINK = SinkKind(name="newsml-g2", suffix=".xml", of_events=False, open=_open)
