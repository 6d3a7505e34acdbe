"""The life of an embedded server: one owner starts it, waits until it answers, and stops it; others find it running."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pipeline.embedded.process import end, tail, wait_until
from pipeline.errors import NewswireError

__all__ = ["Lifecycle", "Server"]

_OWNED_WITHIN = 40.0  # seconds; a short command ends sooner
_LAUNCHES = 5  # a port can be taken in between, and the last processes of a crashed server can take a moment to go
_PAUSE = 0.3  # seconds between two launches


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What tells one server from another.

    `launch` starts its process; `serving` gives the process that serves our data, None where there is none; `answers`
    says whether clients are served. The signals of `stop_by` are tried in turn, each for `stop_within` seconds.
    """

    name: str
    folder: Path
    log: Path
    launch: Callable[[], "subprocess.Popen[bytes]"]
    serving: Callable[[], int | None]
    answers: Callable[[], bool]
    start_within: float
    stop_by: Sequence[signal.Signals]
    stop_within: float


class Lifecycle:
    """One server's starting, ownership, waiting and stopping. Whoever starts it first owns it and stops it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._ownership = _Ownership(server.folder / "owner.lock")
        self._process: subprocess.Popen[bytes] | None = None
        self._launches_left = _LAUNCHES

    def start(self) -> None:
        """Start the server, or find it running; NewswireError with the end of its log where it does not start."""
        with ExitStack() as undo:
            undo.callback(self.stop)
            self._launches_left = _LAUNCHES
            if not wait_until(self._up, seconds=self._server.start_within):
                raise self._failed(f"is not ready after {self._server.start_within:g} s")
            undo.pop_all()

    def own(self) -> None:
        """Take ownership before the start; long-running callers need it, for a short command's server ends with it."""
        if not self._ownership.wait(seconds=_OWNED_WITHIN):
            raise NewswireError(self._server.name, "belongs to another newswire that is running with the same home")

    def stop(self) -> None:
        """Stop the server where it is ours to stop; NewswireError where it goes on nevertheless."""
        if not self._ownership.ours:
            return
        pid = self._process.pid if self._launched() and self._process else self._server.serving()
        seconds = self._server.stop_within
        ended = pid is None or end(pid, child=self._process, by=self._server.stop_by, seconds=seconds)
        self._ownership.give_up()
        if not ended:
            raise self._failed(f"process {pid} does not end")

    def _up(self) -> bool:
        if self._ownership.take() and not self._launched() and self._server.serving() is None:
            self._launch()
        return self._server.answers()

    def _launched(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _launch(self) -> None:
        if self._launches_left == 0:
            raise self._failed("ends as soon as it has started")
        if self._launches_left < _LAUNCHES:
            time.sleep(_PAUSE)
        self._launches_left -= 1
        self._process = self._server.launch()

    def _failed(self, what: str) -> NewswireError:
        return NewswireError(self._server.name, f"{what}: {tail(self._server.log)}")


class _Ownership:
    """Who stops a server: the process that holds the lock of its folder. The lock ends with its process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Become the owner, or go on being it; False where another living process is."""
        if self.ours:
            return True
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def wait(self, *, seconds: float) -> bool:
        """Become the owner as soon as another process lets go; False where it does not within that time."""
        return wait_until(self.take, seconds=seconds)

    def give_up(self) -> None:
        """Stop being the owner."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def ours(self) -> bool:
        """Whether this process is the owner."""
        return self._descriptor is not None
