"""Replay: clean stored documents again with the current cleaner, and show or load the results.

A text that changes becomes a revision with reason `updated`, whose provenance says that the cleaner changed it and not
the publisher. A page on which the cleaner finds a story at last goes through the workers; an article whose page holds
none any more stays as it is: a cleaner withdraws nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pipeline.clean import Templates, find_template_source
from pipeline.errors import DocumentDamaged, NotParsable
from pipeline.model import CleanArticle, EntryId, Outcome
from pipeline.stages.clean import examined
from pipeline.stages.items import ItemReader
from pipeline.stages.load import article_of
from pipeline.store import Store
from pipeline.store.articles import Article, Cleaned, Held, ItemCopy, Stored, load, stored_documents
from pipeline.store.templates import get_templates
from pipeline.stories import content_key

__all__ = ["Change", "Replayed", "Span", "replay", "replay_dry"]

# Cleaning takes some 20 ms a page: half a second, and a few megabytes of pages.
_DOCUMENTS_A_BATCH = 25
# Later than all that was seen of an article, sooner than any fetch to come: that is how `ingest` tells the newest text.
_AFTER = timedelta(microseconds=1)


class Change(StrEnum):
    """The result of cleaning a document again."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEWLY = "newly an article"
    NO_LONGER = "no longer an article"
    STILL_NONE = "still no article"
    SUPERSEDED = "superseded"
    DAMAGED = "damaged document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A selection of documents: fetched in a span of time, found in one feed; None is no limit."""

    since: datetime | None = None
    until: datetime | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A document cleaned again; `held` is the article it gave before, None if it gave none.

    `clean` is None if the stored document cannot be read. `item` is what an agency's item says of itself.
    """

    stored: Stored
    clean: CleanArticle | None
    change: Change
    item: ItemCopy | None = None

    @property
    def held(self) -> Held | None:
        """Return the article as it is held."""
        return self.stored.held


def replay_dry(store: Store, span: Span) -> Iterator[Replayed]:
    """Yield the result of cleaning each selected document again, without writing anything."""
    for batch in _batches(store, span):
        yield from batch


def replay(store: Store, span: Span) -> Iterator[Counter[Change]]:
    """Clean each selected document again and load the changes. After each batch, yield the outcomes."""
    for batch in _batches(store, span):
        changed = [_article(store, one) for one in batch if one.change is Change.CHANGED]
        if changed:
            with store.transaction() as connection:
                load(connection, changed)
        newly = [one.stored.entry.entry_id for one in batch if one.change is Change.NEWLY]
        if newly:
            store.ledger.retry_dead(newly)
        yield Counter(one.change for one in batch)


def _batches(store: Store, span: Span) -> Iterator[Sequence[Replayed]]:
    after = EntryId(0)
    while stored := stored_documents(
        store.pool, after=after, since=span.since, until=span.until, feed=span.feed, most=_DOCUMENTS_A_BATCH
    ):
        sources = {source for one in stored if (source := find_template_source(one.kept.url))}
        templates = get_templates(store.pool, sources)
        items = ItemReader()
        yield [_cleaned_again(one, templates, items) for one in stored]
        after = stored[-1].entry.entry_id


def _cleaned_again(stored: Stored, templates: Mapping[str, Templates], items: ItemReader) -> Replayed:
    try:
        document = stored.kept.document
    except DocumentDamaged:
        return Replayed(stored=stored, clean=None, change=Change.DAMAGED)
    if stored.entry.item is not None:
        return _item_again(stored, stored.entry.item, items)
    clean = examined(document, announced=stored.entry.announced, templates=templates).article
    return Replayed(stored=stored, clean=clean, change=_change(stored.held, clean))


def _item_again(stored: Stored, place: int, items: ItemReader) -> Replayed:
    """Read and clean an item of a wire file again."""
    try:
        clean, item = items.cleaned(stored.kept, place=place)
    except NotParsable:
        none = Change.NO_LONGER if stored.held else Change.STILL_NONE
        return Replayed(stored=stored, clean=None, change=Change.SUPERSEDED if _is_superseded(stored) else none)
    return Replayed(stored=stored, clean=clean, change=_change(stored.held, clean), item=item)


def _is_superseded(stored: Stored) -> bool:
    return stored.held is not None and stored.held.superseded


def _change(held: Held | None, clean: CleanArticle) -> Change:
    is_article = clean.outcome is Outcome.ARTICLE
    if held is None:
        return Change.NEWLY if is_article else Change.STILL_NONE
    if held.superseded:
        return Change.SUPERSEDED
    if not is_article:
        return Change.NO_LONGER
    same = content_key(clean.title, clean.text) == held.content_key
    return Change.UNCHANGED if same else Change.CHANGED


def _article(store: Store, one: Replayed) -> Article:
    """Return the article under its present address, even if the cleaner now finds another one."""
    held, stored = one.held, one.stored
    if held is None or one.clean is None:
        raise ValueError(f"entry {stored.entry.entry_id} has no article to change")
    said = {**one.clean.provenance, "revision": f"cleaned again by {one.clean.cleaner_version}"}
    cleaned = Cleaned(
        entry_id=stored.entry.entry_id,
        url=stored.kept.url,
        fetched_at=max(held.seen_at, stored.kept.fetched_at) + _AFTER,
        article=replace(one.clean, provenance=said),
        source_id=stored.source_id,
        item=one.item,
    )
    article = replace(article_of(store, stored.entry, cleaned), url_key=held.url_key)
    # The same version of an item in another reading: it keeps its address and its place among the versions.
    return replace(article, url=held.url, canonical_url=held.url, version=held.version) if held.version else article
