"""`newswire status`."""

from collections.abc import Mapping

import typer

from pipeline.cli.counting import counted
from pipeline.cli.moments import ago, due, duration
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.running import running
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status")(status)


def status(*, as_json: AsJson = False) -> None:
    """Show whether the stack runs, the feeds by state, the ledger's balance, the backlog, and the feeds in trouble.

    Example: `newswire status --json`
    """
    from pipeline.settings import Settings

    with opened() as newswire:
        store = newswire.store
        balance = store.ledger.balance()
        backlog = store.operations.backlog()
        feeds = store.operations.feeds_by_state()
        queued = store.operations.queued_feeds()
        troubled = store.operations.troubled_feeds()
        beat = store.operations.since_last_beat()
        now = store.operations.clock()
    stack = running(Settings.read(), beat)
    discovered = sum(balance.values())
    if as_json:
        print_json(
            {
                "running": stack.is_running,
                "ledger": {"discovered": discovered, **balance},
                "backlog": backlog,
                "feeds": feeds,
                "feeds_queued": queued,
                "troubled_feeds": troubled,
                "seconds_since_tick": beat,
            }
        )
        return
    say(f"newswire: {stack.words}")
    say(f"feeds: {_feeds_line(feeds, queued)}")
    say(balance_line(balance))
    if backlog:
        rows = [(b.stage, b.waiting, b.leased, duration(b.oldest) if b.oldest else "") for b in backlog]
        print_table(("stage", "entries", "in work", "oldest waits"), rows, title="backlog")
    if troubled:
        rows_of_feeds = [(t.state, ago(t.since, now), due(t.next_poll_at, now), t.feed, t.reason) for t in troubled]
        print_table(("state", "since", "next poll", "feed", "reason"), rows_of_feeds, title="feeds in trouble")


def _feeds_line(feeds: Mapping[str, int], queued: int) -> str:
    """Count the feeds by state, and those that wait for a worker."""
    if not feeds:
        return "none is followed; `newswire feeds add URL` follows one"
    states = ", ".join(f"{count:,} {state}" for state, count in feeds.items())
    return f"{states}; {counted(queued, 'feed')} queued for polling" if queued else states


def balance_line(balance: Mapping[str, int]) -> str:
    """Write the ledger's balance as one equation, with the states in the order of work."""
    order = ("waiting", "in_work", "loaded", "duplicate", "filtered", "dead")
    terms = [f"{balance[state]:,} {state.replace('_', ' ')}" for state in order if state in balance]
    return f"ledger: {sum(balance.values()):,} discovered = {' + '.join(terms) or '0'}"
