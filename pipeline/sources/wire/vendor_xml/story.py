"""A story of a vendor's XML as the fields of a wire item, once its elements are known for what they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from lxml import etree

from pipeline.model import Instant, PubStatus
from pipeline.sources.plain_text import has_markup
from pipeline.sources.wire.spellings import kind_named, stated_status, stated_urgency, wire_instant
from pipeline.sources.wire.vocabulary import SUBJECT_CODES
from pipeline.sources.wire.xml import (
    attributes,
    by_name,
    leftovers,
    local_name,
    paragraphs_of,
    text_of,
    text_paragraphs,
)
from pipeline.wire_item import Extra, ItemKind, ItemLink, Media, Subject, WireItem

__all__ = ["Field", "vendor_item"]

_YES = frozenset({"true", "yes", "1", "y", "ja"})
# The IPTC's codes of eight digits; software that takes them for numbers drops the leading nought.
_SUBJECT_CODE = re.compile(r"\d{7,8}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LIST = re.compile(r"\s*[,;|]\s*")
_FILES = frozenset({"image", "photo", "picture", "media", "video", "audio", "attachment", "document"})
_ADDRESSES = ("url", "href", "src", "source", "file", "filename")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value of a story: an element or the text of an attribute; a low rank is a name that tells more surely."""

    name: str
    rank: int
    own: bool = True
    element: etree._Element | None = None
    text: str | None = None

    def shown(self) -> str | None:
        """The value as one line of text."""
        if self.element is None:
            return self.text
        text = text_of(self.element)
        return " ".join(text_paragraphs(text)) if text and has_markup(text) else text

    def paragraphs(self) -> tuple[str, ...]:
        """The value as paragraphs: elements, escaped HTML or plain text."""
        if self.element is None or len(self.element) == 0:
            return text_paragraphs((self.element.text if self.element is not None else self.text) or "")
        return paragraphs_of(self.element)


def vendor_item(
    found: Mapping[str, Sequence[Field]], story: etree._Element, *, zone: tzinfo | None, fault: str | None
) -> WireItem:
    """The item of a story; `found` has its values by field, the surest first."""
    return _Reading(found, story, zone).item(fault)


class _Reading:
    """A story while it is read."""

    def __init__(self, found: Mapping[str, Sequence[Field]], story: etree._Element, zone: tzinfo | None) -> None:
        self.found, self.story, self.zone = found, story, zone

    def item(self, fault: str | None) -> WireItem:
        body = next((paragraphs for one in self._of("body") if (paragraphs := one.paragraphs())), ())
        caption = next((paragraphs for one in self._of("caption") if (paragraphs := one.paragraphs())), ())
        media = tuple(self._media())
        return WireItem(
            kind=self._kind(has_body=bool(body), media=media),
            guid=self._text("guid"),
            version=self._text("version"),
            headline=self._text("headline"),
            subheads=tuple(dict.fromkeys(self._texts("subhead"))),
            slugline=self._text("slugline"),
            summary=self._text("summary") or self._text("subhead"),
            byline=self._text("byline"),
            credit=self._text("credit"),
            provider=self._text("provider"),
            dateline=self._text("dateline"),
            place=self._text("place"),
            language=next((text for text in self._texts("language") if _LANGUAGE.fullmatch(text)), None),
            urgency=stated_urgency(self._text("urgency")),
            subjects=tuple(dict.fromkeys(self._subjects())),
            keywords=tuple(dict.fromkeys(self._keywords())),
            published=self._instant("published"),
            modified=self._instant("modified"),
            embargoed_until=self._instant("embargo"),
            expires=self._instant("expires"),
            status=self._status(),
            signals=("correction",) if self._says_yes("corrected") else (),
            ednotes=tuple("\n".join(paragraphs) for one in self._of("ednote") if (paragraphs := one.paragraphs())),
            paragraphs=body or caption,
            media=media,
            links=tuple(self._links()),
            rights=self._text("rights"),
            extra=self._extra(fault),
        )

    def _of(self, field: str) -> Sequence[Field]:
        return self.found.get(field, ())

    def _texts(self, field: str) -> Iterator[str]:
        return (text for one in self._of(field) if (text := one.shown()))

    def _text(self, field: str) -> str | None:
        return next(self._texts(field), None)

    def _instant(self, field: str) -> Instant | None:
        return next((moment for text in self._texts(field) if (moment := wire_instant(text, self.zone))), None)

    def _says_yes(self, field: str) -> bool:
        return any(text.lower() in _YES for text in self._texts(field))

    def _kind(self, *, has_body: bool, media: tuple[Media, ...]) -> ItemKind:
        named = kind_named(*self._texts("type"))
        if named is not None and named is not ItemKind.TEXT:
            return named
        if self._text("eventstart"):
            return ItemKind.PLANNING
        return ItemKind.PICTURE if media and not has_body and self._text("caption") else ItemKind.TEXT

    def _status(self) -> PubStatus | None:
        if self._says_yes("canceled"):
            return PubStatus.CANCELED
        if self._says_yes("held"):
            return PubStatus.WITHHELD
        return next((status for text in self._texts("status") if (status := stated_status(text))), None)

    def _subjects(self) -> Iterator[Subject]:
        for text in self._listed("subjects"):
            digits = text.zfill(8) if _SUBJECT_CODE.fullmatch(text) else None
            yield Subject(scheme=SUBJECT_CODES, code=digits) if digits else Subject(name=text)
        for text in self._texts("category"):
            yield Subject(name=text)

    def _keywords(self) -> Iterator[str]:
        return self._listed("keywords")

    def _listed(self, field: str) -> Iterator[str]:
        """Values of lists: child elements, or words divided by commas."""
        for one in self._of(field):
            inner = [text for part in one.element if (text := text_of(part))] if one.element is not None else []
            yield from inner or (word for word in _LIST.split(one.shown() or "") if word)

    def _links(self) -> Iterator[ItemLink]:
        for one in self._texts("replaces"):
            yield ItemLink(rel="replaces", guid=one)
        for one in self._texts("url"):
            if one.startswith(("http://", "https://")):
                yield ItemLink(rel="alternate", href=one)

    def _media(self) -> Iterator[Media]:
        """Files below the story: elements named for one, with an address in a child or an attribute."""
        for one in self.story.iterdescendants():
            if local_name(one) not in _FILES:
                continue
            values = {local_name(part): text for part in one if (text := text_of(part))}
            values |= attributes(one)
            href = next((values[name] for name in _ADDRESSES if name in values), None)
            if href:
                yield Media(href=href, caption=values.get("caption"), credit=values.get("credit"))

    def _extra(self, fault: str | None) -> dict[str, Extra]:
        taken = {local_name(one.element) for fields in self.found.values() for one in fields if one.element is not None}
        extra = leftovers(by_name(self.story), handled=taken)
        return extra if fault is None else {**extra, "recovered": fault}
