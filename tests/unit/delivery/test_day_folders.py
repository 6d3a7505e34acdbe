"""Folders of days: one file a day, all of them or none, nothing overwritten."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipeline.delivery import SINKS, Column, Kind, Row
from pipeline.delivery.day_folders import day_folders
from pipeline.errors import NewswireError

COLUMNS = (
    Column(name="id", kind=Kind.INTEGER),
    Column(name="published_at", kind=Kind.MOMENT),
    Column(name="first_seen_at", kind=Kind.MOMENT),
)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def a_row(article_id: int, published: datetime | None, *, seen: datetime = NOON) -> Row:
    return {"id": article_id, "published_at": published, "first_seen_at": seen}


def write(folder: Path, *batches: Sequence[Row], fails: type[BaseException] | None = None) -> None:
    with day_folders(folder, SINKS["jsonl"]) as days:
        sink = days.open(COLUMNS)
        for batch in batches:
            sink.deliver(batch)
        if fails is not None:
            raise fails
        sink.close()


def ids(folder: Path) -> dict[str, list[int]]:
    files = sorted(folder.glob("**/*.jsonl"))
    return {str(f.relative_to(folder)): [json.loads(line)["id"] for line in f.read_text().splitlines()] for f in files}


def test_each_day_has_a_file_however_rows_are_batched(tmp_path: Path) -> None:
    day = timedelta(days=1)
    write(tmp_path, [a_row(1, NOON)], [a_row(2, NOON), a_row(3, NOON + day)], [a_row(4, NOON + 2 * day)])
    assert ids(tmp_path) == {
        "day=2026-11-20/part-0.jsonl": [1, 2],
        "day=2026-11-21/part-0.jsonl": [3],
        "day=2026-11-22/part-0.jsonl": [4],
    }


def test_the_day_is_that_of_utc_or_of_the_first_sight(tmp_path: Path) -> None:
    tokyo = datetime(2026, 11, 21, 3, tzinfo=timezone(timedelta(hours=9)))
    write(tmp_path, [a_row(1, tokyo), a_row(2, None), a_row(3, datetime(2026, 11, 21, tzinfo=UTC))])
    assert ids(tmp_path) == {"day=2026-11-20/part-0.jsonl": [1, 2], "day=2026-11-21/part-0.jsonl": [3]}


@pytest.mark.parametrize("fails", [KeyboardInterrupt, OSError])
def test_of_an_interrupted_export_no_day_stays(tmp_path: Path, fails: type[BaseException]) -> None:
    with pytest.raises(fails):
        write(tmp_path, [a_row(1, NOON), a_row(2, NOON + timedelta(days=1))], fails=fails)
    assert list(tmp_path.iterdir()) == []


def test_before_the_end_no_file_has_its_name(tmp_path: Path) -> None:
    with day_folders(tmp_path, SINKS["jsonl"]) as days:
        sink = days.open(COLUMNS)
        sink.deliver([a_row(1, NOON), a_row(2, NOON + timedelta(days=1))])
        assert [file for file in tmp_path.glob("**/*") if file.suffix == ".jsonl"] == []
        sink.close()
        assert ids(tmp_path) == {}
    assert len(ids(tmp_path)) == 2


def test_a_day_that_is_there_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, [a_row(1, NOON)])
    with pytest.raises(NewswireError, match="day=2026-11-20: is there already"):
        write(tmp_path, [a_row(2, NOON - timedelta(days=1)), a_row(3, NOON)])
    assert ids(tmp_path) == {"day=2026-11-20/part-0.jsonl": [1]}


def test_what_an_earlier_crash_left_is_no_day(tmp_path: Path) -> None:
    (tmp_path / "day=2026-11-20").mkdir()
    (tmp_path / "day=2026-11-20" / ".part-0.jsonl.7.part").write_text("half")
    write(tmp_path, [a_row(1, NOON)])
    assert ids(tmp_path) == {"day=2026-11-20/part-0.jsonl": [1]}


def test_many_days_need_few_open_files(tmp_path: Path) -> None:
    days = 1_500  # more than a process may have open by default
    write(tmp_path, [a_row(n, NOON + timedelta(days=n)) for n in range(days)])
    assert len(ids(tmp_path)) == days
