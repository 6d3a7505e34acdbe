"""`newswire ingest`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.printing import AsJson, print_json, print_table, say
from pipeline.cli.session import opened
from pipeline.cli.waiting import require_workers, wait_until_settled
from pipeline.errors import FetchFailed, NewswireError
from pipeline.model import EntryId, FeedId, Stage

if TYPE_CHECKING:
    from pipeline.fetch import Limits
    from pipeline.stages.subscribe import Found
    from pipeline.store import Store
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
    from pipeline.urls import resolve

    for url in urls:
        if resolve(url, url) is None:
            raise NewswireError(url, "is no address of the web")
    with opened() as newswire:
        store = newswire.store
        require_workers(store)
        since = store.operations.clock()
        feed_ids, entry_ids = _request(store, urls)
        settled = wait_until_settled(store, since=since, seconds=timeout, feed_ids=feed_ids, entry_ids=entry_ids)
        states = store.ledger.states(entry_ids=entry_ids, feed_ids=feed_ids)
        failing = [feed for url in urls for feed in store.feeds.list(url) if feed.state in {"failing", "gone"}]
    if as_json:
        print_json(states)
    else:
        print_states(states)
    if failing:
        raise NewswireError(failing[0].url, failing[0].reason or failing[0].state)
    dead = next((state for state in states if state.stage is Stage.DEAD and state.entry_id in set(entry_ids)), None)
    if dead:
        raise NewswireError(dead.url or "page", _reason(dead) or "is dead")
    if not settled:
        raise NewswireError("ingest", f"not all at an end after {timeout:g} s; `newswire status` shows what goes on")


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
    """What stands at an address; None where it does not answer: then the ledger takes it, with the reason."""
    from pipeline.stages.subscribe import look

    try:
        return look(url, limits=limits)
    except FetchFailed:
        return None


def print_states(states: Sequence[EntryState]) -> None:
    """A table of what became of entries, and how many came to what."""
    print_table(("state", "article", "title", "url", "reason"), [_line(state) for state in states])
    say(", ".join(f"{count} {stage}" for stage, count in sorted(Counter(s.stage for s in states).items())))


def _line(state: EntryState) -> tuple[object, ...]:
    return state.stage, state.article_id, state.title, state.url, _reason(state)


def _reason(state: EntryState) -> str | None:
    """Why an entry is dead or no article, in a line; None where it is neither."""
    ended = state.stage in {Stage.DEAD, Stage.FILTERED}
    return (state.last_error or "").partition("\n")[0] if ended else None
