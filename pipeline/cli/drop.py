"""`newswire drop`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.ingest import print_states
from pipeline.cli.printing import AsJson, print_json, print_json_line
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table
from pipeline.cli.waiting import is_settled, require_workers, wait_until_settled, waits_for
from pipeline.errors import NewswireError, SettingsInvalid

if TYPE_CHECKING:
    from pipeline.stages.take_in import DroppedFile, Taken
    from pipeline.store import Store
    from pipeline.store.ledger import Origin

Zone = Annotated[str | None, typer.Option(metavar="ZONE", help="The zone of times without one, as in Europe/Madrid.")]
Charset = Annotated[str | None, typer.Option(metavar="NAME", help="The charset of files that name none, as in cp850.")]
SourceName = Annotated[str | None, typer.Option("--source", metavar="NAME", help="The agency; else what items say.")]
_STDIN = "-"
_LONGEST_SECONDS = 600.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("drop")(drop)


def drop(
    paths: Annotated[list[str], typer.Argument(metavar="PATH… or -", help="Files and folders; - is standard input.")],
    *,
    source: SourceName = None,
    zone: Zone = None,
    charset: Charset = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what the files hold; needs no database.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take in wire files: NITF, NewsML, ninjs, ANPA, IPTC 7901, plain text. Wait, and print what became of each item.

    The workers must be running, but for a dry run. Files stay where they are.

    Example: `newswire drop incoming/ --source EFE --zone Europe/Madrid`
    """
    check_reading(zone, charset)
    if dry_run:
        errors = _print_items(paths, zone=zone, charset=charset, as_json=as_json)
    else:
        errors = _take(paths, source=source, zone=zone, charset=charset, as_json=as_json)
    if errors:
        raise NewswireError(errors[0][0], errors[0][1] + (f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""))


def check_reading(zone: str | None, charset: str | None) -> None:
    """Raise BadParameter if a zone or a charset does not exist."""
    import codecs

    from pipeline.stages.take_in import known_zone

    try:
        known_zone(zone)
    except SettingsInvalid as error:
        raise typer.BadParameter(error.reason, param_hint="--zone") from error
    try:
        codecs.lookup(charset or "utf-8")
    except LookupError as error:
        raise typer.BadParameter(f"{charset!r} is no charset", param_hint="--charset") from error


def _files(paths: Sequence[str]) -> Iterator[tuple[str, bytes | NewswireError]]:
    """Yield each file by name, with its bytes or the reason why it cannot be read."""
    from pipeline.folders import files_below

    for given in paths:
        if given == _STDIN:
            yield _STDIN, sys.stdin.buffer.read()
            continue
        try:
            for path in files_below(Path(given)):
                yield str(path), path.read_bytes()
        except OSError as error:
            yield given, NewswireError(given, error.strerror or str(error))


def _print_items(
    paths: Sequence[str], *, zone: str | None, charset: str | None, as_json: bool
) -> Sequence[tuple[str, str]]:
    from pipeline.stages.dry_run import items_of

    errors: list[tuple[str, str]] = []
    lines: list[Mapping[str, object]] = []
    for name, body in _files(paths):
        for item in items_of(name, body, zone=zone, charset=charset):
            if item["format"] is None:
                errors.append((name, str(item["error"])))
            if as_json:
                print_json_line(item)
            else:
                lines.append(item)
    if not as_json:
        shown = ("file", "format", "index", "kind", "item_version", "status", "title", "error")
        print_table(
            ("file", "format", "item", "kind", "version", "status", "title", "error"),
            [tuple(line[name] for name in shown) for line in lines],
        )
    return errors


def _take(
    paths: Sequence[str], *, source: str | None, zone: str | None, charset: str | None, as_json: bool
) -> Sequence[tuple[str, str]]:
    from pipeline.settings import Settings
    from pipeline.store.ledger import Origin

    errors: list[tuple[str, str]] = []
    with opened() as newswire:
        store = newswire.store
        require_workers(store, Settings.read(), seconds=_LONGEST_SECONDS)
        since = store.operations.clock()
        origin = Origin(source_id=_source_id(store, source), zone=zone, charset=charset)
        told = _taken(store, paths, origin, errors)
        entry_ids = list(dict.fromkeys(entry_id for one in told for entry_id in one.entry_ids))
        left = wait_until_settled(store, since=since, seconds=_LONGEST_SECONDS, entry_ids=entry_ids)
        states = store.ledger.states(entry_ids=entry_ids)
    if as_json:
        print_json(states)
    else:
        print_states(states)
    errors += [(one.url, one.error) for one in told if one.error is not None]
    if not is_settled(left):
        raise NewswireError("drop", f"still waiting for {waits_for(left)}; the workers go on, see `newswire status`")
    return errors


def _source_id(store: Store, source: str | None) -> int | None:
    from pipeline.stages.subscribe import wire_source

    return None if source is None else store.articles.source_id(slug=wire_source(source), name=source)


def _taken(store: Store, paths: Sequence[str], origin: Origin, errors: list[tuple[str, str]]) -> Sequence[Taken]:
    from pipeline.stages.take_in import DroppedFile, take_files

    def files() -> Iterator[DroppedFile]:
        for name, body in _files(paths):
            if isinstance(body, bytes):
                yield DroppedFile(url="stdin:" if name == _STDIN else Path(name).absolute().as_uri(), body=body)
            else:
                errors.append((name, body.reason))

    return [one for told, _ in take_files(store, files(), origin) for one in told]
