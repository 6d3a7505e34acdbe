"""Look for feeds that answer no more: the site's own page may say where they are now."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import FetchFailed, NotParsable
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.model import Answer, Channel
from pipeline.sources import announced_feeds, identified, parse
from pipeline.store import Store
from pipeline.store.ledger import Sighting
from pipeline.store.polls import ClaimedFeed

# After the third failure in a row, then ever more rarely: a look costs the site a few requests.
_LOOK_AFTER = frozenset({3, 9, 27, 81, 243})
_MOST_CANDIDATES = 3
_MAY_HAVE_MOVED = ("HTTP status 404", "HTTP status 410")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A poll that failed, the nth in a row."""

    feed: ClaimedFeed
    failures: int
    kind: str
    reason: str

    @property
    def may_have_moved(self) -> bool:
        """Whether this looks like a feed that stands elsewhere now, and it is time to look."""
        looks_so = self.kind == "Interstitial" or self.reason in _MAY_HAVE_MOVED
        return looks_so and self.failures in _LOOK_AFTER and self.feed.homepage is not None


def relocate(store: Store, failed: Sequence[Failed], *, limits: Limits) -> int:
    """Follow those of the failed feeds to where their sites announce them now; how many were found.

    A feed that shares no entry with what the ledger knows may be another one: it is only suggested.
    """
    lost = [one.feed for one in failed if one.may_have_moved]
    pages = fetch_all([Request(url=feed.homepage or "") for feed in lost], limits=limits)
    return sum(_look(store, feed, page, limits=limits) for feed, page in zip(lost, pages, strict=True))


def _look(store: Store, feed: ClaimedFeed, page: Answer | FetchFailed, *, limits: Limits) -> bool:
    try:
        document = require_document(page)
    except FetchFailed:
        return False
    links = [link.url for link in announced_feeds(document.body, document.url) if link.url != feed.url]
    candidates = links[:_MOST_CANDIDATES]
    answers = fetch_all([Request(url=url) for url in candidates], limits=limits)
    found = [(url, channel) for url, answer in zip(candidates, answers, strict=True) if (channel := _read(answer))]
    for url, channel in found:
        if store.feeds.knows(feed.feed_id, _sightings(channel)):
            return store.feeds.move(feed.feed_id, url, reason=f"found again at {url}, where its site announces it")
    if found:
        store.feeds.suggest(feed.feed_id, found[0][0])
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
