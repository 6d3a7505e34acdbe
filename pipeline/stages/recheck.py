"""Fetch the pages of loaded articles again: silent edits become revisions, deletions are recorded.

A look changes an article only where it found a story. A page that another story, a 404 or a front has taken the place
of is noted (`withdrawn_by_publisher`), and the text that we hold stays. A wall or a broken page says nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.clean import Templates, find_template_source
from pipeline.errors import BadStatus, FetchFailed, Postponed
from pipeline.fetch import HostGate, Limits, Request, RulesKept, require_document
from pipeline.model import Answer, ArticleId, CleanArticle, Document, EntryId, HostTally, Outcome
from pipeline.stages.asking import Asking
from pipeline.stages.asking_pages import PageAsked, ask_pages
from pipeline.stages.clean import examined
from pipeline.stages.fetch import GONE
from pipeline.store import Store
from pipeline.store.rechecks import ClaimedLook, Found, Seen
from pipeline.store.templates import get_templates
from pipeline.stories import content_key, is_another_story
from pipeline.urls import authority

__all__ = ["queue_due_looks", "recheck_pages"]

# A hint older than this counts as lost.
_GRACE = timedelta(minutes=2)
_UNTIL_NEXT_TURN = timedelta(minutes=1)
_GONE_OUTCOMES = frozenset({Outcome.NOT_FOUND, Outcome.SECTION_FRONT, Outcome.PARKED})


def queue_due_looks(store: Store, *, most: int) -> Sequence[ArticleId]:
    """Take rechecks that are due, at most `most`, none of a host that still has pages to fetch."""
    return store.rechecks.queue_due(most=most, grace=_GRACE)


def recheck_pages(
    store: Store,
    ids: Sequence[ArticleId],
    *,
    limits: Limits,
    gate: HostGate | None = None,
    rules: RulesKept | None = None,
) -> Sequence[EntryId]:
    """Recheck the pages that are due. Return the entries to clean next: those whose text changed."""
    asking = Asking(store=store, limits=limits, gate=gate)
    to_clean: list[EntryId] = []
    with store.rechecks.claim(ids) as (lease, looks):
        pages = [PageAsked(request=_request(look), announced=True) for look in looks]
        answers = ask_pages(pages, asking, rules)
        templates = _templates(store, answers)
        for look, answer in zip(looks, answers, strict=True):
            if isinstance(answer, Postponed):
                store.rechecks.postpone(look, lease, wait=answer.retry_after or _UNTIL_NEXT_TURN)
            elif store.rechecks.finish(look, lease, _seen(look, answer, templates)):
                to_clean.append(look.entry_id)
        made = [look for look, answer in zip(looks, answers, strict=True) if not isinstance(answer, Postponed)]
        store.accounts.add([HostTally(host=authority(look.url), rechecks=1) for look in made])
    return to_clean


def _request(look: ClaimedLook) -> Request:
    return Request(url=look.url, etag=look.etag, last_modified=look.last_modified, validated_url=look.validated_url)


def _seen(look: ClaimedLook, answer: Answer | FetchFailed, templates: Mapping[str, Templates]) -> Seen:
    """Decide what an answer says about the article."""
    try:
        page = require_document(answer)
    except BadStatus as failure:
        return Seen(found=Found.GONE if failure.status in GONE else Found.FAILED)
    except FetchFailed:
        return Seen(found=Found.FAILED)
    if page.not_modified:
        return _with_validators(Found.SAME, page)
    document = Document(url=page.url, body=page.body, content_type=page.content_type)
    article = examined(document, announced=look.announced, templates=templates).article
    found = compare(look, article)
    changed = document if found is Found.CHANGED else None
    return _with_validators(found, page, changed)


def _templates(store: Store, answers: Sequence[Answer | FetchFailed]) -> Mapping[str, Templates]:
    """What was learned of the sources of the pages that answered, read once for all."""
    pages = (answer for answer in answers if isinstance(answer, Answer))
    return get_templates(store.pool, {source for page in pages if (source := find_template_source(page.url))})


def _with_validators(found: Found, page: Answer, document: Document | None = None) -> Seen:
    return Seen(
        found=found, etag=page.etag, last_modified=page.last_modified, validated_url=page.url, document=document
    )


def compare(look: ClaimedLook, article: CleanArticle) -> Found:
    """Compare a page with the article that we hold."""
    if article.outcome in _GONE_OUTCOMES:
        return Found.GONE
    if article.outcome is not Outcome.ARTICLE or article.provenance.get("text", "").startswith("feed"):
        return Found.NO_STORY
    if content_key(article.title, article.text) == look.content_key:
        return Found.SAME
    if is_another_story(was=(look.title, look.text), now=(article.title, article.text)):
        return Found.OTHER_STORY
    return Found.CHANGED
