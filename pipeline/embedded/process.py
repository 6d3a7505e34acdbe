"""What both embedded servers need: a free port, a user that is not root, a place that this user reaches, one owner."""

import fcntl
import hashlib
import os
import pwd
import socket
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NewswireError

OWNED_WITHIN = 40.0  # seconds; a short command ends sooner
_ANYBODY = 0o001  # the right of others to pass through a folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The user that a server runs as."""

    uid: int
    gid: int


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
    port = free_port(int(file.read_text(encoding="ascii")) if file.exists() else 0)
    file.write_text(str(port), encoding="ascii")
    return port


def server_account() -> Account | None:
    """Whom a server that refuses root runs as: an existing account without rights; None where we are not root."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid)


def reachable(folder: Path, account: Account | None) -> bool:
    """Whether the account can pass through the folder and all above it."""
    if account is None:
        return True
    resolved = folder.resolve()
    return all(_passable(one, account) for one in (resolved, *resolved.parents) if one.exists())


def _passable(folder: Path, account: Account) -> bool:
    status = folder.stat()
    return bool(status.st_mode & _ANYBODY) or (status.st_uid == account.uid and bool(status.st_mode & stat.S_IXUSR))


def server_home(home: Path, account: Account | None) -> Path:
    """`home`, or a folder under /var/tmp in its place where the account cannot reach it (as below a closed /root)."""
    home.mkdir(parents=True, exist_ok=True)
    if reachable(home, account):
        return home
    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
    folder = Path("/var/tmp") / f"newswire-{name}"  # noqa: S108 - its owner is checked, and it is not world-writable
    folder.mkdir(mode=0o755, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise NewswireError(str(folder), "belongs to somebody else; remove it or set NEWSWIRE_HOME")
    return folder


class Ownership:
    """Who stops a server: the process that holds the lock of its folder. The lock ends with its process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Become the owner, or go on being it; False where another living process is."""
        if self.ours:
            return True
        self._file.parent.mkdir(parents=True, exist_ok=True)
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


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Poll a condition; False where it does not hold within that time."""
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
    return " | ".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-lines:])
