"""Clean an item of a wire into an article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.clean.assemble import CLEANER_VERSION
from pipeline.clean.copy_desk import CREDIT
from pipeline.clean.metadata import TEXT, Provenance, Sureness, read_primary_language, settle_language
from pipeline.clean.text import collapse_blanks
from pipeline.clean.wire_copy.embargoes import end_of_embargo, states_embargo
from pipeline.clean.wire_copy.slugs import Slug, read_slug, with_marks
from pipeline.clean.wire_copy.wire_text import WireText, edit_wire_text
from pipeline.clean.wire_copy.wire_titles import WireTitle, read_title
from pipeline.clean.wire_copy.withdrawals import asks_to_withdraw, is_notice, names_of_withdrawn, opens_notice
from pipeline.clean.wording import find_agency, find_dateline, is_agency, read_byline_names
from pipeline.model import CleanArticle, Dateline, Instant, Outcome, PubStatus, Removed, RemovedKind
from pipeline.wire_item import WireItem

__all__ = ["clean_item"]

_STATED = str(Provenance(sources=("wire",), sureness=Sureness.SURE))
_FROM_TEXT = str(Provenance(sources=(TEXT,), sureness=Sureness.LIKELY))
_GUESSED = str(Provenance(sources=(TEXT,), sureness=Sureness.GUESS))
_LOCATED = str(Provenance(sources=("wire",), sureness=Sureness.LIKELY))

WITHDRAWN, CORRECTED, INCOMPLETE, EMBARGO = "withdrawn", "corrected", "incomplete", "embargo"
# What signals and flags say about the article.
_STATUSES = {WITHDRAWN: PubStatus.CANCELED, CORRECTED: PubStatus.CORRECTED, "refile": PubStatus.CORRECTED}
_SIGNALS = {
    "update": "update", "correction": CORRECTED, "corrected": CORRECTED, "correct": CORRECTED, "corrective": CORRECTED,
    "kill": WITHDRAWN, "withdrawal": WITHDRAWN, "advisory": "advisory", "urgent": "urgent", "newsalert": "urgent",
    "lead": "lead", "writethru": "lead",
}  # fmt: skip
# "gr/bp", "hoe tam": initials of a desk, which some wires send as a byline.
_INITIALS = re.compile(r"\(?[a-zäöüåøæ]{1,5}(?:[/ .-]+[a-zäöüåøæ]{1,5}){0,6}/?\)?")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_TITLE = 200
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s")
_ANY_STORY = " X"
_SEPARATORS = " \t-–—_=:"


def clean_item(item: WireItem) -> CleanArticle:
    """Clean an item of a wire. Never raises; an item without a text has the outcome `empty`.

    The fields of the item win over what its text says. A kill notice gives the status `canceled`, and `withdraws`
    names what it takes back.
    """
    title = read_title(item.headline) if item.headline else WireTitle(title="")
    slug = read_slug(item.slugline) if item.slugline else Slug()
    byline, signature = _byline(item)
    names = item.authors or (read_byline_names(byline) if byline else ())
    text = edit_wire_text(item, title=title.title or None, names=names)
    if text.opening.slug and slug.name is None:
        slug = read_slug(text.opening.slug)
    for signal in item.signals:
        slug = with_marks(slug, signal)
    read = _Read(
        item=item, title=title, slug=slug, byline=byline or text.opening.byline or text.story.byline, text=text
    )
    return _assemble(read, names, signature)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """An item with all that was read in it."""

    item: WireItem
    title: WireTitle
    slug: Slug
    byline: str | None
    text: WireText

    @property
    def notices(self) -> tuple[str, ...]:
        """The kill notices: those above the text, and the notes for editors that are one."""
        notes = (note for note in self.item.ednotes if opens_notice(note) or asks_to_withdraw(note))
        headline = (self.title.title,) if is_notice(self.title.title) else ()
        return (*headline, *self.text.opening.notices, *notes)

    @property
    def embargoes(self) -> tuple[str, ...]:
        """The lines that say when the story may be published."""
        return (*self.text.opening.embargoes, *(note for note in self.item.ednotes if states_embargo(note)))

    @property
    def flags(self) -> tuple[str, ...]:
        """What headline, slug, signals and lines for editors say about the version, each once."""
        signals = (_SIGNALS.get(one.rpartition(":")[2].lower()) for one in self.item.signals)
        said = [*self.title.flags, *self.slug.flags, *filter(None, signals)]
        said += [WITHDRAWN] if self.notices else []
        said += [EMBARGO] if self.embargoes else []
        goes_on = any("more follows" in one.reason for one in self.text.removed)
        # A damaged file of which a reader saved what it could.
        said += [INCOMPLETE] if goes_on or self.item.extra.get("recovered") else []
        return tuple(dict.fromkeys(said))

    @property
    def status(self) -> PubStatus:
        """The gravest of what the item states, its flags and its notes say."""
        said = [self.item.status or PubStatus.USABLE, self.text.story.status]
        said += [_STATUSES[flag] for flag in self.flags if flag in _STATUSES]
        said += [PubStatus.CORRECTED for note in self.text.opening.notes if _CORRECTS.match(note)]
        return max(said, key=list(PubStatus).index)

    @property
    def stated(self) -> Instant | None:
        """When the item was published; an item that says only when it was changed is as old as that."""
        return self.item.published or self.item.modified


_CORRECTS = re.compile(
    r"[(\[]\s*(?:corrects?\b|corrige\b|rectifi|korrigiert|berichtigt|corregge|retifica|rättar|retter|verbetert"
    r"|in .{2,60},? corrects\b)",
    re.IGNORECASE,
)


def _assemble(read: _Read, names: Sequence[str], signature: str | None) -> CleanArticle:
    item, text = read.item, read.text
    dateline, provenance = _dateline(item, text.dateline)
    agency = dateline.agency if dateline else None
    if agency is None and (agency := _delivering_agency(item)):
        provenance = {**provenance, "agency": _LOCATED}
    language, of_language = _language(item, text)
    title = read.title.title or _title_of_text(text.paragraphs, text.dateline)
    authors = tuple(map(_spelled, names or (read_byline_names(read.byline) if read.byline else ())))
    removed = (*_cut_from_headline(read.title), *_signature(signature), *text.removed)
    return CleanArticle(
        outcome=Outcome.ARTICLE if text.paragraphs else Outcome.EMPTY,
        title=title,
        paragraphs=text.paragraphs,
        summary=item.summary or "\n".join(text.opening.bullets) or None,
        byline=read.byline,
        authors=authors,
        dateline=dateline,
        agency=agency,
        language=language,
        published=read.stated.at if read.stated else None,
        published_precision=read.stated.precision if read.stated else None,
        modified=item.modified.at if item.modified else None,
        keywords=item.keywords,
        slugline=item.slugline or text.opening.slug,
        slug=read.slug.name,
        update_number=read.title.number if read.title.number is not None else read.slug.number,
        take=read.title.take if read.title.take is not None else read.slug.take,
        ednote="\n\n".join(dict.fromkeys(_notes(read))) or None,
        flags=read.flags,
        credits="\n".join(one.text for one in removed if one.kind == CREDIT) or None,
        pubstatus=read.status,
        withdraws=_withdrawn(read),
        embargoed_until=_embargo(read),
        removed=removed,
        provenance={**_provenance(read, authors, title), **provenance, **of_language},
        cleaner_version=CLEANER_VERSION,
    )


def _spelled(name: str) -> str:
    """A name in ordinary letters where a wire shouts it: "GERRY SHIH" is Gerry Shih. Agencies stay as they are."""
    if not name.isupper() or " " not in name or is_agency(name):
        return name
    return _WORD.sub(lambda word: word[0].capitalize(), name)


def _byline(item: WireItem) -> tuple[str | None, str | None]:
    """The item's byline, or else the initials of the desk that stand in its place."""
    line = collapse_blanks(item.byline) if item.byline else ""
    if line and _INITIALS.fullmatch(line):
        return None, line
    return line or None, None


