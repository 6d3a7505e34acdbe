"""How long statements take and how many rows a second go through."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from psycopg import Connection
from psycopg.errors import QueryCanceled
from psycopg.rows import TupleRow

Link = Connection[TupleRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a statement gave: rows, and the median of its runs in milliseconds; None where it did not end in time."""

    rows: int | None
    milliseconds: float | None

    def __str__(self) -> str:
        return (
            "does not end in 30 s" if self.milliseconds is None else f"{self.milliseconds:9.1f} ms {self.rows:6} rows"
        )


def asked(
    connection: Link, statement: str, parameters: Sequence[object] | Mapping[str, object] = (), *, runs: int = 3
) -> Answer:
    """A statement asked once to warm up, then so many times."""
    rows = 0
    spent = []
    try:
        for _ in range(runs + 1):
            begun = time.perf_counter()
            rows = len(connection.execute(statement.encode(), parameters).fetchall())
            spent.append((time.perf_counter() - begun) * 1000)
            if spent[-1] > 5_000:
                break
    except QueryCanceled:
        return Answer(rows=None, milliseconds=None)
    return Answer(rows=rows, milliseconds=median(spent[1:] or spent))


def rate(batches: Sequence[str], load: Callable[[str], object], *, rows: int) -> float:
    """Rows a second when these batches of together so many rows are loaded one after the other."""
    begun = time.perf_counter()
    for batch in batches:
        load(batch)
    return rows / (time.perf_counter() - begun)
