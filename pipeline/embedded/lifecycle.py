"""The life of an embedded server: one owner starts it, waits until it answers, and stops it; others find it running."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pipeline.embedded.ownership import Ownership
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
        self._ownership = Ownership(server.folder / "owner.lock")
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

    def own(self, *, tell: Callable[[str], object]) -> None:
        """Take ownership before the start; long-running callers need it, for a short command's server ends with it.

        Where a command has it, `tell` gets a line, and the command has 40 s to end; NewswireError if it goes on.
        """
        if self._ownership.take():
            return
        holder = self._ownership.holder
        tell(f"{self._server.name} is in use by {holder}; waiting up to {_OWNED_WITHIN:g} s for it to end")
        if not self._ownership.wait(seconds=_OWNED_WITHIN):
            raise NewswireError(self._server.name, f"is still in use by {holder}; stop it and try again")

    def stop(self) -> None:
        """Stop the server where it is ours to stop; NewswireError if it goes on nevertheless."""
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
