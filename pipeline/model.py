"""The nouns of newswire: frozen values that pass between the stages.

`None` is unknown; the empty string never occurs in a field that may be None. Every `datetime` is aware.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as CalendarDay  # noqa: N812 - `date` is a field of Dateline
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

FeedId = NewType("FeedId", int)
EntryId = NewType("EntryId", int)
ArticleId = NewType("ArticleId", int)
DocumentId = NewType("DocumentId", int)


class Stage(StrEnum):
    """Where an entry of the ledger stands. The first three are work; the others are ends."""

    FETCH = "fetch"
    CLEAN = "clean"
    LOAD = "load"
    LOADED = "loaded"
    DUPLICATE = "duplicate"
    FILTERED = "filtered"
    DEAD = "dead"


WORK_STAGES = (Stage.FETCH, Stage.CLEAN, Stage.LOAD)


class PubStatus(StrEnum):
    """Publication status of an article (IPTC pubStatus, and `corrected`)."""

    USABLE = "usable"
    CORRECTED = "corrected"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class EventKind(StrEnum):
    """What became of an article, as the change feed tells it."""

    NEW = "new"
    UPDATED = "updated"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    METADATA = "metadata"
    STORY = "story"


class Precision(StrEnum):
    """How exactly a moment is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class Outcome(StrEnum):
    """What the cleaner found: a story, or by name why there is none."""

    ARTICLE = "article"
    EMPTY = "empty"
    NOT_HTML = "not-html"
    NO_STORY = "no-story"
    SECTION_FRONT = "section-front"
    PARKED = "parked"
    NOT_FOUND = "not-found"
    CHALLENGE = "challenge"
    LOGIN_WALL = "login-wall"
    CONSENT_WALL = "consent-wall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """A moment as a publisher stated it.

    `at` is aware UTC; `text` is what stood there; `zone_assumed` says that the text named no zone and UTC was taken.
    """

    at: datetime
    text: str
    precision: Precision = Precision.SECOND
    zone_assumed: bool = False


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


_SEPARATORS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place, date and agency that open a wire story.

    `date` is as written ("Jan 18"); `month`, `day` and `year` are what it says, each None where it does not.
    `text` is the whole dateline with its separator, a prefix of the first paragraph.
    """

    place: str | None = None
    places: tuple[str, ...] = ()
    date: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    agency: str | None = None
    agencies: tuple[str, ...] = ()
    text: str

    def on(self, near: datetime | None) -> CalendarDay | None:
        """The calendar day meant, the missing year taken so that it falls closest to `near`; None where unknown."""
        if self.day is None or self.month is None:
            return None
        if self.year is not None:
            return _calendar_day(self.year, self.month, self.day)
        if near is None:
            return None
        days = [_calendar_day(near.year + offset, self.month, self.day) for offset in (-1, 0, 1)]
        known = [day for day in days if day is not None]
        return min(known, key=lambda day: abs(day - near.date()), default=None)


def _calendar_day(year: int, month: int, day: int) -> CalendarDay | None:
    try:
        return CalendarDay(year, month, day)
    except ValueError:
        return None


class RemovedKind(StrEnum):
    """What text is that the cleaner took out (docs/queries.md describes each)."""

    AD = "ad"
    ADVISORY = "advisory"
    APP_PROMO = "app_promo"
    AUTHOR_BIO = "author_bio"
    BULLET = "bullet"
    BYLINE = "byline"
    CAPTION = "caption"
    CODE = "code"
    COMMENTS = "comments"
    CONTACT = "contact"
    CREDIT = "credit"
    DATE = "date"
    DATUM = "datum"
    EMBARGO = "embargo"
    EMBED = "embed"
    END_MARK = "end_mark"
    GARBLED = "garbled"
    HEADLINE = "headline"
    HEADLINE_FLAG = "headline_flag"
    INLINE_LINK = "inline_link"
    KILL_NOTICE = "kill_notice"
    LEGAL = "legal"
    MOST_READ = "most_read"
    NAVIGATION = "navigation"
    NEWSLETTER = "newsletter"
    NOTEBOOK = "notebook"
    OUTSIDE = "outside"
    PAYWALL = "paywall"
    PULL_QUOTE = "pull_quote"
    RELATED = "related"
    RELEASE_TOP = "release_top"
    REPEATED = "repeated"
    RULE = "rule"
    SHARE = "share"
    SLUG = "slug"
    STANDFIRST = "standfirst"
    TAGS = "tags"
    TAKE_MARK = "take_mark"
    TECHNICAL = "technical"
    TEMPLATE = "template"
    UNREAD = "unread"
    WIRE_CREDIT = "wire_credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Text that the cleaner took out. `line` is its index among the lines or blocks that it was found in."""

    text: str
    kind: RemovedKind
    reason: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanArticle:
    """A story and nothing else; where `outcome` is not `article`, there is none and `paragraphs` is empty.

    `paragraphs` are the story's paragraphs, dateline included as published; `text` joins them with a blank line.
    `flags` are what an agency wrote before the headline for editors ("update", "corrected"), `credits` who reported
    and edited, as it stood below the text. `provenance` says for each field where its value came from and how sure it
    is ("json-ld+og:title, sure"; likely; guess).

    Of wire copy only: `slug` is the slugline without marks of versions, by which the takes of one story are joined,
    `update_number` that of the update or lead, `take` that of the part of a long story. `withdraws` are the slugs and
    headlines that a kill notice names, `embargoed_until` is when the text may be published.
    """

    outcome: Outcome = Outcome.ARTICLE
    title: str | None = None
    paragraphs: tuple[str, ...] = ()
    summary: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    agency: str | None = None
    language: str | None = None
    published: datetime | None = None
    published_precision: Precision | None = None
    modified: datetime | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    image_url: str | None = None
    slugline: str | None = None
    slug: str | None = None
    update_number: int | None = None
    take: int | None = None
    ednote: str | None = None
    flags: tuple[str, ...] = ()
    credits: str | None = None
    pubstatus: PubStatus = PubStatus.USABLE
    withdraws: tuple[str, ...] = ()
    embargoed_until: datetime | None = None
    removed: tuple[Removed, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    cleaner_version: str

    @property
    def text(self) -> str:
        """The story as plain text, its paragraphs separated by a blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def word_count(self) -> int:
        """Words of the story, counted at white space."""
        return len(_SEPARATORS.split(self.text.strip())) if self.paragraphs else 0


class Span(StrEnum):
    """Spans of time to count by, in UTC; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
