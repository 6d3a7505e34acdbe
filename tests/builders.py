"""Values for tests: sensible defaults, the one thing under test said by the caller."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from pipeline.model import CleanArticle, Document, Entry, EntryId, FeedId, PubStatus, Stage
from pipeline.store import Store
from pipeline.store.articles import Article, CleanedPage, ingest, keep_cleaned
from pipeline.store.documents import keep_fetched
from pipeline.store.feeds import NewFeed
from pipeline.store.ledger import Discovery, Sighting, discover
from pipeline.store.values import article_to_json
from pipeline.stories import content_key
from pipeline.urls import url_key

_NAMES = UUID("5b1c7d2e-0000-4000-8000-000000000000")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG_LEASE = timedelta(minutes=5)

PARAGRAPHS = (
    "The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms arrive.",
    "Work is to begin in March and to last two years, the council said, at a cost of 48 million crowns.",
    "Fishermen, who had asked for a closed season of three months at the most, called the plan a fair compromise "
    "after a debate that lasted until midnight and drew more than two hundred people to the old customs house.",
)


def an_entry(
    *, guid: str | None = "story-1", url: str | None = "https://news.example/a", title: str = "A title"
) -> Entry:
    """An entry as a feed announces it."""
    return Entry(guid=guid, url=url, title=title)


def a_sighting(entry: Entry | None = None, *, text: str = "first") -> Sighting:
    """An entry as a poll saw it; another `text` is another fingerprint."""
    seen = entry or an_entry()
    return Sighting(
        key=uuid5(_NAMES, seen.guid or seen.url or seen.title or ""),
        url_key=url_key(seen.url) if seen.url else None,
        fingerprint=uuid5(_NAMES, f"{seen.title} {text}"),
        entry=seen,
    )


def a_feed(store: Store, url: str = "https://news.example/rss") -> FeedId:
    """A feed that is followed."""
    return store.feeds.add(NewFeed(url=url, source_slug="news.example", source_name="The News"))[0]


def discovered(store: Store, feed_id: FeedId, *sightings: Sighting) -> Discovery:
    """What a poll of the feed with these entries adds."""
    with store.transaction() as connection:
        return discover(connection, feed_id, sightings or (a_sighting(),))


def a_clean_article(
    *,
    title: str = "Council votes for a new breakwater",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    pubstatus: PubStatus = PubStatus.USABLE,
) -> CleanArticle:
    """A story as the cleaner hands it on."""
    return CleanArticle(
        title=title,
        paragraphs=paragraphs,
        language="en",
        published=NOON,
        pubstatus=pubstatus,
        cleaner_version="test",
    )


def an_article(
    store: Store,
    *,
    entry_id: int = 1,
    url: str = "https://news.example/a",
    clean: CleanArticle | None = None,
    fetched_at: datetime = NOON,
) -> Article:
    """An article ready to be loaded."""
    story = clean or a_clean_article()
    return Article(
        entry_id=EntryId(entry_id),
        url_key=url_key(url),
        content_key=content_key(story.title, story.text),
        source_id=store.articles.source_id(slug="news.example", name="The News"),
        feed_id=None,
        url=url,
        canonical_url=url,
        guid=None,
        first_seen_at=NOON,
        fetched_at=fetched_at,
        clean=story,
    )


def loaded(store: Store, *articles: Article) -> dict[str, int]:
    """The outcomes of loading one batch."""
    with store.transaction() as connection:
        connection.execute("SELECT newswire.ensure_month(%s)", [NOON.date()])
        return dict(ingest(connection, articles))


def fetched(store: Store, ids: tuple[EntryId, ...]) -> None:
    """Take entries through the fetch stage."""
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        for entry in work.entries:
            page = Document(url=entry.url or "", body=b"<p>page</p>", content_type="text/html")
            work.done(entry, page)


def cleaned(store: Store, ids: tuple[EntryId, ...], article: CleanArticle | None = None) -> None:
    """Take entries through the clean stage."""
    text = article_to_json(article or a_clean_article())
    with store.claim(Stage.CLEAN, ids, duration=LONG_LEASE, write=keep_cleaned) as work:
        for entry in work.entries:
            work.done(entry, CleanedPage(url=entry.url or "", fetched_at=NOON, article=text))
