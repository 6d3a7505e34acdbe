"""Follow the sample newswire: its feeds in both editions, its agency's folder, and the same again in the next run."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.demo.agency import AGENCY
from pipeline.demo.dropping import AgencyFolder
from pipeline.demo.sample import EDITIONS
from pipeline.demo.site import SampleSite
from pipeline.embedded import free_port
from pipeline.errors import NewswireError
from pipeline.model import FeedId
from pipeline.store import Store
from pipeline.store.feeds import NewFeed

__all__ = ["follow_sample", "read_last_run", "remember_run"]

_FIRST_PORT = 8088
_FOLDER_SECONDS = 60.0


def follow_sample(
    store: Store,
    site: SampleSite,
    agency: AgencyFolder,
    *,
    settle: Callable[[datetime, Sequence[FeedId]], None],
    say: Callable[[str], None],
) -> FeedId:
    """Poll every feed of the site, and once more after it turned to its second edition; take in the agency's files.

    Comes back once the story under an embargo has appeared, with the id of the agency's folder. `settle` waits until
    the work on these feeds, due since that moment, is done.
    """
    folder_id = agency.follow(store)
    feed_ids = [folder_id, *(store.feeds.add(feed)[0] for feed in _subscriptions(site))]
    for edition in EDITIONS:
        if site.edition < edition:
            say("edition 2: one article is updated, one corrected")
            site.advance()
        dropped = agency.deliver(edition, now=store.operations.clock())
        if dropped:
            say(f"{AGENCY} drops {dropped} files into {agency.folder}")
        if site.edition == edition or dropped:
            _poll(store, feed_ids, agency, settle)
    agency.wait_for_the_embargo(store, folder_id, seconds=_FOLDER_SECONDS, say=say)
    return folder_id


def _subscriptions(site: SampleSite) -> Sequence[NewFeed]:
    return [
        NewFeed(
            url=f"{site.url}{outlet.home_path}{feed.path}",
            source_slug=f"{site.url}{outlet.home_path}".partition("://")[2].rstrip("/"),
            source_name=outlet.name,
            homepage=f"{site.url}{outlet.home_path}",
        )
        for outlet in site.sample.outlets
        for feed in outlet.feeds
    ]


def _poll(
    store: Store,
    feed_ids: Sequence[FeedId],
    agency: AgencyFolder,
    settle: Callable[[datetime, Sequence[FeedId]], None],
) -> None:
    """Poll the feeds and wait. Files that have just arrived are taken in by a later look, as planned."""
    since = store.operations.clock()
    store.feeds.poll_now(feed_ids)
    settle(since, feed_ids)
    agency.wait_until_taken(seconds=_FOLDER_SECONDS)
    settle(since, feed_ids)


def read_last_run(home: Path) -> tuple[int, int]:
    """Return the port and the edition to serve: those of the last run, so that addresses and texts are the same again.

    NewswireError if another process has taken the port.
    """
    file = home / "sample.json"
    if not file.exists():
        return free_port(_FIRST_PORT), EDITIONS[0]
    known = json.loads(file.read_text(encoding="utf-8"))
    if free_port(known["port"]) != known["port"]:
        raise NewswireError("demo", f"port {known['port']}, where the sample was served before, is in use")
    return known["port"], known["edition"]


def remember_run(home: Path, *, port: int, edition: int) -> None:
    """Note the port and the edition for the next run."""
    (home / "sample.json").write_text(json.dumps({"port": port, "edition": edition}), encoding="utf-8")
