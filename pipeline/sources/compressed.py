"""Documents that are compressed in themselves: `sitemap.xml.gz`, whatever the header fields say."""

import zlib

from pipeline.errors import NotParsable

__all__ = ["unzipped"]

_GZIP = b"\x1f\x8b"
# As much as a body may have after Content-Encoding.
_LARGEST = 20 * 1024 * 1024


def unzipped(body: bytes, url: str) -> bytes:
    """The body, unzipped where it is gzip; NotParsable where it is broken or more than 20 MB."""
    if not body.startswith(_GZIP):
        return body
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(body, _LARGEST)
    except zlib.error as error:
        raise NotParsable(url, f"gzip that cannot be read: {error}") from error
    if inflater.unconsumed_tail:
        raise NotParsable(url, f"gzip of more than {_LARGEST:,} bytes")
    return plain
