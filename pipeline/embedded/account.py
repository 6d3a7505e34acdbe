"""The account of a server that refuses to run as root, and the folders that the account can reach."""

import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NewswireError, SettingsInvalid

__all__ = ["Account", "make_folder", "make_home", "reachable", "server_account", "server_home"]

_ANYBODY = 0o001  # the right of others to pass through a folder
_POINTER = "postgres-home"
# Not /var/tmp: systemd-tmpfiles deletes files there that were not used for 30 days, even single files of a database.
_ELSEWHERE = Path("/var/lib")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The user that a server runs as."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """An existing account without rights where we are root, else None; SettingsInvalid if there is none."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        reason = (
            "refuses to run as root, and there is no account 'nobody'; set NEWSWIRE_DATABASE_URL or be another user"
        )
        raise SettingsInvalid("PostgreSQL", reason) from None
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


def make_folder(folder: Path, account: Account | None) -> Path:
    """A folder of ours that the account can pass through but not change, whatever the umask; closed to all others."""
    folder.mkdir(exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700 if account is None else 0o711)
    return folder


def make_home(home: Path) -> None:
    """Make the folder of a stack where it is missing; SettingsInvalid if there can be none."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"{home} cannot be used as a folder ({error.strerror}); set it to a folder that you can write to"
        raise SettingsInvalid("NEWSWIRE_HOME", reason) from error


def server_home(home: Path, account: Account | None) -> Path:
    """`home`, or a folder under /var/lib in its place where the account cannot reach it (as below a closed /root).

    A link in `home` leads there: it is found again after `home` was moved, and a new home begins with new data.
    """
    make_home(home)
    pointer = home / _POINTER
    if pointer.is_symlink():
        return _led_to(pointer)
    if reachable(home, account):
        return home.resolve()
    if (home / "postgres").exists():
        raise NewswireError(
            str(home), "holds a database, but is closed to 'nobody' by now; give others the right to pass"
        )
    return _elsewhere(home, pointer)


def _led_to(pointer: Path) -> Path:
    folder = pointer.resolve()
    if not folder.is_dir():
        raise NewswireError(str(pointer), f"leads to {folder}, which is gone; remove the link to begin with no data")
    if folder.stat().st_uid != os.geteuid():
        raise NewswireError(str(pointer), f"leads to {folder}, which belongs to somebody else; set NEWSWIRE_HOME")
    return folder


def _elsewhere(home: Path, pointer: Path) -> Path:
    try:
        folder = Path(tempfile.mkdtemp(prefix="newswire-", dir=_ELSEWHERE))
    except OSError as error:
        reason = f"is closed to 'nobody', whom PostgreSQL runs as, and {_ELSEWHERE} takes no folder ({error.strerror})"
        raise NewswireError(
            str(home), f"{reason}; set NEWSWIRE_HOME to a folder that others may pass through"
        ) from error
    folder.chmod(0o711)
    try:
        pointer.symlink_to(folder)
    except FileExistsError:  # another process was first
        folder.rmdir()
    return _led_to(pointer)
