"""`newswire export` of a selection: by query, source, language and country, as one file or day by day."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import NOON, PARAGRAPHS, a_clean_article, an_article, loaded
from command_line import newswire
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.model import PubStatus
from pipeline.store import Store
from pipeline.store.articles import Article


def the_story(
    store: Store,
    n: int,
    *,
    text: str = "",
    language: str | None = "en",
    source: str = "news.example",
    days: int = 0,
    hours: int = 0,
    status: PubStatus = PubStatus.USABLE,
) -> Article:
    """The nth story, of a source whose name is its slug in capitals, fetched some hours later."""
    clean = a_clean_article(title=f"Story {n}", paragraphs=(*PARAGRAPHS, f"Number {n}. {text}"), pubstatus=status)
    clean = replace(clean, language=language, published=NOON + timedelta(days=days))
    url = f"https://{source}/{n}"
    article = an_article(store, entry_id=n, url=url, clean=clean, fetched_at=NOON + timedelta(hours=hours))
    return replace(article, source_id=store.articles.source_id(slug=source, name=source.upper()))


def a_story(store: Store, n: int, **facts: Any) -> None:
    """`the_story`, loaded."""
    loaded(store, the_story(store, n, **facts))


def exported(database: str, *options: str) -> list[str]:
    """The titles of an export to standard output."""
    done = newswire("export", *options, database=database)
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["title"] for line in done.stdout.splitlines()]


def test_a_query_finds_all_that_a_search_would_and_no_less(store: Store, database: str) -> None:
    # More than a search ranks.
    stories = [the_story(store, n, text="The glacier calved." if n else "A strike.") for n in range(1_105)]
    for at in range(0, len(stories), 200):
        loaded(store, *stories[at : at + 200])
    assert len(exported(database, "--query", "glacier")) == 1_104


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("glaciers -strike", ["Story 1"]),
        ('"glacier calved"', ["Story 1", "Story 2"]),
        ("huelgas", ["Story 3"]),
        ("東京", ["Story 4"]),
        ("zeppelin", []),
    ],
)
def test_a_query_is_asked_as_a_search_is(store: Store, database: str, query: str, titles: Sequence[str]) -> None:
    a_story(store, 1, text="The glacier calved.")
    a_story(store, 2, text="The glacier calved during a strike.")
    a_story(store, 3, text="Convocan una huelga general.", language="es")
    a_story(store, 4, text="昨日、東京都で会議が開かれた。", language="ja")
    assert exported(database, "--query", query) == titles


def test_a_query_without_a_word_is_refused(database: str) -> None:
    done = newswire("export", "--query", " -- !?", database=database)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "unreadable query: no words" in done.stderr


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (("--language", "en"), ["Story 1", "Story 2"]),
        (("--language", "EN_gb"), ["Story 2"]),
        (("--source", "A.ES"), ["Story 3", "Story 4"]),
        (("--source", "a.es", "--language", "es"), ["Story 3"]),
        (("--country", "es"), ["Story 3", "Story 4"]),
        (("--country", "DE"), []),
        (("--country", "ES", "--query", "harbour", "--since", "2026-11-21"), ["Story 4"]),
    ],
    ids=str,
)
def test_filters_may_be_combined(store: Store, database: str, options: Sequence[str], titles: Sequence[str]) -> None:
    a_story(store, 1)
    a_story(store, 2, language="en-GB")
    a_story(store, 3, language="es", source="a.es")
    a_story(store, 4, language=None, source="a.es", days=1)
    assert exported(database, *options) == titles


def test_an_unknown_source_is_told(database: str) -> None:
    done = newswire("export", "--source", "Nobody", database=database)
    assert (done.returncode, done.stderr.partition(";")[0]) == (
        1,
        "newswire: Nobody: no source has this name or slug",
    )


def test_hidden_articles_are_in_no_selection(store: Store, database: str) -> None:
    a_story(store, 1)
    a_story(store, 2)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() + interval '1 h' WHERE article_id = 2")
    assert exported(database, "--query", "harbour", "--language", "en") == ["Story 1"]


def test_the_manifest_names_the_filters(store: Store, database: str, tmp_path: Path) -> None:
    a_story(store, 1)
    asked = ("--query", "harbour", "--source", "news.example", "--language", "en")
    newswire("export", *asked, "--out", str(tmp_path / "a.csv"), database=database)
    (file,) = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert file["selection"] == {"query": "harbour", "source": "news.example", "language": "en"}
    assert (file["format"], file["rows"], file["cursor"]) == ("csv", 1, store.events.newest())


def test_a_selection_goes_on_from_its_cursor(store: Store, database: str, tmp_path: Path) -> None:
    for n, text in enumerate(["glacier", "glacier", "strike"]):
        a_story(store, n, text=text)
    out = str(tmp_path / "a.jsonl")
    cursor = json.loads(newswire("export", "--query", "glacier", "--out", out, "--json", database=database).stdout)[
        "cursor"
    ]
    a_story(store, 0, text="strike", hours=1)  # fits no longer
    a_story(store, 1, text="glacier", hours=1, status=PubStatus.CANCELED)
    a_story(store, 2, text="glacier", hours=1)  # fits now
    a_story(store, 3, text="glacier")
    a_story(store, 4, text="strike")
    done = newswire("export", "--query", "glacier", "--after", cursor, database=database)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["kind"], row["title"]) for row in rows] == [
        ("updated", None),
        ("withdrawn", None),
        ("updated", "Story 2"),
        ("new", "Story 3"),
    ]
    assert [row["id"] for row in rows[:3]] == [1, 2, 3]


def test_what_happens_at_other_sources_is_not_told(store: Store, database: str) -> None:
    for hours in (0, 1):
        a_story(store, 1, source="a.es", text=str(hours), hours=hours)
        a_story(store, 2, source="b.de", text=str(hours), hours=hours)
    done = newswire("export", "--country", "DE", "--after", "", database=database)
    assert [(row["kind"], row["title"]) for row in map(json.loads, done.stdout.splitlines())] == [
        ("new", "Story 2"),
        ("updated", "Story 2"),
    ]


@pytest.fixture
def days(store: Store, database: str, tmp_path: Path) -> Path:
    """Five articles of three days, exported day by day as Parquet."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    for n, day in enumerate([1, 0, 1, 0, 2]):
        a_story(store, n, days=day)
    folder = tmp_path / "days"
    done = newswire("export", "--format", "parquet", "--partition", "day", "--out", str(folder), database=database)
    assert done.returncode == 0, done.stderr
    return folder


