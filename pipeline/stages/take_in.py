"""Take in wire files: store each file as it came, and make an entry for each item."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.errors import SettingsInvalid
from pipeline.model import EntryId, PubStatus, Stage
from pipeline.sources.wire import read_wire
from pipeline.store import Store
from pipeline.store.ledger import Intake, Item, ItemFile, Origin, take_in
from pipeline.store.work import UNSTORABLE, Fault, recorded
from pipeline.wire_item import BrokenItem, ItemKind, WireFile, WireItem

__all__ = ["DroppedFile", "Taken", "item_file", "known_zone", "take_files"]

# A transaction of 200 files takes a quarter of a second; of more bytes than these, a second.
_FILES_A_BATCH = 200
_BYTES_A_BATCH = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFile:
    """A file as it was delivered; `url` is its original address."""

    url: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The result for a file: its entries in the ledger, or in `error` why nothing could be read."""

    url: str
    error: str | None
    entry_ids: tuple[EntryId, ...]


def known_zone(name: str | None) -> ZoneInfo | None:
    """The time zone of that name (IANA); SettingsInvalid if there is none."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsInvalid("zone", f"{name!r} is no time zone; write one like Europe/Madrid") from error


def _read_dropped(file: DroppedFile, origin: Origin) -> tuple[ItemFile, str | None]:
    """A file with its items, and why nothing of it could be read; then one dead entry stands for it."""
    faults: list[Fault] = []
    read = WireFile(format="none")
    with recorded(faults.append):
        read = read_wire(file.body, charset=origin.charset, zone=known_zone(origin.zone))
    if faults:
        return _unreadable(file, faults[0].reason), faults[0].reason.partition("\n")[0]
    found = item_file(read, url=file.url, body=file.body, source_id=origin.source_id)
    if not found.items:
        return _unreadable(file, "holds no item"), "holds no item"
    reasons = [item.reason for item in found.items if item.stage is Stage.DEAD]
    return found, "; ".join(filter(None, reasons)) if len(reasons) == len(found.items) else None


def _unreadable(file: DroppedFile, reason: str) -> ItemFile:
    title = file.url.rpartition("/")[2] or None
    item = Item(
        key=_key(file.body), place=0, title=title, stage=Stage.DEAD, kind="NotParsable", reason=f"{file.url}: {reason}"
    )
    return ItemFile(url=file.url, body=file.body, items=(item,))


def item_file(
    read: WireFile, *, url: str, body: bytes, content_type: str | None = None, source_id: int | None = None
) -> ItemFile:
    """A wire file as the ledger takes it; of a source that no feed stands for, keys are its own."""
    of = b"" if source_id is None else str(source_id).encode()
    items = tuple(_item(one, place, body, of) for place, one in enumerate(read.items))
    return ItemFile(url=url, body=body, content_type=content_type, items=items)


def _item(found: WireItem | BrokenItem, place: int, body: bytes, of: bytes) -> Item:
    if isinstance(found, BrokenItem):
        key = _key(body, str(place).encode(), found.error.encode(), of)
        return Item(key=key, place=place, guid=found.guid, stage=Stage.DEAD, kind="BrokenItem", reason=found.error)
    # The same item in another envelope is the same delivery: the content counts, not the bytes.
    key = _key(repr(found).encode("utf-8", "surrogatepass"), of)
    if found.kind is ItemKind.TEXT and _says_something(found):
        return Item(key=key, place=place, guid=found.guid, title=found.headline)
    return Item(
        key=key,
        place=place,
        guid=found.guid,
        title=found.headline,
        stage=Stage.FILTERED,
        kind="NotText",
        reason="text item without a text" if found.kind is ItemKind.TEXT else f"{found.kind} item",
        announced=_relations(found),
    )


def _says_something(item: WireItem) -> bool:
    """Whether an item has words of its own, or takes something back, which needs none."""
    return bool(item.paragraphs or item.headline or item.ednotes) or item.status is PubStatus.CANCELED


def _relations(item: WireItem) -> Mapping[str, object]:
    """Return what is stored of an item without text: its kind and its relations."""
    return {
        "guid": item.guid,
        "title": item.headline,
        "kind": item.kind,
        "version": item.version,
        "links": [asdict(link) for link in item.links],
        "media": [asdict(one) for one in item.media],
    }


def _key(*parts: bytes) -> UUID:
    return UUID(bytes=hashlib.sha256(b"\x00".join(parts)).digest()[:16])


def take_files(
    store: Store, files: Iterable[DroppedFile], origin: Origin, *, hinted: bool = False
) -> Iterator[tuple[Sequence[Taken], Intake]]:
    """Take files in, some hundred per transaction. After each transaction, yield the results of its files."""
    for batch in _batches(files):
        read = [_read_dropped(file, origin) for file in batch]
        try:
            yield _stored(store, read, origin, hinted=hinted)
        except UNSTORABLE:
            for one in read:
                yield _stored_alone(store, one, origin, hinted=hinted)


def _stored(
    store: Store, read: Sequence[tuple[ItemFile, str | None]], origin: Origin, *, hinted: bool
) -> tuple[Sequence[Taken], Intake]:
    with store.transaction() as connection:
        intake = take_in(connection, [file for file, _ in read], origin, hinted=hinted)
    return [_taken(file, error, intake) for file, error in read], intake


def _stored_alone(
    store: Store, one: tuple[ItemFile, str | None], origin: Origin, *, hinted: bool
) -> tuple[Sequence[Taken], Intake]:
    try:
        return _stored(store, [one], origin, hinted=hinted)
    except UNSTORABLE as error:
        return [Taken(url=one[0].url, error=f"cannot be stored: {error}", entry_ids=())], Intake()


def _taken(file: ItemFile, error: str | None, intake: Intake) -> Taken:
    ids = tuple(dict.fromkeys(intake.ids[item.key] for item in file.items))
    return Taken(url=file.url, error=error, entry_ids=ids)


def _batches(files: Iterable[DroppedFile]) -> Iterator[Sequence[DroppedFile]]:
    batch: list[DroppedFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) == _FILES_A_BATCH or size + len(file.body) > _BYTES_A_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += len(file.body)
    if batch:
        yield batch
