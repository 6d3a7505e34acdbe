"""Clean articles, and what the cleaner took out of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as CalendarDay  # noqa: N812 - `date` is a field of Dateline
from datetime import datetime
from enum import StrEnum

from pipeline.model.moments import Precision


class PubStatus(StrEnum):
    """Publication status of an article (IPTC pubStatus, and `corrected`)."""

    USABLE = "usable"
    CORRECTED = "corrected"
    WITHHELD = "withheld"
    CANCELED = "canceled"


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
