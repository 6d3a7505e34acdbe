"""Databases as an earlier newswire left them, and the two histories that lead to today's schema."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import psycopg

from pipeline.store.migrate import BASELINE, SchemaFile, schema_files, steps_before_baseline

STEPS = steps_before_baseline()
_MIGRATIONS = [file for file in schema_files() if not file.repeatable]
# Every database began with the baseline or with the first step before it. Later migrations follow both.
BY_BASELINE: Sequence[SchemaFile] = _MIGRATIONS
BY_STEPS: Sequence[SchemaFile] = [*STEPS, *(file for file in _MIGRATIONS if file.name != BASELINE)]
_LEDGER = """
CREATE SCHEMA newswire_schema;
CREATE TABLE newswire_schema.applied (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
"""
_NO_ROWS: Mapping[str, str] = MappingProxyType({})


def leave_at(url: str, taken: Sequence[SchemaFile], rows: Mapping[str, str] = _NO_ROWS) -> None:
    """Take these migrations in an empty database, each followed by the rows of its state."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_LEDGER.encode())
        for file in taken:
            connection.execute(file.text.encode())
            connection.execute(rows.get(file.name, "SELECT").encode())
            connection.execute(
                "INSERT INTO newswire_schema.applied (name, sha256) VALUES (%s, %s)", [file.name, file.sha256]
            )


def step(number: str) -> Sequence[SchemaFile]:
    """The steps up to the one with this number, as in 0003."""
    return [file for file in STEPS if file.name <= f"migrations/{number}~"]
