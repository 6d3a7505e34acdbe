"""What a news agency delivers: items of a wire file, as a reader found them and before any cleaning.

`None` means that nothing is stated; the empty string never occurs. Every `datetime` is aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from pipeline.model import Instant, PubStatus

Extra: TypeAlias = "str | int | float | bool | tuple[Extra, ...] | Mapping[str, Extra] | None"
"""A value as JSON has it."""


class ItemKind(StrEnum):
    """What an item is (IPTC itemClass). Only `text` becomes an article."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    GRAPHIC = "graphic"
    PACKAGE = "package"
    PLANNING = "planning"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an item is about: a scheme's address (its alias, where no catalog names it), a code in it, a name."""

    scheme: str | None = None
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture, film or other file that belongs to an item; `length_bytes` as the agency states it."""

    href: str
    media_type: str | None = None
    length_bytes: int | None = None
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """Another item that this one names: by its guid or its address, and how the two are related."""

    rel: str
    guid: str | None = None
    version: str | None = None
    href: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WireItem:
    """One item of a wire file.

    `headline` and `paragraphs` are as delivered: flags, datelines, credits and end marks are in them. `paragraphs`
    has subheads, lists and tables as text, in order. `published` is when the item was first created or issued,
    `modified` when this version was. `status` None means that none is stated, which IPTC reads as usable. `dateline` is
    the line that a field of its own holds; `place` the name of the place located. `provider` is who delivers, `credit`
    the credit line. `lineage` is what all versions of an item share, where `guid` names one version alone (NewsML 1.x).
    `extra` keeps what has no field, by its name in the format.
    """

    kind: ItemKind = ItemKind.TEXT
    guid: str | None = None
    lineage: str | None = None
    version: str | None = None
    headline: str | None = None
    subheads: tuple[str, ...] = ()
    slugline: str | None = None
    summary: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    credit: str | None = None
    provider: str | None = None
    dateline: str | None = None
    place: str | None = None
    language: str | None = None
    urgency: int | None = None
    subjects: tuple[Subject, ...] = ()
    genres: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    published: Instant | None = None
    modified: Instant | None = None
    embargoed_until: Instant | None = None
    expires: Instant | None = None
    status: PubStatus | None = None
    signals: tuple[str, ...] = ()
    ednotes: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    links: tuple[ItemLink, ...] = ()
    rights: str | None = None
    extra: Mapping[str, Extra] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenItem:
    """An item that could not be read: why, in one line. Its neighbours are not touched."""

    error: str
    guid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFile:
    """A wire file as read: the name of its format ("nitf", "newsml-g2" and so on) and its items in order."""

    format: str
    items: tuple[WireItem | BrokenItem, ...] = ()
