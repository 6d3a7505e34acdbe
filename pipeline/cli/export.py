"""`newswire export`: articles as files for other programs."""

import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.moments import moment
from pipeline.cli.printing import AsJson, complain, print_json, say, stop_printing
from pipeline.cli.progress import Progress
from pipeline.cli.session import opened
from pipeline.delivery import SINKS, Parcel, SinkKind
from pipeline.delivery.files import FileWritten, add_to_manifest, files_named, growing_file
from pipeline.errors import NewswireError
from pipeline.stages.export import Selection
from pipeline.stages.export import export as export_rows
from pipeline.store import Store

_FORMATS = {name: sink for name, sink in SINKS.items() if sink.suffix is not None}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    *,
    format_name: Annotated[str, typer.Option("--format", help=f"One of {', '.join(sorted(_FORMATS))}.")] = "jsonl",
    since: Annotated[
        str | None, typer.Option(help="Published (or else first seen) at or after: a date, a date and time, an age.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Published (or else first seen) before.")] = None,
    after: Annotated[
        str | None, typer.Option(help="What happened after this cursor, withdrawals too; '' is the beginning.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder, or a file with a suffix; none: standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write articles with all their columns as JSON Lines, CSV or Parquet, and the cursor to go on from next time.

    Example: `newswire export --format parquet --since 7d --out archive/`
    """
    kind = _FORMATS.get(format_name)
    if kind is None:
        raise typer.BadParameter(f"there is no format {format_name!r}; choose from {', '.join(sorted(_FORMATS))}")
    if after is not None and (since or until):
        raise typer.BadParameter("--after goes by the change feed, --since and --until by time; give one or the other")
    if out is None and kind.binary:
        raise typer.BadParameter(f"{format_name} is not for standard output; give --out")
    with opened() as newswire:
        store = newswire.store
        now = store.operations.clock()
        selection = Selection(
            since=moment(since, now=now) if since else None,
            until=moment(until, now=now) if until else None,
            after=None if after is None else store.events.place(after),
        )
        if out is None:
            _to_standard_output(store, selection, kind=kind)
            return
        written = _to_file(store, selection, kind=kind, path=_file(out, kind, now), now=now)
    if as_json:
        print_json(written)
    else:
        say(f"{written.rows:,} rows, {written.bytes:,} bytes in {written.file}; go on with --after {written.cursor}")


def _to_standard_output(store: Store, selection: Selection, *, kind: SinkKind) -> None:
    def outlet(parcel: Parcel) -> None:
        sys.stdout.buffer.write(parcel.body)

    try:
        done = export_rows(store, selection, kind=kind, outlet=outlet, tell=Progress("rows"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        stop_printing()
        return
    complain(f"{done.rows:,} rows; go on with --after {done.cursor}")


def _file(out: Path, kind: SinkKind, now: datetime) -> Path:
    if out.suffix and not out.is_dir():
        return out
    return out / f"articles-{now:%Y%m%dT%H%M%SZ}{kind.suffix}"


def _to_file(store: Store, selection: Selection, *, kind: SinkKind, path: Path, now: datetime) -> FileWritten:
    files_named(path.parent)  # a manifest of somebody else's is found before the work, not after it
    try:
        with growing_file(path) as growing:
            done = export_rows(store, selection, kind=kind, outlet=growing, tell=Progress("rows"))
    except OSError as error:
        raise NewswireError(str(path), f"cannot be written: {error.strerror or error}") from error
    asked = {"since": selection.since, "until": selection.until, "after": selection.after}
    written = FileWritten(
        file=path.name,
        format=kind.name,
        newswire=version("newswire"),
        written_at=now.isoformat(),
        selection={
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asked.items()
            if value is not None
        },
        cursor=done.cursor,
        rows=done.rows,
        bytes=growing.size_bytes,
        sha256=growing.sha256,
    )
    add_to_manifest(path.parent, written)
    return written
