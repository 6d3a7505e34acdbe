"""Cleaned articles: the clean stage stores them, the load stage reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from pipeline.model import CleanArticle, EntryId
from pipeline.store.articles.loading import ItemFields
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.store.work import ClaimedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCopy:
    """What an agency's item states besides its text: identity, place among versions, its own fields.

    `names` are the slug and the headline by which takes of a story find each other, `language` is the one stated.
    `marked` and `number` are those of an update or a lead, `at` is the moment of this version. `guids` are those of
    items that it replaces or kills, `provider` is who delivers.
    """

    guid: str | None
    version: str | None = None
    names: tuple[str, ...] = ()
    language: str | None = None
    marked: bool = False
    number: int = 0
    killed: bool = False
    at: datetime | None = None
    guids: tuple[str, ...] = ()
    provider: str | None = None
    fields: ItemFields


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A cleaned article waiting to be loaded; `source_id` is None for a page that no feed announced.

    `item` is None for what is no item of a wire.
    """

    entry_id: EntryId
    url: str
    fetched_at: datetime
    article: CleanArticle
    source_id: int | None
    item: ItemCopy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedPage:
    """Return a clean article, and its `item` if it has one, as JSON for the load stage."""

    url: str
    fetched_at: datetime
    article: str
    item: str | None = None


_ITEM = TypeAdapter(ItemCopy)


def item_to_json(item: ItemCopy) -> str:
    """An item's copy, whole."""
    return _ITEM.dump_json(item).decode()


def item_from_json(value: object) -> ItemCopy | None:
    """The copy that `item_to_json` wrote and the database decoded; None if there is none."""
    return None if value is None else _ITEM.validate_python(value)


def keep_cleaned(connection: Link, pairs: Sequence[tuple[ClaimedEntry, CleanedPage]]) -> Sequence[EntryId]:
    """Store cleaned articles for the load stage."""
    for entry, page in pairs:
        parameters = {
            "entry_id": entry.entry_id,
            "url": page.url,
            "fetched_at": page.fetched_at,
            "article": page.article,
            "item": page.item,
        }
        connection.execute(query("keep_cleaned"), parameters)
        connection.execute(query("advance_cleaned"), {"entry_id": entry.entry_id})
    return [entry.entry_id for entry, _ in pairs]
