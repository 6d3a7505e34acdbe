"""An article as the IPTC's formats for newsrooms see it: what ninjs and NewsML-G2 write of a row.

The identifier is the agency's own where that is a URI, else the article's address, so that two newswires give one story
one identifier, and a newsroom that has it from the agency knows it again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from pipeline.delivery.sink import Row

__all__ = ["Concept", "File", "NewsItem", "news_item", "uri"]

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_URI_MARKS = "-._~:/?#[]@!$&'+*(),;=%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A subject or a genre: the address of its scheme, its code in it, its name."""

    scheme: str | None = None
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A picture or another file that belongs to an article."""

    href: str
    media_type: str | None = None
    size_bytes: int | None = None
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One article; `other_names` are its further identifiers and what has no place of its own, by kind."""

    uri: str
    version: str
    first_created: datetime
    version_created: datetime
    embargoed_until: datetime | None
    expires: str | None
    is_corrected: bool
    headline: str | None
    subheads: Sequence[str]
    summary: str | None
    paragraphs: Sequence[str]
    word_count: int
    byline: str | None
    authors: Sequence[str]
    credit: str | None
    provider: str
    agency: str | None
    source: str
    place: str | None
    slugline: str | None
    language: str | None
    urgency: int | None
    ednote: str | None
    rights: str | None
    subjects: Sequence[Concept]
    genres: Sequence[Concept]
    keywords: Sequence[str]
    files: Sequence[File]
    other_names: Mapping[str, str]


def news_item(row: Row) -> NewsItem:
    """Read an article from its columns."""
    wire: Mapping[str, Any] = _mapping(row.get("wire"))
    given: Any = row.__getitem__
    source = str(row["source"])
    return NewsItem(
        uri=_identifier(row),
        version=str(row["revision"]),
        first_created=given("published_at") or given("first_seen_at"),
        version_created=given("modified_at") or given("published_at") or given("fetched_at"),
        embargoed_until=given("embargoed_until"),
        expires=_text(wire, "expires"),
        is_corrected=row["status"] == "corrected",
        headline=given("title"),
        subheads=_texts(wire, "subheads"),
        summary=given("summary"),
        paragraphs=[part for part in str(row["body"]).split("\n\n") if part.strip()],
        word_count=given("word_count"),
        byline=given("byline"),
        authors=given("authors"),
        credit=_text(wire, "credit"),
        provider=_text(wire, "provider") or source,
        agency=given("agency"),
        source=source,
        place=given("dateline_place") or _text(wire, "place"),
        slugline=given("slugline"),
        language=given("language"),
        urgency=given("urgency"),
        ednote=given("ednote"),
        rights=_text(wire, "rights"),
        subjects=_concepts(row["subjects"]),
        genres=_concepts(wire.get("genres")),
        keywords=given("keywords"),
        files=_files(wire.get("media"), image_url=given("image_url")),
        other_names=_other_names(row),
    )


def uri(text: str) -> str:
    """A text as a URI: what RFC 3986 does not allow is written in percents, and a mere name becomes a `file:`."""
    written = quote(text, safe=_URI_MARKS)
    return written if _URI.fullmatch(written) else f"file:{written}"


def _identifier(row: Row) -> str:
    guid = str(row["guid"] or "")
    return guid if row.get("wire") and _URI.fullmatch(guid) else uri(str(row["canonical_url"]))


def _other_names(row: Row) -> Mapping[str, str]:
    """What tells an article from others elsewhere, and columns that the IPTC's formats have no place for."""
    known = {
        "guid": row["guid"],
        "url": row["url"],
        "canonical-url": row["canonical_url"],
        "feed": row["feed"],
        "published-precision": row["published_precision"],
        "credits": row["credits"],
        "flags": " ".join(_as_texts(row["flags"])),
        "cleaner-version": row["cleaner_version"],
    }
    return {name: str(value) for name, value in known.items() if value}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(wire: Mapping[str, Any], name: str) -> str | None:
    value = wire.get(name)
    return str(value) if value else None


def _texts(wire: Mapping[str, Any], name: str) -> Sequence[str]:
    return _as_texts(wire.get(name))


def _as_texts(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _concepts(value: object) -> Sequence[Concept]:
    listed = value if isinstance(value, list | tuple) else []
    fields = [{name: _text(one, name) for name in ("scheme", "code", "name")} for one in map(_mapping, listed)]
    return [Concept(**one) for one in fields if one["code"] or one["name"]]


def _files(value: object, *, image_url: str | None) -> Sequence[File]:
    listed = value if isinstance(value, list | tuple) else []
    found = [
        File(
            href=str(one["href"]),
            media_type=_text(one, "media_type"),
            size_bytes=one.get("length_bytes"),
            width=one.get("width"),
            height=one.get("height"),
            caption=_text(one, "caption"),
            credit=_text(one, "credit"),
        )
        for one in map(_mapping, listed)
        if one.get("href")
    ]
    if image_url and image_url not in {one.href for one in found}:
        found.append(File(href=image_url, media_type="image"))
    return found