def test_days_are_read_by_arrow_as_one_table(days: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset", reason="pyarrow is not installed")
    table = dataset.dataset(days, format="parquet", partitioning="hive", exclude_invalid_files=True).to_table()
    found = sorted(zip(table["day"].to_pylist(), table["title"].to_pylist(), strict=True))
    assert found == [
        ("2026-11-20", "Story 1"),
        ("2026-11-20", "Story 3"),
        ("2026-11-21", "Story 0"),
        ("2026-11-21", "Story 2"),
        ("2026-11-22", "Story 4"),
    ]


def test_days_are_read_by_duckdb_as_one_table(days: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    rows = duckdb.sql(
        f"SELECT day, count(*), min(published_at::date) FROM read_parquet('{days}/*/*.parquet', hive_partitioning=true)"
        " GROUP BY day ORDER BY day"
    ).fetchall()
    assert [(str(day), articles, str(published)) for day, articles, published in rows] == [
        ("2026-11-20", 2, "2026-11-20"),
        ("2026-11-21", 2, "2026-11-21"),
        ("2026-11-22", 1, "2026-11-22"),
    ]


def test_days_are_read_by_pandas_as_one_table(days: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    table = pandas.read_parquet(sorted(days.glob("*/*.parquet")))
    assert table.groupby("day", observed=True).size().to_dict() == {
        "2026-11-20": 2,
        "2026-11-21": 2,
        "2026-11-22": 1,
    }


def test_the_manifest_names_each_day(days: Path) -> None:
    files = json.loads((days / "manifest.json").read_text())["files"]
    assert [(file["file"], file["rows"]) for file in files] == [
        ("day=2026-11-20/part-0.parquet", 2),
        ("day=2026-11-21/part-0.parquet", 2),
        ("day=2026-11-22/part-0.parquet", 1),
    ]


def test_a_day_is_not_exported_twice_into_one_folder(days: Path, database: str) -> None:
    before = {file: file.read_bytes() for file in days.glob("**/*") if file.is_file()}
    again = newswire("export", "--format", "parquet", "--partition", "day", "--out", str(days), database=database)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert {file: file.read_bytes() for file in days.glob("**/*") if file.is_file()} == before


@pytest.mark.parametrize(("out", "format_name"), [("a.parquet", "parquet"), ("a.CSV", "csv"), ("a.jsonl", "jsonl")])
def test_the_ending_chooses_the_format(store: Store, database: str, tmp_path: Path, out: str, format_name: str) -> None:
    if format_name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    a_story(store, 1)
    done = newswire("export", "--out", str(tmp_path / out), "--json", database=database)
    assert json.loads(done.stdout)["format"] == format_name


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("--format csv --out OUT/x.parquet", "x.parquet has the ending of parquet, but --format says csv"),
        ("--format parquet --out OUT/x.csv", "x.csv has the ending of csv, but --format says parquet"),
        ("--format jsonl --out OUT/x.CSV", "x.CSV has the ending of csv, but --format says jsonl"),
        ("--out OUT/x.txt", "the ending .txt is of no format"),
        ("--out OUT/x.jsonl.gz", "the ending .gz is of no format"),
        ("--partition day --format csv", "give a folder with --out"),
        ("--partition day --out OUT/x.csv", "give a folder with --out"),
        ("--partition day --out OUT/ --after ''", "--partition is for articles"),
        ("--partition hour --out OUT/", "--partition"),
        ("--language english!", "is no language tag"),
        ("--country Spain", "is no country code"),
    ],
)
def test_options_that_contradict_are_refused(tmp_path: Path, wrong: str, told: str) -> None:
    options = ["" if word == "''" else word.replace("OUT", str(tmp_path)) for word in wrong.split()]
    done = CliRunner().invoke(app, ["export", *options], env={"COLUMNS": "300", "TERM": "dumb"})
    said = " ".join(done.output.replace("│", " ").split())
    assert (done.exit_code, told in said) == (2, True), said
    assert list(tmp_path.iterdir()) == []
