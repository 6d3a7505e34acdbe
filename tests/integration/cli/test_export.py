"""`newswire export`: whole files or none, the same rows in every format, and the cursor to go on from."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON, PARAGRAPHS, a_clean_article, an_article, loaded

from pipeline.model import PubStatus
from pipeline.store import Store

QUOTED = (*PARAGRAPHS, 'The mayor said, "It\'s done",\nand left; «ya está», 完了.')


def a_story(store: Store, n: int) -> None:
    clean = replace(a_clean_article(title=f"Story {n}", paragraphs=QUOTED), keywords=("sea", 'a "b", c'))
    loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=replace(clean, authors=())))


def withdraw(store: Store, n: int) -> None:
    gone = a_clean_article(title=f"Story {n}", pubstatus=PubStatus.CANCELED)
    url = f"https://news.example/{n}"
    loaded(store, an_article(store, entry_id=n, url=url, clean=gone, fetched_at=NOON + timedelta(hours=1)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def export(database: str, *arguments: str, python: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *python, "-m", "pipeline.cli", "export", *arguments],
        env=os.environ | {"NEWSWIRE_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )


def columns(store: Store) -> list[str]:
    with store.transaction() as connection:
        return [column.name for column in connection.execute("SELECT * FROM newswire_v1.article").description or ()]


def test_json_lines_hold_every_column_of_the_view(store: Store, database: str) -> None:
    a_story(store, 0)
    article = json.loads(export(database).stdout)
    assert list(article) == columns(store)
    assert (article["body"], article["keywords"], article["subjects"]) == (
        "\n\n".join(QUOTED),
        ["sea", 'a "b", c'],
        [],
    )
    assert article["published_at"] == "2026-11-20T12:00:00+00:00"


def test_csv_reads_back_as_it_was(store: Store, database: str, folder: Path) -> None:
    a_story(store, 0)
    export(database, "--format", "csv", "--out", str(folder / "a.csv"))
    with (folder / "a.csv").open(encoding="utf-8", newline="") as lines:
        (article,) = csv.DictReader(lines)
    assert list(article) == columns(store)
    assert (article["body"], json.loads(article["keywords"])) == ("\n\n".join(QUOTED), ["sea", 'a "b", c'])
    assert (article["agency"], article["authors"], article["provenance"]) == ("", "[]", "{}")


def test_parquet_has_types(store: Store, database: str, folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    a_story(store, 0)
    export(database, "--format", "parquet", "--out", str(folder / "a.parquet"))
    table = parquet.read_table(folder / "a.parquet")
    (article,) = table.to_pylist()
    assert table.column_names == columns(store)
    assert (article["body"], article["keywords"], article["published_at"]) == (
        "\n\n".join(QUOTED),
        ["sea", 'a "b", c'],
        NOON,
    )


def test_parquet_without_pyarrow_says_what_to_install(database: str, folder: Path) -> None:
    refused = "import sys; sys.modules['pyarrow'] = None; from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", refused, "export", "--format", "parquet", "--out", str(folder)],
        env=os.environ | {"NEWSWIRE_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "newswire: parquet: needs pyarrow: pip install 'newswire[parquet]'\n",
    )
    assert list(folder.iterdir()) == []


def test_the_manifest_tells_what_each_file_holds(store: Store, database: str, folder: Path) -> None:
    a_story(store, 0)
    written = json.loads(export(database, "--since", "2026-11-20", "--out", str(folder), "--json").stdout)
    (told,) = json.loads((folder / "manifest.json").read_text())["files"]
    body = (folder / told["file"]).read_bytes()
    assert told == written
    assert (told["rows"], told["bytes"], told["sha256"]) == (1, len(body), hashlib.sha256(body).hexdigest())
    assert told["selection"] == {"since": "2026-11-20T00:00:00+00:00"}
    assert told["cursor"] == store.events.newest()


def test_a_second_file_stands_in_the_same_manifest(store: Store, database: str, folder: Path) -> None:
    a_story(store, 0)
    for name in ("a.jsonl", "b.jsonl", "a.jsonl"):
        export(database, "--out", str(folder / name))
    files = json.loads((folder / "manifest.json").read_text())["files"]
    assert [file["file"] for file in files] == ["b.jsonl", "a.jsonl"]


def test_a_span_of_time_is_that_of_publication(store: Store, database: str) -> None:
    a_story(store, 0)
    assert export(database, "--since", "2026-11-21").stdout == ""
    assert export(database, "--until", "2026-11-20").stdout == ""
    assert export(database, "--since", "2026-11-20", "--until", "2026-11-21").stdout.count("\n") == 1


def test_going_on_from_the_cursor_tells_what_happened_since(store: Store, database: str, folder: Path) -> None:
    a_story(store, 0)
    cursor = json.loads(export(database, "--out", str(folder), "--json").stdout)["cursor"]
    a_story(store, 1)
    withdraw(store, 0)
    rows = [json.loads(line) for line in export(database, "--after", cursor).stdout.splitlines()]
    assert [(row["kind"], row["id"], row["title"]) for row in rows] == [("new", 2, "Story 1"), ("withdrawn", 1, None)]


def test_at_the_end_of_the_change_feed_the_cursor_stays(store: Store, database: str) -> None:
    a_story(store, 0)
    cursor = store.events.newest()
    done = export(database, "--after", cursor)
    assert (done.stdout, done.stderr) == ("", f"newswire: 0 rows; go on with --after {cursor}\n")


def test_a_file_that_cannot_be_written_is_told_in_a_line(database: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = export(database, "--out", str(tmp_path / "file" / "below"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_nothing_is_written_beside_a_manifest_of_somebody_else(database: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "an extension"}')
    done = export(database, "--out", str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]


@pytest.mark.parametrize(
    "wrong",
    [("--format", "xml"), ("--format", "parquet"), ("--after", "", "--since", "1d"), ("--since", "soon")],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(database: str, wrong: tuple[str, ...]) -> None:
    assert export(database, *wrong).returncode == 2


def test_a_reader_that_has_seen_enough_ends_it_quietly(store: Store, database: str) -> None:
    for n in range(30):
        a_story(store, n)
    line = f"{sys.executable} -m pipeline.cli export | head -c 10"
    done = subprocess.run(
        ["sh", "-c", line],
        env=os.environ | {"NEWSWIRE_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (len(done.stdout), "Traceback" in done.stderr) == (10, False)
