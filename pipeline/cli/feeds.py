"""`newswire feeds …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import feed_lists, feed_settings, hosts
from pipeline.cli.drop import Charset, SourceName, Zone, check_reading
from pipeline.cli.printing import AsJson, ago, duration, print_json, print_table, say
from pipeline.cli.session import opened
from pipeline.errors import NewswireError, NotParsable
from pipeline.masking import masked

if TYPE_CHECKING:
    from pipeline.stages.subscribe import Delivery, FoundFeed
    from pipeline.store.feeds import NewFeed

app = typer.Typer(
    help="Follow feeds: add, list, show, test, set, pause, resume, remove, import, export, politeness.",
    no_args_is_help=True,
)
feed_lists.register(app)
feed_settings.register(app)
hosts.register(app)

# The address as it is shown will do, too, unless two feeds are shown alike.
_UNKNOWN = "no such feed is followed, or several are shown alike; `newswire feeds list` names those that are"

Urls = Annotated[list[str], typer.Argument(metavar="URL…", help="Addresses of feeds or of sites' home pages.")]
Index = Annotated[bool, typer.Option("--index", help="Read the pages themselves as feeds, by their links.")]
Select = Annotated[str | None, typer.Option(metavar="CSS", help="With --index: which links are articles.")]
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
    as_json: AsJson = False,
) -> None:
    """Follow feeds; of a home page, the feeds that it announces. A file:// address is a folder for an agency's files.

    Example: `newswire feeds add https://news.example/`, `newswire feeds add file:///drop/efe --source EFE`
    """
    from pipeline.stages.subscribe import Delivery

    check_reading(zone, charset)
    selector = _selector(select, index=index)
    delivery = Delivery(source=source, zone=zone, charset=charset)
    rows: list[tuple[str, int, bool]] = []
    troubles: list[NewswireError] = []
    with opened() as newswire:
        for url in urls:
            try:
                rows += [
                    (masked(feed.url), *newswire.store.feeds.add(feed))
                    for feed in _subscriptions(url, selector, delivery)
                ]
            except NewswireError as trouble:
                troubles.append(trouble)
    if as_json:
        print_json([{"feed": url, "id": feed_id, "added": added} for url, feed_id, added in rows])
    else:
        for url, _, added in rows:
            say(f"{'added' if added else 'followed already'}  {url}")
    if troubles:
        raise NewswireError("feeds add", "; ".join(map(str, troubles)))


def _subscriptions(url: str, selector: str | None, delivery: Delivery) -> Sequence[NewFeed]:
    from pipeline.folders import is_folder_url
    from pipeline.settings import Settings
    from pipeline.stages.subscribe import folder_subscription, subscription

    if is_folder_url(url):
        return [folder_subscription(url, delivery, allowed=Settings.read().folders())]
    return [delivery.named(subscription(feed)) for feed in _feeds_at(url, selector)]


def _selector(select: str | None, *, index: bool) -> str | None:
    from pipeline.sources import AUTOMATIC

    if select is not None and not index:
        raise typer.BadParameter("it chooses links of an index page: give --index, too", param_hint="--select")
    return (select or AUTOMATIC) if index else None


def _feeds_at(url: str, selector: str | None = None) -> Sequence[FoundFeed]:
    from pipeline.settings import Settings
    from pipeline.stages.subscribe import look, look_at_index

    limits = Settings.read().limits()
    if selector is not None:
        return [look_at_index(url, selector=selector, limits=limits)]
    found = look(url, limits=limits)
    if not found.feeds:
        raise NotParsable(url, "neither a feed nor a page that announces one")
    return found.feeds


def _shown(feed: FoundFeed) -> FoundFeed:
    topic = feed.channel.topic and masked(feed.channel.topic)
    return replace(feed, url=masked(feed.url), channel=replace(feed.channel, topic=topic))


@app.command("list")
def list_feeds(*, as_json: AsJson = False) -> None:
    """List the feeds followed, and how each does.

    Example: `newswire feeds list --json`
    """
    with opened() as newswire:
        feeds = newswire.store.feeds.list()
        now = newswire.store.operations.clock()
    if as_json:
        print_json(feeds)
        return
    rows = [
        (f.state, f.source, f.url, f.entries_seen, f.entries_new, ago(f.last_success_at, now), ago(f.next_poll_at, now))
        for f in feeds
    ]
    print_table(("state", "source", "feed", "seen", "new", "last success", "next poll"), rows)


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
    for name, value in (
        ("feed", feed.url),
        ("source", feed.source),
        ("title", feed.title),
        ("format", feed.format),
        ("state", f"{feed.state}, since {ago(feed.since, now)}"),
        ("reason", feed.reason),
        ("last success", ago(feed.last_success_at, now)),
        ("next poll", f"{ago(feed.next_poll_at, now)}, every {duration(feed.poll_interval)}"),
        ("what next", feed.what_next),
        (
            "lost news",
            feed.may_have_lost_at
            and f"perhaps, {ago(feed.may_have_lost_at, now)}; {feed.may_have_lost_times} times in all",
        ),
        ("polls", feed.polls),
        ("entries", f"{feed.entries_seen:,} seen, {feed.entries_new:,} new"),
    ):
        say(f"{name:13} {'' if value is None else value}")
    for change in changes:
        say(f"{'became':13} {change.state}, {ago(change.at, now)}: {change.reason or ''}")


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
        say(f"{feed.url}  {channel.format}, {len(channel.entries)} entries, {channel.title or 'no title'}")
        if channel.bozo:
            say(f"  malformed, read all the same: {channel.bozo}")
        rows = [(e.published.at if e.published else None, e.title, e.url) for e in channel.entries[:10]]
        print_table(("published", "title", "link"), rows)


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
