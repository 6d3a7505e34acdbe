"""Bring a database to the schema of this version: forward only, checked, one transaction a file.

`sql/migrations` run once, in order, and never change afterwards; `sql/functions` and `sql/views` are whole files that
are applied again when their text changes.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

import psycopg
from psycopg.errors import InsufficientPrivilege, LockNotAvailable

from pipeline.errors import SchemaOutdated, SettingsInvalid, Unreachable
from pipeline.masking import masked
from pipeline.store.pool import Link

_LOCK = "newswire.migrate"
_LEDGER = b"""
CREATE SCHEMA IF NOT EXISTS newswire_schema;
REVOKE ALL ON SCHEMA newswire_schema FROM PUBLIC;
CREATE TABLE IF NOT EXISTS newswire_schema.applied (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaFile:
    """One file of the schema. `repeatable` files may change and are then applied again."""

    name: str
    text: str
    repeatable: bool

    @property
    def sha256(self) -> str:
        """Of its text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def schema_files() -> Sequence[SchemaFile]:
    """Every file of the schema in the order of application."""
    return [
        SchemaFile(
            name=f"{folder}/{file.name}", text=file.read_text(encoding="utf-8"), repeatable=folder != "migrations"
        )
        for folder in ("migrations", "functions", "views")
        for file in sorted(files("sql").joinpath(folder).iterdir(), key=lambda path: path.name)
        if file.name.endswith(".sql")
    ]


def pending(url: str) -> Sequence[SchemaFile]:
    """The files that this database still needs; SchemaOutdated where it holds something this version does not know."""
    with _connect(url) as connection:
        exists = connection.execute("SELECT to_regclass('newswire_schema.applied') IS NOT NULL").fetchone()
        return _pending(connection) if exists and exists[0] else schema_files()


def migrate(
    url: str,
    *,
    tell: Callable[[str], object],
    reader_password: str | None = None,
    writer_password: str | None = None,
) -> int:
    """Apply what is pending, one caller at a time; how many files. Sets the passwords of the roles that are given."""
    with _connect(url) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [_LOCK])
        connection.execute("SET lock_timeout = '5s'")
        connection.execute(_LEDGER)
        todo = _pending(connection)
        for file in todo:
            _apply(connection, file)
            tell(f"applied {file.name}")
        with _locks_in_words("partitions"):
            connection.execute("SELECT newswire.ensure_partitions()")
        restarted = connection.execute("SELECT newswire.restart_change_feed()").fetchone()
        if restarted and restarted[0]:
            tell(f"this database was restored from a dump: {restarted[0]} events put in order anew")
        for role, password in (("newswire_reader", reader_password), ("newswire_writer", writer_password)):
            if password is not None:
                _set_password(connection, role, password)
    return len(todo)


def _connect(url: str) -> Link:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="newswire migrate")
    except psycopg.OperationalError as error:
        raise Unreachable("database", str(error).strip().splitlines()[-1]) from error
    except psycopg.ProgrammingError as error:
        reason = f"{masked(str(error))}; expected postgresql://user:password@host/name"
        raise SettingsInvalid("NEWSWIRE_DATABASE_URL", reason) from error


def _pending(connection: Link) -> Sequence[SchemaFile]:
    applied: dict[str, str] = dict(connection.execute("SELECT name, sha256 FROM newswire_schema.applied").fetchall())
    known = {file.name: file for file in schema_files()}
    unknown = sorted(name for name in applied if name.startswith("migrations/") and name not in known)
    if unknown:
        raise SchemaOutdated(unknown[0], "the database was migrated by a newer newswire; upgrade this one")
    for name, file in known.items():
        if name in applied and not file.repeatable and applied[name] != file.sha256:
            raise SchemaOutdated(name, "was changed after it had been applied; put the file back as it was")
    return [file for name, file in known.items() if applied.get(name) != file.sha256]


def _apply(connection: Link, file: SchemaFile) -> None:
    try:
        with _locks_in_words(file.name), connection.transaction():
            connection.execute(file.text.encode())
            connection.execute(
                "INSERT INTO newswire_schema.applied (name, sha256) VALUES (%s, %s) "
                "ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, applied_at = now()",
                [file.name, file.sha256],
            )
    except InsufficientPrivilege as error:
        reason = (
            f"{error.diag.message_primary}; the role needs CREATEROLE, or newswire_reader and newswire_writer there"
        )
        raise SchemaOutdated(file.name, reason) from error


@contextmanager
def _locks_in_words(subject: str) -> Iterator[None]:
    try:
        yield
    except LockNotAvailable as error:
        raise SchemaOutdated(subject, "a table is in use; stop the workers and migrate again") from error


def _set_password(connection: Link, role: str, password: str) -> None:
    """As a SCRAM verifier: the server may log statements, and other sessions of the owner see them."""
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = psycopg.sql.SQL("ALTER ROLE {} PASSWORD {}").format(
        psycopg.sql.Identifier(role), psycopg.sql.Literal(verifier)
    )
    connection.execute(statement)
