"""Sending: one message after the other to one subscriber, through the same guard as everything that is fetched."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import yarl

from pipeline.errors import AddressRefused, FetchFailed, Unreachable
from pipeline.fetch.address_guard import guarded_socket, socket_to_anywhere
from pipeline.fetch.answer import http_date, redirect_target, retry_after
from pipeline.fetch.failures import read_failure
from pipeline.fetch.kept_open import open_session
from pipeline.fetch.limits import Limits

__all__ = ["Letter", "Post", "Receipt", "post_all", "posting"]

# An answer's short body is read so that its connection serves again; a long one isn't worth it.
_MOST_BYTES_READ = 16_384
_READ_WITHIN = 0.5  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is posted, and where to."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The answer's status, whatever it is, and how long the host asks us to stay away."""

    status: int
    retry_after: timedelta | None = None


Post = Callable[[Letter], Receipt]
"""Posts a letter; raises Unreachable or AddressRefused if no answer comes. A redirect is an answer like others."""


@contextmanager
def posting(limits: Limits) -> Iterator[Post]:
    """A way to post, one letter at a time, each answered within the deadline; connections are kept for the next one.

    A letter whose connection breaks before the answer is sent once more at once, so that it may arrive twice.
    """
    open_socket = socket_to_anywhere if limits.allow_private_addresses else guarded_socket
    with asyncio.Runner() as runner:
        opening = open_session(limits, open_socket)
        session = runner.run(opening.__aenter__())
        try:
            yield lambda letter: runner.run(_post(session, letter, limits))
        finally:
            runner.run(opening.__aexit__(None, None, None))


def post_all(letters: Sequence[Letter], *, limits: Limits) -> list[Receipt | FetchFailed]:
    """Post letters to many hosts at once; result i belongs to letter i, a failure is a value and touches no other."""

    async def post() -> list[Receipt | FetchFailed]:
        open_socket = socket_to_anywhere if limits.allow_private_addresses else guarded_socket
        async with open_session(limits, open_socket) as session:
            return list(await asyncio.gather(*(_settled(session, letter, limits) for letter in letters)))

    return asyncio.run(post()) if letters else []


async def _settled(session: aiohttp.ClientSession, letter: Letter, limits: Limits) -> Receipt | FetchFailed:
    try:
        return await _post(session, letter, limits)
    except FetchFailed as failure:
        return failure


async def _post(session: aiohttp.ClientSession, letter: Letter, limits: Limits) -> Receipt:
    target = redirect_target("", letter.url)
    if target is None:
        raise AddressRefused(letter.url, "only http and https addresses without a user name are posted to")
    time_limit = asyncio.timeout(limits.deadline.total_seconds())
    try:
        async with time_limit:
            response = await _sent(session, yarl.URL(target, encoded=True), letter)
    except (aiohttp.ClientError, OSError) as error:
        if time_limit.expired():
            raise Unreachable(letter.url, f"no answer within {limits.deadline.total_seconds():g} s") from None
        raise read_failure(letter.url, error) from None
    async with response:
        with suppress(aiohttp.ClientError, OSError):
            async with asyncio.timeout(_READ_WITHIN):
                await response.content.read(_MOST_BYTES_READ)
        wish = retry_after(response.headers.get("Retry-After"), at=http_date(response.headers.get("Date")))
        return Receipt(status=response.status, retry_after=wish)


async def _sent(session: aiohttp.ClientSession, url: yarl.URL, letter: Letter) -> aiohttp.ClientResponse:
    """The answer's head. A kept connection that the host has closed meanwhile says so only when it is written to."""
    try:
        return await session.post(url, data=letter.body, headers=letter.headers, allow_redirects=False)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
        return await session.post(url, data=letter.body, headers=letter.headers, allow_redirects=False)
