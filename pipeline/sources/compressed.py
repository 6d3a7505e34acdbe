"""Documents that are compressed in themselves: `sitemap.xml.gz`, whatever the header fields say."""

import zlib

from pipeline.errors import NotParsable

__all__ = ["unzipped"]

_GZIP = b"\x1f\x8b"
# As much as a body may have after Content-Encoding.
_MOST_UNPACKED_BYTES = 20 * 1024 * 1024
# Blocked gzip has one for each 64 kB.
_MOST_MEMBERS = 1_000
_SLICE = 64 * 1024  # deflate packs a thousand to one, so a slice is 64 MiB at most


def unzipped(body: bytes, url: str) -> bytes:
    """Unzip all members of a gzip body; other bodies are returned as they are.

    Raises NotParsable for broken gzip and for more than 20 MB. Bytes after the last member are padding (RFC 1952, 2.2).
    """
    plain: list[bytes] = []
    room = _MOST_UNPACKED_BYTES
    position = members = 0
    while body.startswith(_GZIP, position):
        inflater = zlib.decompressobj(wbits=31)
        members += 1
        if members > _MOST_MEMBERS:
            raise NotParsable(url, f"gzip of more than {_MOST_MEMBERS:,} members")
        while position < len(body) and not inflater.eof:
            piece = body[position : position + _SLICE]
            plain.append(_inflated(inflater, piece, room, url))
            # Never 0, which would lift the limit.
            room = max(1, room - len(plain[-1]))
            position += len(piece) - len(inflater.unused_data)
    return b"".join(plain) if members else body


def _inflated(inflater: "zlib._Decompress", piece: bytes, room: int, url: str) -> bytes:
    try:
        plain = inflater.decompress(piece, room)
    except zlib.error as error:
        raise NotParsable(url, f"gzip that cannot be read: {error}") from error
    if inflater.unconsumed_tail:
        raise NotParsable(url, f"gzip of more than {_MOST_UNPACKED_BYTES:,} bytes")
    return plain
