"""`newswire demo`: the whole stack on the bundled sample newswire."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.counting import counted
from pipeline.cli.printing import say
from pipeline.cli.stack import ending_with_the_signal, running_stack, say_where, wait_for_the_end
from pipeline.cli.status import balance_line
from pipeline.cli.tables import print_table
from pipeline.cli.waiting import is_settled, wait_until_settled, waits_for
from pipeline.errors import NewswireError
from pipeline.model import FeedId

if TYPE_CHECKING:
    from pipeline.demo.dropping import DeliveredFile
    from pipeline.store import Store

_SECONDS_A_ROUND = 80.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(*, keep: Annotated[bool, typer.Option("--keep", help="Keep running until interrupted.")] = False) -> None:
    """Run the stack on the sample newswire, print what arrived, and stop. Its data is kept in a folder of its own.

    Example: `newswire demo --keep`
    """
    from pipeline.demo import SampleSite
    from pipeline.demo.dropping import AgencyFolder
    from pipeline.demo.following import follow_sample, read_last_run, remember_run
    from pipeline.embedded import make_home
    from pipeline.settings import Settings
    from pipeline.wiring import open_newswire

    settings = Settings.read()
    home = settings.home / "demo"
    make_home(home)
    # The sample sites are local: no address guard and no spacing between requests.
    ours = {"home": home, "allow_private_addresses": True, "host_spacing_seconds": 0.0, "drop": str(home / "drop")}
    settings = settings.model_copy(update=ours)
    port, edition = read_last_run(home)
    with SampleSite(port=port, edition=edition) as site, running_stack(settings) as stack:
        say(f"sample newswire at {site.url}, edition {site.edition}")
        newswire = open_newswire(settings.model_copy(update={"database_url": stack.database_url}))
        store = newswire.store
        try:
            agency = AgencyFolder(home, site.sample)
            folder_id = follow_sample(store, site, agency, settle=partial(_settle, store), say=say)
            remember_run(home, port=port, edition=site.edition)
            _print_arrivals(store, agency.told(store, folder_id))
        finally:
            store.close()
        say(f"look around: NEWSWIRE_HOME={home} {_command()} search harbour")
        if keep:
            say_where(stack)
            say("running; Ctrl-C stops everything")
            with ending_with_the_signal():
                wait_for_the_end(stack.supervisor)


def _settle(store: Store, since: datetime, feed_ids: Sequence[FeedId]) -> None:
    left = wait_until_settled(store, since=since, seconds=_SECONDS_A_ROUND, feed_ids=feed_ids)
    if not is_settled(left):
        reason = f"still waiting for {waits_for(left)} after {_SECONDS_A_ROUND:g} s; the logs say why"
        raise NewswireError("demo", reason)


def _print_arrivals(store: Store, delivered: Sequence[DeliveredFile]) -> None:
    while store.search.index(most=200):
        pass
    arrived = store.articles.arrived(most=1_000)
    columns = ("id", "source", "lang", "title", "agency", "place", "words", "rev", "status", "removed")
    rows = [
        (
            a.id,
            a.source,
            a.language,
            a.title,
            a.agency,
            a.dateline_place,
            a.word_count,
            a.revision,
            a.status,
            a.removals,
        )
        for a in arrived
    ]
    print_table(columns, rows, title=counted(len(arrived), "article"))
    say()
    dropped = [(one.file, one.format, one.title, one.became.told) for one in delivered]
    print_table(("file", "format", "item", "what became of it"), dropped, title="what the agency dropped")
    say()
    _print_stories(store)
    removals = [(r.kind, r.removals, r.articles, r.example.partition("\n")[0]) for r in store.articles.removals()]
    print_table(("kind", "removed", "articles", "for example"), removals, title="what the cleaner removed")
    say()
    dead = [(d.failed_stage, d.last_error.partition("\n")[0], d.url or d.title) for d in store.ledger.dead(most=100)]
    print_table(("stage", "reason", "address"), dead, title="dead, with the reason")
    troubled = [(t.state, t.reason, t.feed) for t in store.operations.troubled_feeds()]
    print_table(("state", "reason", "feed"), troubled, title="feeds in trouble")
    say()
    say(balance_line(store.ledger.balance()))


def _print_stories(store: Store) -> None:
    """Group all articles and print the stories with several articles."""
    from pipeline.stages.group import group_articles

    while group_articles(store):
        pass
    found = store.stories.list(since=None, language=None, least=2, most=20)
    rows = [(one.id, one.articles, one.outlets, one.agency, one.known_by, one.headline) for one in found]
    print_table(
        ("id", "articles", "outlets", "agency", "known by", "headline"), rows, title="stories of several articles"
    )
    say()


def _command() -> str:
    """Return the command as it was called, so that the hint works if it is not on the PATH."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "newswire" else "newswire"
