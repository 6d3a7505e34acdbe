"""Host names looked up in threads of their own.

asyncio's own look-ups share a few threads that its loop waits for at the end: one name server that doesn't answer
would hold up every other name, and the end of the batch beyond its deadline.
"""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

__all__ = ["Names"]

_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class Names(AbstractResolver):
    """The addresses of host names, at most `at_once` look-ups at a time."""

    def __init__(self, *, at_once: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="host-names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """All addresses of a host; OSError if it has none."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _look_up, host, port, family)

    async def close(self) -> None:
        """Give up the look-ups that still wait, without waiting for the others."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    # As bytes, because the codec for str turns down an odd label with UnicodeError, a name server with OSError.
    found = socket.getaddrinfo(host.encode(), port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return [
        ResolveResult(
            hostname=host, host=str(address[0]), port=port, family=int(kind), proto=protocol, flags=int(_NUMERIC)
        )
        for kind, _, protocol, _, address in found
    ]