def _dateline(item: WireItem, found: Dateline | None) -> tuple[Dateline | None, dict[str, str]]:
    """The dateline that a field of the item holds, completed by the one in the text; else that one; else the place."""
    stated = _stated_dateline(item.dateline) if item.dateline else None
    if stated is None and found is None:
        place = item.place.partition(",")[0].strip() if item.place else ""
        return (Dateline(place=place, places=(place,), text=""), {"dateline": _LOCATED}) if place else (None, {})
    agency = _STATED if stated and stated.agency else _FROM_TEXT
    if stated is None or found is None:
        one = stated or found
        told = {"dateline": _STATED if stated else _FROM_TEXT} | ({"agency": agency} if one and one.agency else {})
        return one, told
    day = stated if stated.day else found
    whole = replace(
        found,
        place=stated.place or found.place,
        places=stated.places or found.places,
        date=day.date,
        day=day.day,
        month=day.month,
        year=day.year,
        agency=stated.agency or found.agency,
        agencies=stated.agencies or found.agencies,
    )
    return whole, {"dateline": _STATED} | ({"agency": agency} if whole.agency else {})


def _delivering_agency(item: WireItem) -> str | None:
    """The agency that delivers an item or has its credit, by the name that newswire knows it by."""
    found = (find_agency(line.strip()) for line in (item.credit, item.provider) if line)
    return next((agency.name for agency in found if agency), None)


