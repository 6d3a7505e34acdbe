"""One request on its way to an answer: turn by turn, hop by hop, each of them bounded."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import yarl
from multidict import CIMultiDictProxy

from pipeline.errors import (
    AddressRefused,
    FetchFailed,
    Postponed,
    RedirectCircle,
    TooLarge,
    UnaskedNotModified,
    Unreachable,
)
from pipeline.fetch.answer import (
    Meaning,
    field_text,
    freshness,
    http_date,
    meaning,
    redirect_target,
    retry_after,
    wanted_pause,
)
from pipeline.fetch.cookies import Cookies
from pipeline.fetch.decoding import decoded
from pipeline.fetch.doors import closed_door
from pipeline.fetch.failures import read_failure, shown_address
from pipeline.fetch.limits import Limits, Request
from pipeline.model import Answer
from pipeline.urls import resolve

__all__ = ["Exchange", "Turns"]

# Statuses with which hosts send challenges and logins; of one so many bytes are read, and for so long.
_TURNED_AWAY = frozenset({401, 403, 429, 503})
_TELLING = 32_768
_TELLING_SECONDS = 1.0


class Turns:
    """The limits of a batch: exchanges in all, exchanges at one host, and the age at which none is begun.

    Nor is one begun at a host that has asked to be left alone during the batch.
    """

    def __init__(self, limits: Limits) -> None:
        self._last_call = asyncio.get_running_loop().time() + limits.patience.total_seconds()
        self._everywhere = asyncio.Semaphore(limits.concurrency)
        self._hosts: Mapping[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self._pauses: dict[str, float] = {}

    def pause(self, host: str, wish: timedelta) -> None:
        """Begin nothing more at a host for so long."""
        until = asyncio.get_running_loop().time() + wish.total_seconds()
        self._pauses[host] = max(until, self._pauses.get(host, until))

    def _refuse_paused(self, host: str, subject: str) -> None:
        left = self._pauses.get(host, 0.0) - asyncio.get_running_loop().time()
        if left > 0:
            wait = timedelta(seconds=round(left, 3))
            raise Postponed(subject, f"{host} has just asked to be left alone", retry_after=wait)

    @asynccontextmanager
    async def at(self, host: str, *, subject: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it; Postponed if it doesn't come in time."""
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout_at(self._last_call):
                    # The host first: those who queue at a slow one take no place that others could use.
                    await held.enter_async_context(self._hosts[host])
                    await held.enter_async_context(self._everywhere)
            except TimeoutError:
                raise Postponed(subject, f"no turn came at {host}: slow, or asked for too much at once") from None
            self._refuse_paused(host, subject)
            yield


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What one hop gave: the body as it came over the wire, unread where it is neither a document nor a refusal."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes
    links: Mapping[str, str]


