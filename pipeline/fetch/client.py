"""Fetch many addresses at once: one event loop a call, every hop, byte and second bounded."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import aiohttp
import yarl

from pipeline.errors import AddressRefused, FetchFailed, Postponed, TooLarge, Unreachable
from pipeline.fetch.address_guard import ConnectionRefusedByGuard, guarded_socket
from pipeline.fetch.answer import retry_after
from pipeline.fetch.decoding import decoded
from pipeline.fetch.limits import Limits, Request
from pipeline.model import Answer

_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def fetch_all(requests: Sequence[Request], *, limits: Limits) -> list[Answer | FetchFailed]:
    """Fetch all of them; result i belongs to request i, and a failure is a value that touches no other request."""
    return asyncio.run(_fetch_all(requests, limits)) if requests else []


async def _fetch_all(requests: Sequence[Request], limits: Limits) -> list[Answer | FetchFailed]:
    until = asyncio.get_running_loop().time() + limits.patience.total_seconds()
    everywhere = asyncio.Semaphore(limits.concurrency)
    hosts: Mapping[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
    async with _session(limits) as session:

        async def in_turn(request: Request) -> Answer | FetchFailed:
            async with hosts[_host(request.url)], everywhere:
                if asyncio.get_running_loop().time() > until:
                    return Postponed(request.url, "its turn did not come: the host is slow or has many pages to give")
                return await _fetch(session, request, limits)

        return list(await asyncio.gather(*map(in_turn, requests)))


def _session(limits: Limits) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        limit=limits.concurrency,
        limit_per_host=limits.per_host,
        ttl_dns_cache=60,
        socket_factory=None if limits.allow_private_addresses else guarded_socket,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect_timeout.total_seconds()),
        max_line_size=limits.header_bytes,
        max_field_size=limits.header_bytes,
        headers={
            "User-Agent": limits.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate, br, zstd",
        },
    )


async def _fetch(session: aiohttp.ClientSession, request: Request, limits: Limits) -> Answer | FetchFailed:
    try:
        async with asyncio.timeout(limits.deadline.total_seconds()):
            return await _follow(session, request, limits)
    except FetchFailed as failure:
        return failure
    except TimeoutError:
        return Unreachable(request.url, f"no whole answer within {limits.deadline.total_seconds():g} s")
    except (aiohttp.ClientError, OSError) as error:
        return _refused_by_guard(request.url, error) or Unreachable(request.url, _explained(error))
    except ValueError as error:  # yarl and aiohttp say so of addresses and headers that are none
        return AddressRefused(request.url, f"not an address that can be fetched: {error}")


async def _follow(session: aiohttp.ClientSession, request: Request, limits: Limits) -> Answer:
    conditions = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    headers = {name: value for name, value in conditions.items() if value is not None}
    hops: list[tuple[int, str]] = []
    url = _fetchable(request.url, yarl.URL(request.url))
    while True:
        async with session.get(url, allow_redirects=False, headers=headers) as response:
            location = response.headers.get("Location")
            if response.status not in _REDIRECTS or location is None:
                return await _answer(request, response, tuple(hops), limits)
        hops.append((response.status, str(url)))
        url = _fetchable(request.url, url.join(yarl.URL(location)))
        if len(hops) > limits.redirects or any(str(url) == passed for _, passed in hops):
            raise TooLarge(request.url, f"{len(hops)} redirects and no end, the last one to {url}")


def _fetchable(requested: str, url: yarl.URL) -> yarl.URL:
    if url.scheme not in {"http", "https"} or not url.host:
        raise AddressRefused(requested, f"{str(url)[:200]} is no address of the web")
    if url.user is not None or url.password is not None:
        raise AddressRefused(requested, "an address with a user's name or password in it is not fetched")
    return url.with_fragment(None)


async def _answer(
    request: Request, response: aiohttp.ClientResponse, hops: tuple[tuple[int, str], ...], limits: Limits
) -> Answer:
    url, headers = str(response.url), response.headers
    raw = b"" if response.status == 304 else await _read(url, response, limits)
    return Answer(
        requested_url=request.url,
        url=url,
        status=response.status,
        body=decoded(raw, headers.get("Content-Encoding"), url=url, limit=limits.decoded_bytes) if raw else b"",
        content_type=headers.get("Content-Type"),
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        retry_after=retry_after(headers.get("Retry-After"), at=datetime.now(UTC)),
        hops=hops,
    )


async def _read(url: str, response: aiohttp.ClientResponse, limits: Limits) -> bytes:
    if response.content_length is not None and response.content_length > limits.wire_bytes:
        raise TooLarge(url, f"{response.content_length:,} bytes announced, {limits.wire_bytes:,} are the most")
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > limits.wire_bytes:
            raise TooLarge(url, f"more than {limits.wire_bytes:,} bytes")
    return bytes(body)


def _refused_by_guard(url: str, error: BaseException) -> AddressRefused | None:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ConnectionRefusedByGuard):
            return AddressRefused(url, str(cause))
        cause = cause.__cause__ or cause.__context__
    return None


def _explained(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300] if str(error) else type(error).__name__


def _host(url: str) -> str:
    try:
        return yarl.URL(url).host or url
    except ValueError:
        return url
