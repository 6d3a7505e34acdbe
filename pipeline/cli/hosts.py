"""`newswire feeds politeness`: the requests to each host, and the rules that limited them."""

from datetime import UTC
from typing import Annotated

import typer

from pipeline.cli.moments import moment
from pipeline.cli.printing import AsJson, print_json
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table

_UNITS = ("B", "kB", "MB", "GB", "TB")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("politeness")(politeness)


def politeness(
    host: Annotated[
        str | None, typer.Argument(metavar="HOST", help="Only this host, with its port if it has one.")
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option(help="From this day on (UTC): a date, or an age like 3d; all days by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the requests to each host: number, share of 304 answers, bytes, rechecks, and what prevented requests.

    Example: `newswire feeds politeness --since 2026-11-01`
    """
    with opened() as newswire:
        day = moment(since, now=newswire.store.operations.clock()).astimezone(UTC).date() if since else None
        accounts = newswire.store.accounts.list(host=host, since=day)
    if as_json:
        print_json(accounts)
        return
    rows = [
        (
            one.host,
            one.requests,
            f"{one.not_modified / one.requests:.0%}" if one.requests else "",
            one.failed,
            _size(one.bytes),
            one.refused,
            one.postponed,
            one.pauses,
            one.rechecks,
        )
        for one in accounts
    ]
    print_table(
        ("host", "requests", "304", "failed", "bytes", "robots said no", "waited", "pauses kept", "looks"),
        rows,
        none="no request is on record" + (f" for {host}" if host else ""),
    )


def _size(count: int) -> str:
    size = float(count)
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} {_UNITS[-1]}"
