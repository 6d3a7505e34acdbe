"""`newswire feeds set`: the settings of one feed."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from pipeline.cli.moments import duration
from pipeline.cli.printing import say
from pipeline.cli.session import opened
from pipeline.errors import NewswireError
from pipeline.masking import masked

_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DISTANCE = re.compile(rf"(\d{{1,4}})\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})")
# A sooner recheck finds the page unchanged; after a month publishers no longer correct news.
_CLOSEST, _FURTHEST = timedelta(minutes=5), timedelta(days=31)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("set")(set_feed)


def set_feed(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a feed.")],
    *,
    recheck: Annotated[
        str,
        typer.Option(
            metavar="1h,6h,1d,7d|default|never",
            help="When pages of the feed are fetched again, counted from publication.",
        ),
    ],
) -> None:
    """Set when the pages of a feed are fetched again to find edits and deletions.

    Example: `newswire feeds set https://wire.example/rss --recheck 30min,6h,2d`
    """
    distances = None if recheck.strip() == "default" else _distances(recheck)
    with opened() as newswire:
        if not newswire.store.rechecks.set_distances(url, distances):
            raise NewswireError(url, "no such feed is followed; `newswire feeds list` names those that are")
    say(f"recheck  {_said(distances)}  {masked(url)}")


def _distances(value: str) -> Sequence[timedelta]:
    if value.strip() == "never":
        return ()
    found = [_DISTANCE.fullmatch(part.strip()) for part in value.split(",")]
    distances = sorted({timedelta(**{_UNITS[one[2]]: int(one[1])}) for one in found if one})
    if None in found or not _CLOSEST <= distances[0] <= distances[-1] <= _FURTHEST:
        raise typer.BadParameter(
            "give distances of 5min to 31d, such as 1h,6h,1d,7d, or never, or default", param_hint="--recheck"
        )
    return distances


def _said(distances: Sequence[timedelta] | None) -> str:
    if distances is None:
        return "as usual"
    return ", ".join(duration(one) for one in distances) or "never"
