"""Files that are written whole or not at all, and the manifest that describes them."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.delivery.sink import Parcel
from pipeline.errors import NewswireError

__all__ = ["MANIFEST", "FileWritten", "GrowingFile", "add_to_manifest", "files_named", "growing_file"]

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWritten:
    """A file as the manifest tells of it. `cursor` is where to go on in the change feed, `selection` what was asked."""

    file: str
    format: str
    newswire: str
    written_at: str
    selection: Mapping[str, str]
    cursor: str
    rows: int
    bytes: int
    sha256: str


class GrowingFile:
    """The outlet of a sink that writes a file, counting and hashing what goes by; hidden until it takes its name."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._stream = self._unfinished.open("wb")
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def __call__(self, parcel: Parcel) -> None:
        self._stream.write(parcel.body)
        self._hash.update(parcel.body)
        self.size_bytes += len(parcel.body)

    @property
    def sha256(self) -> str:
        """Of all that was written, in hexadecimal."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """See that all is on the disk, and close the file."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def take_name(self) -> None:
        """Give a finished file its name, in place of an earlier one."""
        self._unfinished.replace(self._path)
        _keep_name(self._path.parent)

    def discard(self) -> None:
        """Remove a file that has not taken its name."""
        self._stream.close()
        self._unfinished.unlink(missing_ok=True)


@contextmanager
def growing_file(path: Path) -> Iterator[GrowingFile]:
    """A file that takes its name once it is whole and on the disk; where the block fails, nothing of it stays."""
    growing = GrowingFile(path)
    try:
        yield growing
        growing.finish()
        growing.take_name()
    finally:
        growing.discard()


def _keep_name(folder: Path) -> None:
    """See that a name given in a folder survives a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def add_to_manifest(folder: Path, *written: FileWritten) -> None:
    """Name files in their folder's manifest, in place of earlier ones so named; NewswireError if it is none."""
    path = folder / MANIFEST
    names = {one.file for one in written}
    files = [file for file in files_named(folder) if file.get("file") not in names]
    text = json.dumps({"files": [*files, *map(asdict, written)]}, ensure_ascii=False, indent=2)
    with growing_file(path) as manifest:
        manifest(Parcel(body=f"{text}\n".encode()))


def files_named(folder: Path) -> list[dict[str, object]]:
    """The files that a folder's manifest names, none where it has none; NewswireError if it is somebody else's."""
    path = folder / MANIFEST
    if not path.exists():
        return []
    try:
        return list(json.loads(path.read_text(encoding="utf-8"))["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise NewswireError(str(path), "is not a manifest of newswire; export to another folder") from error
