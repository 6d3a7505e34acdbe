"""The server of the sample site: threads, validators, and editions that move."""

import gzip
import json
import socket
import sys
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self, TypeAlias

from pipeline.demo.sample import BASE, EDITIONS, SampleInvalid, load_sample
from pipeline.demo.site.resources import Resource, resources

_LOOPBACK = "127.0.0.1"

# A connection that says nothing for so long is closed.
_IDLE = timedelta(seconds=20)


class SampleSite:
    """A web server for the sample newswire, at a free port unless one is given.

    It listens on the address of `host` alone, loopback by default, and its pages link to one another under that name.

    Use it as a context manager, or `start` and `stop` it. `requests` counts the requests for each path.
    """

    def __init__(
        self, *, host: str = _LOOPBACK, port: int = 0, base: datetime = BASE, edition: int = EDITIONS[0]
    ) -> None:
        if edition not in EDITIONS:
            raise SampleInvalid(f"edition {edition}", f"there are {len(EDITIONS)}")
        self.sample = load_sample(base)
        self.requests: Counter[str] = Counter()
        self.edition = edition
        self._host = host
        self._port = port
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._turning = threading.Lock()
        self._counting = threading.Lock()

    def start(self) -> Self:
        """Bind and serve; OSError if the port is taken."""
        self._server = _Server(self, self._host, self._port)
        self._port = self._server.server_port
        self._server.resources = resources(self.sample, self.edition, self.url)
        serve = partial(self._server.serve_forever, poll_interval=0.05)
        self._thread = threading.Thread(target=serve, name="sample site", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every connection and the port; harmless where nothing runs."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    @property
    def home_urls(self) -> Sequence[str]:
        """The home pages of the outlets."""
        return [self.url + outlet.home_path for outlet in self.sample.outlets]

    @property
    def feed_urls(self) -> Sequence[str]:
        """Every feed, the broken one and the dead one among them."""
        return [self.url + outlet.home_path + feed.path for outlet in self.sample.outlets for feed in outlet.feeds]

    def count(self, path: str) -> None:
        """Note a request for this path; connections have threads of their own."""
        with self._counting:
            self.requests[path] += 1

    def advance(self) -> int:
        """Turn to the next edition, with its updated and corrected texts, and say which it is; the last one stays."""
        with self._turning:
            self.edition = min(self.edition + 1, EDITIONS[-1])
            if self._server is not None:
                self._server.resources = resources(self.sample, self.edition, self.url)
            return self.edition


_Connection: TypeAlias = socket.socket | tuple[bytes, socket.socket]  # a TCP server's is always the former


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that server_close() waits for them and no socket is left to the garbage collector
    block_on_close = True
    request_queue_size = 128  # a worker opens a batch of connections at once; the default backlog is 5
    resources: Mapping[str, Resource]

    def __init__(self, site: SampleSite, host: str, port: int) -> None:
        self.site = site
        self._connections: set[_Connection] = set()
        super().__init__((host, port), _Handler)

    def process_request(self, request: _Connection, client_address: object) -> None:
        """Remember the connection before its thread begins, so that `hang_up` misses none."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: _Connection) -> None:
        """Forget a connection that is over."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the connections that clients keep open."""
        for connection in tuple(self._connections):
            if isinstance(connection, socket.socket):
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: _Connection, client_address: object) -> None:
        """A client that went away is no error of ours."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: else each answer waits 40 ms for an acknowledgement
    timeout = _IDLE.total_seconds()
    server: _Server

    def do_GET(self) -> None:
        """Answer with the resource, or with 304 where the client holds it already."""
        self._answer()

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self._answer()

    def do_POST(self) -> None:
        """POST /edition turns to the next edition."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.site.count(self.path)
        if self.path != "/edition":
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"}, b"")
            return
        edition = json.dumps({"edition": self.server.site.advance()}).encode()
        self._send(HTTPStatus.OK, {"Content-Type": "application/json"}, edition)

    def version_string(self) -> str:
        """What the Server header says."""
        return "SampleNewswire"

    def log_message(self, *_: object, **__: object) -> None:
        """Quiet: `requests` counts."""

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        self.server.site.count(path)
        resource = self.server.resources.get(path)
        if resource is None:
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>Not found</h1>")
            return
        validators = {
            "ETag": resource.etag,
            "Last-Modified": format_datetime(resource.modified, usegmt=True),
            "Vary": "Accept-Encoding",
        }
        if resource.status is not HTTPStatus.OK:
            self._send(resource.status, {"Content-Type": resource.content_type}, resource.body)
        elif self._held(resource):
            self._send(HTTPStatus.NOT_MODIFIED, validators, None)
        else:
            self._send(HTTPStatus.OK, validators | {"Content-Type": resource.content_type}, resource.body)

    def _held(self, resource: Resource) -> bool:
        """Whether the client's validators say that it holds this; a tag outweighs a date (RFC 9110, 13.2.2)."""
        if tags := self.headers.get("If-None-Match"):
            strong = resource.etag.removeprefix("W/")
            return tags.strip() == "*" or strong in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        if since := self.headers.get("If-Modified-Since"):
            with suppress(ValueError):
                return resource.modified <= parsedate_to_datetime(since).replace(tzinfo=UTC)
        return False

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)
