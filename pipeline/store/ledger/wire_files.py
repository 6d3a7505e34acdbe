"""Enter wire files into the ledger: each file kept as it came, each item of it an entry."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from pipeline.model import EntryId, FeedId, Stage
from pipeline.store.documents import compressed
from pipeline.store.key_locks import lock_keys
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.store.values import readable

# What JSON writes for the null character, which PostgreSQL cannot store.
_NULL = "\\u0000"
_INTAKE = UUID("6c0d0f3e-5a43-4b0e-9a53-2f6d3f6b9f10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a file, by its place in it; `key` tells it by its content.

    `stage` is `clean` for a text. Other items are at their end, with kind and reason: `filtered` or `dead`. `announced`
    is what is kept of an item that is no text.
    """

    key: UUID
    place: int
    guid: str | None = None
    title: str | None = None
    stage: Stage = Stage.CLEAN
    kind: str | None = None
    reason: str | None = None
    announced: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """A wire file with its items; `url` says where it came from."""

    url: str
    body: bytes = field(repr=False)
    content_type: str | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who delivers: a feed, or else a source; and the zone and charset that its files were read with."""

    feed_id: FeedId | None = None
    source_id: int | None = None
    zone: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What files added to the ledger: the entries of all items by their keys, and which of these are new.

    `to_clean` are the new texts.
    """

    ids: Mapping[UUID, EntryId] = field(default_factory=dict)
    new_keys: frozenset[UUID] = frozenset()
    to_clean: tuple[EntryId, ...] = ()


def take_in(connection: Link, files: Sequence[ItemFile], origin: Origin, *, hinted: bool) -> Intake:
    """Enter files and their items, of one origin at a time.

    `hinted` says that the caller sends the hints; else the sweeper does.
    """
    items = {item.key: item for file in files for item in file.items}
    if not items:
        return Intake()
    lock_keys(connection, [uuid5(_INTAKE, str(origin.feed_id))])
    found = _add(connection, list(items.values()), origin)
    added = {key: entry_id for key, (entry_id, is_new) in found.items() if is_new}
    begun: list[dict[str, object]] = []
    fresh: list[tuple[ItemFile, Sequence[Item]]] = []
    taken: set[UUID] = set()
    for file in files:
        new = [item for item in file.items if item.key in added and item.key not in taken]
        taken.update(item.key for item in new)
        if new:
            fresh.append((file, new))
    documents = _keep(connection, [(file, added[new[0].key]) for file, new in fresh], origin)
    for _, fresh_items in fresh:
        document_id, day = documents[added[fresh_items[0].key]]
        begun += [_begun(item, added[item.key], document_id, day) for item in fresh_items]
    connection.execute(query("begin_items"), {"items": _json(begun), "hinted": hinted})
    _announce(connection, [(added[key], items[key]) for key in added])
    return Intake(
        ids={key: entry_id for key, (entry_id, _) in found.items()},
        to_clean=tuple(added[key] for key in items if key in added and items[key].stage is Stage.CLEAN),
        new_keys=frozenset(added),
    )


def _add(connection: Link, items: Sequence[Item], origin: Origin) -> Mapping[UUID, tuple[EntryId, bool]]:
    rows = [
        {"entry_key": str(item.key), "guid": _text(item.guid), "title": _text(item.title), "item": item.place}
        for item in items
    ]
    parameters = {"feed_id": origin.feed_id, "source_id": origin.source_id, "items": _json(rows)}
    found = connection.execute(query("add_items"), parameters).fetchall()
    return {key: (EntryId(entry_id), bool(is_new)) for entry_id, key, is_new in found}


def _keep(
    connection: Link, files: Sequence[tuple[ItemFile, EntryId]], origin: Origin
) -> Mapping[int, tuple[int, object]]:
    parameters = {
        "entry_ids": [entry_id for _, entry_id in files],
        "urls": [readable(file.url) for file, _ in files],
        "content_types": [file.content_type for file, _ in files],
        "sizes": [len(file.body) for file, _ in files],
        "bodies": [compressed(file.body) for file, _ in files],
        "zone": origin.zone,
        "charset": origin.charset,
    }
    rows = connection.execute(query("keep_files"), parameters, binary=True).fetchall() if files else ()
    return {entry_id: (document_id, day) for entry_id, document_id, day in rows}


def _begun(item: Item, entry_id: EntryId, document_id: int, day: object) -> dict[str, object]:
    return {
        "entry_id": entry_id,
        "document_id": document_id,
        "document_day": str(day),
        "stage": item.stage,
        "kind": item.kind,
        "reason": _text(item.reason),
    }


def _announce(connection: Link, items: Sequence[tuple[EntryId, Item]]) -> None:
    rows = [
        {"entry_id": entry_id, "announced": _json(item.announced)}
        for entry_id, item in items
        if item.announced is not None
    ]
    with connection.cursor() as cursor:
        cursor.executemany(query("announce_entry"), rows)


def _text(text: str | None) -> str | None:
    return None if text is None else readable(text)


def _json(value: object) -> str:
    return readable(json.dumps(value, ensure_ascii=False, default=str).replace(_NULL, "\N{REPLACEMENT CHARACTER}"))
