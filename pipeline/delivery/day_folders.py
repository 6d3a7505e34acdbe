"""A file for each day, in folders that DuckDB, pandas and Spark read as one table: `day=2026-11-30/part-0.parquet`.

Rows come day by day, so that one file is open at a time. No file takes its name before all are whole.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from pipeline.delivery.files import GrowingFile
from pipeline.delivery.sink import Column, Row, Sink, SinkKind
from pipeline.errors import NewswireError

__all__ = ["DayFile", "DayFolders", "day_folders"]


@dataclass(slots=True, kw_only=True)
class DayFile:
    """A file of one day that grows; `path` is its final name."""

    day: date
    path: Path
    growing: GrowingFile
    rows: int = 0


class DayFolders:
    """A sink for articles in the order of their days."""

    def __init__(self, folder: Path, kind: SinkKind) -> None:
        self._folder = folder
        self._kind = kind
        self._columns: Sequence[Column] = ()
        self._sink: Sink | None = None
        self.files: list[DayFile] = []

    def open(self, columns: Sequence[Column]) -> Sink:
        """This sink, for rows of these columns."""
        self._columns = columns
        return self

    def deliver(self, rows: Sequence[Row]) -> None:
        """Write rows down, each in the file of its day; NewswireError if a day was there before."""
        for day, rows_of_day in groupby(rows, _day):
            batch = list(rows_of_day)
            self._sink_of(day).deliver(batch)
            self.files[-1].rows += len(batch)

    def close(self) -> None:
        """End the last file."""
        if self._sink is not None:
            self._sink.close()
            self.files[-1].growing.finish()
            self._sink = None

    def take_names(self) -> None:
        """Give all files their names, once each is whole."""
        for file in self.files:
            file.growing.take_name()

    def discard(self) -> None:
        """Remove what has not taken its name."""
        for file in self.files:
            file.growing.discard()
            with suppress(OSError):  # not empty: it holds what was exported
                file.path.parent.rmdir()

    def _sink_of(self, day: date) -> Sink:
        if self._sink is not None and self.files[-1].day == day:
            return self._sink
        self.close()
        path = self._folder / f"day={day.isoformat()}" / f"part-0{self._kind.suffix}"
        if path.parent.exists() and any(not file.name.startswith(".") for file in path.parent.iterdir()):
            reason = "is there already; remove it, export other days, or export to another folder"
            raise NewswireError(str(path.parent), reason)
        growing = GrowingFile(path)
        self.files.append(DayFile(day=day, path=path, growing=growing))
        self._sink = self._kind.open(growing, self._columns)
        return self._sink


def _day(row: Row) -> date:
    """The day of publication in UTC, of the first sight where that is unknown."""
    moment = row["published_at"] or row["first_seen_at"]
    if not isinstance(moment, datetime):
        raise TypeError("a row without first_seen_at is no article")
    return moment.astimezone(UTC).date()


@contextmanager
def day_folders(folder: Path, kind: SinkKind) -> Iterator[DayFolders]:
    """Files of days that take their names when the block ends; where it fails, nothing of them stays."""
    days = DayFolders(folder, kind)
    try:
        yield days
        days.take_names()
    finally:
        days.discard()
