"""Identify entries: a key within the feed, a key of the page, and a fingerprint of what the feed says."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from pipeline.model import Entry
from pipeline.sources.placeholders import is_placeholder
from pipeline.sources.plain_text import html_text
from pipeline.urls import canonical, url_key

__all__ = ["Identified", "guid_fault", "identified"]

# Some software gives every entry the moment of writing. Two entries with one moment do not prove that.
_FEWEST_TO_COMPARE = 3
_WRITTEN_WITHIN = timedelta(seconds=60)  # a generator writes the dates of all entries within a minute, editors do not
# A page does not change its title so often: so many titles under one link are of several pages.
_MOST_TITLES = 2
_Named = tuple[str | None, str | None, str | None]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What does not tell the entries of a document apart: guids and links of entries that differ.

    `crowded` are the links that are the page of none of their entries: of three titles or more, or of most entries.
    `namesakes` are links, titles and dates of several entries whose texts differ.
    """

    guids: frozenset[str]
    links: frozenset[str]
    crowded: frozenset[str]
    namesakes: frozenset[_Named]
    stamped: bool


def identified(entries: Sequence[Entry]) -> tuple[Identified, ...]:
    """The entries of one document with their identities, in order, each key once.

    A guid or a link that several entries share that differ in title or text identifies none of them. An entry with a
    text of its own and a link that stands for all entries loses that link. Of entries with the same key the one updated
    last stays, else the first (RFC 4287, 4.1.1).
    """
    shared = _shared(entries)
    chosen: dict[UUID, Identified] = {}
    for one in (_identify(entry, shared) for entry in entries):
        known = chosen.get(one.key)
        if known is None or _is_newer(one.entry, known.entry):
            chosen[one.key] = one
    return tuple(chosen.values())


def guid_fault(entries: Sequence[Entry]) -> str | None:
    """Say what is wrong with the guids of a document, for the feed's health; None if they can be used."""
    empty = [entry.guid for entry in entries if entry.guid is not None and _usable(entry) is None]
    shared = _shared(entries).guids
    several = [entry.guid for entry in entries if entry.guid in shared]
    unusable = len(empty) + len(several)
    if not unusable:
        return None
    sample = (several or empty)[0]
    why = "several items share one" if several else "a placeholder"
    return f"guids unusable: {unusable} of {len(entries)} ({why}: {(sample or '')[:60]!r})"


def _usable(entry: Entry) -> str | None:
    return None if entry.guid is None or is_placeholder(entry.guid) else entry.guid


def _shared(entries: Sequence[Entry]) -> _Shared:
    by_guid: dict[str, list[Entry]] = defaultdict(list)
    by_link: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if (guid := _usable(entry)) is not None:
            by_guid[guid].append(entry)
        if entry.url is not None:
            by_link[canonical(entry.url)].append(entry)
    several = {guid for guid, group in by_guid.items() if len(group) > 1 and not _are_one(group, len(entries))}
    faces = {link: _faces(group) for link, group in by_link.items() if _stand_apart(group, several)}
    crowded = {
        link
        for link, different in faces.items()
        if different > _MOST_TITLES or (different > 1 and len(by_link[link]) * 2 > len(entries))
    }
    return _Shared(
        guids=frozenset(several),
        links=frozenset(link for link, different in faces.items() if different > 1),
        crowded=frozenset(crowded),
        namesakes=frozenset(_namesakes(entries)),
        stamped=_stamped_together(entries),
    )


def _stand_apart(group: Sequence[Entry], shared_guids: set[str]) -> bool:
    """Whether the guids of entries with one link differ, so that they are several entries."""
    if len(group) < 2:
        return False
    guids = {_usable(entry) for entry in group}
    return len(guids) > 1 or None in guids or bool(guids & shared_guids)


def _are_one(group: Sequence[Entry], in_document: int) -> bool:
    """Whether entries with one guid are one entry: repeated, or published again with a later update.

    Repeats of an entry may differ in their text, but not where most of the document is that one entry.
    """
    if len({canonical(entry.url) for entry in group if entry.url is not None}) > 1:
        return False
    titles = {entry.title for entry in group if entry.title is not None}
    different = _faces(group)
    moments = {entry.updated.at for entry in group if entry.updated is not None}
    told_anew = all(entry.updated for entry in group) and len(moments) >= different
    if different < 2 or (told_anew and len(titles) <= _MOST_TITLES):
        return True
    return len(titles) < 2 and len(group) * 2 <= in_document and all(entry.url for entry in group)


def _faces(group: Sequence[Entry]) -> int:
    """Count the entries that differ in title or, with the same title, in text."""
    titles = {entry.title for entry in group if entry.title is not None}
    if len(titles) > 1:
        return len(titles)
    return len({text for entry in group if (text := _text(entry)) is not None})


def _text(entry: Entry) -> str | None:
    return entry.summary or (html_text(entry.content) if entry.content else None)


def _stamped_together(entries: Sequence[Entry]) -> bool:
    """Whether all stated updates are within the seconds in which the document was written."""
    moments = [entry.updated.at for entry in entries if entry.updated is not None]
    return len(moments) >= _FEWEST_TO_COMPARE and max(moments) - min(moments) <= _WRITTEN_WITHIN


def _identify(entry: Entry, shared: _Shared) -> Identified:
    text = html_text(entry.content) if entry.content else None
    updated = None if entry.updated is None or shared.stamped else entry.updated.text
    is_crowded = entry.url is not None and canonical(entry.url) in shared.crowded
    own = replace(entry, url=None) if is_crowded and (text or entry.summary) else entry
    return Identified(
        key=_hash(*_identity(entry, shared)),
        url_key=None if own.url is None else url_key(own.url),
        fingerprint=_hash("text", entry.title, entry.summary, text, updated),
        entry=own,
    )


def _identity(entry: Entry, shared: _Shared) -> Iterator[str | None]:
    guid = _usable(entry)
    link, title, date = named = _named(entry)
    if guid is not None and guid not in shared.guids:
        yield from ("guid", _lasting(guid))
    elif link is not None and link not in shared.links:
        yield from ("link", link)
    elif link is None and title is None and date is None:
        yield from ("text", entry.summary, entry.content)
    else:
        yield from ("title", title, date) if link is None else ("item", *named)
        if named in shared.namesakes:
            yield _text(entry)


def _named(entry: Entry) -> _Named:
    """Identify an entry without a guid by link, title and date."""
    link = None if entry.url is None else canonical(entry.url)
    return link, entry.title, None if entry.published is None else entry.published.text


def _namesakes(entries: Sequence[Entry]) -> Iterator[_Named]:
    texts: dict[_Named, set[str | None]] = defaultdict(set)
    for entry in entries:
        texts[_named(entry)].add(entry.summary or entry.content)
    return (named for named, different in texts.items() if len(different) > 1)


def _lasting(guid: str) -> str:
    """Strip tracking and session parameters, which change at every poll, from a guid; its fragment counts."""
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
