"""Apache Parquet, by pyarrow, which is an extra: columns typed, lists as lists, JSON as text.

Each delivery is a row group: its rows are all that is held in memory.
"""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.delivery.sink import Column, Kind, Outlet, Parcel, Row, Sink, SinkKind, as_json
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["SINK"]


class _Outflow(io.RawIOBase):
    """A file for pyarrow to write to, whose bytes go to the outlet."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: object) -> int:
        body = bytes(memoryview(data))  # type: ignore[arg-type]
        self._outlet(Parcel(body=body))
        self._written += len(body)
        return len(body)


class _Parquet:
    def __init__(self, outlet: Outlet, columns: Sequence[Column]) -> None:
        from pyarrow.parquet import ParquetWriter

        self._columns = columns
        self._schema = _schema(columns)
        self._writer = ParquetWriter(_Outflow(outlet), self._schema, compression="zstd")

    def deliver(self, rows: Sequence[Row]) -> None:
        import pyarrow

        if rows:
            values = [_values(column, rows) for column in self._columns]
            arrays = [pyarrow.array(given, field.type) for given, field in zip(values, self._schema, strict=True)]
            self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _values(column: Column, rows: Sequence[Row]) -> list[object]:
    values = [row[column.name] for row in rows]
    if column.kind is Kind.JSON:
        return [None if value is None else as_json(value) for value in values]
    return values


def _schema(columns: Sequence[Column]) -> "pyarrow.Schema":
    import pyarrow

    types: dict[Kind, Callable[[], object]] = {
        Kind.TEXT: pyarrow.string,
        Kind.TEXTS: lambda: pyarrow.list_(pyarrow.string()),
        Kind.INTEGER: pyarrow.int64,
        Kind.REAL: pyarrow.float64,
        Kind.FLAG: pyarrow.bool_,
        Kind.MOMENT: lambda: pyarrow.timestamp("us", tz="UTC"),
        Kind.DAY: pyarrow.date32,
        Kind.JSON: pyarrow.string,
    }
    return pyarrow.schema([(column.name, types[column.kind]()) for column in columns])


def _open(outlet: Outlet, columns: Sequence[Column]) -> Sink:
    try:
        return _Parquet(outlet, columns)
    except ImportError:
        raise NewswireError("parquet", "needs pyarrow: pip install 'newswire[parquet]'") from None


SINK = SinkKind(name="parquet", suffix=".parquet", binary=True, open=_open)
