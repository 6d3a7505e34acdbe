"""Agency files for tests: ninjs items as an agency would send them, taken through the stages."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.model import EntryId
from pipeline.stages.clean import clean_documents
from pipeline.stages.load import load_articles
from pipeline.stages.take_in import DroppedFile, take_files
from pipeline.store import Store
from pipeline.store.ledger import Origin

MORNING = datetime(2026, 11, 20, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
BODY = (
    "The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms arrive.",
    "Work is to begin in March and to last two years, the council said, at a cost of 48 million crowns.",
    "Fishermen, who had asked for a closed season of three months, called the plan a fair compromise.",
)


def an_item(
    guid: str | None = "urn:newsml:wire.example:20261120:harbour",
    *,
    version: str | None = "1",
    at: datetime | None = MORNING,
    title: str = "Council votes for a new breakwater",
    text: Sequence[str] = BODY,
    **more: Any,
) -> bytes:
    """An item in ninjs; a field that is None is left out."""
    fields: dict[str, object] = {
        "uri": guid,
        "type": "text",
        "version": version,
        "versioncreated": at and at.isoformat(),
        "firstcreated": MORNING.isoformat(),
        "headline": title,
        "language": "en",
        "provider": "Wire",
        "body_text": "\n\n".join(text),
    } | more
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()


def taken(store: Store, *files: bytes, origin: Origin | None = None) -> Sequence[EntryId]:
    """Take files in, each in a transaction of its own as if it came alone; the entries of all of them."""
    entries: list[EntryId] = []
    for number, body in enumerate(files):
        dropped = [DroppedFile(url=f"file:///drop/wire/{number}.json", body=body)]
        for told, _ in take_files(store, dropped, origin or Origin()):
            entries += [entry_id for one in told for entry_id in one.entry_ids]
    return entries


def finished(store: Store, entries: Sequence[EntryId]) -> None:
    """Take entries through the clean and the load stage."""
    for start in range(0, len(entries), 100):
        load_articles(store, clean_documents(store, entries[start : start + 100]))


def delivered(store: Store, *files: bytes, origin: Origin | None = None) -> Sequence[EntryId]:
    """Deliver files one after the other, each of them loaded before the next one comes."""
    entries: list[EntryId] = []
    for body in files:
        new = taken(store, body, origin=origin)
        finished(store, new)
        entries += new
    return entries
