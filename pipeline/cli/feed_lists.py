"""`newswire feeds import` and `newswire feeds export`: lists of feeds as OPML."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.counting import counted, plural
from pipeline.cli.printing import AsJson, complain, print_json, say
from pipeline.cli.session import opened
from pipeline.errors import NewswireError
from pipeline.masking import masked_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result for one feed of the list: added, already followed, or refused with a reason."""

    feed: str
    outcome: str
    reason: str | None = None


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_feeds)
    app.command("export")(export_feeds)


def import_feeds(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds, as feed readers export it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Follow all feeds in an OPML file. They are not fetched now but polled soon; `feeds list` shows how each does.

    Entries that cannot be read or followed are named with their line and skipped; the exit status is then 1.

    Example: `newswire feeds import subscriptions.opml`
    """
    from pipeline.sources.opml import outlines
    from pipeline.stages.subscribe import listed_subscription

    try:
        listed = outlines(file.read_bytes(), str(file))
    except OSError as error:
        raise NewswireError(str(file), error.strerror or "cannot be read") from error
    with opened() as newswire:
        feeds = [one for one in listed if one.refused is None]
        added = newswire.store.feeds.add_all([listed_subscription(one) for one in feeds])
    results = [
        Imported(feed=masked_address(one.url), outcome="refused", reason=one.refused) for one in listed if one.refused
    ]
    results += [
        Imported(feed=masked_address(url), outcome="added" if new else "followed already") for url, new in added
    ]
    if as_json:
        print_json(results)
    else:
        _say_what_became(results)
    if any(one.reason for one in results):
        raise typer.Exit(1)


def _say_what_became(results: Sequence[Imported]) -> None:
    counts = {outcome: sum(one.outcome == outcome for one in results) for outcome in ("added", "followed already")}
    for one in results:
        if one.reason:
            say(f"refused  {one.feed}: {one.reason}")
    say(f"{counted(counts['added'], 'feed')} added, {counts['followed already']:,} followed already")


def export_feeds(
    *,
    secrets: Annotated[
        bool, typer.Option("--secrets", help="Also write the passwords and tokens in addresses.")
    ] = False,
) -> None:
    """Print all feeds that are followed as OPML.

    Tokens in addresses are masked. To import the list elsewhere, use `--secrets` and keep the file safe.

    Example: `newswire feeds export > subscriptions.opml`
    """
    from pipeline.sources.opml import Outline, opml

    with opened() as newswire:
        feeds = newswire.store.feeds.addresses()
        now = newswire.store.operations.clock()
    rows = [Outline(url=one.url if secrets else one.shown_url, title=one.title, homepage=one.homepage) for one in feeds]
    sys.stdout.buffer.write(opml(rows, title="Feeds of newswire", at=now))
    hidden = sum(one.url != one.shown_url for one in feeds)
    if hidden and not secrets:
        complain(f"{counted(hidden, 'address')} {plural('has', hidden)} a token that is masked; --secrets writes it")
