"""Feeds that are wire files: an answer over HTTP that is ninjs, NewsML or another format of agencies."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import Interstitial, NotParsable
from pipeline.model import Answer, Channel, Entry
from pipeline.sources.wire import read_wire
from pipeline.stages.poll_reading import read_feed
from pipeline.stages.take_in import item_file, known_zone
from pipeline.store.feeds import ClaimedFeed
from pipeline.store.ledger import ItemFile, Sighting
from pipeline.wire_item import BrokenItem, WireFile, WireItem

__all__ = ["PolledItems", "read_feed_or_wire", "read_wire_answer", "wire_channel"]

# Any text could be plain wire text, even a server's error message.
_NO_FEED = frozenset({"plain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledItems:
    """A feed's answer that is a wire file: for the ledger, and as polling knows feeds."""

    file: ItemFile
    channel: Channel
    sightings: Sequence[Sighting]


def read_feed_or_wire(answer: Answer, feed: ClaimedFeed) -> Channel | PolledItems:
    """What a feed's answer is: `read_feed`, or the items of a wire file; raises as `read_feed` where it is neither."""
    try:
        return read_feed(answer, selector=feed.selector)
    except (NotParsable, Interstitial):
        read = read_wire_answer(answer, zone=feed.zone, charset=feed.charset)
        if read is None:
            raise
    file = item_file(read, url=answer.url, body=answer.body, content_type=answer.content_type)
    channel = wire_channel(read)
    entries = dict(zip([item.key for item in file.items], channel.entries, strict=True))
    return PolledItems(
        file=file,
        channel=channel,
        sightings=[Sighting(key=key, url_key=None, fingerprint=key, entry=entry) for key, entry in entries.items()],
    )


def read_wire_answer(answer: Answer, *, zone: str | None = None, charset: str | None = None) -> WireFile | None:
    """The wire file in an answer; None if it is none that can be a feed."""
    try:
        read = read_wire(answer.body, charset=charset, zone=known_zone(zone))
    except NotParsable:
        return None
    return None if read.format in _NO_FEED or not read.items else read


def wire_channel(read: WireFile) -> Channel:
    """Return a wire file as a feed with an entry for each item."""
    return Channel(format=read.format, entries=tuple(_entry(item) for item in read.items))


def _entry(item: WireItem | BrokenItem) -> Entry:
    if isinstance(item, BrokenItem):
        return Entry(guid=item.guid)
    return Entry(guid=item.guid, title=item.headline, published=item.modified or item.published)
