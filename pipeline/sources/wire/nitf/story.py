"""A story in NITF as the fields of a wire item: its head, its body.head, its body.content."""

from collections.abc import Iterator
from datetime import tzinfo

from lxml import etree

from pipeline.model import Instant, PubStatus
from pipeline.sources.wire.nitf.media import nitf_media
from pipeline.sources.wire.spellings import EMBARGOED, stated_status, stated_urgency, wire_instant
from pipeline.sources.wire.vocabulary import SUBJECT_CODES
from pipeline.sources.wire.xml import (
    XML_LANG,
    Names,
    by_name,
    child,
    children,
    first_text,
    grouped,
    is_to_editors,
    leftovers,
    local_name,
    named,
    paragraphs_of,
    stated,
    text_of,
    words,
)
from pipeline.wire_item import Extra, ItemLink, Subject, WireItem

__all__ = ["nitf_item"]

# Read into fields; everything else of head and docdata goes to `extra`.
_HANDLED = words(
    "title meta docdata tobject doc-id urgency date.issue date.release date.expire ed-msg du-key key-list evloc",
    "doc.copyright identified-content pubdata",
)
_HANDLED_IN_BODY = words("hedline byline distributor dateline abstract rights note")
# A code of the IPTC's old subject scheme, whoever is said to have given it.
_SUBJECT_CODE_DIGITS = 8
# Names that a wire gives the slug in `meta`, where there is no du-key.
_SLUG_METAS = ("slug", "slugline", "anpa-keyword")
_KEYWORD_METAS = ("keyword", "keywords")
_AROUND_THE_CONTENT = frozenset({"body.head", "body.end", "head"})
_STORY_DATE = "story.date"


def nitf_item(element: etree._Element, *, zone: tzinfo | None, fault: str | None = None) -> WireItem:
    """The item in a `nitf` element. `fault` is what was wrong with its XML, or None."""
    return _Reading(element, zone).item(fault)


