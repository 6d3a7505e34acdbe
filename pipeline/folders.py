"""Folders into which agencies drop files: which may be read, which files have arrived, where they go."""

import fcntl
import os
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from errno import EAGAIN, ENOTDIR
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import AddressRefused, Unreachable
from pipeline.sources.wire import MOST_BYTES

__all__ = [
    "DONE",
    "ERROR",
    "Waiting",
    "files_below",
    "folder_of",
    "is_folder_url",
    "move_aside",
    "move_done",
    "read_waiting",
    "waiting_files",
]

DONE = "done"
"""The folder, in the one that is followed, for files that were taken in."""
ERROR = "error"
"""The folder for files of which nothing could be read."""
# Names of incomplete files by copying programs, and of leftovers by editors and systems.
_UNFINISHED_ENDINGS = (".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".bak", "~")
_UNFINISHED_BEGINNINGS = (".", "~", "#")
# A file written to more recently than this may still grow.
QUIET_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file that has arrived in a folder; `changed_ns` is when it was last written to or moved there."""

    name: str
    size_bytes: int
    changed_ns: int


def is_folder_url(url: str) -> bool:
    """Say whether an address names a folder on this machine."""
    return urlsplit(url).scheme.lower() == "file"


def folder_of(url: str, allowed: Sequence[Path]) -> Path:
    """Return the folder at a file:// address, with all links resolved.

    Raises AddressRefused if it is outside the folders that may be followed, Unreachable if there is none.
    """
    parts = urlsplit(url)
    path = Path(unquote(parts.path))
    if parts.netloc not in {"", "localhost"} or not path.is_absolute():
        raise AddressRefused(url, "is no folder of this machine; write it as file:///drop/name")
    if not allowed:
        raise AddressRefused(url, "no folder may be followed; NEWSWIRE_DROP names the folders below which they may")
    real = Path(os.path.realpath(path))
    roots = [Path(os.path.realpath(root)) for root in allowed]
    if not any(real == root or root in real.parents for root in roots):
        raise AddressRefused(url, "is outside the folders that NEWSWIRE_DROP names")
    if not real.is_dir():
        raise Unreachable(url, "there is no such folder")
    return real


def waiting_files(folder: Path, *, now: float, most: int) -> Sequence[Waiting]:
    """Return the files of a folder that have stopped growing, in order of arrival, at most `most`.

    `now` is this machine's clock. Links, folders, hidden and temporary names are left alone. Raises Unreachable.
    """
    found: list[Waiting] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_unfinished(entry.name) or not entry.is_file(follow_symlinks=False):
                    continue
                told = _told(entry)
                if told is not None and _is_quiet(told, now):
                    found.append(told)
    except OSError as error:
        raise Unreachable(folder.as_uri(), f"cannot be read: {error.strerror or error}") from error
    return sorted(found, key=lambda one: (one.changed_ns, one.name))[:most]


def _told(entry: os.DirEntry[str]) -> Waiting | None:
    """What is known of a file; None if it has gone meanwhile."""
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    # The time of writing can be set back, as copies do; this one cannot.
    return Waiting(name=entry.name, size_bytes=status.st_size, changed_ns=status.st_ctime_ns)


def _is_quiet(file: Waiting, now: float) -> bool:
    age = now - file.changed_ns / 1e9
    # A file server's clock may be ahead of ours; if it is an hour ahead, the time says nothing about growing.
    return age >= QUIET_SECONDS or age < -3_600


def _is_unfinished(name: str) -> bool:
    return name.startswith(_UNFINISHED_BEGINNINGS) or name.casefold().endswith(_UNFINISHED_ENDINGS)


def read_waiting(folder: Path, file: Waiting) -> bytes | None:
    """The bytes of a file; None if it has grown, changed or gone since it was listed. Never follows a link.

    Raises Unreachable if it cannot be read.
    """
    try:
        descriptor = os.open(folder / file.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreachable(file.name, f"cannot be read: {error.strerror or error}") from error
    with os.fdopen(descriptor, "rb") as opened:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or before.st_ctime_ns != file.changed_ns or _is_written(descriptor):
            return None
        body = opened.read(MOST_BYTES + 1)
        after = os.fstat(descriptor)
    if after.st_size != len(body) and len(body) <= MOST_BYTES:
        return None
    return body if after.st_ctime_ns == file.changed_ns else None


def _is_written(descriptor: int) -> bool:
    """Say whether a process has the file open for writing, as a paused upload does.

    The kernel tells only for files of our own user, or to root, and not on every file system: False if it does not.
    """
    if sys.platform != "linux":
        return False
    try:
        # The signal of a broken lease would end the process, so use one that is ignored.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == EAGAIN
    return False


def move_done(folder: Path, name: str) -> None:
    """Move a file that was taken in to the folder `done`. Nothing happens where it is not there any more."""
    _move(folder, name, DONE)


def move_aside(folder: Path, name: str, *, reason: str) -> None:
    """Move a file of which nothing could be read to the folder `error`, the reason in a file beside it."""
    target = _free(folder / ERROR, name)
    target.with_name(f"{target.name}.reason.txt").write_text(f"{reason}\n", encoding="utf-8", errors="replace")
    _rename(folder / name, target)


def _move(folder: Path, name: str, to: str) -> None:
    _rename(folder / name, _free(folder / to, name))


def _free(folder: Path, name: str) -> Path:
    """A path in a folder that no file has: the name, else with a number behind it. Makes the folder.

    OSError if the folder is a link: it may lead anywhere.
    """
    if folder.is_symlink():
        raise NotADirectoryError(ENOTDIR, "it is a link", str(folder))
    folder.mkdir(exist_ok=True)
    target = folder / name
    number = 1
    while os.path.lexists(target):
        number += 1
        target = folder / f"{name}.{number}"
    return target


def _rename(source: Path, target: Path) -> None:
    # Another worker may have moved it: then it is where it belongs.
    try:
        source.rename(target)
    except FileNotFoundError:
        return


def files_below(path: Path) -> Iterator[Path]:
    """A file itself, or the files of a folder and its folders in order, without links, hidden and temporary names."""
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.iterdir()):
        if _is_unfinished(child.name) or child.is_symlink():
            continue
        yield from files_below(child)
