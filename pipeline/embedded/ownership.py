"""Exclusive ownership by one process: a lock on a file, which ends with the process."""

import fcntl
import os
from pathlib import Path

from pipeline.embedded.process import command_line, noted_number, wait_until
from pipeline.masking import masked

__all__ = ["Ownership", "stack_of"]

_LONGEST_COMMAND = 80  # characters of a command line in a message


class Ownership:
    """The lock of a file, and in the file the number of the process that holds it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Become the owner, or go on being it; False if another living process is."""
        if self.ours:
            return True
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor
        return True

    def wait(self, *, seconds: float) -> bool:
        """Become the owner as soon as another process lets go; False if it does not within that time."""
        return wait_until(self.take, seconds=seconds)

    def give_up(self) -> None:
        """Stop being the owner."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def ours(self) -> bool:
        """Say whether this process is the owner."""
        return self._descriptor is not None

    @property
    def held(self) -> bool:
        """Say whether any process is the owner."""
        if self.ours:
            return True
        if not self._file.exists():
            return False
        with self._file.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    @property
    def holder(self) -> str:
        """The owner in words: its process number and command line where they are known."""
        pid = noted_number(self._file)
        if pid is None:
            return "another process"
        called = masked(" ".join(_name(word) for word in command_line(pid).split()))
        if not called:
            return f"process {pid}"
        shown = called if len(called) <= _LONGEST_COMMAND else f"{called[:_LONGEST_COMMAND]}…"
        return f"process {pid} ({shown})"


def _name(word: str) -> str:
    """A program without its folder; any other word as it is."""
    return Path(word).name if word.startswith("/") else word


def stack_of(home: Path) -> Ownership:
    """The right to run a stack on this home, which one process holds as long as its stack runs."""
    return Ownership(home / "stack.lock")
