"""`newswire dead …`: dead letters, that is, quarantined work."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.counting import counted
from pipeline.cli.moments import moment, shown_moment
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import print_facts, print_table
from pipeline.errors import NewswireError
from pipeline.model import EntryId, Stage

if TYPE_CHECKING:
    from pipeline.store.ledger import DeadDetail

app = typer.Typer(help="Quarantined work: list, show, retry.", no_args_is_help=True)


class _WorkStage(StrEnum):
    """The stages that work can fail in."""

    FETCH = Stage.FETCH.value
    CLEAN = Stage.CLEAN.value
    LOAD = Stage.LOAD.value


@app.command("list")
def list_dead(
    *,
    limit: Annotated[int, typer.Option(min=1, help="Print at most this many, newest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List quarantined entries, each with stage and reason.

    Example: `newswire dead list --limit 20`
    """
    with opened() as newswire:
        dead = newswire.store.ledger.dead(most=limit)
    if as_json:
        print_json(dead)
        return
    rows = [(d.entry_id, d.failed_stage, d.error_kind, d.last_error.partition("\n")[0], d.url or d.title) for d in dead]
    print_table(("entry", "stage", "kind", "reason", "address"), rows, none="no work is quarantined")
    if len(dead) == limit:
        say(f"the newest {limit}; --limit shows more")


@app.command()
def show(
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="Entry id, as `dead list` prints it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show one quarantined entry: its full reason, the input of its stage, when it was seen and tried.

    Example: `newswire dead show 17`
    """
    with opened() as newswire:
        dead = newswire.store.ledger.dead_entry(EntryId(entry))
    if dead is None:
        raise NewswireError(f"entry {entry}", "is not quarantined; `newswire dead list` lists what is")
    if as_json:
        print_json(dead)
        return
    facts = (
        ("entry", str(dead.entry_id)),
        ("address", dead.url),
        ("title", dead.title),
        ("feed", dead.feed),
        ("first seen", f"{shown_moment(dead.first_seen_at)}, {counted(dead.times_seen, 'time')} in all"),
        ("dead since", f"{shown_moment(dead.ended_at)}, after {counted(dead.attempts, 'attempt')}"),
        ("stage", dead.failed_stage),
        ("raw document", _document(dead)),
        ("kind", dead.error_kind),
        ("reason", dead.last_error.partition("\n")[0]),
    )
    print_facts(facts)
    for line in dead.last_error.splitlines()[1:]:
        say(line.rstrip())


def _document(dead: DeadDetail) -> str:
    """Describe the raw document that the entry's stage got."""
    if dead.document_id is None or dead.size_bytes is None or dead.document_fetched_at is None:
        return "none kept"
    size = f"{counted(dead.size_bytes, 'byte')} of {dead.content_type or 'an unnamed type'}"
    return f"{dead.document_id}, {size}, fetched {shown_moment(dead.document_fetched_at)}"


@app.command()
def retry(
    entries: Annotated[list[int] | None, typer.Argument(metavar="ENTRY…", help="Entry ids; none: all.")] = None,
    *,
    stage: Annotated[_WorkStage | None, typer.Option(help="Only entries that failed in this stage.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Only entries that failed since then: a date, a date and time, an age like 2h.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Only where kind and reason contain this text.")] = None,
) -> None:
    """Try quarantined entries again, from the stage in which each failed; filters select entries.

    Example: `newswire dead retry --stage fetch --since 2d --reason "HTTP status 503"`
    """
    with opened() as newswire:
        store = newswire.store
        count = store.ledger.retry_dead(
            [EntryId(entry) for entry in entries] if entries else None,
            stage=Stage(stage) if stage else None,
            since=moment(since, now=store.operations.clock()) if since else None,
            reason=reason,
        )
    if count == 0:
        say("nothing to retry: no quarantined entry fits; `newswire dead list` lists what there is")
        return
    say(f"{counted(count, 'entry')} will be tried again; `newswire status` shows the backlog")
