"""Every SQL statement is named, explained, valid on a migrated database, and used."""

import re
from pathlib import Path

import pytest

from pipeline.store import Store
from pipeline.store.queries import join_queries, names, parse_queries, query

ROOT = Path(__file__).parents[2]
_PARAMETER = re.compile(r"%\((\w+)\)s")


def prepared(name: str) -> str:
    """The statement with numbered parameters, as PREPARE takes it."""
    text = query(name).decode()
    numbers = {parameter: position for position, parameter in enumerate(dict.fromkeys(_PARAMETER.findall(text)), 1)}
    return _PARAMETER.sub(lambda match: f"${numbers[match[1]]}", text).replace("%%", "%")


@pytest.mark.parametrize("name", sorted(names()))
def test_a_query_is_valid_on_a_migrated_database(store: Store, name: str) -> None:
    with store.transaction() as connection:
        connection.execute(f"PREPARE statement AS {prepared(name)}".encode())


def test_every_query_is_used() -> None:
    code = "".join(file.read_text() for file in (ROOT / "pipeline" / "store").rglob("*.py"))
    assert [name for name in sorted(names()) if f'"{name}"' not in code] == []


def test_a_statement_without_a_purpose_is_refused() -> None:
    with pytest.raises(ValueError, match="a line that says its purpose"):
        parse_queries("-- name: one\nSELECT 1\n", "one.sql")


def test_a_statement_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="opens with a line"):
        parse_queries("SELECT 1\n-- name: two\n-- Two.\nSELECT 2\n", "two.sql")


def test_a_name_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        parse_queries("-- name: one\n-- One.\nSELECT 1\n-- name: one\n-- One.\nSELECT 2\n", "one.sql")


def test_a_name_in_two_files_is_refused() -> None:
    one = "-- name: one\n-- One.\nSELECT 1\n"
    with pytest.raises(ValueError, match=r"two.sql: one is a name of another file"):
        join_queries([("one.sql", one), ("two.sql", one)])
