"""`newswire replay`: clean stored pages again with the current cleaner."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.counting import counted
from pipeline.cli.differences import differences, show_pieces
from pipeline.cli.moments import moment
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.progress import Progress
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table
from pipeline.errors import NewswireError
from pipeline.masking import masked

if TYPE_CHECKING:
    from pipeline.stages.replay import Change, Replayed, Span
    from pipeline.store import Store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("replay")(replay)


def replay(
    *,
    since: Annotated[str | None, typer.Option(help="Fetched at or after: a date, a date and time, an age.")] = None,
    until: Annotated[str | None, typer.Option(help="Fetched before.")] = None,
    feed: Annotated[str | None, typer.Option(help="Only pages that this feed announced.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; print the differences.")] = False,
    stories: Annotated[
        bool, typer.Option("--stories", help="Group articles that have no story yet, instead of cleaning pages.")
    ] = False,
    show: Annotated[int, typer.Option(min=0, help="Number of differences that a dry run prints.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Clean stored pages again with the current cleaner; changes become revisions of their articles.

    Example: `newswire replay --since 7d --dry-run`, `newswire replay --stories`
    """
    if stories:
        if since or until or feed or dry_run:
            raise typer.BadParameter("--stories groups all that is held; give it alone")
        _group(as_json=as_json)
        return
    from pipeline.stages.replay import Change, Span

    with opened() as newswire:
        store = newswire.store
        now = store.operations.clock()
        span = Span(
            since=moment(since, now=now) if since else None, until=moment(until, now=now) if until else None, feed=feed
        )
        if feed is not None and not store.feeds.list(feed):
            raise NewswireError(feed, "is no feed that is followed; `newswire feeds list` lists those that are")
        counts = _dry(store, span, show=0 if as_json else show) if dry_run else _real(store, span)
    if as_json:
        print_json({str(change): counts[change] for change in Change})
        return
    rows = [(counts[change], change) for change in Change if counts[change]]
    print_table(("documents", "cleaned again"), rows, none="no stored page fits; nothing was cleaned again")
    if not dry_run and counts[Change.NEWLY]:
        say("pages that are newly articles go through the workers; `newswire status` shows them")


def _group(*, as_json: bool) -> None:
    """Group all articles without a story, in order of arrival."""
    from pipeline.stages.group import group_all_held

    progress = Progress("articles grouped")
    grouped = 0
    with opened() as newswire:
        for grouped in group_all_held(newswire.store):
            progress(grouped)
    if as_json:
        print_json({"grouped": grouped})
    else:
        say(f"{counted(grouped, 'article')} grouped")


def _dry(store: Store, span: Span, *, show: int) -> Counter[Change]:
    from pipeline.stages.replay import Change, replay_dry

    counts: Counter[Change] = Counter()
    progress = Progress("documents cleaned again")
    for one in replay_dry(store, span):
        counts[one.change] += 1
        if one.change is Change.CHANGED and counts[Change.CHANGED] <= show:
            _show(one)
        progress(counts.total())
    if show and counts[Change.CHANGED] > show:
        say(f"{counts[Change.CHANGED] - show} more; --show prints more\n")
    return counts


def _real(store: Store, span: Span) -> Counter[Change]:
    from pipeline.stages.replay import replay as replay_documents

    counts: Counter[Change] = Counter()
    progress = Progress("documents cleaned again")
    for batch in replay_documents(store, span):
        counts += batch
        progress(counts.total())
    return counts


def _show(one: Replayed) -> None:
    held = one.held
    if held is None or one.clean is None:
        return
    say(f"article {held.article_id}, {masked(one.stored.kept.url)}")
    before = "\n\n".join(part for part in (held.title, held.text) if part)
    after = "\n\n".join(part for part in (one.clean.title, one.clean.text) if part)
    for pieces in differences(before, after):
        if any(piece.sign != " " for piece in pieces):
            show_pieces(pieces)
    say()
