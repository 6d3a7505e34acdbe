"""Clean documents: raw bytes in, the story alone out, or by name why there is none."""

from collections.abc import Mapping, Sequence

from pipeline.clean import Examination, Templates, examine_page, find_template_source, observe_story
from pipeline.model import Document, Entry, EntryId, Outcome, Stage
from pipeline.stages.items import ItemReader
from pipeline.store import Store
from pipeline.store.articles import CleanedPage, item_to_json
from pipeline.store.documents import KeptDocument, get_documents
from pipeline.store.templates import (
    CleanedStory,
    StorySource,
    get_templates,
    keep_cleaned_stories,
    learn_templates,
)
from pipeline.store.values import article_to_json
from pipeline.store.work import ClaimedEntry, Work
from pipeline.urls import url_key

_NO_STORY = {
    Outcome.EMPTY: "the document is empty",
    Outcome.NOT_HTML: "the document is not HTML",
    Outcome.NO_STORY: "no story on this page",
    Outcome.SECTION_FRONT: "the page lists stories and tells none",
    Outcome.NOT_FOUND: "the page says that there is nothing at this address",
    Outcome.CHALLENGE: "a guard against machines answered in place of the page",
    Outcome.PARKED: "nobody runs a site at this domain: it is for sale, or expired",
    Outcome.LOGIN_WALL: "the page asks the reader to log in",
    Outcome.CONSENT_WALL: "the page asks for consent before it shows anything",
}


def clean_documents(store: Store, ids: Sequence[EntryId]) -> Sequence[EntryId]:
    """Clean the documents of those entries that wait for it; the entries to load next."""
    with store.claim(Stage.CLEAN, ids, write=keep_cleaned_stories) as work:
        documents = get_documents(store.pool, [entry.entry_id for entry in work.entries])
        sources = {source for kept in documents.values() if (source := find_template_source(kept.url))}
        templates = get_templates(store.pool, sources)
        items = ItemReader()
        for entry in work.in_time():
            with work.item(entry):
                kept = documents.get(entry.entry_id)
                if entry.item is None or kept is None:
                    _clean(work, entry, kept, templates)
                else:
                    _clean_item(work, entry, kept, items)
    learn_templates(store.pool, sources)
    return work.next_ids


def _clean(
    work: Work[CleanedStory],
    entry: ClaimedEntry,
    kept: KeptDocument | None,
    templates: Mapping[str, Templates],
) -> None:
    if kept is None:
        work.reject(entry, kind="DocumentGone", reason="its raw document is no longer kept; fetch the page again")
        return
    document = kept.document
    examination = examined(document, announced=entry.announced, templates=templates)
    article = examination.article
    if article.outcome is not Outcome.ARTICLE:
        size = f"{len(document.body):,} bytes of {document.content_type or 'an unnamed type'}"
        work.reject(entry, kind="NoArticle", reason=f"{_NO_STORY[article.outcome]} ({size})")
        return
    page = CleanedPage(url=document.url, fetched_at=kept.fetched_at, article=article_to_json(article))
    # A feed's text shows nothing of the template around a source's pages.
    is_page = not article.provenance.get("text", "").startswith("feed")
    work.done(entry, CleanedStory(page=page, seen=_story(document.url, examination) if is_page else None))


def _clean_item(work: Work[CleanedStory], entry: ClaimedEntry, kept: KeptDocument, items: ItemReader) -> None:
    clean, copy = items.cleaned(kept, place=entry.item or 0)
    if clean.outcome is not Outcome.ARTICLE:
        work.reject(entry, kind="NoArticle", reason=f"{_NO_STORY[clean.outcome]} (item {entry.item} of {kept.url})")
        return
    page = CleanedPage(
        url=kept.url, fetched_at=kept.fetched_at, article=article_to_json(clean), item=item_to_json(copy)
    )
    work.done(entry, CleanedStory(page=page, seen=None))


def examined(document: Document, *, announced: Entry, templates: Mapping[str, Templates]) -> Examination:
    """A document cleaned with what its feed said of it and what was learned of its source."""
    return examine_page(
        document.body,
        url=document.url or None,
        content_type=document.content_type,
        entry=announced,
        templates=templates.get(find_template_source(document.url) or ""),
    )


def _story(url: str, examination: Examination) -> StorySource | None:
    """What the page teaches of its source; nothing where either is unknown."""
    source = find_template_source(url)
    seen = observe_story(examination.blocks) if source else None
    return StorySource(source=source, url_key=url_key(url), story=seen) if source and seen else None
