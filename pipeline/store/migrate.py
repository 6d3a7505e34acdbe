"""Bring a database to the schema of this version: forward only, checked, one transaction per file.

`sql/migrations` run once, in order, and never change afterwards; the first of them is the baseline. A database that
began before the baseline takes the steps of `sql/migrations/before_baseline` instead, and goes on with the same files.
`sql/functions` and `sql/views` are whole files that are applied again when their text changes. `sql/roles` and
`sql/rights` are applied every time: a dump has none of them.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files

import psycopg
from psycopg.errors import DuplicateSchema, DuplicateTable, InsufficientPrivilege, LockNotAvailable, UniqueViolation

from pipeline.errors import SchemaOutdated, SettingsInvalid, Unreachable
from pipeline.masking import masked
from pipeline.store.pool import Link

BASELINE = "migrations/0014_baseline.sql"
_LEDGER = b"""
CREATE SCHEMA IF NOT EXISTS newswire_schema;
CREATE TABLE IF NOT EXISTS newswire_schema.applied (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
"""
_MISSING_RIGHTS = b"""
SELECT format('there is no role %s', role) FROM unnest(ARRAY['newswire_reader', 'newswire_writer']) role
WHERE to_regrole(role) IS NULL
UNION ALL
SELECT format('%s cannot read newswire_v1.%s', role, c.relname) FROM pg_class c CROSS JOIN pg_roles r
CROSS JOIN LATERAL (SELECT r.rolname::text AS role) named
WHERE c.relnamespace = 'newswire_v1'::regnamespace AND c.relkind = 'v'
  AND role IN ('newswire_reader', 'newswire_writer')
  AND NOT (has_schema_privilege(r.oid, c.relnamespace, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'SELECT'))
UNION ALL
SELECT format('newswire_writer cannot write newswire.%s', c.relname) FROM pg_class c
JOIN pg_roles r ON r.rolname = 'newswire_writer'
WHERE c.relnamespace = 'newswire'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT (has_schema_privilege(r.oid, c.relnamespace, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'INSERT'))
"""
_NOTES = b"""
SELECT 'this database was restored or copied: a cursor from beyond its last event is refused'
FROM newswire.change_feed WHERE identity <> newswire.present_identity()
UNION ALL
SELECT 'this server lets every role take advisory locks and write large objects: run newswire migrate once '
    'as a superuser (docs/security.md)'
WHERE has_function_privilege('newswire_reader', 'pg_catalog.pg_advisory_lock(bigint)', 'EXECUTE')
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
    """Return every file that an empty database needs, in the order of application."""
    return [
        *_files("migrations", repeatable=False),
        *_files("functions", repeatable=True),
        *_files("views", repeatable=True),
    ]


def steps_before_baseline() -> Sequence[SchemaFile]:
    """The migrations that together make the baseline, under the names that databases know them by."""
    return [
        replace(file, name=f"migrations/{file.name.rpartition('/')[2]}")
        for file in _files("migrations/before_baseline", repeatable=False)
    ]


def _files(folder: str, *, repeatable: bool) -> Sequence[SchemaFile]:
    return [
        SchemaFile(name=f"{folder}/{file.name}", text=file.read_text(encoding="utf-8"), repeatable=repeatable)
        for file in sorted(files("sql").joinpath(folder).iterdir(), key=lambda path: path.name)
        if file.name.endswith(".sql")
    ]


def pending(url: str) -> Sequence[SchemaFile]:
    """The files that this database still needs; SchemaOutdated if it holds something this version does not know."""
    with _connect(url) as connection:
        exists = connection.execute("SELECT to_regclass('newswire_schema.applied') IS NOT NULL").fetchone()
        return _pending(connection) if exists and exists[0] else schema_files()


def missing_rights(url: str) -> Sequence[str]:
    """Name roles and rights that a migrated database lacks, as one restored from a dump does."""
    with _connect(url) as connection:
        return [str(row[0]) for row in connection.execute(_MISSING_RIGHTS)]


def migrate(
    url: str,
    *,
    tell: Callable[[str], object],
    reader_password: str | None = None,
    writer_password: str | None = None,
) -> int:
    """Apply pending files, then roles and rights, one caller at a time. Return how many files were pending.

    Sets the passwords that are given. Ends sessions of readers that lock a table for longer than five seconds.
    """
    with _turn(url), _connect(url) as connection:
        connection.execute("SET lock_timeout = '5s'")
        _apply_always(connection, "roles")
        todo = _pending(connection)
        for file in todo:
            _apply(connection, file)
            tell(f"applied {file.name}")
        _run(connection, "partitions", b"SELECT newswire.ensure_partitions()")
        _apply_always(connection, "rights")
        for (note,) in connection.execute(_NOTES):
            tell(note)
        for role, password in (("newswire_reader", reader_password), ("newswire_writer", writer_password)):
            if password is not None:
                _set_password(connection, role, password)
    return len(todo)


@contextmanager
def _turn(url: str) -> Iterator[None]:
    """Hold the lock that lets one migration run at a time, on a connection of its own: each file is one transaction."""
    with _connect(url) as connection:
        _make_ledger(connection)
        with connection.transaction():
            connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            connection.execute("LOCK TABLE newswire_schema.applied IN SHARE UPDATE EXCLUSIVE MODE")
            yield


def _make_ledger(connection: Link) -> None:
    try:
        connection.execute(_LEDGER)
    except (DuplicateSchema, DuplicateTable, UniqueViolation):  # another migration made it at the same moment
        connection.execute(_LEDGER)


def _connect(url: str) -> Link:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="newswire migrate")
    except psycopg.OperationalError as error:
        # The first line says what was refused; those after it may be another address or a hint.
        said = str(error).strip().splitlines()[0]
        raise Unreachable("database", f"{said}; check that it runs, and NEWSWIRE_DATABASE_URL") from error
    except psycopg.ProgrammingError as error:
        reason = f"{masked(str(error))}; expected postgresql://user:password@host/name"
        raise SettingsInvalid("NEWSWIRE_DATABASE_URL", reason) from error


