"""`newswire ingest`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.addresses import require_address
from pipeline.cli.counting import counted
from pipeline.cli.moments import due
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table
from pipeline.cli.waiting import is_settled, require_workers, wait_until_settled, waits_for
from pipeline.errors import FetchFailed, NewswireError
from pipeline.model import WORK_STAGES, EntryId, FeedId, Stage

if TYPE_CHECKING:
    from pipeline.fetch import Limits
    from pipeline.stages.subscribe import Found
    from pipeline.store import Store
    from pipeline.store.feeds import FeedRow
    from pipeline.store.ledger import EntryState

Seconds = Annotated[float, typer.Option("--timeout", metavar="S", min=0, help="Seconds to wait for the end states.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    urls: Annotated[list[str], typer.Argument(metavar="URL…", help="Addresses of feeds or of single pages.")],
    *,
    timeout: Seconds = 60.0,
    as_json: AsJson = False,
) -> None:
    """Poll these feeds or fetch these pages now, wait, and print each entry's end state.

    A feed that is not followed yet is added. The workers must be running.

    Example: `newswire ingest https://wire.example/rss --timeout 30`
    """
    from pipeline.settings import Settings

    for url in urls:
        require_address(url)
    with opened() as newswire:
        store = newswire.store
        require_workers(store, Settings.read(), seconds=timeout)
        since = store.operations.clock()
        feed_ids, entry_ids = _request(store, urls)
        left = wait_until_settled(store, since=since, seconds=timeout, feed_ids=feed_ids, entry_ids=entry_ids)
        states = store.ledger.states(entry_ids=entry_ids, feed_ids=feed_ids)
        feeds = [feed for feed in store.feeds.list() if feed.feed_id in set(feed_ids)]
    if as_json:
        print_json(states)
    else:
        _say_how_it_ended(states, feeds, now=left.asked_at)
    failing = next((feed for feed in feeds if feed.state in {"failing", "gone"}), None)
    if failing:
        raise NewswireError(failing.url, f"{failing.reason or failing.state}; {failing.what_next}")
    dead = next((state for state in states if state.stage is Stage.DEAD and state.entry_id in set(entry_ids)), None)
    if dead:
        raise NewswireError(dead.url or "page", f"{_reason(dead) or 'is dead'}; `newswire dead show {dead.entry_id}`")
    if not is_settled(left):
        raise NewswireError("ingest", f"still waiting for {waits_for(left)}; the workers go on, see `newswire status`")


def _say_how_it_ended(states: Sequence[EntryState], feeds: Sequence[FeedRow], *, now: datetime) -> None:
    """Print the entries, the number in each end state, and the state and next poll of each feed."""
    _print_table(states)
    for feed in feeds:
        reason = f": {feed.reason}" if feed.reason else ""
        say(f"{feed.url}  {feed.state}{reason}, next poll {due(feed.next_poll_at, now)}")
    _say_counts(states)
    if any(state.article_id for state in states):
        say("`newswire show ARTICLE` prints an article")
    if any(state.stage is Stage.DEAD for state in states):
        say("`newswire dead list` names what failed; `newswire dead retry` tries it again")


def _request(store: Store, urls: list[str]) -> tuple[list[FeedId], list[EntryId]]:
    from pipeline.settings import Settings
    from pipeline.stages.subscribe import subscription
    from pipeline.urls import canonical, url_key

    limits = Settings.read().limits()
    feed_ids: list[FeedId] = []
    entry_ids: list[EntryId] = []
    for url in urls:
        followed = store.feeds.list(url)
        found = None if followed else _look(url, limits)
        if followed and followed[0].state == "paused":
            raise NewswireError(url, "is paused; `newswire feeds resume` lets it go on")
        if followed:
            feed_ids.append(FeedId(followed[0].feed_id))
        elif found and any(feed.url == url for feed in found.feeds):
            feed_ids.extend(store.feeds.add(subscription(feed))[0] for feed in found.feeds)
        else:
            entry_ids.append(store.ledger.request_page(url, url_key(canonical(url) or url)))
    store.feeds.poll_now(feed_ids)
    return feed_ids, entry_ids


def _look(url: str, limits: Limits) -> Found | None:
    """Find the feeds at an address. None if it does not answer: the ledger then records the reason."""
    from pipeline.stages.subscribe import look

    try:
        return look(url, limits=limits)
    except FetchFailed:
        return None


def print_states(states: Sequence[EntryState]) -> None:
    """Print a table of what became of entries, and how many ended in each state."""
    _print_table(states)
    _say_counts(states)


def _print_table(states: Sequence[EntryState]) -> None:
    print_table(("state", "article", "title", "url", "reason"), [_line(state) for state in states])


def _say_counts(states: Sequence[EntryState]) -> None:
    counts = sorted(Counter(_stage(state) for state in states).items())
    ends = f": {', '.join(f'{count:,} {stage}' for stage, count in counts)}" if counts else ""
    say(f"{counted(len(states), 'entry')}{ends}")


def _line(state: EntryState) -> tuple[object, ...]:
    return _stage(state), state.article_id, state.title, state.url, _reason(state)


def _stage(state: EntryState) -> str:
    """Return an entry's end state, or what it waits for."""
    return state.stage if state.stage not in WORK_STAGES else f"to {state.stage}"


def _reason(state: EntryState) -> str | None:
    """Say in one line why an entry is dead, filtered or tried again; None if nothing went wrong."""
    return state.last_error.partition("\n")[0] if state.last_error else None