def _stated_dateline(line: str) -> Dateline | None:
    """A dateline that stands in a field of its own: "MADRID", "London (dpa) -", "ATLANTA, Feb 19 AP -"."""
    text = collapse_blanks(line)
    bare = text.rstrip(_SEPARATORS)
    for shown in (text, f"{bare} -", f"{bare} (AP) -"):
        found = find_dateline(shown + _ANY_STORY)
        if found and (found.place or found.agency):
            added = "(AP)" in shown and "(AP)" not in text
            return replace(found, text="", agency=None, agencies=()) if added else replace(found, text="")
    return None


def _language(item: WireItem, text: WireText) -> tuple[str | None, dict[str, str]]:
    stated = read_primary_language(item.language) if item.language else None
    if stated or text.is_agate:
        # Names and numbers of a table tell no language.
        return stated, {"language": _STATED} if stated else {}
    found = settle_language("\n".join(text.paragraphs), ())
    return (found.code, {"language": str(found.provenance)}) if found else (None, {})


def _title_of_text(paragraphs: Sequence[str], dateline: Dateline | None) -> str | None:
    """The first sentence of a text without headline, as of an alert."""
    if not paragraphs:
        return None
    opened = dateline.text if dateline and paragraphs[0].startswith(dateline.text) else ""
    sentence = _SENTENCE_END.split(paragraphs[0][len(opened) :], maxsplit=1)[0].strip()
    return sentence if 0 < len(sentence) <= _LONGEST_TITLE else None


def _cut_from_headline(title: WireTitle) -> Iterator[Removed]:
    for mark in title.cut:
        yield Removed(text=mark, kind=RemovedKind.HEADLINE_FLAG, reason="a mark for editors at the headline", line=0)


def _signature(signature: str | None) -> Iterator[Removed]:
    if signature:
        yield Removed(text=signature, kind=CREDIT, reason="initials of the desk, sent as a byline", line=0)


def _notes(read: _Read) -> Iterator[str]:
    opening = read.text.opening
    yield from (note.strip() for note in read.item.ednotes if note.strip())
    yield from (*opening.notices, *opening.embargoes, *opening.notes)
    if read.text.story.ednote:
        yield read.text.story.ednote


def _withdrawn(read: _Read) -> tuple[str, ...]:
    """What a kill takes back: the slugs and headlines that its notices name, its own slug, its own headline."""
    if WITHDRAWN not in read.flags:
        return ()
    own = [read.slug.name, None if is_notice(read.title.title) else read.title.title]
    return tuple(dict.fromkeys([*names_of_withdrawn(read.notices), *filter(None, own)]))


def _embargo(read: _Read) -> datetime | None:
    if read.item.embargoed_until:
        return read.item.embargoed_until.at
    near = read.item.modified or read.item.published
    ends = (end_of_embargo(line, near=near.at if near else None) for line in read.embargoes)
    return max(filter(None, ends), default=None)


def _provenance(read: _Read, authors: Sequence[str], title: str | None) -> dict[str, str]:
    """Where each field came from that has a value."""
    item, text = read.item, read.text
    told = {
        "title": (_STATED if read.title.title else _GUESSED) if title else None,
        "byline": (_STATED if item.byline and read.byline else _FROM_TEXT) if read.byline else None,
        "authors": (_STATED if item.authors or (item.byline and read.byline) else _FROM_TEXT) if authors else None,
        "summary": _STATED if item.summary else _FROM_TEXT if text.opening.bullets else None,
        "published": _STATED if read.stated else None,
        "modified": _STATED if item.modified else None,
        "keywords": _STATED if item.keywords else None,
        "slugline": _STATED if item.slugline else _FROM_TEXT if text.opening.slug else None,
        "ednote": _STATED if item.ednotes else _FROM_TEXT if text.opening.notes or text.story.ednote else None,
        "embargoed_until": _STATED if item.embargoed_until else _FROM_TEXT if _embargo(read) else None,
    }
    return {name: one for name, one in told.items() if one}
