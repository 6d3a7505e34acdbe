"""`newswire dead …`: quarantined work."""

from typing import Annotated

import typer

from pipeline.cli.moments import moment
from pipeline.cli.printing import AsJson, print_json, print_table, say
from pipeline.cli.session import opened
from pipeline.errors import NewswireError
from pipeline.model import EntryId, Stage

app = typer.Typer(help="Quarantined work: list, show, retry.", no_args_is_help=True)


@app.command("list")
def list_dead(
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many at the most, newest first.")] = 100,
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
    print_table(("entry", "stage", "kind", "reason", "address"), rows)
    if len(dead) == limit:
        say(f"the newest {limit}; --limit shows more")


@app.command()
def show(
    entry: Annotated[int, typer.Argument(help="Entry id, as `dead list` prints it.")], *, as_json: AsJson = False
) -> None:
    """Show one quarantined entry: its whole reason, what its stage was given, when it was seen and tried.

    Example: `newswire dead show 17`
    """
    with opened() as newswire:
        dead = newswire.store.ledger.dead_entry(EntryId(entry))
    if dead is None:
        raise NewswireError(f"entry {entry}", "is not quarantined; `newswire dead list` lists what is")
    if as_json:
        print_json(dead)
        return
    document = (
        f"{dead.document_id}, {dead.size_bytes:,} bytes of {dead.content_type or 'an unnamed type'}, fetched "
        f"{dead.document_fetched_at:%Y-%m-%d %H:%M:%S %Z}"
        if dead.document_id is not None and dead.size_bytes is not None
        else "none kept"
    )
    for name, value in (
        ("entry", dead.entry_id),
        ("address", dead.url),
        ("title", dead.title),
        ("feed", dead.feed),
        ("first seen", f"{dead.first_seen_at:%Y-%m-%d %H:%M:%S %Z}, {dead.times_seen} times"),
        ("dead since", f"{dead.ended_at:%Y-%m-%d %H:%M:%S %Z}, after {dead.attempts} attempts"),
        ("stage", dead.failed_stage),
        ("raw document", document),
        ("reason", f"{dead.error_kind}: {dead.last_error}"),
    ):
        if value is not None:
            say(f"{name:<13} {value}")


@app.command()
def retry(
    entries: Annotated[list[int] | None, typer.Argument(metavar="[ENTRY…]", help="Entry ids; none: all.")] = None,
    *,
    stage: Annotated[Stage | None, typer.Option(help="Only what failed in this stage: fetch, clean or load.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what died since then: a date, a date and time, or an age like 2h or 3d.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Only where kind and reason contain this text.")] = None,
) -> None:
    """Give quarantined entries another chance, from the stage each failed in; filters narrow the choice.

    Example: `newswire dead retry --stage fetch --since 2d --reason "HTTP status 503"`
    """
    with opened() as newswire:
        store = newswire.store
        count = store.ledger.retry_dead(
            [EntryId(entry) for entry in entries] if entries else None,
            stage=stage,
            since=moment(since, now=store.operations.clock()) if since else None,
            reason=reason,
        )
    say(f"{count} entries will be tried again")
