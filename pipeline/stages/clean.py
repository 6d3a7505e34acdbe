"""Clean documents: raw bytes in, the story alone out, or by name why there is none."""

from collections.abc import Sequence
from datetime import timedelta

from pipeline.clean import clean_page
from pipeline.model import EntryId, Outcome, Stage
from pipeline.store import Store
from pipeline.store.articles import CleanedPage, keep_cleaned
from pipeline.store.documents import KeptDocument, get_documents
from pipeline.store.values import article_to_json
from pipeline.store.work import ClaimedEntry, Work

LEASE = timedelta(minutes=4)

_NO_STORY = {
    Outcome.EMPTY: "the document is empty",
    Outcome.NOT_HTML: "the document is not HTML",
    Outcome.NO_STORY: "no story on this page",
    Outcome.SECTION_FRONT: "the page lists stories and tells none",
    Outcome.NOT_FOUND: "the page says that there is nothing at this address",
    Outcome.CHALLENGE: "a guard against machines answered in place of the page",
    Outcome.LOGIN_WALL: "the page asks the reader to log in",
    Outcome.CONSENT_WALL: "the page asks for consent before it shows anything",
}


def clean_documents(store: Store, ids: Sequence[EntryId]) -> Sequence[EntryId]:
    """Clean the documents of those entries that wait for it; the entries to load next."""
    with store.claim(Stage.CLEAN, ids, duration=LEASE, write=keep_cleaned) as work:
        documents = get_documents(store.pool, [entry.entry_id for entry in work.entries])
        for entry in work.entries:
            with work.item(entry):
                _clean(work, entry, documents.get(entry.entry_id))
    return work.next_ids


def _clean(work: Work[CleanedPage], entry: ClaimedEntry, kept: KeptDocument | None) -> None:
    if kept is None:
        work.reject(entry, kind="DocumentGone", reason="its raw document is no longer kept; fetch the page again")
        return
    document = kept.document
    article = clean_page(
        document.body, url=document.url or None, content_type=document.content_type, entry=entry.announced
    )
    if article.outcome is not Outcome.ARTICLE:
        size = f"{len(document.body):,} bytes of {document.content_type or 'an unnamed type'}"
        work.reject(entry, kind="NoArticle", reason=f"{_NO_STORY[article.outcome]} ({size})")
        return
    page = CleanedPage(url=document.url, fetched_at=kept.fetched_at, article=article_to_json(article))
    work.done(entry, page)
