"""Content-Encoding undone, layer by layer, with a cap on what may come out (RFC 9110, 8.4).

What comes out is taken in small steps, so that a bomb is noticed at the cap and not when memory is full.
"""

import io
import re
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

import brotli
import zstandard

from pipeline.errors import BadEncoding, TooLarge

__all__ = ["ACCEPT_ENCODING", "decoded"]

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_MOST_LAYERS = 2

# Pages come to a tenth or a twentieth; a feed that was padded with blanks came to a 650th. Zeros come to less than a
# thousandth in gzip and to a millionth in Brotli. Below the first megabyte nobody is harmed.
_MOST_RATIO = 1_000
_ANY_RATIO = 1024 * 1024

_STEP_BYTES = 256 * 1024
_SLICE = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
# RFC 9659 allows 8 MiB for the content coding; a frame that wants more is refused.
_ZSTD_WINDOW = 8 * 1024 * 1024
# The library can't be told how much to give at most. A block is four bytes or more and gives 128 kB or less, so that
# one slice gives 8 MiB or less.
_ZSTD_SLICE = 256
# Blocked gzip has a member for each 64 kB; a body of empty members would cost seconds.
_MOST_MEMBERS = 1_000
# How a feed or a page begins that was never encoded, whatever its header says. Of encoded ones every tenth byte is a
# control character; escape sequences stand in texts of ISO 2022.
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{\[]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 1_024
# What hosts write into Content-Encoding though it names no coding: `identity` by an old RFC, the others by mistake.
_NO_CODINGS = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit"})


_Decoder = Callable[[bytes], Iterator[bytes]]


class _BrokenOff(Exception):
    """The body ends before its coding does."""


class _TooManyMembers(Exception):
    """More gzip members or zstd frames than any honest body has."""


def decoded(body: bytes, content_encoding: str | None, *, most_bytes: int, subject: str) -> bytes:
    """The body without its content codings, at most `most_bytes` of it in any layer.

    A body that was not encoded after all comes back as it is, and gzip is known under whatever name it comes.

    Raises TooLarge (in the name of `subject`) beyond that, beyond a thousand times what came and beyond two layers,
    BadEncoding for a body that is broken, broken off or in a coding unknown to us.
    """
    codings = [name.strip().lower() for name in (content_encoding or "").split(",")]
    layers = [name for name in codings if name not in _NO_CODINGS]
    if len(layers) > _MOST_LAYERS:
        raise TooLarge(subject, f"{len(layers)} layers of Content-Encoding, at most {_MOST_LAYERS} are undone")
    for coding in reversed(layers):
        body = _without(coding, body, most_bytes=most_bytes, subject=subject)
    return body


def _without(coding: str, body: bytes, *, most_bytes: int, subject: str) -> bytes:
    decoders = _decoders(coding, body)
    if not decoders:
        raise BadEncoding(subject, f"the body is in Content-Encoding {coding[:30]!r}, which we did not ask for")
    failures: list[BadEncoding] = []
    for decoder in decoders:
        try:
            return _through(decoder, body, coding=coding, most_bytes=most_bytes, subject=subject)
        except BadEncoding as error:
            failures.append(error)
    if _is_plain(body):
        return body
    raise failures[0]


def _is_plain(body: bytes) -> bool:
    return _PLAIN.match(body) is not None and _CONTROLS.search(body, 0, _LOOKED_AT) is None


def _decoders(coding: str, body: bytes) -> Sequence[_Decoder]:
    """What may undo a coding, the likeliest first."""
    if coding == "deflate":
        # In a zlib wrapping, as the RFC has it, or bare, as some hosts send it.
        wrapped = len(body) >= 2 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        bare = [_gzip, _bare_deflate] if body.startswith(_GZIP_MAGIC) else [_bare_deflate]
        return [_wrapped_deflate, *bare] if wrapped else bare
    named = [_DECODERS[coding]] if coding in _DECODERS else []
    return [_gzip, *named] if body.startswith(_GZIP_MAGIC) else named


def _through(decoder: _Decoder, body: bytes, *, coding: str, most_bytes: int, subject: str) -> bytes:
    out = io.BytesIO()
    try:
        for piece in decoder(body) if body else ():
            size = out.tell() + len(piece)
            if size > most_bytes:
                raise TooLarge(subject, f"more than {most_bytes} bytes once decoded from {coding}")
            if size > max(_ANY_RATIO, _MOST_RATIO * len(body)):
                raise TooLarge(subject, f"more than {_MOST_RATIO} times its size once decoded from {coding}: a bomb")
            out.write(piece)
    except _BrokenOff:
        raise BadEncoding(subject, f"the {coding} body breaks off after {out.tell()} decoded bytes") from None
    except _TooManyMembers:
        raise TooLarge(subject, f"the {coding} body has more than {_MOST_MEMBERS} members") from None
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise BadEncoding(subject, f"the body is not the {coding} it claims to be: {error}") from None
    return out.getvalue()


def _gzip(body: bytes) -> Iterator[bytes]:
    """Gzip with any number of members; what follows them is padding. 47: zlib data under the name gzip, too."""
    rest = memoryview(body)
    for _ in range(_MOST_MEMBERS):
        used = yield from _inflated(zlib.decompressobj(47), rest)
        rest = rest[used:]
        if bytes(rest[:2]) != _GZIP_MAGIC:
            return
    raise _TooManyMembers


def _wrapped_deflate(body: bytes) -> Iterator[bytes]:
    yield from _inflated(zlib.decompressobj(15), memoryview(body))


def _bare_deflate(body: bytes) -> Iterator[bytes]:
    yield from _inflated(zlib.decompressobj(-15), memoryview(body))


def _inflated(inflater: "zlib._Decompress", body: memoryview) -> Generator[bytes, None, int]:
    """Yield what one member holds; return how many bytes of the body it took."""
    for start in range(0, len(body), _SLICE):
        tail: bytes | memoryview = body[start : start + _SLICE]
        end = start + len(tail)
        while tail and not inflater.eof:
            yield inflater.decompress(tail, _STEP_BYTES)
            tail = inflater.unconsumed_tail
        if inflater.eof:
            return end - len(inflater.unused_data)
    yield inflater.flush()
    if not inflater.eof:
        raise _BrokenOff
    return len(body)


def _brotli(body: bytes) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    for start in range(0, len(body), _SLICE):
        piece = decompressor.process(body[start : start + _SLICE], output_buffer_limit=_STEP_BYTES)
        # It may accept more and still hold output back: only an empty piece says that all has come.
        while piece or not decompressor.can_accept_more_data():
            yield piece
            piece = decompressor.process(b"", output_buffer_limit=_STEP_BYTES)
    if not decompressor.is_finished():
        raise _BrokenOff


def _zstd(body: bytes) -> Iterator[bytes]:
    rest = memoryview(body)
    for _ in range(_MOST_MEMBERS):
        used = yield from _one_frame(rest)
        rest = rest[used:]
        if not rest:
            return
    raise _TooManyMembers


def _one_frame(body: memoryview) -> Generator[bytes, None, int]:
    """Yield what one frame holds; return how many bytes of the body it took."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
    for start in range(0, len(body), _ZSTD_SLICE):
        yield decompressor.decompress(body[start : start + _ZSTD_SLICE])
        if decompressor.eof:
            return min(start + _ZSTD_SLICE, len(body)) - len(decompressor.unused_data)
    raise _BrokenOff


_DECODERS: Mapping[str, _Decoder] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "br": _brotli,
    "zstd": _zstd,
}
