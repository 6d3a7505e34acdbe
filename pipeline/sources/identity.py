"""Which entry is which: a key within its feed, a key of its page, and a fingerprint of what the feed says about it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from pipeline.model import Entry
from pipeline.urls import canonical, url_key

__all__ = ["Identified", "identified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An entry with its identity.

    `key` is the same at every poll of the feed: from the guid, else from the canonical link, else from title and date.
    `url_key` is that of the linked page, the same in every feed; None without a link. `fingerprint` changes when title,
    summary, content or the stated update changes; a new date of publication alone is no change.
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
    chosen: dict[UUID, Identified] = {}
    for one in (_identify(entry, shared) for entry in entries):
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


def _identify(entry: Entry, shared_guids: frozenset[str]) -> Identified:
    return Identified(
        key=_hash(*_identity(entry, shared_guids)),
        url_key=None if entry.url is None else url_key(entry.url),
        fingerprint=_hash(
            "text", entry.title, entry.summary, entry.content, None if entry.updated is None else entry.updated.text
        ),
        entry=entry,
    )


def _identity(entry: Entry, shared_guids: frozenset[str]) -> Iterator[str | None]:
    if entry.guid is not None and entry.guid not in shared_guids:
        yield from ("guid", entry.guid)
    elif entry.url is not None:
        yield from ("link", canonical(entry.url))
    elif entry.title is not None or entry.published is not None:
        yield from ("title", entry.title, None if entry.published is None else entry.published.text)
    else:
        yield from ("text", entry.summary, entry.content)


def _is_newer(entry: Entry, known: Entry) -> bool:
    return entry.updated is not None and known.updated is not None and entry.updated.at > known.updated.at


def _hash(*parts: str | None) -> UUID:
    """The first 16 bytes of the SHA-256 of the parts, each after its length: ("a", "bc") is not ("ab", "c")."""
    digest = hashlib.sha256()
    for part in parts:
        text = b"" if part is None else part.encode("utf-8", "replace")
        digest.update(b"-" if part is None else str(len(text)).encode() + b":" + text)
    return UUID(bytes=digest.digest()[:16])
