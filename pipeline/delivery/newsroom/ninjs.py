"""ninjs 3.1, the IPTC's news in JSON: the object that an article is, valid against the IPTC's schema."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from pipeline.delivery.newsroom.news_item import Concept, File, NewsItem, news_item, uri
from pipeline.delivery.newsroom.xhtml import story_body
from pipeline.delivery.sink import Row, json_bytes

__all__ = ["written_item"]

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
_FILE_TYPES = {"image": "picture", "video": "video", "audio": "audio"}


def written_item(row: Row) -> bytes:
    """A row of articles as ninjs, on a line."""
    return json_bytes(_ninjs(news_item(row))) + b"\n"


def _ninjs(item: NewsItem) -> Mapping[str, object]:
    """The object that an article is in ninjs; members without a value are left out, as the schema demands."""
    members: dict[str, object] = {
        "uri": item.uri,
        "type": "text",
        "standard": _STANDARD,
        "representationType": "full",
        "version": item.version,
        "firstCreated": _moment(item.first_created),
        "versionCreated": _moment(item.version_created),
        "embargoedUntil": _moment(item.embargoed_until),
        "expires": item.expires,
        "pubStatus": "usable",
        "urgency": item.urgency,
        "copyrightNotice": item.rights,
        "edNote": item.ednote,
        "language": item.language,
        "headlines": list(_headlines(item)),
        "by": item.byline,
        "slugline": item.slugline,
        "located": item.place,
        "bodies": [_body(item)],
        "descriptions": [_text("summary", item.summary)] if item.summary else [],
        "people": [{"name": name, "rel": "author"} for name in item.authors],
        "subjects": [*map(_concept, item.subjects), *({"name": one, "rel": "keyword"} for one in item.keywords)],
        "genres": [*map(_concept, item.genres)],
        "infoSources": list(_sources(item)),
        "associations": [*map(_association, item.files)],
        "altIds": [{"role": f"newswire:{role}", "value": value} for role, value in _alternates(item)],
    }
    return _stated(members)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _text(role: str, value: str) -> Mapping[str, object]:
    return {"role": role, "contentType": "text/plain", "value": value}


def _headlines(item: NewsItem) -> Iterator[Mapping[str, object]]:
    if item.headline:
        yield _text("main", item.headline)
    yield from (_text("subhead", one) for one in item.subheads)


def _body(item: NewsItem) -> Mapping[str, object]:
    body = story_body(item.paragraphs)
    return {
        "role": "main",
        "contentType": "application/xhtml+xml",
        "charCount": len("\n\n".join(item.paragraphs)),
        "wordCount": item.word_count,
        "value": "".join(etree.tostring(block, encoding="unicode") for block in body),
    }


def _concept(one: Concept) -> Mapping[str, object]:
    if not (one.scheme and one.code):
        return _stated({"name": one.name or one.code, "literal": one.code})
    address = f"{one.scheme}{one.code}" if one.scheme[-1] in "/#:" else f"{one.scheme}:{one.code}"
    return {"name": one.name or one.code, "uri": uri(address), "literal": one.code}


def _sources(item: NewsItem) -> Iterator[Mapping[str, object]]:
    named = {"provider": item.provider, "publisher": item.source, "agency": item.agency, "credit": item.credit}
    yield from ({"name": name, "role": role} for role, name in named.items() if name)


def _association(file: File) -> Mapping[str, object]:
    rendition = {
        "name": "original",
        "href": uri(file.href),
        "contentType": file.media_type,
        "sizeInBytes": file.size_bytes,
        "width": file.width,
        "height": file.height,
    }
    kind = (file.media_type or "").partition("/")[0]
    members = {
        "name": "media",
        "uri": uri(file.href),
        "type": _FILE_TYPES.get(kind, "component"),
        "by": file.credit,
        "descriptions": [_text("caption", file.caption)] if file.caption else [],
        "renditions": [_stated(rendition)],
    }
    return _stated(members)


def _alternates(item: NewsItem) -> Iterator[tuple[str, str]]:
    yield from item.other_names.items()
    if item.is_corrected:
        yield "status", "corrected"


def _stated(members: Mapping[str, Any]) -> Mapping[str, object]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}
