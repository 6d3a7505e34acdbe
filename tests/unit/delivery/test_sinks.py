"""What holds for every sink of events: order, repetition, and a failure in the middle."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

import pipeline.delivery
from pipeline.delivery import EVENT_COLUMNS, SINKS, Column, Kind, Parcel, Row, SinkKind
from pipeline.errors import DeliveryFailed

COLUMNS = (
    *EVENT_COLUMNS,
    Column(name="id", kind=Kind.INTEGER),
    Column(name="url", kind=Kind.TEXT),
    Column(name="body", kind=Kind.TEXT),
    Column(name="keywords", kind=Kind.TEXTS),
    Column(name="provenance", kind=Kind.JSON),
)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LINE = 'He said: "Yes,\r\nno" – 完了'


def a_row(article_id: int, *, kind: str = "new") -> Row:
    live = kind != "withdrawn"
    return {
        "cursor": f"7.{article_id}",
        "kind": kind,
        "event_at": NOON,
        "event_revision": 1,
        "id": article_id,
        "url": f"https://news.example/{article_id}" if live else None,
        "body": LINE if live else None,
        "keywords": ["sea", "wind"] if live else None,
        "provenance": {"title": "feed"} if live else None,
    }


def _of_parquet(body: bytes) -> Sequence[int]:
    from pyarrow import parquet

    return [int(row["id"]) for row in parquet.read_table(io.BytesIO(body)).to_pylist()]


READERS: Mapping[str, Callable[[bytes], Sequence[int]]] = {
    "jsonl": lambda body: [json.loads(line)["id"] for line in body.decode().splitlines()],
    "csv": lambda body: [int(row["id"]) for row in csv.DictReader(io.StringIO(body.decode(), newline=""))],
    "parquet": _of_parquet,
    "webhook": lambda body: [json.loads(one)["id"] for one in body.decode().replace("}{", "}\x00{").split("\x00")],
}


def written(kind: SinkKind, *deliveries: Sequence[Row]) -> bytes:
    parcels: list[Parcel] = []
    sink = kind.open(parcels.append, COLUMNS)
    for rows in deliveries:
        sink.deliver(rows)
    sink.close()
    return b"".join(parcel.body for parcel in parcels)


@pytest.fixture(params=sorted(name for name, kind in SINKS.items() if kind.of_events))
def kind(request: pytest.FixtureRequest) -> SinkKind:
    if request.param == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    return SINKS[request.param]


def test_every_file_that_has_a_sink_is_found() -> None:
    folder = Path(pipeline.delivery.__file__).parent
    with_sink = [file for file in folder.glob("*.py") if "\nSINK = " in file.read_text()]
    assert len(SINKS) == len(with_sink) == 6


def test_rows_keep_their_order(kind: SinkKind) -> None:
    assert READERS[kind.name](written(kind, [a_row(3), a_row(1)], [a_row(2)])) == [3, 1, 2]


def test_the_same_rows_again_are_the_same_bytes(kind: SinkKind) -> None:
    rows = [a_row(1), a_row(2, kind="withdrawn")]
    assert written(kind, rows) == written(kind, rows)
    assert READERS[kind.name](written(kind, rows, rows)) == [1, 2, 1, 2]


def test_a_failure_comes_through_and_nothing_follows_it(kind: SinkKind) -> None:
    parcels: list[Parcel] = []

    def second_fails(parcel: Parcel) -> None:
        parcels.append(parcel)
        if len(parcels) == 2:
            raise DeliveryFailed("desk", "is full")

    sink = kind.open(second_fails, COLUMNS)
    with pytest.raises(DeliveryFailed, match="is full"):
        sink.deliver([a_row(1), a_row(2), a_row(3)])
    assert len(parcels) == 2


@pytest.mark.parametrize("name", sorted(name for name, kind in SINKS.items() if kind.suffix and kind.of_events))
def test_nothing_at_all_is_a_whole_file_too(name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert READERS[name](written(SINKS[name])) == []


@pytest.mark.parametrize("name", ["csv", "jsonl", "webhook"])
def test_text_that_cannot_be_encoded_does_not_stop_the_rest(name: str) -> None:
    broken = {**a_row(1), "body": "lone \ud800 surrogate"}
    assert READERS[name](written(SINKS[name], [broken, a_row(2)])) == [1, 2]
