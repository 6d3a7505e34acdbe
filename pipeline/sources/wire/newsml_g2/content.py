"""The contentSet of a NewsML-G2 item: the one body that is the story, remote files, and what a package holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from lxml import etree

from pipeline.sources.wire.nitf import nitf_item
from pipeline.sources.wire.spellings import is_other_language
from pipeline.sources.wire.wrapped_lines import plain_paragraphs
from pipeline.sources.wire.xml import (
    XML_LANG,
    child,
    children,
    fragment,
    from_base64,
    local_name,
    named,
    paragraphs_of,
    text_of,
    text_paragraphs,
)
from pipeline.wire_item import Extra, ItemKind, ItemLink, Media

__all__ = ["Content", "content_of", "heading_of", "links_of_package", "links_of_planning", "whole_number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the contentSet of an item gives; headline, subheads and byline are those within its body.

    `document` is the element of a body that has a heading of its own, to be looked for where it is needed.
    """

    kind: ItemKind = ItemKind.TEXT
    document: etree._Element | None = None
    headline: str | None = None
    subheads: tuple[str, ...] = ()
    byline: str | None = None
    paragraphs: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    extra: Mapping[str, Extra] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """One of the bodies that an item holds, and how well it suits: language, type, length."""

    content: Content
    is_foreign: bool
    rank: int

    @property
    def suits(self) -> tuple[bool, bool, int, int]:
        words = sum(len(one) for one in self.content.paragraphs)
        return (not words, self.is_foreign, self.rank, -words)


_MEDIA_KINDS = {"image": ItemKind.PICTURE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO}
# Marked-up text before plain; what is no text at all last.
_RANKS = (("nitf", 0), ("html", 0), ("text/plain", 1))


def content_of(item: etree._Element, language: str | None, *, zone: tzinfo | None) -> Content:
    """The content of an item: of several bodies the one in its language and of the best type (4.2, rule 6)."""
    parts = [part for one in item if local_name(one) == "contentset" for part in one if local_name(part)]
    media = tuple(found for part in parts if local_name(part) == "remotecontent" and (found := _media(part)))
    bodies = [body for part in parts if (body := _body(part, language, zone)) is not None]
    if not bodies:
        return Content(kind=_kind_of(media), media=media)
    best = min(bodies, key=lambda one: one.suits).content
    extra: dict[str, Extra] = {"bodies": len(bodies)} if len(bodies) > 1 else {}
    return Content(
        document=best.document,
        headline=best.headline,
        subheads=best.subheads,
        byline=best.byline,
        paragraphs=best.paragraphs,
        media=(*media, *best.media),
        extra={**extra, **best.extra},
    )


def links_of_package(item: etree._Element) -> Iterator[ItemLink]:
    """The items that a package names, each in the relation of its group's role."""
    for groups in [item] if local_name(item) == "groupset" else children(item, "groupset"):
        for reference in named(groups, "itemref"):
            guid, href = reference.get("residref"), reference.get("href")
            if guid or href:
                title = text_of(child(reference, "headline")) or text_of(child(reference, "title"))
                rel = _role_of_group(reference) or "item"
                yield ItemLink(rel=rel, guid=guid, version=reference.get("version"), href=href, title=title)


def links_of_planning(item: etree._Element) -> Iterator[ItemLink]:
    """The items that were delivered for what a planning item announced."""
    for reference in named(item, "delivereditemref"):
        guid = reference.get("residref") or reference.get("guidref")
        if guid or reference.get("href"):
            yield ItemLink(rel="delivered", guid=guid, version=reference.get("version"), href=reference.get("href"))


def _role_of_group(reference: etree._Element) -> str | None:
    group = reference.getparent()
    return ((group.get("role") if group is not None else None) or "").rpartition(":")[2] or None


def _kind_of(media: tuple[Media, ...]) -> ItemKind:
    types = ((one.media_type or "").partition("/")[0] for one in media)
    return next((_MEDIA_KINDS[one] for one in types if one in _MEDIA_KINDS), ItemKind.TEXT)


def _media(part: etree._Element) -> Media | None:
    href = (part.get("href") or part.get("residref") or "").strip()
    if not href:
        return None
    return Media(
        href=href,
        media_type=part.get("contenttype") or part.get("format") or None,
        length_bytes=whole_number(part.get("size")),
        width=whole_number(part.get("width")),
        height=whole_number(part.get("height")),
    )


def whole_number(text: str | None) -> int | None:
    """A number of digits alone, such as a size in bytes; None for anything else."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _body(part: etree._Element, language: str | None, zone: tzinfo | None) -> _Body | None:
    name = local_name(part)
    if name == "inlinexml":
        content = _inline_xml(part, zone)
    elif name == "inlinedata":
        content = _inline_data(part, zone)
    else:
        return None
    stated = part.get(XML_LANG) or next((one.get(XML_LANG) for one in part if one.get(XML_LANG)), None)
    content_type = (part.get("contenttype") or "").lower()
    rank = next((rank for word, rank in _RANKS if word in content_type), 0 if name == "inlinexml" else 1)
    return _Body(content=content, is_foreign=is_other_language(stated, language), rank=rank)


def _inline_xml(part: etree._Element, zone: tzinfo | None) -> Content:
    inner = next((one for one in part if local_name(one)), None)
    if inner is None:
        return _text_content(part.text or "", zone)
    if local_name(inner) != "nitf":
        return Content(paragraphs=paragraphs_of(part), document=inner)
    return _nitf_content(inner, zone)


def _text_content(text: str, zone: tzinfo | None) -> Content:
    """What stands as text: XML that was put into a CDATA section, HTML, or plain text."""
    inner = fragment(text)
    if inner is None:
        return Content(paragraphs=text_paragraphs(text))
    if local_name(inner) != "nitf":
        return Content(paragraphs=paragraphs_of(inner), document=inner)
    return _nitf_content(inner, zone)


def _nitf_content(inner: etree._Element, zone: tzinfo | None) -> Content:
    story = nitf_item(inner, zone=zone)
    return Content(
        headline=story.headline,
        subheads=story.subheads,
        byline=story.byline,
        paragraphs=story.paragraphs,
        media=story.media,
        extra={"nitf": story.extra} if story.extra else {},
    )


def heading_of(content: Content) -> str | None:
    """The headline of a body: that of NITF, the first h1 of XHTML or its title."""
    if content.document is None:
        return content.headline
    head = next(named(content.document, "h1"), None)
    return text_of(head) or text_of(child(content.document, "head", "title"))


def _inline_data(part: etree._Element, zone: tzinfo | None) -> Content:
    text = "".join(map(str, part.itertext()))
    if (part.get("encoding") or "").rpartition(":")[2].lower() == "base64":
        text = from_base64(text) or ""
    elif (part.get("contenttype") or "").lower().startswith("text/plain"):
        return Content(paragraphs=plain_paragraphs(text))
    return _text_content(text, zone)
