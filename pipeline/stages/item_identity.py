"""The identity of an agency's item: its guid, else its content (docs/decisions/wire-items.md)."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from pipeline.model import CleanArticle
from pipeline.stages.subscribe import wire_source
from pipeline.store import Store
from pipeline.store.articles import Article, Cleaned, ItemCopy
from pipeline.store.work import ClaimedEntry
from pipeline.stories import Arrival, Named, content_key, version_numbers
from pipeline.urls import url_key

__all__ = ["item_article"]

# A globally unique guid, as opposed to a number that the agency reuses each day.
_GLOBAL = re.compile(r"(?:urn|tag|https?|doi|info):\S+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:urn|tag|https?):\S+", re.IGNORECASE)
# "urn:newsml:www.agency.example", "https://agency.example/": who delivers, not what. Every item of the agency has it.
_NO_ITEM = re.compile(r"urn:newsml:[^:]*:?|https?://[^/]*/?", re.IGNORECASE)
_REVISION = re.compile(r"(?P<item>.+):(?P<number>\d{1,9})[NUA]?")
_NEWSML_ITEM = re.compile(r"urn:newsml:[^:]+:[^:]+:[^:]+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\W_]+")
_LEAST_LETTERS = 4
# A clock may be set to the wrong zone, a day may be given without its time.
_CLOCKS_APART = timedelta(days=2)
_UNNAMED = "unnamed wire"


def item_article(store: Store, entry: ClaimedEntry, cleaned: Cleaned, item: ItemCopy) -> Article:
    """The article of which an item is a version, as far as the item alone shows."""
    clean = _dated(cleaned.article, cleaned.fetched_at)
    source_id = cleaned.source_id or _source(store, item.provider)
    text_key = content_key(clean.title, clean.text)
    guid = _without_revision(item.guid, item.version) if item.guid else None
    known = guid is not None and not _NO_ITEM.fullmatch(guid)
    url = _address(guid, source_id) if known and guid else f"urn:newswire:text:{source_id}:{text_key}"
    return Article(
        entry_id=entry.entry_id,
        url_key=url_key(url),
        content_key=text_key,
        source_id=source_id,
        feed_id=entry.feed_id,
        url=url,
        canonical_url=url,
        guid=item.guid,
        first_seen_at=entry.first_seen_at,
        fetched_at=cleaned.fetched_at,
        clean=clean,
        fields=item.fields,
        arrival=Arrival(
            guid_key=url_key(url),
            url_key=url_key(url),
            url=url,
            name_keys=_name_keys(item.names, source_id),
            language=item.language,
            marked=item.marked,
            number=item.number,
            version=version_numbers(item.version),
            killed=item.killed,
            at=item.at if item.at and item.at < cleaned.fetched_at + _CLOCKS_APART else None,
            seen_at=cleaned.fetched_at,
            text_key=text_key,
            content_key=_hash(f"{text_key} {clean.pubstatus} {clean.embargoed_until}"),
            names=tuple(_named(guid, source_id) for guid in item.guids),
        ),
    )


def _dated(clean: CleanArticle, arrived: datetime) -> CleanArticle:
    """Return the text without future dates, which are mistakes or days of events."""
    latest = arrived + _CLOCKS_APART
    if clean.published is not None and clean.published > latest:
        clean = replace(clean, published=None, published_precision=None)
    return replace(clean, modified=None) if clean.modified is not None and clean.modified > latest else clean


def _without_revision(guid: str, version: str | None) -> str:
    """A guid without the number of the revision at its end: all versions of an item have what stands before it.

    NewsML 1.2 writes "urn:newsml:PROVIDER:DATE:ITEM:2N"; others repeat the version that the item states.
    """
    found = _REVISION.fullmatch(guid)
    if found is None:
        return guid
    stated = version_numbers(version)
    is_stated = bool(stated) and int(found["number"]) == stated[-1]
    return found["item"] if is_stated or _NEWSML_ITEM.fullmatch(found["item"]) else guid


def _named(guid: str, source_id: int) -> Named:
    url = _address(_without_revision(guid, None), source_id)
    return Named(guid_key=url_key(url), url_key=url_key(url), url=url)


def _address(guid: str, source_id: int) -> str:
    """Return the address of an item: its guid if that is an address, else a name made of guid and source."""
    if _ADDRESS.fullmatch(guid):
        return guid
    if _GLOBAL.fullmatch(guid):
        return f"urn:newswire:item:{quote(guid, safe='')}"
    return f"urn:newswire:item:{source_id}:{quote(guid, safe='')}"


def _name_keys(names: Sequence[str], source_id: int) -> tuple[UUID, ...]:
    """Return keys of slugs and headlines within one source, regardless of case and separators."""
    folded = (_SEPARATORS.sub(" ", name).strip().casefold() for name in names)
    # Shorter ones ("BC", "US") name no story.
    named = [name for name in folded if sum(map(str.isalnum, name)) >= _LEAST_LETTERS]
    return tuple(dict.fromkeys(_hash(f"{source_id} {name}") for name in named))


def _hash(text: str) -> UUID:
    return UUID(bytes=hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16])


def _source(store: Store, provider: str | None) -> int:
    name = provider or _UNNAMED
    return store.articles.source_id(slug=wire_source(name), name=name)
