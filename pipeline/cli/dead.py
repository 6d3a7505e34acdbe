"""`newswire dead …`: quarantined work."""

from typing import Annotated

import typer

from pipeline.cli.printing import AsJson, print_json, print_table, say
from pipeline.cli.session import opened
from pipeline.model import EntryId

app = typer.Typer(help="Quarantined work: list, retry.", no_args_is_help=True)


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
def retry(
    entries: Annotated[list[int] | None, typer.Argument(metavar="[ENTRY…]", help="Entry ids; none: all.")] = None,
) -> None:
    """Give quarantined entries another chance, from the stage each failed in.

    Example: `newswire dead retry 17 23`
    """
    with opened() as newswire:
        count = newswire.store.ledger.retry_dead([EntryId(entry) for entry in entries] if entries else None)
    say(f"{count} entries will be tried again")
