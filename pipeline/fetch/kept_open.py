"""Keep one loop and its connections for each thread open, for the next batch."""

import asyncio
import atexit
import os
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp

from pipeline.errors import FetchFailed
from pipeline.fetch.address_guard import SocketFactory, guarded_socket, socket_to_anywhere
from pipeline.fetch.decoding import ACCEPT_ENCODING
from pipeline.fetch.exchange import Exchange, Turns
from pipeline.fetch.lenient import LenientConnector
from pipeline.fetch.limits import Limits, Request
from pipeline.fetch.names import Names
from pipeline.model import Answer

__all__ = ["Fetcher", "close_fetcher", "kept_fetcher", "open_session", "settle"]

# How long an idle connection is kept for the next batch, and a name's address with it.
_KEPT_OPEN = 10.0  # seconds
# Connections that wait in vain are file descriptors: behind so many requests all are given up.
_REQUESTS_A_SESSION = 400


class Fetcher:
    """A loop and the connections that live in it, for batch after batch of one thread."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open_socket = socket_to_anywhere if limits.allow_private_addresses else guarded_socket
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None
        self._requests = 0

    def fetch(self, requests: Sequence[Request]) -> list[Answer | FetchFailed]:
        """Settle all requests."""
        answers: list[Answer | FetchFailed] = []

        # Filled from within, because a runner takes the repr of what its coroutine returns (to look up the handler of
        # SIGINT): spelled out, pages cost 7 % of the time and four times their size.
        async def fill() -> None:
            session = await self._session_for(len(requests))
            answers.extend(await settle(requests, session=session, limits=self.limits))

        self._runner.run(fill())
        return answers

    async def _session_for(self, requests: int) -> aiohttp.ClientSession:
        if self._session is None or self._requests > _REQUESTS_A_SESSION:
            await self._open.aclose()
            self._session = await self._open.enter_async_context(open_session(self.limits, self._open_socket))
            self._requests = 0
        self._requests += requests
        return self._session

    def close(self) -> None:
        """Hang up everywhere and end the loop; what is on its way is cancelled."""
        self._runner.run(self._end())
        self._runner.close()

    async def _end(self) -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._open.aclose()
        await asyncio.sleep(0)  # transports are closed in the next turn of the loop


async def settle(
    requests: Sequence[Request], *, session: aiohttp.ClientSession, limits: Limits
) -> list[Answer | FetchFailed]:
    """An answer or a failure for each request, within a session."""
    turns = Turns(limits)
    exchanges = [Exchange(request, session=session, turns=turns, limits=limits) for request in requests]
    return await asyncio.gather(*(exchange.settle() for exchange in exchanges))


class _Kept(threading.local):
    """The fetcher of each thread."""

    fetcher: Fetcher | None = None


_kept = _Kept()
# Fetchers of the process that we were forked from: theirs to close, and not to be collected here either, because the
# loop's selector is one for both.
_inherited: list[Fetcher] = []


def kept_fetcher(limits: Limits) -> Fetcher:
    """This thread's fetcher; a new one where it has none with these limits."""
    if _kept.fetcher is not None and _kept.fetcher.limits != limits:
        close_fetcher()
    if _kept.fetcher is None:
        _kept.fetcher = Fetcher(limits)
    return _kept.fetcher


def close_fetcher() -> None:
    """Close what this thread keeps open for its next batch; harmless where there is nothing."""
    fetcher, _kept.fetcher = _kept.fetcher, None
    if fetcher is not None:
        fetcher.close()


def _forget_inherited() -> None:
    if _kept.fetcher is not None:
        _inherited.append(_kept.fetcher)
        _kept.fetcher = None


os.register_at_fork(after_in_child=_forget_inherited)
atexit.register(close_fetcher)


@asynccontextmanager
async def open_session(limits: Limits, open_socket: SocketFactory) -> AsyncIterator[aiohttp.ClientSession]:
    """A session within the limits, each of whose connections goes through a socket that `open_socket` has opened."""
    names = Names(at_once=limits.concurrency)
    connector = LenientConnector(
        limit=0,  # Turns gives out the places, and knows who waits for one
        resolver=names,
        socket_factory=open_socket,  # judges at each connection, whatever the name meant before
        keepalive_timeout=_KEPT_OPEN,
        ttl_dns_cache=int(_KEPT_OPEN),
    )
    try:
        async with aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect_timeout.total_seconds()),
            max_line_size=limits.field_bytes,
            max_field_size=limits.field_bytes,
            max_headers=limits.fields,
            headers={"User-Agent": limits.user_agent, "Accept-Encoding": ACCEPT_ENCODING},
        ) as session:
            yield session
    finally:
        await names.close()
