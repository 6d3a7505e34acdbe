"""`newswire feeds …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import feed_lists, feed_settings, hosts
from pipeline.cli.addresses import require_address
from pipeline.cli.counting import counted
from pipeline.cli.drop import Charset, SourceName, Zone, check_reading
from pipeline.cli.moments import ago, due, duration
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import on_one_line, print_facts, print_table
from pipeline.errors import AddressRefused, FetchFailed, NewswireError, NotParsable
from pipeline.masking import masked

if TYPE_CHECKING:
    from pipeline.stages.subscribe import Delivery, FoundFeed
    from pipeline.store.feeds import NewFeed

_SHOWN_ENTRIES = 10

app = typer.Typer(
    help="Follow feeds: add, list, show, test, set, pause, resume, remove, import, export, politeness.",
    no_args_is_help=True,
)
feed_lists.register(app)
feed_settings.register(app)
hosts.register(app)

# The masked address is accepted too, unless two feeds have the same masked address.
_UNKNOWN = "no such feed is followed, or several are shown alike; `newswire feeds list` names those that are"

Urls = Annotated[list[str], typer.Argument(metavar="URL…", help="Addresses of feeds or of sites' home pages.")]
Index = Annotated[bool, typer.Option("--index", help="Read the pages themselves as feeds, by their links.")]
Select = Annotated[str | None, typer.Option(metavar="CSS", help="With --index: the links that are articles.")]
Url = Annotated[str, typer.Argument(metavar="URL", help="Address of a feed.")]


@app.command()
def add(
    urls: Urls,
    *,
    index: Index = False,
    select: Select = None,
    source: SourceName = None,
    zone: Zone = None,
    charset: Charset = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also follow feeds that do not answer now; they are polled until they do.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Follow feeds. For a home page, follow the feeds that it announces. A file:// address is an agency's folder.

    Example: `newswire feeds add https://news.example/`, `newswire feeds add file:///drop/efe --source EFE`
    """
    from pipeline.stages.subscribe import Delivery

    check_reading(zone, charset)
    selector = _selector(select, index=index)
    delivery = Delivery(source=source, zone=zone, charset=charset)
    rows: list[_Added] = []
    troubles: list[NewswireError] = []
    with opened() as newswire:
        for url in urls:
            try:
                for feed, reason in _to_follow(url, selector, delivery, anyway=anyway):
                    feed_id, added = newswire.store.feeds.add(feed)
                    rows.append(_Added(feed=masked(feed.url), id=feed_id, added=added, reason=reason))
            except NewswireError as trouble:
                troubles.append(trouble)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            what = "added" if row.added else "followed already"
            say(f"{what}  {row.feed}" + (f"  (does not answer now: {row.reason})" if row.reason else ""))
    if troubles:
        raise _not_added(troubles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Added:
    """A feed that was just added; `reason` says why it does not answer yet."""

    feed: str
    id: int
    added: bool
    reason: str | None


def _to_follow(
    url: str, selector: str | None, delivery: Delivery, *, anyway: bool
) -> Sequence[tuple[NewFeed, str | None]]:
    """Find the feeds at an address; with `anyway`, also a feed that does not answer, with the reason."""
    from pipeline.folders import is_folder_url
    from pipeline.settings import Settings
    from pipeline.stages.subscribe import folder_subscription, subscription, unseen_subscription

    if is_folder_url(url):
        return [(folder_subscription(url, delivery, allowed=Settings.read().folders()), None)]
    try:
        return [(delivery.named(subscription(feed)), None) for feed in _feeds_at(url, selector)]
    except FetchFailed as trouble:
        if not anyway or isinstance(trouble, AddressRefused):
            raise
        return [(delivery.named(unseen_subscription(url, selector=selector)), trouble.reason)]


def _not_added(troubles: Sequence[NewswireError]) -> NewswireError:
    """Say in one line which feeds were not added and why; suggest `--anyway` if waiting may help."""
    offer = "; --anyway follows it all the same" if any(trouble.heals for trouble in troubles) else ""
    if len(troubles) == 1:
        return NewswireError(troubles[0].subject, f"{troubles[0].reason}{offer}")
    return NewswireError(f"{len(troubles)} of the addresses were not added", "; ".join(map(str, troubles)) + offer)


def _selector(select: str | None, *, index: bool) -> str | None:
    from pipeline.sources import AUTOMATIC

    if select is not None and not index:
        raise typer.BadParameter("it chooses links of an index page: give --index, too", param_hint="--select")
    return (select or AUTOMATIC) if index else None


def _feeds_at(url: str, selector: str | None = None) -> Sequence[FoundFeed]:
    from pipeline.settings import Settings
    from pipeline.stages.subscribe import look, look_at_index

    require_address(url)
    limits = Settings.read().limits()
    if selector is not None:
        return [look_at_index(url, selector=selector, limits=limits)]
    found = look(url, limits=limits)
    if not found.feeds:
        raise NotParsable(url, found.reason or "no feed")
    return found.feeds


def _shown(feed: FoundFeed) -> FoundFeed:
    topic = feed.channel.topic and masked(feed.channel.topic)
    return replace(feed, url=masked(feed.url), channel=replace(feed.channel, topic=topic))


@app.command("list")
def list_feeds(*, as_json: AsJson = False) -> None:
    """List the followed feeds, with the state of each.

    Example: `newswire feeds list --json`
    """
    with opened() as newswire:
        feeds = newswire.store.feeds.list()
        now = newswire.store.operations.clock()
    if as_json:
        print_json(feeds)
        return
    rows = [
        (f.state, f.source, f.url, f.entries_seen, f.entries_new, ago(f.last_success_at, now), due(f.next_poll_at, now))
        for f in feeds
    ]
    print_table(
        ("state", "source", "feed", "seen", "new", "last success", "next poll"),
        rows,
        none="no feed is followed; `newswire feeds add URL` follows one",
    )


@app.command()
def show(url: Url, *, as_json: AsJson = False) -> None:
    """Show one feed, with the reason of its state.

    Example: `newswire feeds show https://wire.example/rss`
    """
    with opened() as newswire:
        feeds = newswire.store.feeds.list(url)
        changes = newswire.store.feeds.changes(url)
        now = newswire.store.operations.clock()
    if not feeds:
        raise NewswireError(url, _UNKNOWN)
    if as_json:
        print_json(asdict(feeds[0]) | {"changes": changes})
        return
    feed = feeds[0]
    facts: list[tuple[str, object]] = [
        ("feed", feed.url),
        ("source", feed.source),
        ("title", feed.title),
        ("format", feed.format),
        ("state", f"{feed.state}, since {ago(feed.since, now)}"),
        ("reason", feed.reason),
        ("last success", ago(feed.last_success_at, now)),
        ("next poll", f"{due(feed.next_poll_at, now)}, every {duration(feed.poll_interval)}"),
        ("what next", feed.what_next),
        (
            "lost news",
            feed.may_have_lost_at
            and f"perhaps, {ago(feed.may_have_lost_at, now)}; {counted(feed.may_have_lost_times, 'time')} in all",
        ),
        ("polls", feed.polls),
        ("entries", f"{feed.entries_seen:,} seen, {feed.entries_new:,} new"),
    ]
    facts += [("became", f"{one.state}, {ago(one.at, now)}: {one.reason or 'no reason'}") for one in changes]
    print_facts(facts)


@app.command()
def test(url: Url, *, index: Index = False, select: Select = None, as_json: AsJson = False) -> None:
    """Fetch a feed, or the feeds of a home page, and show what they hold. Saves nothing, needs no database.

    Example: `newswire feeds test https://news.example/`, `newswire feeds test https://news.example/local --index`
    """
    found = [_shown(feed) for feed in _feeds_at(url, _selector(select, index=index))]
    if as_json:
        print_json(found)
        return
    for feed in found:
        channel = feed.channel
        title = on_one_line(channel.title or "no title")
        say(f"{feed.url}  ok, {channel.format}, {counted(len(channel.entries), 'entry')}, {title}")
        if channel.bozo:
            say(f"  malformed, read all the same: {on_one_line(channel.bozo)}")
        rows = [(e.published.at if e.published else None, e.title, e.url) for e in channel.entries[:_SHOWN_ENTRIES]]
        print_table(("published", "title", "link"), rows)
        if len(channel.entries) > len(rows):
            say(f"{len(channel.entries) - len(rows):,} more")


@app.command()
def pause(url: Url) -> None:
    """Stop polling a feed for now.

    Example: `newswire feeds pause https://wire.example/rss`
    """
    _set_paused(url, paused=True)


@app.command()
def resume(url: Url) -> None:
    """Poll a paused feed again, at once.

    Example: `newswire feeds resume https://wire.example/rss`
    """
    _set_paused(url, paused=False)


@app.command()
def remove(url: Url) -> None:
    """Stop following a feed. Its articles and its place in the ledger stay.

    Example: `newswire feeds remove https://wire.example/rss`
    """
    with opened() as newswire:
        _require(newswire.store.feeds.remove(url), url)
    say(f"removed  {masked(url)}")


def _set_paused(url: str, *, paused: bool) -> None:
    with opened() as newswire:
        _require(newswire.store.feeds.set_paused(url, paused=paused), url)
    say(f"{'paused' if paused else 'resumed'}  {masked(url)}")


def _require(found: bool, url: str) -> None:
    if not found:
        raise NewswireError(url, _UNKNOWN)
