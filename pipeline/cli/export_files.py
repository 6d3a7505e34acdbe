"""Write an export to standard output, or with a manifest to a file or a folder of days."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.counting import counted
from pipeline.cli.printing import complain, stop_printing
from pipeline.cli.progress import Progress
from pipeline.delivery import SINKS, Parcel, SinkKind
from pipeline.delivery.day_folders import day_folders
from pipeline.delivery.files import FileWritten, add_to_manifest, files_named, growing_file
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    from pipeline.stages.export import Exported, Selection
    from pipeline.store import Store

__all__ = ["FORMATS", "go_on_with", "to_day_folders", "to_file", "to_standard_output"]

FORMATS: Mapping[str, SinkKind] = {name: sink for name, sink in SINKS.items() if sink.suffix is not None}


def go_on_with(cursor: str) -> str:
    """Return the option with which the next export continues."""
    return f"go on with --after {shlex.quote(cursor)}"


def to_standard_output(store: Store, selection: Selection, *, kind: SinkKind) -> None:
    """Print the selected rows, and on standard error the cursor to continue from."""
    from pipeline.stages.export import export

    def outlet(parcel: Parcel) -> None:
        sys.stdout.buffer.write(parcel.body)

    try:
        done = export(store, selection, opening=partial(kind.open, outlet), tell=Progress("rows"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        stop_printing()
        return
    complain(f"{counted(done.rows, 'row')}; {go_on_with(done.cursor)}")


def to_file(store: Store, selection: Selection, *, kind: SinkKind, path: Path, now: datetime) -> FileWritten:
    """Write the selected rows to a file, whole or not at all. Return its line of the manifest."""
    from pipeline.stages.export import export

    files_named(path.parent)  # a manifest of somebody else's is found before the work, not after it
    with _writing(path), growing_file(path) as growing:
        done = export(store, selection, opening=partial(kind.open, growing), tell=Progress("rows"))
    about = _about(selection, kind=kind, now=now, done=done)
    written = replace(about, file=path.name, rows=done.rows, bytes=growing.size_bytes, sha256=growing.sha256)
    add_to_manifest(path.parent, written)
    return written


def to_day_folders(
    store: Store, selection: Selection, *, kind: SinkKind, folder: Path, now: datetime
) -> tuple[Exported, Sequence[FileWritten]]:
    """Write a file for each day, all of them or none. Return their lines of the manifest."""
    from pipeline.stages.export import export

    files_named(folder)
    with _writing(folder), day_folders(folder, kind) as days:
        done = export(store, selection, opening=days.open, tell=Progress("rows"), by_day=True)
    about = _about(selection, kind=kind, now=now, done=done)
    written = [
        replace(
            about,
            file=one.path.relative_to(folder).as_posix(),
            rows=one.rows,
            bytes=one.growing.size_bytes,
            sha256=one.growing.sha256,
        )
        for one in days.files
    ]
    folder.mkdir(parents=True, exist_ok=True)
    add_to_manifest(folder, *written)
    return done, written


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NewswireError(str(path), f"cannot be written: {error.strerror or error}") from error


def _about(selection: Selection, *, kind: SinkKind, now: datetime, done: Exported) -> FileWritten:
    """Return what the manifest says about all files of an export."""
    return FileWritten(
        file="",
        format=kind.name,
        newswire=version("newswire"),
        written_at=now.isoformat(),
        selection={
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(selection).items()
            if value is not None
        },
        cursor=done.cursor,
        rows=0,
        bytes=0,
        sha256="",
    )
