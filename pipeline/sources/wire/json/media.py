"""Files and other items that a wire item in JSON names: its renditions and its associations."""

from collections.abc import Iterator
from itertools import islice

from pipeline.sources.json_members import JsonObject
from pipeline.sources.plain_text import title_text, visible
from pipeline.sources.wire.json.texts import headlines, summary
from pipeline.wire_item import ItemLink, Media

__all__ = ["associated", "media_of", "rendition_links"]

# Renditions in these types are the item's own text in another format.
_TEXT_TYPES = ("text/", "application/xml", "application/xhtml+xml", "application/json", "application/octet-stream")
# An associated item that is a picture has one file of many sizes: the one of this name, else the widest, is kept.
_WHOLE = ("original", "main", "full", "baseimage", "hires")
# Associated items and files of one item; the sender's own list stays in `extra`.
_MOST = 500
_UNNAMED = "association"


def media_of(item: JsonObject) -> tuple[Media, ...]:
    """The item's own renditions, and one file of each associated item that has files."""
    own = [_media(one, item) for one in islice(_renditions(item), _MOST) if not _is_text(one)]
    of_others = [_whole(other) for _, other in islice(_associations(item), _MOST)]
    return tuple(dict.fromkeys(one for one in (*own, *of_others) if one))[:_MOST]


def rendition_links(item: JsonObject) -> tuple[ItemLink, ...]:
    """The item's own text in other formats, by address."""
    links = (
        ItemLink(rel="rendition", href=href, title=one.text("title", "name"))
        for one in islice(_renditions(item), _MOST)
        if _is_text(one) and (href := one.text("href"))
    )
    return tuple(dict.fromkeys(links))[:_MOST]


def associated(item: JsonObject) -> tuple[ItemLink, ...]:
    """The associated items, related as they are named ("featuremedia", "mainpic"); and what an item was made from."""
    links = [_link(name, other) for name, other in islice(_associations(item), _MOST)]
    for member in ("evolvedfrom", "rewrite_of", "rewrites"):
        if guid := item.text(member):
            links.append(ItemLink(rel=member, guid=guid))
    return tuple(dict.fromkeys(one for one in links if one))[:_MOST]


def _associations(item: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """The associated items by name: an object of objects (1.x), or a list of objects that have a name (2.x, 3.x)."""
    value = item.members.get("associations")
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, dict):
                yield visible(name).strip() or _UNNAMED, JsonObject.folded(one)
    for one in item.listed("associations"):
        other = JsonObject.folded(one)
        if other.members:
            yield other.text("name", "rel") or _UNNAMED, other


def _link(name: str, other: JsonObject) -> ItemLink | None:
    guid, href = other.text("uri", "guid", "id"), other.text("href")
    title = next(iter(headlines(other)), None) or title_text(other.text("title") or "")
    if not (guid or href or title):
        return None
    return ItemLink(rel=name, guid=guid, version=other.text("version"), href=href, title=title)


def _renditions(item: JsonObject) -> Iterator[JsonObject]:
    """The renditions: an object of objects, whose names are theirs (1.x), or a list (2.x, 3.x)."""
    value = item.members.get("renditions")
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, dict):
                yield JsonObject.folded({"name": name, **one})
    for one in item.listed("renditions"):
        yield JsonObject.folded(one)


def _is_text(rendition: JsonObject) -> bool:
    return (_media_type(rendition) or "").lower().startswith(_TEXT_TYPES)


def _media_type(rendition: JsonObject) -> str | None:
    return rendition.text("contenttype", "mimetype", "mime_type")


def _whole(other: JsonObject) -> Media | None:
    files = [one for one in islice(_renditions(other), _MOST) if not _is_text(one) and one.text("href")]
    named = [one for one in files if (one.text("name") or "").lower() in _WHOLE]
    best = max(named or files, key=lambda one: one.number("width") or 0, default=None)
    return _media(best, other) if best else None


def _media(rendition: JsonObject, item: JsonObject) -> Media | None:
    href = rendition.text("href")
    if href is None:
        return None
    return Media(
        href=href,
        media_type=_media_type(rendition) or item.text("mimetype", "mime_type"),
        length_bytes=rendition.number("sizeinbytes", "size", "filesize"),
        width=rendition.number("width"),
        height=rendition.number("height"),
        caption=summary(item, None) or next(iter(headlines(item)), None),
        credit=title_text(item.text("creditline", "byline", "by", "copyrightholder") or ""),
    )
