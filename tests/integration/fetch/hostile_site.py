"""A web server that answers as the web does at its worst: the path chooses how."""

import asyncio
import gzip
import socket
import ssl
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import brotli
import zstandard

PAGE = b"<html><title>Ferry runs again</title><p>The night ferry to Orle left at nine on Friday, full.</p></html>"
ZEROS = bytes(5_000_000)
_FOREVER = 3600.0
_TLS_HANDSHAKE = b"\x16"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request as the site saw it."""

    path: str
    fields: Mapping[str, str]


def reply(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """A whole response with its right Content-Length."""
    return partial(status, f"Content-Length: {len(body)}", *fields) + body


def partial(status: str, *fields: str) -> bytes:
    """A response's head."""
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode("latin-1")


def _moved(location: str, status: str = "302 Found") -> bytes:
    return reply(b"", f"Location: {location}", status=status)


def _raw_deflate(body: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-15)
    return deflater.compress(body) + deflater.flush()


_CHUNKED = partial("200 OK", "Transfer-Encoding: chunked")

# Answered, and the connection is kept open.
REPLIES: Mapping[str, bytes] = {
    "/page": reply(PAGE, "Content-Type: text/html; charset=utf-8", 'ETag: W/"ä,1"'),
    "/gzip": reply(gzip.compress(PAGE), "Content-Encoding: gzip"),
    "/gzip-in-members": reply(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), "Content-Encoding: gzip"),
    "/deflate": reply(zlib.compress(PAGE), "Content-Encoding: deflate"),
    "/raw-deflate": reply(_raw_deflate(PAGE), "Content-Encoding: deflate"),
    "/brotli": reply(brotli.compress(PAGE), "Content-Encoding: br"),
    "/zstd": reply(zstandard.compress(PAGE), "Content-Encoding: zstd"),
    "/stacked": reply(brotli.compress(gzip.compress(PAGE)), "Content-Encoding: gzip", "Content-Encoding: br"),
    "/three-layers": reply(PAGE, "Content-Encoding: gzip, gzip, gzip"),
    "/no-coding": reply(PAGE, "Content-Encoding: UTF-8"),
    "/unknown-coding": reply(PAGE, "Content-Encoding: compress"),
    "/escape-in-fields": reply(PAGE, "Content-Type: \x1b[31mtext/html", 'ETag: "\x9b2J"'),
    "/too-long": reply(PAGE) + reply(b"<p>Smuggled</p>"),
    "/to-mail": _moved("http://127.0.0.1:25/"),
    "/to-gopher": _moved("gopher://127.0.0.1:70/"),
    "/to-ftp": _moved("ftp://127.0.0.1/"),
    "/to-data": _moved("data:text/html,hello"),
    "/to-a-token": _moved("http://127.0.0.1:25/story?id=7&access_token=s3cret"),
    "/gzip-ratio": reply(gzip.compress(ZEROS), "Content-Encoding: gzip"),
    "/deflate-ratio": reply(zlib.compress(ZEROS), "Content-Encoding: deflate"),
    "/brotli-ratio": reply(brotli.compress(ZEROS), "Content-Encoding: br"),
    "/zstd-ratio": reply(zstandard.compress(ZEROS), "Content-Encoding: zstd"),
    "/nested-ratio": reply(brotli.compress(gzip.compress(ZEROS)), "Content-Encoding: gzip, br"),
    "/not-gzip": reply(PAGE, "Content-Encoding: gzip"),
    "/rubbish-for-gzip": reply(bytes(range(40, 90)), "Content-Encoding: gzip"),
    "/gzip-named-deflate": reply(gzip.compress(PAGE), "Content-Encoding: deflate"),
    "/broken-off-gzip": reply(gzip.compress(PAGE)[:40], "Content-Encoding: gzip"),
    "/broken-off-zstd": reply(zstandard.compress(PAGE)[:40], "Content-Encoding: zstd"),
    "/gzip-bomb": reply(gzip.compress(ZEROS), "Content-Encoding: gzip"),
    "/brotli-bomb": reply(brotli.compress(ZEROS), "Content-Encoding: br"),
    "/zstd-bomb": reply(zstandard.compress(ZEROS), "Content-Encoding: zstd"),
    "/bomb-in-a-bomb": reply(gzip.compress(gzip.compress(ZEROS)), "Content-Encoding: gzip, gzip"),
    "/empty": reply(b"", "Content-Encoding: gzip"),
    "/linked": reply(
        PAGE, 'Link: <https://hub.example/>; rel="hub", </rss>; rel=self', 'Link: <https://other.example/>; rel="hub"'
    ),
    "/linked-badly": reply(PAGE, "Link: <http://[>; rel=hub", "Link: <mailto:a@b>; rel=self"),
    "/latin-1-fields": reply(PAGE, 'ETag: "caf\xe9"', "Content-Type: text/html"),
    "/no-content": reply(b"", status="204 No Content"),
    "/challenge": reply(b"<script>prove()</script>", status="202 Accepted"),
    "/missing": reply(b"<p>Nothing here.</p>", status="404 Not Found"),
    "/gone": reply(b"", status="410 Gone"),
    "/busy": reply(b"", "Retry-After: 120", status="503 Service Unavailable"),
    "/busy-for-now": reply(b"", status="429 Too Many Requests"),
    "/failing": reply(b"", status="503 Service Unavailable"),
    "/busy-until": reply(
        b"",
        "Date: Fri, 20 Nov 2026 12:00:00 GMT",
        "Retry-After: Fri, 20 Nov 2026 12:05:00 GMT",
        status="429 Too Many Requests",
    ),
    "/unchanged-always": partial("304 Not Modified", 'ETag: "v1"'),
    "/unchanged-by-cache": partial("304 Not Modified", "Content-Length: 5000"),
    "/announced-too-large": partial("200 OK", "Content-Length: 99000000"),
    "/relative": _moved("../page?from=/relative#top", "301 Moved Permanently"),
    "/latin-1-location": _moved("/caf\xe9"),
    "/caf%E9": reply(PAGE),
    "/with-a-cookie": reply(b"", "Location: /page", "Set-Cookie: reader=7; Path=/", status="302 Found"),
    "/with-a-cookie-elsewhere": reply(
        b"", "Location: /page", "Set-Cookie: a=1; Domain=news.example", status="302 Found"
    ),
    "/same-cookie-again": reply(b"", "Location: /same-cookie-again", "Set-Cookie: a=1", status="302 Found"),
    "/here-and-there": _moved("/there-and-here"),
    "/there-and-here": _moved("/here-and-there"),
    "/to-itself": _moved("/to-itself"),
    "/nowhere": reply(b"", status="301 Moved Permanently"),
    "/to-file": _moved("file:///etc/passwd"),
    "/to-a-user": _moved("http://editor:secret@127.0.0.1/page"),
    "/to-metadata": _moved("http://169.254.169.254/latest/meta-data/"),
    "/to-loopback-6": _moved("http://[::1]:6379/"),
    "/to-a-private-name": _moved("http://localhost:6379/"),
    "/steps/0": reply(PAGE),
    **{f"/steps/{left}": _moved(f"/steps/{left - 1}") for left in range(1, 9)},
    "/requoted%2C?a=%2F%7E&b=%20": reply(PAGE),
}

