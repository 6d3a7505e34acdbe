"""Which entry is which: a key within its feed, a key of its page, and a fingerprint of what the feed says about it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pipeline.model import Entry
from pipeline.sources.plain_text import html_text
from pipeline.urls import canonical, url_key

__all__ = ["Identified", "identified"]

# Some software writes the moment of writing into every entry. Two that changed together are no proof of it.
_FEWEST_TO_COMPARE = 3
_WRITTEN_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An entry with its identity.

    `key` is the same at every poll of the feed: from the guid, else from the canonical link, else from title and date.
    A guid that changes at every poll is found out by the store, which knows the page under its old one. `url_key` is
    that of the linked page, the same in every feed; None without a link. `fingerprint` changes when title, summary, the
    text of the content or the stated update changes; a new date of publication alone is no change, nor are new
    addresses of pictures and counters, nor an update that is only the moment at which the feed was written.
    """

    key: UUID
    url_key: UUID | None
    fingerprint: UUID
    entry: Entry


def identified(entries: Sequence[Entry]) -> tuple[Identified, ...]:
    """The entries of one document with their identities, in order, each key once.

    A guid that stands for several pages in this document identifies none of them, and their links take its place. Of
    entries with the same key the one updated last stays, else the first (RFC 4287, 4.1.1).
    """
    shared = _shared_guids(entries)
    stamped = _stamped_together(entries)
    chosen: dict[UUID, Identified] = {}
    for one in (_identify(entry, shared, stamped=stamped) for entry in entries):
        known = chosen.get(one.key)
        if known is None or _is_newer(one.entry, known.entry):
            chosen[one.key] = one
    return tuple(chosen.values())


def _shared_guids(entries: Sequence[Entry]) -> frozenset[str]:
    pages: dict[str, set[str]] = {}
    for entry in entries:
        if entry.guid is not None and entry.url is not None:
            pages.setdefault(entry.guid, set()).add(canonical(entry.url))
    return frozenset(guid for guid, links in pages.items() if len(links) > 1)


def _stamped_together(entries: Sequence[Entry]) -> bool:
    """Whether the stated updates are that of the document: all of them within the seconds that writing it takes."""
    moments = [entry.updated.at for entry in entries if entry.updated is not None]
    return len(moments) >= _FEWEST_TO_COMPARE and max(moments) - min(moments) <= _WRITTEN_WITHIN


def _identify(entry: Entry, shared_guids: frozenset[str], *, stamped: bool) -> Identified:
    text = html_text(entry.content) if entry.content else None
    updated = None if entry.updated is None or stamped else entry.updated.text
    return Identified(
        key=_hash(*_identity(entry, shared_guids)),
        url_key=None if entry.url is None else url_key(entry.url),
        fingerprint=_hash("text", entry.title, entry.summary, text, updated),
        entry=entry,
    )


def _identity(entry: Entry, shared_guids: frozenset[str]) -> Iterator[str | None]:
    if entry.guid is not None and entry.guid not in shared_guids:
        yield from ("guid", _lasting(entry.guid))
    elif entry.url is not None:
        yield from ("link", canonical(entry.url))
    elif entry.title is not None or entry.published is not None:
        yield from ("title", entry.title, None if entry.published is None else entry.published.text)
    else:
        yield from ("text", entry.summary, entry.content)


def _lasting(guid: str) -> str:
    """A guid that is an address, without what changes from poll to poll: tracking, sessions; its fragment counts."""
    if not guid.startswith(("http://", "https://")):
        return guid
    address, _, fragment = guid.partition("#")
    return f"{canonical(address)}#{fragment}" if fragment else canonical(address)


def _is_newer(entry: Entry, known: Entry) -> bool:
    return entry.updated is not None and known.updated is not None and entry.updated.at > known.updated.at


def _hash(*parts: str | None) -> UUID:
    """The first 16 bytes of the SHA-256 of the parts, each after its length: ("a", "bc") is not ("ab", "c")."""
    digest = hashlib.sha256()
    for part in parts:
        text = b"" if part is None else part.encode("utf-8", "replace")
        digest.update(b"-" if part is None else str(len(text)).encode() + b":" + text)
    return UUID(bytes=digest.digest()[:16])
