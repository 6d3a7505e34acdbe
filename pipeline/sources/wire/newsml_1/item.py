"""One NewsItem of NewsML 1.x as the fields of a wire item."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from lxml import etree

from pipeline.model import Instant, PubStatus
from pipeline.sources.wire.newsml_1.content import Component, Part, components, formal_name, media_of, story_of
from pipeline.sources.wire.spellings import EMBARGOED, kind_named, stated_status, stated_urgency, wire_instant
from pipeline.sources.wire.vocabulary import SUBJECT_CODES
from pipeline.sources.wire.xml import (
    XML_LANG,
    Names,
    attributes,
    by_name,
    child,
    children,
    grouped,
    leftovers,
    named,
    paragraphs_of,
    stated,
    text_of,
    words,
)
from pipeline.wire_item import BrokenItem, Extra, ItemKind, ItemLink, Media, Subject, WireItem

__all__ = ["newsml_1_item"]

_SUBJECTS = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")
_SUBJECT_CODE_DIGITS = 8  # of the IPTC's old subject scheme
# Types of a NewsLine, and names of properties, that speak to editors.
_TO_EDITORS = ("advisory", "ednote", "editorialinfo", "editorialnote", "editorsnote", "editor's note", "correction")
_KEYWORDS = frozenset({"keyword", "keywords"})
_MANAGEMENT_HANDLED = words(
    "firstcreated thisrevisioncreated status statuswillchange urgency associatedwith derivedfrom instruction comment"
)
_LINES_HANDLED = words("headline subheadline byline dateline creditline copyrightline slugline keywordline newsline")


def newsml_1_item(
    element: etree._Element, message: Mapping[str, Extra], *, zone: tzinfo | None, fault: str | None
) -> WireItem | BrokenItem:
    """The item in a NewsItem; a BrokenItem where it was malformed and nothing that names it is left."""
    identifier = by_name(child(element, "identification", "newsidentifier"))
    if fault is not None and not identifier:
        return BrokenItem(error=fault)
    return _Reading(element, identifier, zone).item(message, fault)


class _Reading:
    """An item while it is read: its parts, the story among its components, and the components around the story."""

    def __init__(self, element: etree._Element, identifier: Names, zone: tzinfo | None) -> None:
        self.element, self.identifier, self.zone = element, identifier, zone
        self.management = by_name(child(element, "newsmanagement"))
        self.components = list(components(element))
        self.stated_language = self._stated_language()
        self.story, self.summary = story_of(self.components, self.stated_language, zone=zone)
        around = () if self.story is None else self.story.component.path
        # The story's own components first, then the others but for pictures and style sheets.
        others = (one.element for one in self.components if not one.is_beside)
        self.parts = list(dict.fromkeys((*around, *others)))
        self.lines = self._sections("newslines")
        self.described = self._sections("descriptivemetadata")
        self.administered = self._sections("administrativemetadata")

    def item(self, message: Mapping[str, Extra], fault: str | None) -> WireItem:
        story = self.story or Part(component=Component(element=self.element))
        nitf = story.nitf or WireItem()
        status, embargo, expires = self._status()
        media = tuple(media_of(self.components))
        return WireItem(
            kind=self._kind(media),
            guid=self._identifier("publicidentifier") or self._lineage(),
            lineage=self._lineage(),
            version=self._identifier("revisionid"),
            headline=self._line("headline") or nitf.headline,
            subheads=tuple(dict.fromkeys(self._lines("subheadline"))) or nitf.subheads,
            slugline=self._slugline(),
            summary=self.summary or nitf.summary,
            byline=self._line("byline") or nitf.byline,
            authors=nitf.authors,
            credit=self._line("creditline"),
            provider=self._party("provider") or self._party("source") or self._identifier("providerid"),
            dateline=self._line("dateline") or nitf.dateline,
            place=self._place(),
            language=self.stated_language or story.component.language or nitf.language,
            urgency=self._urgency(message),
            subjects=tuple(dict.fromkeys(self._subjects())),
            genres=tuple(dict.fromkeys(Subject(name=name) for name in self._names("genre"))),
            keywords=tuple(dict.fromkeys(self._keywords())),
            published=self._instant("firstcreated"),
            modified=self._instant("thisrevisioncreated"),
            embargoed_until=embargo,
            expires=expires,
            status=status,
            signals=tuple(dict.fromkeys(self._signals())),
            ednotes=tuple(dict.fromkeys(self._ednotes())) + nitf.ednotes,
            paragraphs=story.paragraphs,
            media=(*media, *nitf.media),
            links=tuple(self._links()),
            rights=self._line("copyrightline") or self._rights(),
            extra=self._extra(message, nitf, fault),
        )

    def _stated_language(self) -> str | None:
        """The item's language: that of the outermost component that states one, else the item's own."""
        return next((one.language for one in self.components if one.language), None) or self.element.get(XML_LANG)

    def _sections(self, name: str) -> Names:
        return by_name(*(section for part in self.parts for section in children(part, name)))

    def _identifier(self, name: str) -> str | None:
        return next((text for one in self.identifier.get(name, ()) if (text := text_of(one))), None)

    def _lineage(self) -> str | None:
        """What NewsML calls the identity of an item: provider, date and id, without the revision."""
        parts = [self._identifier(name) for name in ("providerid", "dateid", "newsitemid")]
        return f"urn:newsml:{':'.join(part for part in parts if part)}" if parts[2] else None

    def _managed(self, name: str) -> str | None:
        return next((text for one in self.management.get(name, ()) if (text := formal_name(one))), None)

    def _instant(self, name: str) -> Instant | None:
        return wire_instant(self._managed(name), self.zone)

    def _urgency(self, message: Mapping[str, Extra]) -> int | None:
        """Urgency; where there is none, the priority of the item or of its envelope."""
        properties = (value for name, value in self._properties() if name.lower() == "priority")
        envelope = message.get("Priority")
        priority = envelope.get("formalname") if isinstance(envelope, Mapping) else None
        said = (self._managed("urgency"), next(properties, None), priority if isinstance(priority, str) else None)
        return next((urgency for text in said if (urgency := stated_urgency(text))), None)

    def _status(self) -> tuple[PubStatus | None, Instant | None, Instant | None]:
        """Status, end of the embargo, expiry: what StatusWillChange announces for a time."""
        said = (self._managed("status") or "").lower()
        status = PubStatus.WITHHELD if said in EMBARGOED else stated_status(said)
        for change in self.management.get("statuswillchange", ()):
            at = wire_instant(text_of(child(change, "dateandtime")), self.zone)
            future = stated_status(formal_name(child(change, "futurestatus")))
            if at is not None and future is PubStatus.USABLE and status is not PubStatus.CANCELED:
                return PubStatus.USABLE, at, None
            if at is not None and future in {PubStatus.CANCELED, PubStatus.WITHHELD}:
                return status, None, at
        return status, None, None

    def _kind(self, media: tuple[Media, ...]) -> ItemKind:
        typed = kind_named(self._managed("newsitemtype"))
        if typed is not None:
            return typed
        if self.story is not None and not (media and self.story.component.is_beside):
            return ItemKind.TEXT
        types = (one.media_type for one in media)
        found = kind_named(*types, *(one.role for one in self.components if self.story is None or one.is_beside))
        if found is None and next(named(self.element, "newsitemref"), None) is not None:
            return ItemKind.PACKAGE
        is_update = self.story is None and child(self.element, "update") is not None
        return found or (ItemKind.OTHER if is_update else ItemKind.TEXT)

    def _lines(self, name: str) -> Iterator[str]:
        return (text for one in self.lines.get(name, ()) if (text := text_of(one)))

    def _line(self, name: str) -> str | None:
        return next(self._lines(name), None)

    def _news_lines(self) -> Iterator[tuple[str, str]]:
        """The lines of types that the provider defines."""
        for one in self.lines.get("newsline", ()):
            text = text_of(child(one, "newslinetext"))
            if text:
                yield formal_name(child(one, "newslinetype")) or "NewsLine", text

    def _slugline(self) -> str | None:
        """The slug; a keyword line that is the only one serves as one, then the item's label."""
        keyword_lines = list(self._lines("keywordline"))
        alone = keyword_lines[0] if len(keyword_lines) == 1 else None
        return self._line("slugline") or alone or text_of(child(self.element, "identification", "namelabel"))

    def _party(self, name: str) -> str | None:
        parties = (party for one in self.administered.get(name, ()) for party in children(one, "party"))
        return next((text for one in parties if (text := formal_name(one))), None)

    def _names(self, name: str) -> Iterator[str]:
        return (text for one in self.described.get(name, ()) if (text := formal_name(one)))

    def _subjects(self) -> Iterator[Subject]:
        for group in self.described.get("subjectcode", ()):
            for one in group.iter():
                code = formal_name(one) if isinstance(one.tag, str) and one is not group else None
                if code and one.tag.rpartition("}")[2].lower() in _SUBJECTS:
                    yield Subject(scheme=_scheme(one, code), code=code)

    def _properties(self) -> Iterator[tuple[str, str]]:
        for section in (*self.described.get("property", ()), *self.administered.get("property", ())):
            said = attributes(section)
            if "formalname" in said and "value" in said:
                yield said["formalname"], said["value"]

    def _keywords(self) -> Iterator[str]:
        yield from (value for name, value in self._properties() if name.lower() in _KEYWORDS)
        yield from self._lines("keywordline")

    def _place(self) -> str | None:
        located = [dict(_location(one)) for one in self.described.get("location", ())]
        for name in ("city", "countryarea", "area", "country"):
            if found := next((one[name] for one in located if name in one), None):
                return found
        return None

    def _signals(self) -> Iterator[str]:
        yield from (name for one in self.management.get("instruction", ()) if (name := formal_name(one)))
        if child(self.element, "update") is not None:
            yield "Update"

    def _ednotes(self) -> Iterator[str]:
        for one in (*self.management.get("instruction", ()), *self.management.get("comment", ())):
            if note := "\n".join(paragraphs_of(one)) or formal_name(one):
                yield note
        spoken: Iterable[tuple[str, str]] = (*self._news_lines(), *self._properties())
        yield from (text for name, text in spoken if any(word in name.lower() for word in _TO_EDITORS))

    def _links(self) -> Iterator[ItemLink]:
        for name in ("associatedwith", "derivedfrom"):
            for one in self.management.get(name, ()):
                if guid := _item_named(one):
                    yield ItemLink(rel=name, guid=guid)
        for one in named(self.element, "newsitemref"):
            if guid := _item_named(one):
                yield ItemLink(rel="newsitemref", guid=guid)

    def _rights(self) -> str | None:
        for part in self.parts:
            for rights in children(part, "rightsmetadata"):
                if text := " ".join(paragraphs_of(rights)):
                    return text
        return None

    def _extra(self, message: Mapping[str, Extra], nitf: WireItem, fault: str | None) -> dict[str, Extra]:
        extra = leftovers(self.management, handled=_MANAGEMENT_HANDLED) | leftovers(self.lines, handled=_LINES_HANDLED)
        kept: dict[str, Extra] = {
            "message": message or None,
            "RevisionId": stated(self.identifier.get("revisionid", ())),
            "NameLabel": text_of(child(self.element, "identification", "namelabel")),
            "Urgency": self._managed("urgency"),
            "NewsLine": grouped(self._news_lines()) or None,
            "Property": grouped(self._properties()) or None,
            "Location": grouped(pair for one in self.described.get("location", ()) for pair in _location(one)) or None,
            "OfInterestTo": stated(self.described.get("ofinterestto", ())),
            "Creator": stated(party for one in self.administered.get("creator", ()) for party in one),
            "languages": tuple(dict.fromkeys(one.language for one in self.components if one.language)),
            "Update": stated(one for update in children(self.element, "update") for one in update),
            "nitf": nitf.extra or None,
            "recovered": fault,
        }
        return extra | {name: value for name, value in kept.items() if value}


def _location(element: etree._Element) -> Iterator[tuple[str, str]]:
    for one in named(element, "property"):
        said = attributes(one)
        if "formalname" in said and "value" in said:
            yield said["formalname"].lower(), said["value"]


def _scheme(element: etree._Element, code: str) -> str | None:
    scheme = attributes(element).get("scheme", "")
    is_subject_code = len(code) == _SUBJECT_CODE_DIGITS and code.isdigit()
    return SUBJECT_CODES if is_subject_code and (not scheme or "iptc" in scheme.lower()) else scheme or None


def _item_named(element: etree._Element) -> str | None:
    return attributes(element).get("newsitem")
