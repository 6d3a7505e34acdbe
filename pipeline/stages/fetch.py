"""Fetch pages: the raw document of each entry is kept as it came."""

from collections.abc import Sequence

from pipeline.errors import FetchFailed, NotParsable
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.model import Answer, Document, Entry, EntryId, Stage
from pipeline.store import Store
from pipeline.store.documents import keep_fetched


def fetch_pages(store: Store, ids: Sequence[EntryId], *, limits: Limits) -> Sequence[EntryId]:
    """Fetch the pages of those entries that wait for it; the entries to clean next."""
    with store.claim(Stage.FETCH, ids, write=keep_fetched) as work:
        linked = [entry for entry in work.entries if entry.url is not None]
        answers = fetch_all([Request(url=str(entry.url)) for entry in linked], limits=limits)
        for entry, answer in zip(linked, answers, strict=True):
            with work.item(entry):
                work.done(entry, _document(answer))
        for entry in work.entries:
            if entry.url is None:
                with work.item(entry):
                    work.done(entry, _announced_document(entry.announced))
    return work.next_ids


def _document(answer: Answer | FetchFailed) -> Document:
    page = require_document(answer)
    return Document(url=page.url, body=page.body, content_type=page.content_type)


def _announced_document(entry: Entry) -> Document:
    text = entry.content or entry.summary
    if text is None:
        raise NotParsable(entry.title or "entry", "the feed gives neither a link nor a text")
    return Document(url="", body=text.encode(), content_type="text/html; charset=utf-8")
