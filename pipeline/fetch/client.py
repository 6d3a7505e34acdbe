"""The entry points of `fetch`: a batch of requests in, an answer or a failure for each out."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

from pipeline.errors import FetchFailed, Postponed
from pipeline.fetch.address_guard import SocketFactory
from pipeline.fetch.answer import require_document, wanted_pause
from pipeline.fetch.failures import shown_address
from pipeline.fetch.kept_open import close_fetcher, kept_fetcher, open_session, settle
from pipeline.fetch.limits import Limits, Request
from pipeline.fetch.politeness import HostGate
from pipeline.model import Answer
from pipeline.urls import authority

__all__ = ["fetch_all", "fetch_batch", "fetch_one"]


def fetch_all(
    requests: Sequence[Request],
    *,
    limits: Limits,
    gate: HostGate | None = None,
    spacings: Mapping[str, timedelta] | None = None,
) -> list[Answer | FetchFailed]:
    """Fetch all of them at once; result i belongs to request i, and a failure is a value that touches no other.

    An Answer has any status, its body only where that status carries a document: `require_document` tells. A failure is
    Unreachable, TooLarge, AddressRefused, BadEncoding, RedirectCircle, UnaskedNotModified, or Postponed where no turn
    came within the patience of the limits, where the host asked to be left alone since the batch began, or where the
    `gate` keeps us from it for longer; `spacings` are the hosts' own wishes for the time between requests.
    Loop and connections outlive the call, one set for each thread.
    """
    if gate is None:
        return _fetch_all(requests, limits)
    hosts = [authority(request.url) for request in requests]
    with gate.admitted(hosts, spacings=spacings) as admissions:
        waiting = zip(requests, admissions, strict=True)
        granted = [replace(request, wait=one.wait) for request, one in waiting if one.granted]
        answers = iter(_fetch_all(granted, limits))
        answered = [
            next(answers) if one.granted else _postponed(request, one.wait)
            for request, one in zip(requests, admissions, strict=True)
        ]
    gate.pause(_pauses(hosts, answered))
    gate.owe([authority(url) for answer in answered for url in _redirected_to(answer)])
    return answered


def _redirected_to(answer: Answer | FetchFailed) -> Sequence[str]:
    """The addresses behind the first, which a redirect led to."""
    if isinstance(answer, FetchFailed) or not answer.hops:
        return ()
    return [*(url for _, url in answer.hops[1:]), answer.url]


def _postponed(request: Request, wait: timedelta) -> Postponed:
    host = authority(request.url)
    return Postponed(shown_address(request.url), f"{host} has had its share of requests for now", retry_after=wait)


def _pauses(hosts: Sequence[str], answers: Sequence[Answer | FetchFailed]) -> Mapping[str, timedelta]:
    """How long each host asks to be left alone; a 429 without a Retry-After asks for a minute."""
    wishes: dict[str, timedelta] = {}
    for host, answer in zip(hosts, answers, strict=True):
        if isinstance(answer, Answer) and (wish := wanted_pause(answer.status, answer.retry_after)):
            wishes[host] = max(wish, wishes.get(host, wish))
    return wishes


def _fetch_all(requests: Sequence[Request], limits: Limits) -> list[Answer | FetchFailed]:
    if not requests:
        return []
    with ExitStack() as given_up:
        # After a time limit or an interrupt, what was on its way must not go on in the next batch.
        given_up.callback(close_fetcher)
        answers = kept_fetcher(limits).fetch(requests)
        given_up.pop_all()
    return answers


def fetch_one(request: Request, *, limits: Limits) -> Answer:
    """Fetch one document, or learn that ours is current (304); raises FetchFailed."""
    return require_document(fetch_all([request], limits=limits)[0])


async def fetch_batch(
    requests: Sequence[Request], *, limits: Limits, open_socket: SocketFactory
) -> list[Answer | FetchFailed]:
    """`fetch_all` for a loop that runs already; each connection goes through a socket that `open_socket` has opened."""
    async with open_session(limits, open_socket) as session:
        return await settle(requests, session=session, limits=limits)
