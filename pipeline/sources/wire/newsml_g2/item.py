"""One item of NewsML-G2: its itemMeta, contentMeta and rightsInfo as the fields of a wire item.

The three are read as one: agencies put elements into the wrong one, and no name means two things in them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from lxml import etree

from pipeline.model import Instant, PubStatus
from pipeline.sources.wire.newsml_g2.catalogs import Catalog, catalog_of
from pipeline.sources.wire.newsml_g2.content import (
    Content,
    content_of,
    heading_of,
    links_of_package,
    links_of_planning,
    whole_number,
)
from pipeline.sources.wire.spellings import is_other_language, kind_named, stated_status, stated_urgency, wire_instant
from pipeline.sources.wire.xml import (
    XML_LANG,
    Names,
    by_name,
    child,
    children,
    first_text,
    leftovers,
    local_name,
    paragraphs_of,
    text_of,
    words,
)
from pipeline.wire_item import BrokenItem, Extra, ItemKind, ItemLink, Media, Subject, WireItem

__all__ = ["MessageHeader", "g2_item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageHeader:
    """What a newsMessage says of all its items: catalogs, and the rest for `extra`."""

    catalogs: tuple[etree._Element, ...] = ()
    priority: str | None = None
    extra: Mapping[str, Extra] = field(default_factory=dict)


_KINDS_BY_ROOT = {
    "packageitem": ItemKind.PACKAGE,
    "groupset": ItemKind.PACKAGE,
    "planningitem": ItemKind.PLANNING,
    "newsitem": None,
}
# Where two parts hold the same element, the first of these has the say.
_PARTS = ("contentmeta", "itemmeta", "rightsinfo")
_SUMMARIES = ("summary", "abstract", "lead", "caption")
_HEADLINE_ROLES = ("", "main", "headline", "title")
_PERSON = "person"
# Read into fields; everything else goes to `extra`.
_HANDLED = words(
    "itemclass provider versioncreated firstcreated embargoed pubstatus signal ednote link urgency located language",
    "genre subject slugline headline dateline by creditline keyword description copyrightnotice expires",
)


def g2_item(
    element: etree._Element, header: MessageHeader, *, zone: tzinfo | None, fault: str | None
) -> WireItem | BrokenItem:
    """The item in an element; a BrokenItem where it was malformed and nothing that names it is left."""
    parts = [one for one in element if local_name(one) in _PARTS]
    found = by_name(*sorted(parts, key=lambda one: _PARTS.index(local_name(one))))
    guid = (element.get("guid") or "").strip() or None
    if fault is not None and not found:
        return BrokenItem(error=fault, guid=guid)
    catalog = Catalog(catalog_of([*header.catalogs, *children(element, "catalog")]))
    return _Reading(element, found, catalog, zone=zone).item(guid, header, fault)


class _Reading:
    """An item while it is read: its elements by name, its catalog, its language, the zone of its source."""

    def __init__(self, element: etree._Element, found: Names, catalog: Catalog, *, zone: tzinfo | None) -> None:
        self.element, self.found, self.catalog, self.zone = element, found, catalog, zone
        self.language = self._language()

    def item(self, guid: str | None, header: MessageHeader, fault: str | None) -> WireItem:
        content = content_of(self.element, self.language, zone=self.zone)
        headline, subheads = self._headlines(content)
        status, embargo = self._status()
        return WireItem(
            kind=self._kind(content),
            guid=guid,
            version=(self.element.get("version") or "").strip() or None,
            headline=headline,
            subheads=subheads,
            slugline=self._text("slugline"),
            summary=self._summary(headline),
            byline=self._all("by", ", ") or content.byline,
            authors=tuple(self._authors()),
            credit=self._text("creditline"),
            provider=self._name("provider"),
            dateline=self._text("dateline"),
            place=self._name("located"),
            language=self.language,
            urgency=stated_urgency(self._text("urgency")) or stated_urgency(header.priority),
            subjects=self._concepts("subject"),
            genres=self._concepts("genre"),
            keywords=tuple(dict.fromkeys(self._texts("keyword"))),
            published=self._instant("firstcreated") or self._instant("contentcreated"),
            modified=self._instant("versioncreated") or self._instant("contentmodified"),
            embargoed_until=embargo,
            expires=self._instant("expires") or self._validity(),
            status=status,
            signals=tuple(dict.fromkeys(self._codes("signal"))),
            ednotes=tuple(text for one in self.found.get("ednote", ()) if (text := "\n".join(paragraphs_of(one)))),
            paragraphs=content.paragraphs,
            media=(*content.media, *self._linked_media()),
            links=tuple(dict.fromkeys(self._all_links())),
            rights=self._in_language("copyrightnotice") or self._in_language("usageterms"),
            extra=self._extra(content, header, fault),
        )

    def _language(self) -> str | None:
        tags = (one.get("tag") or text_of(one) for one in self.found.get("language", ()))
        return next((tag.strip() for tag in tags if tag and tag.strip()), None) or self.element.get(XML_LANG) or None

    def _kind(self, content: Content) -> ItemKind:
        root = local_name(self.element)
        if root in _KINDS_BY_ROOT and (kind := _KINDS_BY_ROOT[root]) is not None:
            return kind
        if root not in _KINDS_BY_ROOT:
            return ItemKind.OTHER
        code = next(self._codes("itemclass"), None)
        if code is None:
            return content.kind
        return kind_named(code.rpartition(":")[2].rpartition("/")[2]) or ItemKind.OTHER

    def _headlines(self, content: Content) -> tuple[str | None, tuple[str, ...]]:
        """The main headline, in the item's language where it is in several; then those of other roles."""
        ranked = sorted(self.found.get("headline", ()), key=lambda one: (_headline_rank(one), self._is_foreign(one)))
        texts = [(_headline_rank(one), text) for one in ranked if (text := text_of(one))]
        if not texts:
            return self._text("title") or heading_of(content) or self._name_of_concept(), content.subheads
        main = texts[0][1]
        subheads = (text for rank, text in texts[1:] if rank > 0 and text != main)
        return main, tuple(dict.fromkeys(subheads))

    def _name_of_concept(self) -> str | None:
        """What a conceptItem is about."""
        concept = child(self.element, "concept")
        return None if concept is None else self._name_of(concept)

    def _is_foreign(self, element: etree._Element) -> bool:
        return is_other_language(element.get(XML_LANG), self.language)

    def _summary(self, headline: str | None) -> str | None:
        """The description that is a summary; one that is slug and headline once more is none (Reuters)."""
        ranked = sorted(self.found.get("description", ()), key=lambda one: (self._is_foreign(one), _summary_rank(one)))
        texts = (text for one in ranked if (text := "\n".join(paragraphs_of(one))))
        repeated = {headline, f"{self._text('slugline')}:{headline}"}
        return next((text for text in texts if text not in repeated), None)

    def _status(self) -> tuple[PubStatus | None, Instant | None]:
        """Status and embargo. An embargo without a time lasts until a later version lifts it, so it is withheld."""
        status = stated_status(next(self._codes("pubstatus"), None))
        embargo = self._instant("embargoed")
        if "embargoed" in self.found and embargo is None and status in {None, PubStatus.USABLE}:
            status = PubStatus.WITHHELD
        return status, embargo

    def _authors(self) -> Iterator[str]:
        """Creators and contributors that are persons by type, by role, or because the byline names them."""
        byline = (self._all("by", ", ") or "").lower()
        for one in (*self.found.get("creator", ()), *self.found.get("contributor", ())):
            name = self._name_of(one)
            if name and (_is_author(one) or (" " in name and name.lower() in byline)):
                yield name

    def _all_links(self) -> Iterator[ItemLink]:
        yield from self._links()
        root = local_name(self.element)
        if root == "planningitem":
            yield from links_of_planning(self.element)
        elif root != "newsitem":
            yield from links_of_package(self.element)

    def _links(self) -> Iterator[ItemLink]:
        for one in self.found.get("link", ()):
            guid, href = one.get("residref"), one.get("href")
            if (guid or href) and not _is_media(one):
                rel = _code(one.get("rel")) or "link"
                title = text_of(child(one, "title"))
                yield ItemLink(rel=rel, guid=guid, version=one.get("version"), href=href, title=title)

    def _linked_media(self) -> Iterator[Media]:
        for one in filter(_is_media, self.found.get("link", ())):
            yield Media(
                href=str(one.get("href")),
                media_type=one.get("contenttype"),
                length_bytes=whole_number(one.get("size")),
                caption=text_of(child(one, "title")),
            )

    def _validity(self) -> Instant | None:
        ends = (wire_instant(one.get("validto"), self.zone) for one in self.element if local_name(one) == "rightsinfo")
        return next((end for end in ends if end is not None), None)

    def _extra(self, content: Content, header: MessageHeader, fault: str | None) -> dict[str, Extra]:
        extra: dict[str, Extra] = {**leftovers(self.found, handled=_HANDLED), **header.extra, **content.extra}
        if self.catalog.unknown:
            extra["unknown_aliases"] = tuple(self.catalog.unknown)
        if fault is not None:
            extra["recovered"] = fault
        return extra

    def _texts(self, name: str) -> Iterator[str]:
        return (text for one in self.found.get(name, ()) if (text := text_of(one)))

    def _text(self, name: str) -> str | None:
        return first_text(self.found.get(name, ()))

    def _all(self, name: str, divider: str) -> str | None:
        return divider.join(dict.fromkeys(self._texts(name))) or None

    def _in_language(self, name: str) -> str | None:
        return first_text(sorted(self.found.get(name, ()), key=self._is_foreign))

    def _instant(self, name: str) -> Instant | None:
        return wire_instant(self._text(name), self.zone)

    def _codes(self, name: str) -> Iterator[str]:
        """Qcodes, addresses, literals or texts of elements that are a code."""
        for one in self.found.get(name, ()):
            code = one.get("qcode") or one.get("uri") or one.get("literal") or text_of(one)
            if code and code.strip():
                yield code.strip()

    def _concepts(self, name: str) -> tuple[Subject, ...]:
        concepts = (self.catalog.concept(one, language=self.language) for one in self.found.get(name, ()))
        return tuple(dict.fromkeys(one for one in concepts if one is not None))

    def _name(self, name: str) -> str | None:
        return next((text for one in self.found.get(name, ()) if (text := self._name_of(one))), None)

    def _name_of(self, element: etree._Element) -> str | None:
        concept = self.catalog.concept(element, language=self.language)
        return (concept.name or concept.code) if concept is not None else text_of(element)


def _code(qcode: str | None) -> str | None:
    return (qcode or "").strip().rpartition(":")[2] or None


def _is_media(link: etree._Element) -> bool:
    """Whether a link leads to a file that belongs to the item: a picture, a film, a recording."""
    kind = (link.get("contenttype") or "").partition("/")[0].lower()
    return bool(link.get("href")) and kind in {"image", "video", "audio"}


def _headline_rank(element: etree._Element) -> int:
    role = (_code(element.get("role")) or "").lower()
    return 0 if role in _HEADLINE_ROLES else 1


def _summary_rank(element: etree._Element) -> int:
    role = (_code(element.get("role")) or "").lower()
    return next((rank for rank, word in enumerate(_SUMMARIES) if word in role), len(_SUMMARIES))


def _is_author(element: etree._Element) -> bool:
    words: Iterable[str] = (element.get("type") or "", element.get("role") or "")
    codes = [word.rpartition(":")[2].lower() for word in words]
    return (
        codes[0] == _PERSON
        or codes[1] in {"author", "writer", "reporter"}
        or child(element, "persondetails") is not None
    )