def _pending(connection: Link) -> Sequence[SchemaFile]:
    applied: dict[str, str] = dict(connection.execute("SELECT name, sha256 FROM newswire_schema.applied").fetchall())
    wanted = _files_for(applied)
    known = {file.name for file in wanted}
    unknown = sorted(name for name in applied if name.startswith("migrations/") and name not in known)
    if unknown:
        raise SchemaOutdated(unknown[0], "the database was migrated by a newer newswire; upgrade this one")
    for file in wanted:
        if file.name in applied and not file.repeatable and applied[file.name] != file.sha256:
            raise SchemaOutdated(file.name, "was changed after it had been applied; put the file back as it was")
    return [file for file in wanted if applied.get(file.name) != file.sha256]


def _files_for(applied: Mapping[str, str]) -> Sequence[SchemaFile]:
    """The files of a database with this history: with the steps in place of the baseline where it has taken one."""
    steps = steps_before_baseline()
    if not any(step.name in applied for step in steps):
        return schema_files()
    return [*steps, *(file for file in schema_files() if file.name != BASELINE)]


def _apply(connection: Link, file: SchemaFile) -> None:
    _run(
        connection,
        file.name,
        file.text.encode(),
        b"INSERT INTO newswire_schema.applied (name, sha256) VALUES ('%b', '%b') "
        b"ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, applied_at = now()"
        % (file.name.encode(), file.sha256.encode()),
    )


def _apply_always(connection: Link, folder: str) -> None:
    for file in _files(folder, repeatable=True):
        _run(connection, file.name, file.text.encode())


def _run(connection: Link, subject: str, *statements: bytes) -> None:
    """Run statements in one transaction, a second time where a reader stood in the way and was ended."""
    try:
        try:
            _together(connection, statements)
        except LockNotAvailable:
            _end_blocking_readers(connection)
            _together(connection, statements)
    except LockNotAvailable as error:
        raise SchemaOutdated(subject, "a table is in use; stop the workers and migrate again") from error
    except InsufficientPrivilege as error:
        reason = (
            f"{error.diag.message_primary}; the role needs CREATEROLE, or newswire_reader and newswire_writer there"
        )
        raise SchemaOutdated(subject, reason) from error


def _together(connection: Link, statements: Sequence[bytes]) -> None:
    with connection.transaction():
        for statement in statements:
            connection.execute(statement)


def _end_blocking_readers(connection: Link) -> None:
    """End readers' sessions that lock our tables, if the schema already has the function for it."""
    known = connection.execute("SELECT to_regprocedure('newswire.end_blocking_readers()') IS NOT NULL").fetchone()
    if known and known[0]:
        connection.execute("SELECT newswire.end_blocking_readers()")


def _set_password(connection: Link, role: str, password: str) -> None:
    """As a SCRAM verifier: the server may log statements, and other sessions of the owner see them."""
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = psycopg.sql.SQL("ALTER ROLE {} PASSWORD {}").format(
        psycopg.sql.Identifier(role), psycopg.sql.Literal(verifier)
    )
    connection.execute(statement)
