"""A subscriber: an HTTP server that keeps what it is posted and answers as it is told to."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it came."""

    body: bytes
    fields: Mapping[str, str]
    path: str
    client_port: int

    @property
    def content(self) -> Mapping[str, Any]:
        """Its body, read."""
        read: Mapping[str, Any] = json.loads(self.body)
        return read


class Receiver:
    """Listens on loopback. `answers` are used up one a message, then everything is taken."""

    def __init__(self, *answers: int, retry_after: int | None = None) -> None:
        self.messages: list[Message] = []
        self.answers = list(answers)
        self.retry_after = retry_after
        self.silent = threading.Event()
        self.hangs_up = threading.Event()
        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()

    def told(self) -> list[tuple[str, int]]:
        """Kind and article of every message, in the order of arrival."""
        return [(message.content["kind"], message.content["id"]) for message in self.messages]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.messages.append(
                    Message(body=body, fields=dict(self.headers), path=self.path, client_port=self.client_address[1])
                )
                if receiver.silent.is_set():
                    receiver._ended.wait(60)
                    return
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                if receiver.retry_after is not None:
                    self.send_header("Retry-After", str(receiver.retry_after))
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
                # Without a word in the answer, as servers do whose patience with a connection is over.
                self.close_connection = receiver.hangs_up.is_set()

            def log_message(self, *_: object) -> None:
                """Tests print nothing."""

        return Handler
