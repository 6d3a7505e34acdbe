"""What the sample newswire consists of: outlets, their feeds and their articles, as they were written.

These values are the truth that an end-to-end test compares the database with: the paragraphs of a story and nothing
else. `None` is unknown; every `datetime` is aware UTC; a `path` begins with "/" and is appended to the site's address.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pipeline.model import Dateline, Stage

EDITIONS = (1, 2)

# Fixed, so that two runs serve the same bytes and a second ingest finds nothing new.
BASE = datetime(2026, 11, 20, 8, tzinfo=UTC)

# The second edition stands this long after the first.
EDITION_GAP = timedelta(hours=3)

_AND = {"en": " and ", "es": " y ", "fr": " et ", "de": " und "}


class FeedKind(StrEnum):
    """The syndication formats that the sample speaks."""

    RSS = "rss"  # 2.0
    ATOM = "atom"
    RDF = "rdf"  # RSS 1.0


class PageAnswer(StrEnum):
    """What the site answers for an article's address."""

    ARTICLE = "article"
    SHELL = "shell"  # 200, a page without any story
    MISSING = "missing"  # 404


class Change(StrEnum):
    """Why the text of the second edition differs from the first."""

    UPDATED = "updated"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFeed:
    """One feed of an outlet and its peculiarities."""

    name: str
    path: str
    kind: FeedKind
    title: str
    guids: bool = True
    full_text: bool = False
    canonical_addresses: bool = False
    relative_links: bool = False
    html_titles: bool = False
    truncated: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """Furniture that a page template puts after the n-th paragraph of every story long enough for it."""

    after: int
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOutlet:
    """An invented outlet: who it is and how its pages look.

    `page` is a `string.Template`; `parts` are smaller ones that repeat (an item of a list) or may be absent (a byline).
    `json_ld` names the shape of its JSON-LD ("article", "graph"), or is None.
    """

    slug: str
    name: str
    tagline: str
    language: str
    town: str
    charset: str
    page: str
    article_path: str
    canonical_path: str | None
    date_format: str
    json_ld: str | None
    parts: Mapping[str, str]
    insets: Sequence[Inset]
    feeds: Sequence[SampleFeed]

    @property
    def home_path(self) -> str:
        """The path of the home page."""
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """One article page as written. `paragraphs` hold the dateline but not the `note` of a correction.

    `feeds` are the names of the outlet's feeds that list it; `updated` and `change` are None in the first edition.
    """

    outlet: str
    story: str
    path: str
    canonical_path: str
    feeds: Sequence[str]
    language: str
    title: str
    paragraphs: Sequence[str]
    summary: str
    authors: Sequence[str]
    section: str
    keywords: Sequence[str]
    dateline: Dateline | None
    published: datetime
    updated: datetime | None = None
    change: Change | None = None
    note: str | None = None
    answer: PageAnswer = PageAnswer.ARTICLE

    @property
    def byline(self) -> str | None:
        """The authors as the page prints them, without "By"; None for unsigned copy."""
        if not self.authors:
            return None
        return _AND[self.language].join(filter(None, [", ".join(self.authors[:-1]), self.authors[-1]]))

    @property
    def text(self) -> str:
        """The story as plain text, its paragraphs separated by a blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def word_count(self) -> int:
        """Words of the story, counted at white space."""
        return len(self.text.split())

    @property
    def changed_at(self) -> datetime:
        """When the page last changed."""
        return self.updated or self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The whole sample newswire. `base` is the moment of the first edition."""

    base: datetime
    outlets: Sequence[SampleOutlet]
    editions: Mapping[int, Sequence[SampleArticle]]

    def articles(self, edition: int = 1) -> Sequence[SampleArticle]:
        """Every article page of an edition, those that have no story among them; newest first."""
        return self.editions[edition]

    def outlet(self, slug: str) -> SampleOutlet:
        """The outlet of that name; KeyError if there is none."""
        return {outlet.slug: outlet for outlet in self.outlets}[slug]

    def listed(self, outlet: SampleOutlet, feed: SampleFeed, *, edition: int = 1) -> Sequence[SampleArticle]:
        """The articles that a feed lists, newest first; none for a dead feed, which never answers with a document."""
        if feed.dead:
            return []
        return [one for one in self.articles(edition) if one.outlet == outlet.slug and feed.name in one.feeds]

    def texts(self, edition: int = 1) -> Mapping[tuple[str, str], Sequence[SampleArticle]]:
        """The articles by title and text: more than one where an outlet prints another's copy word for word."""
        texts: dict[tuple[str, str], list[SampleArticle]] = {}
        for article in self.articles(edition):
            if article.answer is PageAnswer.ARTICLE:
                texts.setdefault((article.title, article.text), []).append(article)
        return texts

    def expected_ledger(self) -> Counter[Stage]:
        """Entries by end state, once every feed has been polled and all work is done."""
        listings = [
            article for outlet in self.outlets for feed in outlet.feeds for article in self.listed(outlet, feed)
        ]
        dead = sum(article.answer is not PageAnswer.ARTICLE for article in listings)
        loaded = len(self.texts())
        return Counter({Stage.LOADED: loaded, Stage.DUPLICATE: len(listings) - dead - loaded, Stage.DEAD: dead})
