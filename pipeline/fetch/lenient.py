"""Answers that break a rule of HTTP where nothing depends on it, read as browsers and curl read them.

aiohttp's parser gives up an answer for one field that it cannot read. Here each head is mended before the parser sees
it, and what follows a body of stated length is left out.
"""

import asyncio
import re
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

__all__ = ["LenientConnector"]

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_MARK = len(b"\r\n\r\n")
_LINE = re.compile(rb"\r?\n")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)
_STATUS = re.compile(rb"HTTP/\d\.\d (\d{3})")
_UNREADABLE = re.compile(rb"[\x00\r\n]")
_BEGINNING = b"HTTP/"
# Heads that grow beyond this are the parser's to refuse, by its own limits.
_LONGEST_HEAD = 256 * 1024
_WITHOUT_BODY = frozenset({204, 304})


class LenientConnector(aiohttp.TCPConnector):
    """A connector whose connections read what browsers read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        handler: type[ResponseHandler] = _LenientHandler
        self._factory = partial(handler, loop=self._loop)


class _LenientHandler(ResponseHandler):
    """aiohttp's reader of answers, given mended heads and no more bytes of a body than its head has stated."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop=loop)
        self._head: bytearray | None = None
        self._left: int | None = None
        self._longest_line = 0

    def set_response_params(self, **parameters: Any) -> None:
        """Expect the head of the next answer."""
        self._head = bytearray()
        self._left = None
        self._longest_line = int(parameters.get("max_field_size", 0)) or _LONGEST_HEAD
        super().set_response_params(**parameters)

    def data_received(self, data: bytes) -> None:
        """Pass on what came, heads mended."""
        if self._head is None:
            self._pass_on(data)
            return
        seen = max(0, len(self._head) - _MARK)
        self._head += data
        while self._head is not None and (end := _END_OF_HEAD.search(self._head, seen)) is not None:
            seen = 0
            head, rest = bytes(self._head[: end.start()]), bytes(self._head[end.end() :])
            self._take(head, rest)
        if self._head and not _may_be_mended(self._head, self._longest_line):
            rest, self._head = bytes(self._head), None
            super().data_received(rest)

    def set_exception(self, exc: BaseException, exc_cause: BaseException | None = None) -> None:
        """End the body as well, which aiohttp leaves waiting where its parser fails behind the head."""
        cause = exc if exc_cause is None else exc_cause
        super().set_exception(exc, cause)
        payload = self._payload
        if payload is not None and not payload.is_eof() and payload.exception() is None:
            broken = aiohttp.ClientPayloadError("the body cannot be read")
            broken.__cause__ = cause
            payload.set_exception(broken)

    def _take(self, head: bytes, rest: bytes) -> None:
        """Give one head to the parser; another one follows an interim answer (1xx)."""
        status = _STATUS.match(head)
        code = int(status[1]) if status else 0
        mended, self._left = _mended(head)
        if code in _WITHOUT_BODY:
            self._left = 0
        is_interim = 100 <= code < 200 and code != 101
        self._head = bytearray(rest) if is_interim else None
        super().data_received(mended)
        if rest and not is_interim:
            self._pass_on(rest)

    def _pass_on(self, data: bytes) -> None:
        if self._left is None:
            super().data_received(data)
            return
        body, surplus = data[: self._left], len(data) > self._left
        self._left -= len(body)
        if surplus:
            self.force_close()
        if body or not data:
            super().data_received(body)


def _may_be_mended(head: bytearray, longest_line: int) -> bool:
    """Whether an unfinished head may still become one within the limits."""
    begins = head[: len(_BEGINNING)] == _BEGINNING[: len(head)]
    last_line = len(head) - (head.rfind(b"\n") + 1)
    return begins and len(head) <= _LONGEST_HEAD and last_line <= longest_line


def _mended(head: bytes) -> tuple[bytes, int | None]:
    """A head without fields that cannot be read, and how long its body is; None if the head does not say.

    A length beside a transfer coding means nothing (RFC 9112, 6.3), and one stated twice is one.
    """
    if not head.startswith(_BEGINNING):
        return head + b"\r\n\r\n", None
    status, *lines = _LINE.split(head)
    fields = [(found[1], found[2]) for line in _unfolded(lines) if (found := _FIELD.fullmatch(line))]
    lengths = [value for name, value in fields if name.lower() == b"content-length"]
    is_coded = any(name.lower() == b"transfer-encoding" for name, _ in fields)
    stated = {length for value in lengths for length in _length(value)}
    kept = [one for one in fields if one[0].lower() != b"content-length"]
    length = next(iter(stated)) if len(stated) == 1 and not is_coded else None
    if len(stated) > 1 and not is_coded:
        kept += [(b"Content-Length", b" %d" % one) for one in stated]
    elif length is not None:
        kept.append((b"Content-Length", b" %d" % length))
    return b"".join((status, b"\r\n", *(b"%s:%s\r\n" % one for one in kept), b"\r\n")), length


def _length(value: bytes) -> list[int]:
    """The lengths that a field states; none where one of them is no number."""
    parts = [part.strip() for part in value.split(b",")]
    return [int(part) for part in parts] if all(part.isdigit() and len(part) < 19 for part in parts) else []


def _unfolded(lines: list[bytes]) -> list[bytes]:
    """The lines of fields, each folded one as one line, without those that no parser reads."""
    whole: list[bytes] = []
    for line in lines:
        if line[:1] in {b" ", b"\t"} and whole:
            whole[-1] += b" " + line.strip()
        else:
            whole.append(line)
    return [line for line in whole if not _UNREADABLE.search(line)]
