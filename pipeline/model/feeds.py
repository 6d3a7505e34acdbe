"""What comes from outside: feeds with their entries, answers of hosts, documents."""

from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.model.moments import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A media file that a feed attaches to an entry (RSS enclosure, Atom link rel=enclosure, media:content)."""

    url: str
    media_type: str | None = None
    length_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, as the feed announces it. Addresses are absolute; `content` may be HTML."""

    guid: str | None = None
    url: str | None = None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    published: Instant | None = None
    updated: Instant | None = None
    absurd_dates: tuple[str, ...] = ()
    language: str | None = None
    keywords: tuple[str, ...] = ()
    image_url: str | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed document once parsed.

    `bozo` is what was malformed, recorded and never a reason to reject; `interval` is the publisher's wish for the
    time between polls (RSS ttl, sy:updatePeriod), `skip_hours` (0-23, UTC) and `skip_days` (0 is Monday) when there
    should be none (RSS 2.0); `dropped` counts entries beyond the limit for one document. `hub`
    tells whoever subscribes to the address `topic` (WebSub). `parts` are the documents that an index of sitemaps lists.
    """

    format: str
    title: str | None = None
    homepage: str | None = None
    language: str | None = None
    interval: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    bozo: str | None = None
    dropped: int = 0
    hub: str | None = None
    topic: str | None = None
    parts: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host answered: the last response of a chain of redirects, its body decoded from Content-Encoding.

    `url` is the address that answered; `hops` are the (status, address) pairs that led there; `body` is empty for 304;
    `retry_after` is how long the host asks us to stay away, `fresh_for` how long it calls its answer fresh;
    `wire_bytes` is the length of the body as it came. `hub` and `topic` are what the Link fields name (WebSub, 4).
    """

    requested_url: str
    url: str
    status: int
    body: bytes = field(repr=False)
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: timedelta | None = None
    fresh_for: timedelta | None = None
    wire_bytes: int = 0
    hub: str | None = None
    topic: str | None = None
    hops: tuple[tuple[int, str], ...] = ()

    @property
    def not_modified(self) -> bool:
        """True for 304: what we hold is current (RFC 9110, 15.4.5)."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class HostTally:
    """A host's account: requests made and what came of them; requests that robots.txt or its budget forbade.

    `rechecks` of the requests were second looks at the pages of loaded articles.
    """

    host: str
    requests: int = 0
    not_modified: int = 0
    failed: int = 0
    bytes: int = 0
    refused: int = 0
    postponed: int = 0
    pauses: int = 0
    rechecks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Raw bytes kept as they came, with what is needed to read them again."""

    url: str
    body: bytes = field(repr=False)
    content_type: str | None = None
