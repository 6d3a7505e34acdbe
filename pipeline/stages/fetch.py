"""Fetch pages: the raw document of each entry is kept as it came."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from pipeline.clean import carries_story
from pipeline.errors import BadStatus, FetchFailed, Interstitial, NotParsable, RobotsDisallow
from pipeline.fetch import HostGate, Limits, Request, RulesKept, require_document
from pipeline.model import Answer, Document, Entry, EntryId, Stage
from pipeline.stages.asking import Asking
from pipeline.stages.asking_pages import PageAsked, ask_pages
from pipeline.store import Store
from pipeline.store.documents import PageGone, keep_fetched
from pipeline.store.work import ClaimedEntry

# Login, payment, refusal, no such page, gone, legal reasons (RFC 9110, RFC 7725).
_WITHHELD = frozenset({401, 402, 403, 404, 410, 451})
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""The answers that say of a page that was there before: it is gone."""


def fetch_pages(
    store: Store,
    ids: Sequence[EntryId],
    *,
    limits: Limits,
    gate: HostGate | None = None,
    rules: RulesKept | None = None,
) -> Sequence[EntryId]:
    """Fetch the pages of those entries that wait for it; the entries to clean next.

    What a feed announces is fetched as far as robots.txt allows; a page that a person asked for is fetched in any case.
    """
    asking = Asking(store=store, limits=limits, gate=gate)
    with store.claim(Stage.FETCH, ids, write=keep_fetched) as work:
        linked = [entry for entry in work.entries if entry.url is not None]
        pages = [
            PageAsked(request=Request(url=str(entry.url)), announced=entry.feed_id is not None) for entry in linked
        ]
        for entry, answer in zip(linked, ask_pages(pages, asking, rules), strict=True):
            with work.item(entry):
                work.done(entry, _take(entry, answer))
        for entry in work.entries:
            if entry.url is None:
                with work.item(entry):
                    work.done(entry, _announced_document(entry.announced))
    return work.next_ids


def _take(entry: ClaimedEntry, answer: Answer | FetchFailed) -> Document | PageGone:
    """The page of an entry, or that the page of an article that we hold is gone."""
    try:
        return take_document(entry, answer)
    except BadStatus as failure:
        if entry.article_id is None or failure.status not in GONE:
            raise
        return PageGone(article_id=entry.article_id)


def take_document(entry: ClaimedEntry, answer: Answer | FetchFailed) -> Document:
    """The page; where it is gone, walled or forbidden, the feed's own text if that is the whole story."""
    try:
        page = require_document(answer)
    except FetchFailed as failure:
        if not _is_withheld(failure) or not carries_story(entry.announced):
            raise
        return replace(_announced_document(entry.announced), url=str(entry.url))
    return Document(url=page.url, body=page.body, content_type=page.content_type)


def _is_withheld(failure: FetchFailed) -> bool:
    """Whether a site refuses this page, unlike a host that cannot be reached now."""
    if isinstance(failure, BadStatus):
        return failure.status in _WITHHELD
    return isinstance(failure, Interstitial) or (isinstance(failure, RobotsDisallow) and not failure.heals)


def _announced_document(entry: Entry) -> Document:
    text = entry.content or entry.summary
    if text is None:
        raise NotParsable(entry.title or "entry", "the feed gives neither a link nor a text")
    return Document(url="", body=text.encode(), content_type="text/html; charset=utf-8")
