"""Look for feeds that no longer answer: the site's own page may announce their new address."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus

from pipeline.errors import FetchFailed, Interstitial, NotParsable
from pipeline.fetch import Request, require_document
from pipeline.model import Answer, Channel, FeedId
from pipeline.sources import announced_feeds, identified, parse
from pipeline.stages.asking import Asking
from pipeline.store import Store
from pipeline.store.feeds import ClaimedFeed
from pipeline.store.ledger import Sighting
from pipeline.urls import authority, resolve

# After the third failure in a row, then less and less often: each search costs the site a few requests.
_LOOK_AFTER = frozenset({3, 9, 27, 81, 243})
_MOST_CANDIDATES = 3
# Two rounds of five seconds to wait and five to answer fit below the 120 seconds of a task, after the 95 of its polls.
_LOOK_DEADLINE = timedelta(seconds=5)
# "News" and "RSS" are the titles of thousands.
_TELLING_TITLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A poll that failed, the nth in a row; `status` is the HTTP status it was refused with, or None."""

    feed: ClaimedFeed
    failures: int
    kind: str
    status: int | None

    @property
    def may_have_moved(self) -> bool:
        """Say whether the feed has probably moved and a search for it is due."""
        if self.status == HTTPStatus.GONE and self.failures == 1:
            return True  # asked again in a month only
        looks_so = self.kind == Interstitial.__name__ or self.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
        return looks_so and self.failures in _LOOK_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A feed that a site announces in place of one that no longer answers."""

    feed: ClaimedFeed
    url: str
    channel: Channel

    @property
    def has_its_title(self) -> bool:
        """Say whether it has the same title as our feed, and the title is distinctive."""
        ours, theirs = (self.feed.title or "").strip().casefold(), (self.channel.title or "").strip().casefold()
        return ours == theirs and len(ours) >= _TELLING_TITLE


def relocate(asking: Asking, failed: Sequence[Failed]) -> int:
    """Move failed feeds to the addresses that their sites now announce. Return how many were found.

    A feed that has neither the title of ours nor an entry that the ledger knows may be another one: it is only
    suggested.
    """
    lost = [one.feed for one in failed if one.may_have_moved]
    limits = asking.limits
    brief = replace(
        limits, deadline=min(limits.deadline, _LOOK_DEADLINE), patience=min(limits.patience, _LOOK_DEADLINE)
    )
    # At once, and owed afterwards: a look that is put off would come 27 failures later.
    looking = replace(asking, limits=brief, gate=None)
    homepages = [feed.homepage or resolve(feed.url, "/") or feed.url for feed in lost]
    pages = looking.ask([Request(url=url) for url in homepages])
    asked = [(feed, url) for feed, page in zip(lost, pages, strict=True) for url in _candidates(feed, page)]
    answers = looking.ask([Request(url=url) for _, url in asked])
    if asking.gate is not None:
        asking.gate.owe([authority(url) for url in (*homepages, *(url for _, url in asked))])
    found: dict[FeedId, list[_Found]] = defaultdict(list)
    for (feed, url), answer in zip(asked, answers, strict=True):
        channel = _read(answer)
        if channel is not None:
            found[feed.feed_id].append(_Found(feed=feed, url=url, channel=channel))
    return sum(_settle(asking.store, candidates) for candidates in found.values())


def _candidates(feed: ClaimedFeed, page: Answer | FetchFailed) -> Sequence[str]:
    try:
        document = require_document(page)
    except FetchFailed:
        return ()
    links = [link.url for link in announced_feeds(document.body, document.url) if link.url != feed.url]
    return links[:_MOST_CANDIDATES]


def _settle(store: Store, candidates: Sequence[_Found]) -> bool:
    for one in candidates:
        is_ours = one.has_its_title or store.feeds.knows(one.feed.feed_id, _sightings(one.channel))
        if is_ours:
            reason = f"found again at {one.url}, where its site announces it"
            return store.feeds.move(one.feed.feed_id, one.url, reason=reason)
    store.feeds.suggest(candidates[0].feed.feed_id, candidates[0].url)
    return False


def _read(answer: Answer | FetchFailed) -> Channel | None:
    try:
        document = require_document(answer)
        return parse(document.body, document.url, content_type=document.content_type)
    except (FetchFailed, NotParsable):
        return None


def _sightings(channel: Channel) -> Sequence[Sighting]:
    return [
        Sighting(key=one.key, url_key=one.url_key, fingerprint=one.fingerprint, entry=one.entry)
        for one in identified(channel.entries)
    ]