class _Reading:
    """A story while it is read: its parts, and their elements by name."""

    def __init__(self, element: etree._Element, zone: tzinfo | None) -> None:
        self.element, self.zone = element, zone
        head, body = child(element, "head"), child(element, "body")
        body = body if body is not None else element
        self.head: Names = by_name(head, *(children(head, "docdata") if head is not None else ()))
        self.lines: Names = by_name(*children(body, "body.head"))
        self.contents = list(children(body, "body.content")) or [
            one for one in body if local_name(one) not in _AROUND_THE_CONTENT
        ]
        self.body, self.end = body, child(body, "body.end")

    def item(self, fault: str | None) -> WireItem:
        status, embargo = self._status()
        media = tuple(one for content in self.contents for one in nitf_media(content))
        headlines = [one for line in self.lines.get("hedline", ()) for one in line]
        return WireItem(
            guid=self._attribute("doc-id", "id-string"),
            version=self._attribute("du-key", "version") or self._attribute("du-key", "generation"),
            headline=first_text(one for one in headlines if local_name(one) == "hl1")
            or first_text(self.lines.get("hedline", ()))
            or first_text(self.head.get("title", ())),
            subheads=tuple(dict.fromkeys(t for one in headlines if local_name(one) == "hl2" and (t := text_of(one)))),
            slugline=self._slugline(),
            summary=self._lines_text("abstract"),
            byline=self._byline(),
            authors=tuple(
                t for by in self.lines.get("byline", ()) for p in children(by, "person") if (t := text_of(p))
            ),
            credit=self._lines_text("distributor"),
            provider=self._lines_text("distributor") or self._attribute("doc-id", "regsrc"),
            dateline=self._dateline(),
            place=self._place(),
            language=self._language(),
            urgency=stated_urgency(self._attribute("urgency", "ed-urg")),
            subjects=tuple(dict.fromkeys(self._subjects())),
            genres=tuple(self._genres()),
            keywords=tuple(dict.fromkeys(self._keywords())),
            published=self._instant("date.issue") or self._published(),
            modified=self._modified(),
            embargoed_until=embargo,
            expires=self._instant("date.expire"),
            status=status,
            ednotes=tuple(dict.fromkeys(self._ednotes())),
            paragraphs=paragraphs_of(*self.contents),
            media=media,
            links=tuple(self._links()),
            rights=self._rights(),
            extra=self._extra(fault),
        )

    def _slugline(self) -> str | None:
        metas = (content for name, content in self._metas() if name.lower() in _SLUG_METAS)
        return self._attribute("du-key", "key") or next(metas, None) or next(self._keywords(), None)

    def _byline(self) -> str | None:
        """The bylines without the titles of their authors (`byttl`)."""
        found = (_text_without(one, "byttl") for one in self.lines.get("byline", ()))
        return ", ".join(dict.fromkeys(text for text in found if text)) or None

    def _dateline(self) -> str | None:
        found = (_text_without(one, _STORY_DATE) for one in self.lines.get("dateline", ()))
        return next((text for text in found if text), None)

    def _place(self) -> str | None:
        located = (one for line in self.lines.get("dateline", ()) for one in children(line, "location"))
        return first_text(located) or self._attribute("evloc", "city")

    def _language(self) -> str | None:
        candidates = (self.element.get("baselang"), self.element.get(XML_LANG), self.body.get(XML_LANG))
        return next((tag.strip() for tag in candidates if tag and tag.strip()), None)

    def _subjects(self) -> Iterator[Subject]:
        for tobject in self.head.get("tobject", ()):
            for one in children(tobject, "tobject.subject"):
                code = _of_subject(one, "refnum") or _of_subject(one, "code")
                name = _of_subject(one, "detail") or _of_subject(one, "matter") or _of_subject(one, "type")
                if code or name:
                    yield Subject(scheme=_scheme(one, code), code=code, name=name)
        for content in self.head.get("identified-content", ()):
            for one in children(content, "classifier"):
                code = one.get("value") or one.get("idsrc")
                if code or text_of(one):
                    yield Subject(scheme=one.get("type") or None, code=code or None, name=text_of(one))

    def _genres(self) -> Iterator[Subject]:
        for tobject in self.head.get("tobject", ()):
            for one in children(tobject, "tobject.property"):
                name = (one.get("tobject.property.type") or "").strip()
                if name:
                    yield Subject(name=name)

    def _keywords(self) -> Iterator[str]:
        for listed in self.head.get("key-list", ()):
            for one in children(listed, "keyword"):
                key = (one.get("key") or text_of(one) or "").strip()
                if key:
                    yield key
        yield from (content for name, content in self._metas() if name.lower() in _KEYWORD_METAS)

    def _status(self) -> tuple[PubStatus | None, Instant | None]:
        """Status and embargo: a release after the issue is one. Embargoed without a time is withheld."""
        said = next((one.get("management-status") for one in self.head.get("docdata", ())), None)
        release, issue = self._instant("date.release"), self._instant("date.issue")
        if said and said.strip().lower() in EMBARGOED:
            return (PubStatus.WITHHELD, None) if release is None else (PubStatus.USABLE, release)
        is_ahead = release is not None and issue is not None and release.at > issue.at
        return stated_status(said), release if is_ahead else None

    def _published(self) -> Instant | None:
        dates = (one.get("date.publication") for one in self.head.get("pubdata", ()))
        moments = (wire_instant(date, self.zone) for date in dates)
        return self._instant("date.release") or next((one for one in moments if one is not None), None)

    def _modified(self) -> Instant | None:
        dates = (one for line in self.lines.get("dateline", ()) for one in children(line, _STORY_DATE))
        norms = (one.get("norm") or text_of(one) for one in dates)
        return next((moment for norm in norms if (moment := wire_instant(norm, self.zone))), None)

    def _ednotes(self) -> Iterator[str]:
        for one in self.head.get("ed-msg", ()):
            note = " ".join((one.get("info") or text_of(one) or "").split())
            if note:
                yield note
        inner = (note for content in self.contents for note in named(content, "note") if is_to_editors(note))
        for one in (*self.lines.get("note", ()), *inner):
            if text := "\n".join(paragraphs_of(one)):
                yield text

    def _links(self) -> Iterator[ItemLink]:
        """What the document replaces, as its notice of deletion or revision says."""
        for one in self.head.get("correction", ()):
            if guid := one.get("id-string"):
                yield ItemLink(rel="correction", guid=guid)

    def _rights(self) -> str | None:
        holders = (
            " ".join(part for part in (one.get("year"), one.get("holder")) if part and part.strip())
            for one in self.head.get("doc.copyright", ())
        )
        return self._lines_text("rights") or next((holder for holder in holders if holder), None)

    def _extra(self, fault: str | None) -> dict[str, Extra]:
        extra = leftovers(self.head, handled=_HANDLED) | leftovers(self.lines, handled=_HANDLED_IN_BODY)
        metas = grouped(self._metas())
        kept: dict[str, Extra] = {
            "meta": metas or None,
            "version": (self.element.get("version") or "").strip() or None,
            "tobject.type": self._attribute("tobject", "tobject.type"),
            "head.title": first_text(self.head.get("title", ())),
            "evloc": stated(self.head.get("evloc", ())),
            "pubdata": stated(self.head.get("pubdata", ())),
            "byttl": stated(ttl for by in self.lines.get("byline", ()) for ttl in children(by, "byttl")),
            "body.end": stated([] if self.end is None else [self.end]),
            "doc.copyright": stated(self.head.get("doc.copyright", ())),
            "recovered": fault,
        }
        return extra | {name: value for name, value in kept.items() if value is not None}

    def _metas(self) -> Iterator[tuple[str, str]]:
        for one in self.head.get("meta", ()):
            name, content = one.get("name"), (one.get("content") or "").strip()
            if name and content:
                yield name, content

    def _attribute(self, name: str, attribute: str) -> str | None:
        values = ((one.get(attribute) or "").strip() for one in self.head.get(name, ()))
        return next((value for value in values if value), None)

    def _lines_text(self, name: str) -> str | None:
        found = ("\n".join(paragraphs_of(one)) for one in self.lines.get(name, ()))
        return next((text for text in found if text), None)

    def _instant(self, name: str) -> Instant | None:
        stated_as = (one.get("norm") or text_of(one) for one in self.head.get(name, ()))
        return next((moment for text in stated_as if (moment := wire_instant(text, self.zone))), None)


def _text_without(element: etree._Element, name: str) -> str | None:
    """The text of an element without the children of one name."""
    pieces = [element.text or ""]
    for one in element:
        if local_name(one) != name:
            pieces.append(" ".join(paragraphs_of(one)) if local_name(one) else one.text or "")
        pieces.append(one.tail or "")
    return " ".join("".join(pieces).split()).rstrip(" ,") or None


def _of_subject(element: etree._Element, part: str) -> str | None:
    return (element.get(f"tobject.subject.{part}") or "").strip() or None


def _scheme(element: etree._Element, code: str | None) -> str | None:
    """The scheme of a subject: the provider that it names, or the IPTC's for eight digits."""
    provider = (element.get("tobject.subject.ipr") or "").strip()
    if code and len(code) == _SUBJECT_CODE_DIGITS and code.isdigit() and provider.upper() in {"", "IPTC"}:
        return SUBJECT_CODES
    return provider or None
