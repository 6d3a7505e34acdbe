"""Translate the errors of aiohttp and the system into ours, in words for a person."""

import re

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from pipeline.errors import AddressRefused, FetchFailed, TooLarge, Unreachable
from pipeline.fetch.address_guard import PrivateAddress
from pipeline.masking import masked

__all__ = ["printable", "read_failure", "shown_address"]

_LONGEST_DETAIL = 200


# The first type that fits says it: narrow before wide.
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ConnectionTimeoutError, "no connection in time"),
    (aiohttp.ClientConnectorDNSError, "no address is known for its host name"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid"),
    (aiohttp.ClientSSLError, "no secure connection"),
    (aiohttp.ClientConnectorError, "no connection"),
    (aiohttp.ServerDisconnectedError, "the host hung up before it had answered"),
    (aiohttp.ClientPayloadError, "the body broke off or is not what the headers say"),
    (aiohttp.ClientResponseError, "the answer is not HTTP"),
    (OSError, "the connection broke"),
    (aiohttp.ClientError, "the exchange failed"),
)
# What came, as bytes, and lines that point into it.
_EXCERPT = re.compile(r":\s+b[\"'].*|:\s*\n.*|\n.*", re.DOTALL)
# aiohttp has one type for all that is wrong with a head; only its message says that a limit of ours was met.
_BROKEN_OFF = "Not enough data"
_BEYOND_LIMITS = ("Got more than", "Too many headers", "Too many trailers")


def read_failure(subject: str, error: aiohttp.ClientError | OSError) -> FetchFailed:
    """The failure that an error of the network or of HTTP stands for."""
    if isinstance(error, aiohttp.InvalidURL):
        return AddressRefused(subject, f"its host {error.description or 'is not one'}")
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error.__cause__
    if isinstance(cause, PrivateAddress):
        return AddressRefused(subject, cause.why)
    detail = _detail(error)
    if isinstance(error.__cause__, HttpProcessingError):
        if detail.startswith(_BEYOND_LIMITS):
            return TooLarge(subject, f"header fields beyond the limits: {detail}")
        if isinstance(error, aiohttp.ClientPayloadError):
            words = "the body broke off" if detail.startswith(_BROKEN_OFF) else "the body is not what the headers say"
            return Unreachable(subject, f"{words}: {detail}")
    words = next(words for kind, words in _WORDS if isinstance(error, kind))
    return Unreachable(subject, f"{words}: {detail}" if detail else words)


def _detail(error: aiohttp.ClientError | OSError) -> str:
    """What the error adds to its kind, without the address and the excerpts of bytes that aiohttp appends."""
    if isinstance(error, aiohttp.ConnectionTimeoutError | aiohttp.ServerDisconnectedError):
        return ""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return printable(str(getattr(error.certificate_error, "verify_message", "")))
    if isinstance(error.__cause__, HttpProcessingError):
        return printable(_EXCERPT.sub("", error.__cause__.message.strip()))
    failed = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    return printable(getattr(failed, "strerror", None) or str(failed))


def printable(text: str) -> str:
    """The text on one line, without control characters, cut where it grows too long for a message."""
    if text.isprintable() and len(text) <= _LONGEST_DETAIL and " " not in text:  # nearly every address
        return text
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LONGEST_DETAIL else f"{line[:_LONGEST_DETAIL]}…"


def shown_address(url: str) -> str:
    """An address fit for a message: no password, no token, no control characters, not too long."""
    return printable(masked(url))