class Exchange:
    """One request, from its address through redirects to an answer."""

    def __init__(self, request: Request, *, session: aiohttp.ClientSession, turns: Turns, limits: Limits) -> None:
        self._request = request
        self._session = session
        self._turns = turns
        self._limits = limits
        self._seconds_left = limits.deadline.total_seconds()
        self._subject = shown_address(request.url)
        self._target = self._subject
        self._hops: list[tuple[int, str]] = []
        self._cookies = Cookies()
        self._visits: set[tuple[str, str | None]] = set()
        self._received = 0

    async def settle(self) -> Answer | FetchFailed:
        """The answer, or the failure as a value: nothing that a host does raises."""
        if self._request.wait:
            await asyncio.sleep(self._request.wait.total_seconds())
        try:
            return await self._follow()
        except FetchFailed as failure:
            # A new one, because a value that is kept must not keep the frames and buffers that a raised one holds.
            way = f"redirected to {shown_address(self._target)}: " if self._hops else ""
            return type(failure)(self._subject, f"{way}{failure.reason}", retry_after=failure.retry_after)

    async def _follow(self) -> Answer:
        target = self._checked(redirect_target("", self._request.url))
        while True:
            url = yarl.URL(target, encoded=True)
            closed = closed_door(url.port)
            if closed is not None:
                raise AddressRefused(self._subject, closed)
            reply = await self._hop(url)
            location = reply.headers.get("Location")
            if location is None or meaning(reply.status) is not Meaning.MOVED:
                return self._answer(target, reply)
            self._hops.append((reply.status, target))
            self._cookies.take(reply.headers.getall("Set-Cookie", ()), of=target)
            self._target = location
            target = self._checked(redirect_target(target, location))

    def _checked(self, target: str | None) -> str:
        if target is None:
            raise AddressRefused(self._subject, "only http and https addresses without a user name are fetched")
        self._target = target
        visit = (target, self._cookies.sent_to(target))
        if visit in self._visits:
            raise RedirectCircle(self._subject, "redirects in a circle")
        self._visits.add(visit)
        if len(self._hops) > self._limits.redirects:
            raise TooLarge(self._subject, f"more than {self._limits.redirects} redirects")
        return target

    async def _hop(self, url: yarl.URL) -> _Reply:
        loop = asyncio.get_running_loop()
        async with self._turns.at(url.raw_host or "", subject=self._subject):
            began = loop.time()
            time_limit = asyncio.timeout(self._seconds_left)
            try:
                async with time_limit:
                    reply = await self._ask(url)
                if wish := wanted_pause(reply.status, _wish(reply.headers)):
                    self._turns.pause(url.raw_host or "", wish)
                return reply
            except (aiohttp.ClientError, OSError) as error:
                raise self._late() if time_limit.expired() else read_failure(self._subject, error) from None
            finally:
                self._seconds_left -= loop.time() - began

    def _late(self) -> Unreachable:
        seconds = self._limits.deadline.total_seconds()
        came = f"{self._received} bytes of the body had come" if self._received else "nothing of the body had come"
        return Unreachable(self._subject, f"no whole answer within {seconds:g} s, {came}")

    async def _ask(self, url: yarl.URL) -> _Reply:
        conditions = self._conditions(str(url))
        cookies = self._cookies.sent_to(str(url))
        headers = {"Accept": self._request.accept} | conditions | ({"Cookie": cookies} if cookies else {})
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            means = meaning(response.status)
            if means is Meaning.NOT_MODIFIED and not conditions:
                raise UnaskedNotModified(self._subject, "status 304 as the answer to a request without conditions")
            body = await self._body(response) if means is Meaning.DOCUMENT else await _refusal(response)
            return _Reply(status=response.status, headers=response.headers, body=body, links=_links(response))

    def _conditions(self, url: str) -> dict[str, str]:
        validators = {"If-None-Match": self._request.etag, "If-Modified-Since": self._request.last_modified}
        conditions = {name: value for name, value in validators.items() if value is not None}
        if conditions and url != redirect_target("", self._request.validated_url or self._request.url):
            return {}
        return conditions

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        most = self._limits.wire_bytes
        if (response.content_length or 0) > most:
            raise TooLarge(self._subject, f"a body of {response.content_length} bytes, at most {most} are read")
        body = bytearray()
        async for part in response.content.iter_any():
            body += part
            self._received = len(body)
            if len(body) > most:
                raise TooLarge(self._subject, f"a body of more than {most} bytes")
        return bytes(body)

    def _answer(self, url: str, reply: _Reply) -> Answer:
        fields = reply.headers
        return Answer(
            requested_url=self._request.url,
            url=url,
            status=reply.status,
            body=self._decoded(reply),
            content_type=field_text(fields.get("Content-Type")),
            etag=field_text(fields.get("ETag")),
            last_modified=field_text(fields.get("Last-Modified")),
            retry_after=_wish(fields),
            fresh_for=freshness(
                ",".join(fields.getall("Cache-Control", ())),
                age=fields.get("Age"),
                expires=fields.get("Expires"),
                at=http_date(fields.get("Date")),
            ),
            wire_bytes=len(reply.body),
            hub=resolve(url, reply.links.get("hub", "")),
            topic=resolve(url, reply.links.get("self", "")),
            hops=tuple(self._hops),
        )

    def _decoded(self, reply: _Reply) -> bytes:
        codings = ",".join(reply.headers.getall("Content-Encoding", ()))
        try:
            return decoded(reply.body, codings, most_bytes=self._limits.decoded_bytes, subject=self._subject)
        except FetchFailed:
            if meaning(reply.status) is Meaning.DOCUMENT:
                raise
            return b""  # the status alone is an answer


def _wish(fields: CIMultiDictProxy[str]) -> timedelta | None:
    return retry_after(fields.get("Retry-After"), at=http_date(fields.get("Date")))


async def _refusal(response: aiohttp.ClientResponse) -> bytes:
    """The beginning of the page with which a host turns us away: it says whether a person could get past it."""
    body = b""
    if response.status in _TURNED_AWAY:
        with suppress(aiohttp.ClientError, TimeoutError):  # the status alone is an answer
            async with asyncio.timeout(_TELLING_SECONDS):
                async for part in response.content.iter_any():
                    body += part
                    if len(body) > _TELLING:
                        return b""
    return body


def _links(response: aiohttp.ClientResponse) -> Mapping[str, str]:
    """The addresses of the Link fields by their relation (RFC 8288); of several with one relation the first."""
    if "Link" not in response.headers:
        return {}
    links: dict[str, str] = {}
    try:
        stated = response.links
    except ValueError:  # an address that is none
        return {}
    for relations, link in stated.items():
        for relation in relations.lower().split():
            links.setdefault(relation, str(link.get("url", "")))
    return links
