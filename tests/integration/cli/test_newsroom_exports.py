"""`newswire export --format ninjs` and `newsml-g2`: one article or many, read back by `newswire drop --dry-run`."""

import json
from pathlib import Path

import pytest
from builders import a_clean_article, an_article, loaded
from command_line import newswire

from pipeline.store import Store


@pytest.fixture
def three(store: Store) -> None:
    """Three articles."""
    for n in range(1, 4):
        clean = a_clean_article(title=f"Story {n}")
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("format_name", "ending"), [("ninjs", ".ninjs"), ("newsml-g2", ".xml")])
def test_what_is_exported_is_read_back(database: str, tmp_path: Path, format_name: str, ending: str) -> None:
    file = tmp_path / f"articles{ending}"
    written = newswire("export", "--format", format_name, "--out", str(file), database=database)
    assert written.returncode == 0, written.stderr
    read = newswire("drop", "--dry-run", "--json", str(file))
    items = [json.loads(line) for line in read.stdout.splitlines()]
    assert [(one["format"], one["item_guid"], one["title"]) for one in items] == [
        (format_name, f"https://news.example/{n}", f"Story {n}") for n in range(1, 4)
    ]
    assert all(one["body"] == "\n\n".join(a_clean_article().paragraphs) for one in items)


@pytest.mark.usefixtures("three")
def test_one_article_is_one_valid_document(database: str) -> None:
    one = json.loads(newswire("export", "--format", "ninjs", "--id", "2", database=database).stdout)
    assert (one["standard"]["name"], one["headlines"][0]["value"]) == ("ninjs", "Story 2")


@pytest.mark.parametrize("options", [("--after", ""), ("--schema",)], ids=["events", "schema"])
def test_what_the_formats_cannot_hold_is_refused(database: str, options: tuple[str, ...]) -> None:
    refused = newswire("export", "--format", "ninjs", *options, database=database)
    assert refused.returncode == 2


@pytest.mark.usefixtures("three")
def test_ids_and_a_cursor_contradict_each_other(database: str) -> None:
    assert newswire("export", "--id", "1", "--after", "", database=database).returncode == 2
