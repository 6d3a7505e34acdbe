"""`newswire status`."""

from collections.abc import Mapping
from datetime import timedelta

import typer

from pipeline.cli.printing import AsJson, ago, duration, print_json, print_table, say
from pipeline.cli.session import opened

# Twelve turns of the schedule: a busy worker misses one or two, a stopped clockwork all.
_STANDS_STILL = timedelta(seconds=60)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status")(status)


def status(*, as_json: AsJson = False) -> None:
    """Show the ledger's balance, the backlog of each stage, the clockwork, and the feeds in trouble.

    Example: `newswire status --json`
    """
    with opened() as newswire:
        store = newswire.store
        balance = store.ledger.balance()
        backlog = store.operations.backlog()
        feeds = store.operations.feeds_by_state()
        troubled = store.operations.troubled_feeds()
        beat = store.operations.since_last_beat()
        now = store.operations.clock()
    discovered = sum(balance.values())
    if as_json:
        print_json(
            {
                "ledger": {"discovered": discovered, **balance},
                "backlog": backlog,
                "feeds": feeds,
                "troubled_feeds": troubled,
                "seconds_since_tick": beat,
            }
        )
        return
    say(balance_line(balance))
    say(f"feeds: {', '.join(f'{count} {state}' for state, count in feeds.items()) or 'none followed'}")
    say(f"clockwork: {_clockwork(beat)}")
    if backlog:
        rows = [(b.stage, b.waiting, b.leased, duration(b.oldest) if b.oldest else "") for b in backlog]
        print_table(("stage", "entries", "in work", "oldest waits"), rows, title="backlog")
    if troubled:
        rows_of_feeds = [(t.state, ago(t.since, now), t.feed, t.reason) for t in troubled]
        print_table(("state", "since", "feed", "reason"), rows_of_feeds, title="feeds in trouble")


def _clockwork(since_tick: timedelta | None) -> str:
    if since_tick is None:
        return "never ran; is beat running?"
    told = f"last tick {duration(since_tick)} ago"
    return told if since_tick < _STANDS_STILL else f"stands still, {told}; are beat and the worker of ops running?"


def balance_line(balance: Mapping[str, int]) -> str:
    """The ledger's balance as one equation: the states that hold entries, in the order of work."""
    order = ("waiting", "in_work", "loaded", "duplicate", "filtered", "dead")
    terms = [f"{balance[state]:,} {state.replace('_', ' ')}" for state in order if state in balance]
    return f"ledger: {sum(balance.values()):,} discovered = {' + '.join(terms) or '0'}"
