"""Fetch pages: the raw document of each entry is kept as it came."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pipeline.errors import FetchFailed, NotParsable, RobotsDisallow, Unreachable
from pipeline.fetch import (
    HostGate,
    Limits,
    Request,
    Rules,
    RulesKept,
    authority,
    fetch_all,
    origin,
    require_document,
    robots_rules,
    tallied,
)
from pipeline.model import Answer, Document, Entry, EntryId, Stage
from pipeline.store import Store
from pipeline.store.documents import keep_fetched
from pipeline.store.work import ClaimedEntry


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
    with store.claim(Stage.FETCH, ids, write=keep_fetched) as work:
        linked = [entry for entry in work.entries if entry.url is not None]
        answers = _answers(linked, limits=limits, gate=gate, rules=rules)
        store.accounts.add(tallied([authority(str(entry.url)) for entry in linked], answers))
        for entry, answer in zip(linked, answers, strict=True):
            with work.item(entry):
                work.done(entry, _document(answer))
        for entry in work.entries:
            if entry.url is None:
                with work.item(entry):
                    work.done(entry, _announced_document(entry.announced))
    return work.next_ids


def _answers(
    entries: Sequence[ClaimedEntry], *, limits: Limits, gate: HostGate | None, rules: RulesKept | None
) -> Sequence[Answer | FetchFailed]:
    """An answer for each entry, or why it was not asked for."""
    announced = [str(entry.url) for entry in entries if entry.feed_id is not None]
    known = robots_rules([origin(url) for url in announced], kept=rules, limits=limits)
    refused = {entry.entry_id: _refusal(entry, known, limits.robot) for entry in entries}
    allowed = [entry for entry in entries if refused[entry.entry_id] is None]
    answers = iter(
        fetch_all(
            [Request(url=str(entry.url)) for entry in allowed],
            limits=limits,
            gate=gate,
            spacings=_spacings(known, limits.robot),
        )
    )
    return [refused[entry.entry_id] or next(answers) for entry in entries]


def _refusal(entry: ClaimedEntry, known: Mapping[str, Rules], robot: str) -> FetchFailed | None:
    url = str(entry.url)
    rules = known.get(origin(url))
    if entry.feed_id is None or rules is None or rules.allows(url, robot=robot):
        return None
    if rules.unknown is not None:
        return Unreachable(url, f"{rules.unknown}; until that is known nothing is fetched there")
    return RobotsDisallow(url, "the site's robots.txt does not allow it")


def _spacings(known: Mapping[str, Rules], robot: str) -> Mapping[str, timedelta]:
    wishes = {authority(one): rules.delay(robot=robot) for one, rules in known.items()}
    return {host: wish for host, wish in wishes.items() if wish is not None}


def _document(answer: Answer | FetchFailed) -> Document:
    page = require_document(answer)
    return Document(url=page.url, body=page.body, content_type=page.content_type)


def _announced_document(entry: Entry) -> Document:
    text = entry.content or entry.summary
    if text is None:
        raise NotParsable(entry.title or "entry", "the feed gives neither a link nor a text")
    return Document(url="", body=text.encode(), content_type="text/html; charset=utf-8")
