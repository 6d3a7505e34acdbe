"""The components of a NewsML 1.x item: every content in its role and language, and the one that is the story."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo

from lxml import etree

from pipeline.sources.wire.nitf import nitf_item
from pipeline.sources.wire.spellings import is_other_language
from pipeline.sources.wire.xml import (
    XML_LANG,
    attributes,
    child,
    children,
    fragment,
    from_base64,
    local_name,
    paragraphs_of,
    text_of,
    text_paragraphs,
    words,
)
from pipeline.wire_item import Media, WireItem

__all__ = ["Component", "Part", "components", "formal_name", "media_of", "story_of"]

# Roles whose text is no story by itself.
_BESIDE_THE_STORY = words(
    "title headline subheadline lead abstract summary caption stylesheet contact logo photo picture image byline",
    "keyword copyright credit graphic video audio sound icon thumbnail preview teaser dateline slug editorial note",
)
_SUMMARIES = frozenset({"abstract", "summary", "lead", "caption"})
_NO_STORY = ("css", "javascript")
# NewsML 1.2 nests components without limit; libxml2 ends at 256 elements.
_MEDIA_TYPES = ("photo", "picture", "image", "video", "audio", "graphic", "animation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A NewsComponent within those around it; `role` and `language` are its own or the nearest stated."""

    element: etree._Element
    outer: tuple[etree._Element, ...] = ()
    role: str = ""
    language: str | None = None

    @property
    def path(self) -> tuple[etree._Element, ...]:
        """The component's element and those around it, nearest first."""
        return (self.element, *reversed(self.outer))

    @property
    def is_beside(self) -> bool:
        """Whether its role says that it is no story: a title, a photo, a style sheet."""
        return any(word in self.role.lower() for word in _BESIDE_THE_STORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A content of text with the component that it is in; `nitf` is what it says of itself where it is NITF."""

    component: Component
    paragraphs: tuple[str, ...] = ()
    nitf: WireItem | None = None
    is_plain: bool = field(default=False)


def components(item: etree._Element) -> Iterator[Component]:
    """All components of an item, each before those within it."""
    language = item.get(XML_LANG)
    for element in children(item, "newscomponent"):
        yield from _below(element, (), "", language)


def _below(
    element: etree._Element, outer: tuple[etree._Element, ...], role: str, language: str | None
) -> Iterator[Component]:
    own_role = formal_name(child(element, "role")) or role
    stated = formal_name(child(element, "descriptivemetadata", "language")) or element.get(XML_LANG) or language
    yield Component(element=element, outer=outer, role=own_role, language=stated)
    for one in children(element, "newscomponent"):
        yield from _below(one, (*outer, element), own_role, stated)


def formal_name(element: etree._Element | None) -> str | None:
    """What an element names by its FormalName, or its text."""
    if element is None:
        return None
    return " ".join(attributes(element).get("formalname", "").split()) or text_of(element)


def story_of(found: list[Component], language: str | None, *, zone: tzinfo | None) -> tuple[Part | None, str | None]:
    """The text that is the story, and the summary: of several, those in the item's language and of the best role."""
    parts = [part for component in found for part in _parts(component, zone) if part.paragraphs]
    if not parts:
        return None, None
    story = min(parts, key=lambda part: _suits(part, language))
    spoken = language or story.component.language
    summaries = [part for part in parts if part.component.role.lower() in _SUMMARIES and part is not story]
    summaries.sort(key=lambda part: is_other_language(part.component.language, spoken))
    return story, "\n".join(summaries[0].paragraphs) if summaries else None


def _suits(part: Part, language: str | None) -> tuple[bool, bool, bool, int]:
    length = sum(len(one) for one in part.paragraphs)
    return part.component.is_beside, is_other_language(part.component.language, language), part.is_plain, -length


def _parts(component: Component, zone: tzinfo | None) -> Iterator[Part]:
    for content in children(component.element, "contentitem"):
        data = child(content, "datacontent")
        if data is None:
            data = child(content, "encoding", "datacontent")
        described = " ".join(
            name.lower() for tag in ("format", "mimetype", "mediatype") if (name := formal_name(child(content, tag)))
        )
        if data is not None and not any(word in described for word in _NO_STORY):
            yield _part(component, data, _is_base64(content), zone)


def _part(component: Component, data: etree._Element, is_base64: bool, zone: tzinfo | None) -> Part:
    inner = next((one for one in data if local_name(one)), None)
    holder = data
    if inner is None:
        said = data.text or ""
        text = (from_base64(said) if is_base64 else said) or ""
        inner = holder_of_text = fragment(text)
        if holder_of_text is None:
            return Part(component=component, paragraphs=text_paragraphs(text), is_plain=True)
        holder = holder_of_text
    if inner is not None and local_name(inner) == "nitf":
        story = nitf_item(inner, zone=zone)
        return Part(component=component, paragraphs=story.paragraphs, nitf=story)
    return Part(component=component, paragraphs=paragraphs_of(holder))


def _is_base64(content: etree._Element) -> bool:
    encoding = child(content, "encoding")
    return encoding is not None and "base64" in attributes(encoding).get("notation", "").lower()


def media_of(found: list[Component]) -> Iterator[Media]:
    """The files that the contents of an item name; its caption is the headline or text of its component."""
    for component in found:
        for content in children(component.element, "contentitem"):
            href = attributes(content).get("href")
            if href:
                size = text_of(child(content, "characteristics", "sizeinbytes")) or ""
                yield Media(
                    href=href,
                    media_type=formal_name(child(content, "mimetype")) or formal_name(child(content, "mediatype")),
                    length_bytes=int(size) if size.isascii() and size.isdigit() and len(size) < 16 else None,
                    width=_property(content, "width"),
                    height=_property(content, "height"),
                    caption=_caption(component),
                    credit=text_of(child(component.element, "newslines", "creditline")),
                )


def _caption(component: Component) -> str | None:
    """The headline of a component that is a picture's own, or the text of a caption beside it."""
    if any(word in component.role.lower() for word in _MEDIA_TYPES):
        for name in ("newslinetext", "headline"):
            if text := text_of(child(component.element, "newslines", name)):
                return text
    return None


def _property(content: etree._Element, name: str) -> int | None:
    """A number among the characteristics of a content."""
    for characteristics in children(content, "characteristics"):
        for one in children(characteristics, "property"):
            said = attributes(one)
            digits = said.get("value", "")
            if said.get("formalname", "").lower() == name and digits.isascii() and digits.isdigit():
                return int(digits) if len(digits) < 7 else None
    return None
