"""What a delivered item is to newswire: its status, its marks, what it names, and the columns that it fills.

Pure: an item and its cleaned text in, values out. `newswire drop --dry-run` prints them, the loader stores them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from pipeline.clean import cut_flags
from pipeline.model import CleanArticle, Outcome, PubStatus
from pipeline.store.articles import ItemCopy, ItemFields
from pipeline.stories import read_marks, slug_name
from pipeline.wire_item import WireItem

__all__ = ["columns_of", "copied", "settled"]

# Relations by which an item says that it takes the place of another one.
_REPLACES = re.compile(r"replac|supersed|previousversion|evolvedfrom|updateof|correctionof|correctsitem", re.IGNORECASE)
_KILLS = re.compile(r"kill|cancel|withdraw|retract|revok|delet|" + _REPLACES.pattern, re.IGNORECASE)
# An embargo that only a note or the first lines speak of: a person has to look at it.
_EMBARGO_NOTE = re.compile(
    r"\b(?:embargo(?:ed)?|sperrfrist|hold for release|not for (?:publication|release|broadcast) (?:before|until))\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"\bcorrect|\bcorrig|\bkorrektur", re.IGNORECASE)
_EMBARGO_NOTED = "embargo-note"
_STATUS_WILL_CHANGE = "status-will-change"
_WITHDRAWN = "withdrawn"


def settled(item: WireItem, clean: CleanArticle) -> CleanArticle:
    """The cleaned text of an item with the status, flags and notes that the item states.

    A kill needs no text: the notice is kept as it came where the cleaner finds no story in it.
    """
    headline = cut_flags(item.headline) if item.headline else None
    marks = (*clean.flags, *(headline.flags if headline else ()))
    status = _status(item, clean, marks)
    if clean.outcome is not Outcome.ARTICLE and (status is PubStatus.CANCELED or _is_flash(item, clean)):
        clean = CleanArticle(
            title=headline.title if headline else None,
            paragraphs=item.paragraphs,
            language=item.language,
            published=item.published.at if item.published else None,
            published_precision=item.published.precision if item.published else None,
            modified=item.modified.at if item.modified else None,
            slugline=item.slugline,
            cleaner_version=clean.cleaner_version,
        )
    flags = tuple(dict.fromkeys((*marks, *_flags(item))))
    note = clean.ednote or "\n".join(item.ednotes) or None
    return replace(clean, pubstatus=status, flags=flags, ednote=note, slugline=clean.slugline or item.slugline)


def _is_flash(item: WireItem, clean: CleanArticle) -> bool:
    """Whether an item is a headline and nothing else: the first word of a story."""
    return clean.outcome is Outcome.EMPTY and item.headline is not None


def _status(item: WireItem, clean: CleanArticle, marks: Sequence[str]) -> PubStatus:
    if item.status is PubStatus.CANCELED or _WITHDRAWN in marks:
        return PubStatus.CANCELED
    if item.status is PubStatus.WITHHELD and item.embargoed_until is None:
        return PubStatus.WITHHELD
    if PubStatus.CORRECTED in {item.status, clean.pubstatus} or any(map(_CORRECTION.search, item.signals)):
        return PubStatus.CORRECTED
    return PubStatus.USABLE


def _flags(item: WireItem) -> Sequence[str]:
    noted = item.embargoed_until is None and any(
        _EMBARGO_NOTE.search(text) for text in (*item.ednotes, *item.paragraphs[:2], item.headline or "")
    )
    changing = item.status is PubStatus.WITHHELD and item.embargoed_until is not None
    flags = (_EMBARGO_NOTED if noted else None, _STATUS_WILL_CHANGE if changing or _will_change(item) else None)
    return [flag for flag in flags if flag is not None]


def _will_change(item: WireItem) -> bool:
    return any("willchange" in name.casefold().replace("_", "").replace("-", "") for name in item.extra)


def copied(item: WireItem, clean: CleanArticle, *, format_name: str) -> ItemCopy:
    """What an item says of itself beside its text. `clean` is its settled text."""
    marks = read_marks(slugline=item.slugline, headline=item.headline, flags=clean.flags)
    killed = clean.pubstatus is PubStatus.CANCELED
    naming = _KILLS if killed else _REPLACES
    names = dict.fromkeys(
        link.guid for link in item.links if link.guid and link.guid != item.guid and naming.search(link.rel)
    )
    stamp = item.modified or item.published
    return ItemCopy(
        guid=item.guid,
        version=item.version,
        slug=slug_name(item.slugline),
        marked=marks.marked or killed,
        number=marks.number,
        killed=killed,
        at=stamp.at if stamp else None,
        names=tuple(names),
        provider=item.provider or item.credit or clean.agency,
        fields=ItemFields(
            subjects=tuple(asdict(subject) for subject in item.subjects),
            urgency=item.urgency,
            embargoed_until=item.embargoed_until.at if item.embargoed_until else None,
            wire=_wire(item, format_name),
        ),
    )


def _wire(item: WireItem, format_name: str) -> Mapping[str, object]:
    """What has no column of its own, without what is not stated."""
    stated: dict[str, object] = {
        "format": format_name,
        "version": item.version,
        "provider": item.provider,
        "credit": item.credit,
        "place": item.place,
        "dateline": item.dateline,
        "subheads": list(item.subheads),
        "genres": [asdict(genre) for genre in item.genres],
        "signals": list(item.signals),
        "expires": item.expires.at.isoformat() if item.expires else None,
        "rights": item.rights,
        "media": [_stated(asdict(one)) for one in item.media],
        "links": [_stated(asdict(link)) for link in item.links],
        "extra": item.extra,
    }
    return _stated(stated)


def _stated(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in (None, [], (), {})}


def columns_of(item: WireItem, clean: CleanArticle) -> dict[str, object]:
    """The columns of `article` that an item fills, as `newswire drop --dry-run --json` prints them."""
    published, modified = item.published, item.modified
    at = clean.published or (published.at if published else None)
    day = clean.dateline.on(at) if clean.dateline else None
    return {
        "title": clean.title,
        "body": clean.text,
        "summary": clean.summary or item.summary,
        "language": clean.language or item.language,
        "byline": clean.byline or item.byline,
        "authors": list(clean.authors or item.authors),
        "agency": clean.agency,
        "dateline_place": clean.dateline.place if clean.dateline else item.place,
        "dateline_date": day,
        "slugline": clean.slugline,
        "keywords": list(clean.keywords or item.keywords),
        "subjects": [asdict(subject) for subject in item.subjects],
        "published_at": at,
        "modified_at": clean.modified or (modified.at if modified else None),
        "published_precision": clean.published_precision or (published.precision if published else None),
        "status": clean.pubstatus,
        "urgency": item.urgency,
        "embargoed_until": item.embargoed_until.at if item.embargoed_until else None,
        "ednote": clean.ednote,
        "credit": item.credit,
        "rights": item.rights,
        "media": [asdict(one) for one in item.media],
        "links": [asdict(link) for link in item.links],
        "flags": list(clean.flags),
    }
