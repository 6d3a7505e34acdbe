"""Load articles: clean text in; rows, revisions and events out; one transaction per batch."""

from collections import Counter
from collections.abc import Sequence

from pipeline.model import EntryId, Stage
from pipeline.stages.item_identity import item_article
from pipeline.store import Store
from pipeline.store.articles import Article, Cleaned, ingest
from pipeline.store.pool import Link
from pipeline.store.work import ClaimedEntry
from pipeline.stories import content_key
from pipeline.urls import canonical, host, url_key


def load_articles(store: Store, ids: Sequence[EntryId]) -> Counter[str]:
    """Load the entries that wait for it. Return the number of each outcome (new, changed, unchanged, copy)."""
    outcomes: Counter[str] = Counter()

    def write(connection: Link, pairs: Sequence[tuple[ClaimedEntry, Article]]) -> Sequence[EntryId]:
        outcomes.update(ingest(connection, [article for _, article in pairs]))
        return ()

    with store.claim(Stage.LOAD, ids, write=write) as work:
        waiting = store.articles.cleaned([entry.entry_id for entry in work.entries])
        for entry in work.entries:
            with work.item(entry):
                cleaned = waiting.get(entry.entry_id)
                if cleaned is None:
                    work.reject(entry, kind="CleanedGone", reason="its cleaned text is not there; clean the page again")
                else:
                    work.done(entry, article_of(store, entry, cleaned))
    return outcomes


def article_of(store: Store, entry: ClaimedEntry, cleaned: Cleaned) -> Article:
    """Return the article of an entry's clean text, with its identity and its outlet."""
    if cleaned.item is not None:
        return item_article(store, entry, cleaned, cleaned.item)
    clean = cleaned.article
    url = entry.url or cleaned.url
    # An entry without an address is identified by its feed's own key.
    address = canonical(clean.canonical_url or cleaned.url or url) or f"urn:newswire:entry:{entry.entry_id}"
    return Article(
        entry_id=entry.entry_id,
        url_key=url_key(address),
        content_key=content_key(clean.title, clean.text),
        source_id=cleaned.source_id or _source_of_page(store, address, clean.outlet),
        feed_id=entry.feed_id,
        url=url or address,
        canonical_url=address,
        guid=entry.guid,
        first_seen_at=entry.first_seen_at,
        fetched_at=cleaned.fetched_at,
        clean=clean,
    )


def _source_of_page(store: Store, address: str, outlet: str | None) -> int:
    slug = host(address) or address
    return store.articles.source_id(slug=slug, name=outlet or slug)
