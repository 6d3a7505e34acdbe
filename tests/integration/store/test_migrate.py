"""Migrations: forward only, checked, one caller at a time."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from pipeline.errors import SchemaOutdated, SettingsInvalid, Unreachable
from pipeline.store.migrate import migrate, pending, schema_files


def silent(_: str) -> None:
    return None


def test_an_empty_database_needs_every_file(empty_database: str) -> None:
    assert [file.name for file in pending(empty_database)] == [file.name for file in schema_files()]


def test_after_migrating_nothing_is_pending(empty_database: str) -> None:
    applied = migrate(empty_database, tell=silent)
    assert (applied, list(pending(empty_database))) == (len(schema_files()), [])


def test_consumers_make_no_temporary_tables(empty_database: str) -> None:
    migrate(empty_database, tell=silent)
    with psycopg.connect(empty_database) as connection:
        may = "SELECT has_database_privilege('newswire_reader', current_database(), 'TEMP')"
        assert connection.execute(may.encode()).fetchone() == (False,)


def test_migrating_again_applies_nothing(database: str) -> None:
    assert migrate(database, tell=silent) == 0


def test_several_callers_at_once_apply_each_file_once(empty_database: str) -> None:
    with ThreadPoolExecutor(3) as threads:
        counts = list(threads.map(lambda _: migrate(empty_database, tell=silent), range(3)))
    assert sorted(counts) == [0, 0, len(schema_files())]


def test_an_applied_migration_that_was_changed_is_refused(database: str) -> None:
    execute(database, "UPDATE newswire_schema.applied SET sha256 = 'x' WHERE name LIKE 'migrations/%'")
    with pytest.raises(SchemaOutdated, match="was changed after it had been applied"):
        migrate(database, tell=silent)


def test_a_database_of_a_newer_newswire_is_refused(database: str) -> None:
    execute(database, "INSERT INTO newswire_schema.applied (name, sha256) VALUES ('migrations/9999_later.sql', 'x')")
    with pytest.raises(SchemaOutdated, match="newer newswire"):
        pending(database)


def test_views_that_changed_are_applied_again(database: str) -> None:
    execute(database, "UPDATE newswire_schema.applied SET sha256 = 'x' WHERE name LIKE 'views/%'")
    assert migrate(database, tell=silent) == len([f for f in schema_files() if f.name.startswith("views/")])


def test_functions_that_changed_are_applied_again(database: str) -> None:
    execute(database, "UPDATE newswire_schema.applied SET sha256 = 'x' WHERE name LIKE 'functions/%'")
    assert migrate(database, tell=silent) == len([f for f in schema_files() if f.name.startswith("functions/")])


def test_a_database_that_is_away_is_told_in_a_line() -> None:
    with pytest.raises(Unreachable, match="database: "):
        pending("postgresql://nobody@127.0.0.1:1/none")


def test_an_address_that_is_none_is_told_in_a_line() -> None:
    with pytest.raises(SettingsInvalid, match="expected postgresql://"):
        pending("postgresql://host:port:port/x y=z")


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement.encode())
