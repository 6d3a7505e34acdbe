"""Processes and ports of this machine: start and end a process, tell our own from a stranger's, find a free port."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.errors import NewswireError

_LARGEST_PORT = 65535
_LARGEST_SERVER_LOG = 20_000_000  # bytes


def free_port(wanted: int = 0) -> int:
    """The wanted port of 127.0.0.1 where it is free, else one that the system picks."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise NewswireError("127.0.0.1", "has no free port")


def preferred_port(file: Path) -> int:
    """The port noted in `file` where it is still free, so that addresses stay the same; else a new one, noted there."""
    port = free_port(noted_port(file) or 0)
    file.write_text(str(port), encoding="ascii")
    return port


def noted_number(file: Path) -> int | None:
    """The port or process number in a file; None if there is none, as after a crash in the middle of writing it."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace").partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    number = int(text) if text.isdecimal() and text.isascii() else 0
    return number or None


def noted_port(file: Path) -> int | None:
    """The port in a file, or None."""
    port = noted_number(file)
    return port if port is not None and port <= _LARGEST_PORT else None


def command_line(pid: int) -> str:
    """How a process was called, its words separated by blanks; "" where there is none by that number, or a dead one."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    listing = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return subprocess.run(listing, capture_output=True, text=True, check=False).stdout  # noqa: S603


def launch(
    command: Sequence[str | Path], *, folder: Path, log: Path, uid: int | None = None, gid: int | None = None
) -> "subprocess.Popen[bytes]":
    """Start a server that no Ctrl-C of our terminal reaches and that writes what it says into `log`."""
    if log.exists() and log.stat().st_size > _LARGEST_SERVER_LOG:
        log.rename(log.with_suffix(".log.1"))
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        return subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            env=os.environ | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            start_new_session=True,
            user=uid,
            group=gid,
            extra_groups=None if gid is None else (),
        )
    finally:
        os.close(descriptor)


def end(pid: int, *, child: "subprocess.Popen[bytes] | None", by: Sequence[signal.Signals], seconds: float) -> bool:
    """Ask a process to end by one signal after the other, each with its time; False if it goes on nevertheless."""
    for number in by:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_until(lambda: _ended(pid, child), seconds=seconds):
            return True
    return False


def _ended(pid: int, child: "subprocess.Popen[bytes] | None") -> bool:
    """One that we started is waited for, so that none is left as a zombie."""
    if child is not None and child.pid == pid:
        return child.poll() is not None
    return not command_line(pid)


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Poll a condition; False if it does not hold within that time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def tail(log: Path, lines: int = 5) -> str:
    """The last lines of a log, on one line."""
    if not log.exists():
        return "no log"
    return (
        " | ".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-lines:])
        or "its log is empty"
    )
