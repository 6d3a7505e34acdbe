"""`newswire export`: articles as files for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.counting import counted
from pipeline.cli.export_files import FORMATS, go_on_with, to_day_folders, to_file, to_standard_output
from pipeline.cli.moments import moment
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.sources import country_code, language_tag
from pipeline.delivery import SinkKind
from pipeline.delivery.record import record_schema

if TYPE_CHECKING:
    from pipeline.stages.export import Selection
    from pipeline.store import Store

_NAMES = ", ".join(sorted(FORMATS))
_DEFAULT = "jsonl"


class Partition(StrEnum):
    """A way to divide rows among files."""

    DAY = "day"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


Format = Annotated[
    str | None, typer.Option("--format", help=f"One of {_NAMES}; by default that of --out's ending, or {_DEFAULT}.")
]
Ids = Annotated[list[int] | None, typer.Option("--id", metavar="ID", help="Only this article; may be repeated.")]
Query = Annotated[str | None, typer.Option(help="All articles that `newswire search` would find.")]
Source = Annotated[str | None, typer.Option(help="Only from this outlet, by its name or slug.")]
Language = Annotated[str | None, typer.Option(help="Only in this language; en includes en-GB.")]
Country = Annotated[str | None, typer.Option(help="Only from outlets in this country, as in ES.")]
Since = Annotated[
    str | None, typer.Option(help="Published (or else first seen) at or after: a date, a date and time, an age.")
]
Until = Annotated[str | None, typer.Option(help="Published (or else first seen) before this time.")]
After = Annotated[str | None, typer.Option(help="Events after this cursor, withdrawals included; '' is the beginning.")]
Out = Annotated[str | None, typer.Option(help="A file (with an ending) or a folder; by default standard output.")]
ByDay = Annotated[
    Partition | None, typer.Option(help="A file for each day of publication, in UTC: OUT/day=2026-11-30/part-0.…")
]
OnlySchema = Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a record, and nothing else.")]


def export(
    *,
    format_name: Format = None,
    ids: Ids = None,
    query: Query = None,
    source: Source = None,
    language: Language = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    after: After = None,
    out: Out = None,
    partition: ByDay = None,
    schema: OnlySchema = False,
    as_json: AsJson = False,
) -> None:
    """Write articles: all their columns as JSON Lines, CSV or Parquet, or as ninjs or NewsML-G2 for newsrooms.

    Filters may be combined. At the end the cursor to continue from with --after is printed; with --after and a filter,
    an article that no longer fits comes without its columns.

    Example: `newswire export --format parquet --since 7d --out archive/`,
    `newswire export --query '"flood gate"' --language en --partition day --format parquet --out floods/`
    """
    kind = _format(format_name, out)
    if schema and not kind.of_events:
        raise typer.BadParameter(f"the schema of {kind.name} is the IPTC's own", param_hint="--schema")
    if schema:
        print_json(record_schema(kind.name, of_events=after is not None))
        return
    asked = _Asked(
        ids=ids,
        query=query,
        source=source,
        language=None if language is None else language_tag(language),
        country=None if country is None else country_code(country),
        since=since,
        until=until,
        after=after,
    )
    _require_sense(kind, out=out, after=after, bounded=bool(since or until or ids), partition=partition)
    with opened() as newswire:
        store, now = newswire.store, newswire.store.operations.clock()
        selection = _selection(store, asked, now=now)
        if out is None:
            to_standard_output(store, selection, kind=kind)
        elif partition is not None:
            _tell_of_days(store, selection, kind=kind, folder=Path(out), now=now, as_json=as_json)
        else:
            _tell_of_file(store, selection, kind=kind, path=_file(out, kind, now), now=now, as_json=as_json)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The filters as typed."""

    ids: list[int] | None
    query: str | None
    source: str | None
    language: str | None
    country: str | None
    since: str | None
    until: str | None
    after: str | None


def _selection(store: Store, asked: _Asked, *, now: datetime) -> Selection:
    """Parse the times of the filters, and check the cursor against this database."""
    from pipeline.stages.export import Selection

    return Selection(
        ids=None if asked.ids is None else tuple(asked.ids),
        since=moment(asked.since, now=now) if asked.since else None,
        until=moment(asked.until, now=now) if asked.until else None,
        after=None if asked.after is None else store.events.place(asked.after),
        query=asked.query,
        source=asked.source,
        language=asked.language,
        country=asked.country,
    )


def _format(name: str | None, out: str | None) -> SinkKind:
    """Return the format named by --format or the file's ending; BadParameter if they differ or none is known."""
    if name is not None and name not in FORMATS:
        raise typer.BadParameter(f"there is no format {name!r}; choose from {_NAMES}", param_hint="--format")
    ending = "" if out is None or _is_folder(out) else Path(out).suffix
    if not ending:
        return FORMATS[name or _DEFAULT]
    by_ending = next((kind for kind in FORMATS.values() if kind.suffix == ending.lower()), None)
    if by_ending is None:
        endings = ", ".join(sorted(str(kind.suffix) for kind in FORMATS.values()))
        reason = f"the ending {ending} is of no format; choose from {endings}, or end a folder's name with a slash"
        raise typer.BadParameter(reason, param_hint="--out")
    if name not in {None, by_ending.name}:
        reason = f"{out} has the ending of {by_ending.name}, but --format says {name}; leave one of them out"
        raise typer.BadParameter(reason, param_hint="--format")
    return by_ending


def _is_folder(out: str) -> bool:
    return out.endswith("/") or Path(out).is_dir()


def _require_sense(
    kind: SinkKind, *, out: str | None, after: str | None, bounded: bool, partition: Partition | None
) -> None:
    """Raise BadParameter if options contradict each other."""
    if after is not None and not kind.of_events:
        raise typer.BadParameter(f"{kind.name} holds articles, not events; use --since, or jsonl, csv or parquet")
    if after is not None and bounded:
        raise typer.BadParameter("--after goes by the change feed; it cannot be combined with --id, --since or --until")
    if out is None and kind.binary:
        raise typer.BadParameter(f"{kind.name} is not for standard output; give --out")
    if partition is None:
        return
    if after is not None:
        raise typer.BadParameter("--partition is for articles; what happened --after a cursor is one file")
    if out is None or (Path(out).suffix and not _is_folder(out)):
        raise typer.BadParameter("--partition writes many files; give a folder with --out")


def _file(out: str, kind: SinkKind, now: datetime) -> Path:
    if _is_folder(out) or not Path(out).suffix:
        return Path(out) / f"articles-{now:%Y%m%dT%H%M%SZ}{kind.suffix}"
    return Path(out)


def _tell_of_file(
    store: Store, selection: Selection, *, kind: SinkKind, path: Path, now: datetime, as_json: bool
) -> None:
    written = to_file(store, selection, kind=kind, path=path, now=now)
    if as_json:
        print_json(written)
    else:
        say(_told(written.rows, written.bytes, str(path), cursor=written.cursor))


def _tell_of_days(
    store: Store, selection: Selection, *, kind: SinkKind, folder: Path, now: datetime, as_json: bool
) -> None:
    done, files = to_day_folders(store, selection, kind=kind, folder=folder, now=now)
    if as_json:
        print_json({"rows": done.rows, "cursor": done.cursor, "files": files})
    else:
        size = sum(file.bytes for file in files)
        say(_told(done.rows, size, counted(len(files), "day"), cursor=done.cursor))


def _told(rows: int, size: int, where: str, *, cursor: str) -> str:
    return f"{counted(rows, 'row')}, {counted(size, 'byte')} in {where}; {go_on_with(cursor)}"
