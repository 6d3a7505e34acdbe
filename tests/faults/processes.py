"""Processes of a run, as the kernel tells of them: found by parent or by a mark in their environment, never by name."""

import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

# Set where the whole suite is to end: every run that waits unwinds, and its processes with it.
ENDING = threading.Event()


class Ended(Exception):
    """The suite was told to end."""


class NotInTime(AssertionError):
    """What a run waited for did not come."""


def wait(condition: Callable[[], bool], *, seconds: float, what: str, every: float = 0.05) -> None:
    """Return as soon as the condition holds; NotInTime at the deadline, saying what was waited for."""
    deadline = time.monotonic() + seconds
    while not condition():
        if ENDING.is_set():
            raise Ended(what)
        if time.monotonic() > deadline:
            raise NotInTime(f"after {seconds:g} s still not: {what}")
        time.sleep(every)


def children(pid: int) -> Sequence[int]:
    """The living children of a process."""
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _parent(folder) == pid]


def _parent(folder: Path) -> int | None:
    try:
        state, parent, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if state == "Z" else int(parent)


def words(pid: int) -> Sequence[str]:
    """The command line of a process; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def marked(mark: str) -> Sequence[int]:
    """The processes, but for this one, whose environment or command line names the mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in told and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def send(number: signal.Signals, pids: Sequence[int]) -> None:
    """Send a signal to each that is still there."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
