"""Sending: a body to an address, through the same guard as everything that is fetched."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import aiohttp

from pipeline.errors import AddressRefused, FetchFailed, Unreachable
from pipeline.fetch.address_guard import guarded_socket, socket_to_anywhere
from pipeline.fetch.answer import redirect_target
from pipeline.fetch.client import open_session
from pipeline.fetch.failures import read_failure
from pipeline.fetch.limits import Limits

__all__ = ["Posting", "post_all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A body to send; `fields` are header fields."""

    url: str
    body: bytes = field(repr=False)
    fields: Mapping[str, str] = field(default_factory=dict)


def post_all(postings: Sequence[Posting], *, limits: Limits) -> list[int | FetchFailed]:
    """Send all of them at once: the status of each answer, or why there was none. Redirects are not followed."""
    return asyncio.run(_post_all(postings, limits)) if postings else []


async def _post_all(postings: Sequence[Posting], limits: Limits) -> list[int | FetchFailed]:
    open_socket = socket_to_anywhere if limits.allow_private_addresses else guarded_socket
    places = asyncio.Semaphore(limits.concurrency)
    async with open_session(limits, open_socket) as session:
        return list(await asyncio.gather(*(_post(one, session, places, limits) for one in postings)))


async def _post(
    posting: Posting, session: aiohttp.ClientSession, places: asyncio.Semaphore, limits: Limits
) -> int | FetchFailed:
    url = redirect_target("", posting.url)
    if url is None:
        return AddressRefused(posting.url, "only http and https addresses without a user name are sent to")
    seconds = limits.deadline.total_seconds()
    try:
        async with places, asyncio.timeout(seconds):
            sending = session.post(url, data=posting.body, headers=posting.fields, allow_redirects=False)
            async with sending as answer:
                return answer.status
    except TimeoutError:
        return Unreachable(url, f"no answer within {seconds:g} s")
    except (aiohttp.ClientError, OSError) as error:
        return read_failure(url, error)
