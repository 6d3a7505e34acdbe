"""Fetch pages: the raw document of each entry is kept as it came."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline.clean import carries_story
from pipeline.errors import BadStatus, FetchFailed, Interstitial, NotParsable, Postponed, RobotsDisallow
from pipeline.fetch import HostGate, Limits, Request, Rules, RulesKept, require_document, robots_rules
from pipeline.model import Answer, Document, Entry, EntryId, Stage
from pipeline.stages.asking import Asking
from pipeline.store import Store
from pipeline.store.documents import keep_fetched
from pipeline.store.work import ClaimedEntry
from pipeline.urls import authority, origin

# By then the host has a slot for its robots.txt again.
_SHORTLY = timedelta(seconds=5)
# Login, payment, refusal, no such page, gone, legal reasons (RFC 9110, RFC 7725).
_WITHHELD = frozenset({401, 402, 403, 404, 410, 451})


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
        for entry, answer in zip(linked, _answers(linked, asking, rules), strict=True):
            with work.item(entry):
                work.done(entry, take_document(entry, answer))
        for entry in work.entries:
            if entry.url is None:
                with work.item(entry):
                    work.done(entry, _announced_document(entry.announced))
    return work.next_ids


def _answers(entries: Sequence[ClaimedEntry], asking: Asking, kept: RulesKept | None) -> Sequence[Answer | FetchFailed]:
    """An answer for each entry, or why it was not asked for."""
    requests = [Request(url=str(entry.url)) for entry in entries]
    announced = [str(entry.url) for entry in entries if entry.feed_id is not None]
    robot = asking.limits.robot
    known = robots_rules([origin(url) for url in announced], kept=kept, ask=asking.ask, robot=robot)
    refusals = [_refusal(entry, known) for entry in entries]
    allowed = [request for request, refusal in zip(requests, refusals, strict=True) if refusal is None]
    answers = iter(asking.ask(allowed, spacings=_spacings(known)))
    forbidden = [(request, one) for request, one in zip(requests, refusals, strict=True) if one is not None]
    asking.count([request for request, _ in forbidden], [one for _, one in forbidden])
    return [refusal or next(answers) for refusal in refusals]


def _refusal(entry: ClaimedEntry, known: Mapping[str, Rules]) -> FetchFailed | None:
    """Why a page may not be fetched now, or at all. What a person asked for may."""
    if entry.feed_id is None:
        return None
    url = str(entry.url)
    rules = known.get(origin(url))
    if rules is None:
        return Postponed(url, "its site's robots.txt could not be asked for yet", retry_after=_SHORTLY)
    if rules.unknown is not None:
        return RobotsDisallow(url, f"{rules.unknown}; until that is known nothing is fetched there", for_now=True)
    if rules.allows(url):
        return None
    return RobotsDisallow(url, "the site's robots.txt does not allow it")


def _spacings(known: Mapping[str, Rules]) -> Mapping[str, timedelta]:
    wishes = {authority(one): rules.delay() for one, rules in known.items()}
    return {host: wish for host, wish in wishes.items() if wish is not None}


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
