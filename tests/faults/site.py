"""The web site of the fault suite: an edition on many loopback addresses, slow enough for a fault to fall into it."""

import asyncio
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from faults.edition import HOSTS, Edition

from pipeline.embedded import free_port

_PAGE_LATENCY = 0.2  # seconds
_FEED_LATENCY = 0.5  # seconds
_HANGS_AT = 10  # every tenth story's page hangs while the site hangs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resource:
    body: bytes
    content_type: str
    number: int | None = None  # of the story


class Site:
    """A server in a thread; a context manager. `requests` counts the requests for each path."""

    def __init__(self, edition: Edition, *, port: int | None = None, listen: Sequence[str] = HOSTS) -> None:
        self.edition = edition
        self.port = port or free_port()
        self._listen = listen
        self.requests: Counter[str] = Counter()
        self.hung = 0
        self._hanging = threading.Event()
        self._resources = self._made()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault site", daemon=True)
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, host: str, path: str) -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    @property
    def feed_urls(self) -> list[str]:
        """The addresses of the feeds."""
        return [self.url(self.edition.home, path) for path in self.edition.feeds]

    def hang(self) -> None:
        """From now on some pages stop in the middle of their body."""
        self._hanging.set()

    def recover(self) -> None:
        """Pages asked for from now on are whole again; those that hang go on hanging."""
        self._hanging.clear()

    def _made(self) -> Mapping[str, _Resource]:
        made: dict[str, _Resource] = {}
        for story in self.edition.stories:
            page = story.page().encode()
            for path in story.paths:
                made[path] = _Resource(body=page, content_type="text/html; charset=utf-8", number=story.number)
        for path in self.edition.feeds:
            made[path] = _Resource(body=self._feed(path), content_type="application/rss+xml; charset=utf-8")
        return made

    def _feed(self, path: str) -> bytes:
        items = "".join(
            f"<item><title>{escape(line.story.title)}</title><guid isPermaLink='false'>{line.path}</guid>"
            f"<link>{self.url(line.story.host, line.path)}</link></item>"
            for line in self.edition.feeds[path]
        )
        home = self.url(self.edition.home, "/")
        head = f"<title>Feed {path}</title><link>{home}</link><description>Invented</description>"
        return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()

    async def _serve(self) -> asyncio.Server:
        return await asyncio.start_server(self._visited, list(self._listen), self.port, backlog=256)

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        visits = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)

    async def _visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._answer(reader, writer)
        except asyncio.CancelledError:  # the site ends
            return
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ", 2)[1].decode()
        self.requests[path] += 1
        resource = self._resources.get(path)
        if resource is None:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        await asyncio.sleep(_FEED_LATENCY if resource.number is None else _PAGE_LATENCY)
        fields = f"Content-Type: {resource.content_type}\r\nContent-Length: {len(resource.body)}\r\nConnection: close"
        writer.write(f"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n".encode())
        if self._hanging.is_set() and resource.number is not None and resource.number % _HANGS_AT == 0:
            self.hung += 1
            writer.write(resource.body[: len(resource.body) // 2])
            await reader.read()  # until the visitor gives up
            return
        writer.write(resource.body)
        await writer.drain()
