"""The README tells the truth about commands and views."""

import re
from pathlib import Path

import psycopg
import pytest
import typer.main
from builders import an_article, loaded
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.store import Store

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
QUERIES = (ROOT / "docs" / "queries.md").read_text()


def commands() -> list[tuple[str, ...]]:
    """Every command that there is, as words after `newswire`."""
    root = typer.main.get_command(app)
    found: list[tuple[str, ...]] = []
    for name, command in getattr(root, "commands", {}).items():
        inner = getattr(command, "commands", None)
        found += [(name, sub) for sub in inner] if inner else [(name,)]
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_a_command_is_in_the_readme(command: tuple[str, ...]) -> None:
    line = next((line for line in README.splitlines() if line.startswith(f"| `newswire {command[0]}")), "")
    assert command[-1] in line


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_a_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    told = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert told.exit_code == 0
    assert f"newswire {' '.join(command)}" in re.sub(r"\s+", " ", told.output)


def test_wrong_usage_exits_with_2() -> None:
    assert CliRunner().invoke(app, ["search"]).exit_code == 2
    assert CliRunner().invoke(app, ["no-such-command"]).exit_code == 2


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", README + QUERIES, re.DOTALL))
def test_the_queries_run_as_printed(store: Store, reader_url: str, query: str) -> None:
    loaded(store, an_article(store))
    with psycopg.connect(reader_url, autocommit=True) as connection:
        for statement in filter(str.strip, query.split(";")):
            connection.execute(statement.encode())
