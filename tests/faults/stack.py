"""A newswire of a run's own: PostgreSQL, Valkey, supervisor and workers, each to be hurt and started again."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import psycopg
from faults.processes import NotInTime, children, marked, send, wait, words
from redis import Redis

from pipeline.embedded import EmbeddedPostgres, EmbeddedValkey
from pipeline.errors import NewswireError
from pipeline.store import Store
from pipeline.store.feeds import NewFeed
from pipeline.store.migrate import migrate

_TESTS = Path(__file__).parents[1]
# The workers run what stands beside these tests, wherever that was copied to.
_SOURCES = os.pathsep.join(map(str, (_TESTS, _TESTS.parent)))
_STOP_WITHIN = 20.0  # seconds; the supervisor's own warm and cold stop take 12
_WARM_WITHIN = 60.0  # seconds for a worker to be seen at work
_VOLUME = "64m"
# What a question to a database that is away, or just between two lives, ends with.
AWAY = (psycopg.Error, NewswireError)


@dataclass(slots=True, kw_only=True)
class Stack:
    """The processes of one run under one folder; a context manager that leaves neither process nor mount behind."""

    home: Path
    changes: Mapping[str, str] = field(default_factory=dict)
    postgres: EmbeddedPostgres = field(init=False)
    valkey: EmbeddedValkey = field(init=False)
    supervisor: "subprocess.Popen[bytes] | None" = None
    _volume: Path | None = None

    def __enter__(self) -> Self:
        self.postgres, self.valkey = EmbeddedPostgres(self.home), EmbeddedValkey(self.home)
        try:
            self.postgres.start()
            self.valkey.start()
            migrate(self.postgres.url, tell=lambda _: None)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self.stop_workers()
        for server, pids in ((self.valkey, self._valkey_processes), (self.postgres, self.postgres_processes)):
            with suppress(OSError):
                send(signal.SIGCONT, pids())
            with suppress(NewswireError):
                server.stop()
        send(signal.SIGKILL, marked(str(self.home)))
        if self._volume is not None:
            subprocess.run(["umount", "--lazy", self._volume], check=False)

    # Workers -------------------------------------------------------------------------------------------------------

    def follow(self, feed_urls: Sequence[str]) -> None:
        """Follow feeds, all due at once."""
        store = Store(self.postgres.url)
        try:
            for url in feed_urls:
                store.feeds.add(NewFeed(url=url, source_slug="faults.example", source_name="The Fault Suite"))
        finally:
            store.close()

    def start_workers(self) -> None:
        """Start the supervisor, and by it workers and beat, as `newswire up` does."""
        logs = self.home / "logs"
        logs.mkdir(exist_ok=True)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("NEWSWIRE_", "PYTEST_"))
        }
        environment |= {
            "NEWSWIRE_DATABASE_URL": self.postgres.url,
            "NEWSWIRE_BROKER_URL": self.valkey.url,
            "NEWSWIRE_HOME": str(self.home),
            "NEWSWIRE_FLOWER_PORT": "0",
            "NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": "true",
            "NEWSWIRE_HOST_SPACING_SECONDS": "0",
            "NEWSWIRE_FETCH_DEADLINE_SECONDS": "5",
            "PYTHONPATH": _SOURCES,
            **self.changes,
        }
        with (logs / "supervisor.log").open("ab") as log:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "faults.keeper", logs],
                cwd=self.home,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop_workers(self) -> None:
        """TERM to the supervisor, which stops all in order; by force where it does not end in time."""
        if self.supervisor is None:
            return
        self.supervisor.terminate()
        try:
            self.supervisor.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill_workers()
        self.supervisor = None

    def kill_workers(self) -> None:
        """SIGKILL to the supervisor and everything below it, at once."""
        if self.supervisor is None:
            return
        programs = children(self.supervisor.pid)
        pool = [child for program in programs for child in children(program)]
        send(signal.SIGKILL, [self.supervisor.pid, *programs, *pool])
        self.supervisor.wait()
        self.supervisor = None

    def program(self, name: str) -> int:
        """The process of a worker, by its queue, or of `beat`; NotInTime where there is none for long."""
        found: list[int] = []

        def there() -> bool:
            running = children(self.supervisor.pid) if self.supervisor else []
            found[:] = [pid for pid in running if _is(words(pid), name)]
            return bool(found)

        wait(there, seconds=_WARM_WITHIN, what=f"{name} runs")
        return found[0]

    def pool(self, name: str) -> Sequence[int]:
        """The pool children of a worker."""
        return children(self.program(name))

    # PostgreSQL ----------------------------------------------------------------------------------------------------

    def session(self, database: str = "newswire") -> psycopg.Connection[tuple[Any, ...]]:
        """A connection as the superuser; AWAY where there is no server."""
        url = urlsplit(self.postgres.url)
        password = next(self.home.glob("postgres/*/superuser-password")).read_text()
        address = urlunsplit(url._replace(netloc=f"postgres:{password}@{url.hostname}:{url.port}", path=f"/{database}"))
        return psycopg.connect(address, autocommit=True, application_name="faults", connect_timeout=5)

    def query(self, statement: str, *parameters: object, database: str = "newswire") -> list[tuple[Any, ...]]:
        """Rows, as the superuser; AWAY where there is no server."""
        with self.session(database) as connection:
            cursor = connection.execute(statement.encode(), parameters)
            return cursor.fetchall() if cursor.description else []

    def busy(self, stage: str) -> None:
        """Wait until a worker holds a lease of that stage; return without one where none comes for seconds."""
        work = b"SELECT count(*) FROM newswire.entry WHERE stage = %s AND lease IS NOT NULL"
        with self.session() as connection, suppress(NotInTime):

            def at_work() -> bool:
                leased = connection.execute(work, [stage]).fetchone()
                return leased is not None and leased[0] > 0

            # A batch is loaded within 50 ms.
            wait(at_work, seconds=8, what=f"{stage} at work", every=0.001)

    def postgres_processes(self) -> Sequence[int]:
        """The postmaster first, then every process of the server, each of which is a session of its own."""
        notes = next(self.home.glob("postgres/*/data/postmaster.pid"), None)
        if notes is None:
            return []
        postmaster = int(notes.read_text().splitlines()[0])
        return [postmaster, *children(postmaster)] if any(str(self.home) in word for word in words(postmaster)) else []

    def move_database_to_volume(self) -> Path:
        """Put the database's files on a small volume of its own; OSError where mounting is not allowed."""
        folder = self.home / "volume"
        folder.mkdir()
        owner = next(self.home.glob("postgres/*/data")).stat()
        options = f"size={_VOLUME},uid={owner.st_uid},gid={owner.st_gid},mode=700"
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "newswire-faults", folder], check=False)
        if mounted.returncode:
            raise OSError("mounting a small volume is not allowed here")
        self._volume = folder
        self.query(f"CREATE TABLESPACE small LOCATION '{folder}'", database="postgres")
        self.query("ALTER DATABASE newswire SET TABLESPACE small", database="postgres")
        return folder

    # Valkey --------------------------------------------------------------------------------------------------------

    def broker(self) -> Redis:
        """A client of the broker."""
        return Redis.from_url(self.valkey.url, socket_timeout=10)

    def _valkey_processes(self) -> Sequence[int]:
        notes = self.home / "valkey" / "server.pid"
        return [self.valkey_process()] if notes.exists() else []

    def valkey_process(self) -> int:
        """The broker's process."""
        return int((self.home / "valkey" / "server.pid").read_text())

    def forget_broker_files(self) -> None:
        """Remove what the broker keeps on disk, as where it keeps nothing."""
        for folder in (self.home / "valkey").glob("appendonlydir*"):
            shutil.rmtree(folder)


def _is(command: Sequence[str], name: str) -> bool:
    if name == "beat":
        return "beat" in command
    return "-Q" in command and f"{name}@%h" in command
