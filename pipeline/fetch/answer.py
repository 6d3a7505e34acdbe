"""What an answer means: pure readings of a status and of header fields (RFC 9110)."""

import re
import string
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import quote, urldefrag

from pipeline.errors import BadStatus, FetchFailed
from pipeline.fetch.failures import shown_address
from pipeline.model import Answer
from pipeline.urls import resolve

__all__ = [
    "LONGEST_RETRY_AFTER",
    "Meaning",
    "field_text",
    "freshness",
    "http_date",
    "meaning",
    "redirect_target",
    "require_document",
    "retry_after",
    "wanted_pause",
]

# A day, the longest time between two polls: a host that asks for a year has a wrong clock or wants to be forgotten.
LONGEST_RETRY_AFTER = timedelta(days=1)
_PAUSING = frozenset({429, 503})
_AFTER_429 = timedelta(minutes=1)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


class Meaning(StrEnum):
    """What a status asks of the one who reads it."""

    DOCUMENT = "document"
    NOT_MODIFIED = "not-modified"
    MOVED = "moved"
    NO_DOCUMENT = "no-document"


_MEANINGS: Mapping[int, Meaning] = {
    202: Meaning.NO_DOCUMENT,  # taken in, answered later: what some challenge pages are sent with
    204: Meaning.NO_DOCUMENT,
    205: Meaning.NO_DOCUMENT,
    206: Meaning.NO_DOCUMENT,  # a part, though we never ask for ranges
    304: Meaning.NOT_MODIFIED,
    301: Meaning.MOVED,
    302: Meaning.MOVED,
    303: Meaning.MOVED,
    307: Meaning.MOVED,
    308: Meaning.MOVED,
}


def meaning(status: int) -> Meaning:
    """What a status means as the answer to a GET."""
    # An unknown status counts as the x00 of its class (RFC 9110, 15).
    return _MEANINGS.get(status, Meaning.DOCUMENT if 200 <= status < 300 else Meaning.NO_DOCUMENT)


def require_document(answer: Answer | FetchFailed) -> Answer:
    """The answer where it carries a document or says that ours is current (304).

    Raises the failure where there was no answer, BadStatus with the host's wish for any other status.
    """
    if isinstance(answer, FetchFailed):
        raise answer
    if meaning(answer.status) in {Meaning.DOCUMENT, Meaning.NOT_MODIFIED}:
        return answer
    raise BadStatus(shown_address(answer.url), answer.status, retry_after=answer.retry_after)


def http_date(value: str | None) -> datetime | None:
    """An HTTP-date in any of its three forms as an aware moment, or None (RFC 9110, 5.6.7)."""
    try:
        moment = parsedate_to_datetime(value or "")
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def retry_after(value: str | None, *, at: datetime | None) -> timedelta | None:
    """How long a host asks to be left alone, at most a day; None if it asks for nothing (RFC 9110, 10.2.3).

    `at` is the moment of the answer by the host's own clock, its Date field, so that a wrong clock does no harm; a
    Retry-After date means nothing without it.
    """
    wish = (value or "").strip()
    if re.fullmatch(r"[0-9]+", wish):
        # Seven digits are more than the longest wait already.
        return min(timedelta(seconds=int(wish[-7:])), LONGEST_RETRY_AFTER) if len(wish) <= 7 else LONGEST_RETRY_AFTER
    until = http_date(wish)
    if until is None or at is None:
        return None
    return min(max(until - at, timedelta(0)), LONGEST_RETRY_AFTER)


def wanted_pause(status: int, wish: timedelta | None) -> timedelta | None:
    """How long a host that answers so is left alone: its own wish, after a 429 without one a minute; None: not at all.

    `wish` is what its Retry-After says.
    """
    if status not in _PAUSING:
        return None
    return wish or (_AFTER_429 if status == 429 else None)


def freshness(cache_control: str, *, age: str | None, expires: str | None, at: datetime | None) -> timedelta | None:
    """How long an answer may be used without asking again; None if the host says nothing (RFC 9111, 4.2).

    max-age goes before Expires, which counts from `at`, the host's Date; no-cache and no-store ask for a new request.
    """
    directives = {
        name.strip().lower(): value for name, _, value in (d.partition("=") for d in cache_control.split(","))
    }
    if "no-cache" in directives or "no-store" in directives:
        return None
    seconds = directives.get("max-age", "").strip('" ')
    if seconds.isdecimal():
        passed = int(age) if age and age.isdecimal() and len(age) < 10 else 0
        return timedelta(seconds=max(int(seconds[:10]) - passed, 0))
    until = http_date(expires)
    return None if until is None or at is None else max(until - at, timedelta(0))


def redirect_target(base: str, location: str) -> str | None:
    """The absolute address, without fragment, that a Location names; None if that is nothing we may fetch."""
    target = resolve(base, _escaped(location))
    return None if target is None else urldefrag(target).url


def _escaped(location: str) -> str:
    """Bytes that are not ASCII percent-encoded as they came: many hosts send a Location in an encoding of their own."""
    return location if location.isascii() else quote(_bytes(location), safe=string.punctuation)


def field_text(value: str | None) -> str | None:
    """A header field as text; None where absent or empty, or where it could be neither stored, sent back nor shown.

    That is, not UTF-8, or with control characters that a terminal obeys.
    """
    if not value or _CONTROL.search(value) or "\ufffd" in _bytes(value).decode("utf-8", "replace"):
        return None
    return value


def _bytes(field: str) -> bytes:
    """The bytes of a field that was read as UTF-8 with surrogates for what was not."""
    return field.encode("utf-8", "surrogateescape")