# Sent, and then the connection is closed.
LAST_WORDS: Mapping[str, bytes] = {
    "/hang-up": b"",
    "/old-http": b"HTTP/1.0 200 OK\r\n\r\n" + PAGE,
    "/not-http": b"SSH-2.0-OpenSSH_9.9\r\n",
    "/http-0.9": PAGE,
    "/nothing-but-a-status": b"HTTP/1.1 200\r\n\r\n",
    "/chunks-and-more-at-once": _CHUNKED + b"3\r\none\r\n0\r\n\r\n<!-- cached -->",
    "/absurd-chunk": _CHUNKED + b"f" * 40 + b"\r\n" + PAGE,
    "/chunk-without-end": _CHUNKED + b"5;" + b"x" * 50_000,
    "/many-trailers": _CHUNKED + b"0\r\n" + b"X-T: 1\r\n" * 500 + b"\r\n",
    "/length-and-chunks": partial("200 OK", "Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
    "/half-a-head": b"HTTP/1.1 200 OK\r\nContent-Ty",
    "/too-short": partial("200 OK", "Content-Length: 5000") + PAGE,
    "/two-lengths": partial("200 OK", "Content-Length: 5", "Content-Length: 9") + PAGE,
    "/bad-chunk": _CHUNKED + b"zz\r\n" + PAGE + b"\r\n0\r\n\r\n",
    "/half-a-chunk": _CHUNKED + b"ffff\r\n" + PAGE,
    "/long-field": partial("200 OK", "X-Long: " + "x" * 50_000, "Content-Length: 0"),
    "/many-fields": partial("200 OK", *(f"X-{n}: {n}" for n in range(500)), "Content-Length: 0"),
    "/negative-length": partial("200 OK", "Content-Length: -1") + PAGE,
    "/null-in-field": partial("200 OK", "X: a\0b", f"Content-Length: {len(PAGE)}") + PAGE,
    "/length-in-words": partial("200 OK", "Content-Length: many") + PAGE,
    "/field-in-quotes": partial("200 OK", '"X-Frame-Options: DENY"') + PAGE,
    "/field-without-a-name": partial("200 OK", ": nosniff", "Servidor de noticias", "X Y: Z") + PAGE,
    "/blank-before-the-colon": partial("200 OK", f"Content-Length : {len(PAGE)}") + PAGE,
    "/one-length-twice": reply(PAGE, f"Content-Length: {len(PAGE)}"),
    "/one-length-in-one-field-twice": partial("200 OK", f"Content-Length: {len(PAGE)}, {len(PAGE)}") + PAGE,
    "/line-feeds-alone": b"HTTP/1.1 200 OK\nX: 1\n\n" + PAGE,
    "/interim": partial("103 Early Hints", "Link: </a.css>; rel=preload") + reply(PAGE),
}

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def _hang(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(_FOREVER)


async def _hang_in_body(writer: asyncio.StreamWriter) -> None:
    writer.write(partial("200 OK", "Content-Length: 5000") + PAGE)
    await asyncio.sleep(_FOREVER)


async def _repeat(writer: asyncio.StreamWriter, head: bytes, piece: bytes, *, every: float = 0) -> None:
    writer.write(head)
    while not writer.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(every)


async def _then_silence(writer: asyncio.StreamWriter, *pieces: bytes) -> None:
    """Each piece in a packet of its own; the connection stays open."""
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.02)
    await asyncio.sleep(_FOREVER)


async def _reset(writer: asyncio.StreamWriter) -> None:
    writer.write(partial("200 OK", "Content-Length: 5000") + PAGE)
    await writer.drain()
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def _slow(writer: asyncio.StreamWriter, answer: bytes = reply(PAGE)) -> None:
    await asyncio.sleep(0.05)
    writer.write(answer)


_ENDLESS_MOVE = partial("302 Found", "Location: /page", "Transfer-Encoding: chunked")
_KILO_CHUNK = b"400\r\n" + bytes(1024) + b"\r\n"

BEHAVIOURS: Mapping[str, Behaviour] = {
    "/hang": _hang,
    "/hang-in-body": _hang_in_body,
    "/drip": lambda writer: _repeat(writer, partial("200 OK", "Content-Length: 5000"), b"x", every=0.05),
    "/drip-status": lambda writer: _repeat(writer, b"", b"H", every=0.05),
    "/drip-chunks": lambda writer: _repeat(writer, _CHUNKED, b"1\r\nx\r\n", every=0.05),
    "/drip-fields": lambda writer: _repeat(writer, b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n", every=0.05),
    "/endless-fields": lambda writer: _repeat(writer, b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n" * 50),
    "/endless-body": lambda writer: _repeat(writer, _CHUNKED, _KILO_CHUNK),
    "/endless-continue": lambda writer: _repeat(writer, b"", b"HTTP/1.1 100 Continue\r\n\r\n", every=0.01),
    "/endless-redirect": lambda writer: _repeat(writer, _ENDLESS_MOVE, _KILO_CHUNK),
    "/long-way": lambda writer: _slow(writer, _moved("/longer-way", "307 Temporary Redirect")),
    "/longer-way": lambda writer: _slow(writer, _moved("/page", "308 Permanent Redirect")),
    "/reset": _reset,
    "/bad-chunk-then-silence": lambda writer: _then_silence(writer, _CHUNKED, b"5\r\nFerry\r\n", b"zz\r\nrun"),
    "/chunks-and-more": lambda writer: _then_silence(writer, _CHUNKED, b"3\r\none\r\n0\r\n\r\n", b"<!-- cached -->"),
    "/too-long-then-silence": lambda writer: _then_silence(writer, reply(PAGE), b"\r\n<!-- cached -->", b"more"),
    "/slow": _slow,
}


class HostileSite:
    """The site, running on loopback in a thread of its own for as long as its block lasts."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, listen: str = "127.0.0.1") -> None:
        self._listen = listen
        self.visits: list[Visit] = []
        self.connections = 0
        self.most_at_once: Counter[str] = Counter()
        self._at_once: Counter[str] = Counter()
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="hostile-site")

    def __enter__(self) -> Self:
        self._thread.start()
        starting = asyncio.start_server(self._serve, self._listen, 0, ssl=self._tls)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result()
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, path: str) -> str:
        """The address of a path of this site."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [visit.path for visit in self.visits]

    def hang_up(self) -> None:
        """End the connections that visitors keep open."""
        asyncio.run_coroutine_threadsafe(self._send_away(), self._loop).result()

    async def _close(self) -> None:
        self._server.close()
        await self._send_away()

    async def _send_away(self) -> None:
        visitors = asyncio.all_tasks() - {asyncio.current_task()}
        for visitor in visitors:
            visitor.cancel()
        await asyncio.gather(*visitors, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._answer(await _head(reader), writer):
                await writer.drain()
        writer.close()
        with suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
            await writer.wait_closed()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> bool:
        """Answer as the path asks for; True where the connection stays open."""
        if head == _TLS_HANDSHAKE:
            writer.write(partial("400 Bad Request"))
            return False
        visit = _visit(head)
        self.visits.append(visit)
        self._at_once[visit.path] += 1
        self.most_at_once[visit.path] = max(self.most_at_once[visit.path], self._at_once[visit.path])
        try:
            return await self.perform(visit, writer)
        finally:
            self._at_once[visit.path] -= 1

    async def perform(self, visit: Visit, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; True where the connection stays open."""
        if visit.path in BEHAVIOURS:
            await BEHAVIOURS[visit.path](writer)
            return False
        if visit.path in LAST_WORDS:
            writer.write(LAST_WORDS[visit.path])
            return False
        writer.write(self._reply(visit))
        return True

    def _reply(self, visit: Visit) -> bytes:
        if visit.path == "/news" and visit.fields.get("if-none-match") == '"v2"':
            return partial("304 Not Modified", 'ETag: "v2"')
        if visit.path == "/news":
            return reply(PAGE, 'ETag: "v2"', "Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT")
        if visit.path in _GATES:
            return _gate(visit, *_GATES[visit.path])
        if visit.path == "/moved-news":
            return _moved("/news", "301 Moved Permanently")
        if visit.path == "/to-slow":
            return _moved(self.url("/slow"))
        return REPLIES.get(visit.path.removesuffix("?from=/relative"), reply(b"", status="404 Not Found"))


# The cookies that must come back before the page is shown.
_GATES = {"/until-the-cookie-comes": ("seen=1",), "/until-two-cookies-come": ("seen=1", "consent=yes")}


def _gate(visit: Visit, *cookies: str) -> bytes:
    missing = [cookie for cookie in cookies if cookie not in visit.fields.get("cookie", "")]
    if not missing:
        return reply(PAGE)
    return reply(b"", f"Location: {visit.path}", f"Set-Cookie: {missing[0]}; Path=/; HttpOnly", status="302 Found")


async def _head(reader: asyncio.StreamReader) -> bytes:
    """The next request's head, or the first byte of a visitor who speaks TLS."""
    first = await reader.readexactly(1)
    return first if first == _TLS_HANDSHAKE else first + await reader.readuntil(b"\r\n\r\n")


def _visit(head: bytes) -> Visit:
    request, *lines = head.decode().rstrip().split("\r\n")
    fields = (line.partition(": ") for line in lines)
    return Visit(path=request.split(" ")[1], fields={name.lower(): value for name, _, value in fields})
