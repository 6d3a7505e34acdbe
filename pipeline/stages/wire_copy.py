"""What a delivered item is to newswire: its status, its marks, what it names, and the columns that it fills.

Pure: an item and its cleaned text in, values out. `newswire drop --dry-run` prints them, the loader stores them.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace

from pipeline.model import CleanArticle, Outcome, PubStatus
from pipeline.sources.wire import complete_subjects
from pipeline.store.articles import ItemCopy, ItemFields
from pipeline.wire_item import WireItem

__all__ = ["columns_of", "copied", "settled"]

# Relations by which an item says that it takes the place of another one.
_REPLACES = re.compile(r"replac|supersed|previousversion|evolvedfrom|updateof|correctionof|correctsitem", re.IGNORECASE)
_KILLS = re.compile(r"kill|cancel|withdraw|retract|revok|delet|" + _REPLACES.pattern, re.IGNORECASE)
# That an item states an end or a beginning of its use: consumers see it without a look at the moments.
_EMBARGO, _STATUS_WILL_CHANGE = "embargo", "status-will-change"
# What makes an item another take of a story that was sent before. A wrap-up or a factbox is a story of its own, and the
# second part of a long text is not its next version.
_MARKS = frozenset({"update", "corrected", "refile", "repeat", "lead", "withdrawn"})


def settled(item: WireItem, clean: CleanArticle) -> CleanArticle:
    """The cleaned text of an item as newswire takes it.

    A kill needs no text, and a headline alone is a flash: the first word of a story. What is withheld until a stated
    moment is under an embargo.
    """
    status = clean.pubstatus
    until = clean.embargoed_until or (item.embargoed_until.at if item.embargoed_until else None)
    waits = status is PubStatus.WITHHELD and until is not None
    is_kept = clean.outcome is Outcome.ARTICLE or clean.title is not None or status is PubStatus.CANCELED
    marks = (_EMBARGO if until is not None else None, _STATUS_WILL_CHANGE if waits or item.expires else None)
    flags = (*clean.flags, *(mark for mark in marks if mark is not None))
    return replace(
        clean,
        outcome=Outcome.ARTICLE if is_kept else clean.outcome,
        pubstatus=PubStatus.USABLE if waits else status,
        embargoed_until=until,
        image_url=clean.image_url or _picture(item),
        flags=tuple(dict.fromkeys(flags)),
    )


def _picture(item: WireItem) -> str | None:
    """The address of the first picture that belongs to an item."""
    pictures = (one.href for one in item.media if (one.media_type or "").lower().startswith("image"))
    return next((href for href in pictures if href.startswith(("https://", "http://"))), None)


def copied(item: WireItem, clean: CleanArticle, *, format_name: str) -> ItemCopy:
    """What an item says of itself beside its text. `clean` is its settled text."""
    killed = clean.pubstatus is PubStatus.CANCELED
    naming = _KILLS if killed else _REPLACES
    guids = dict.fromkeys(
        link.guid for link in item.links if link.guid and link.guid != item.guid and naming.search(link.rel)
    )
    stamp = item.modified or item.published
    return ItemCopy(
        guid=item.guid,
        version=item.version,
        names=tuple(dict.fromkeys(filter(None, (clean.slug, clean.title, *clean.withdraws)))),
        # A notice may be in another language than what it takes back.
        language=None if killed or item.language is None else item.language.replace("_", "-").partition("-")[0].lower(),
        marked=killed or not _MARKS.isdisjoint(clean.flags),
        number=clean.update_number or 0,
        killed=killed,
        at=stamp.at if stamp else None,
        guids=tuple(guids),
        provider=item.provider or item.credit or clean.agency,
        fields=ItemFields(
            subjects=_subjects(item, clean),
            urgency=item.urgency,
            embargoed_until=clean.embargoed_until,
            wire=_wire(item, format_name),
        ),
    )


def _subjects(item: WireItem, clean: CleanArticle) -> tuple[Mapping[str, object], ...]:
    completed = complete_subjects(item.subjects, clean.language or item.language)
    return tuple(asdict(subject) for subject in completed)


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
        "subjects": list(_subjects(item, clean)),
        "published_at": at,
        "modified_at": clean.modified or (modified.at if modified else None),
        "published_precision": clean.published_precision or (published.precision if published else None),
        "status": clean.pubstatus,
        "urgency": item.urgency,
        "embargoed_until": clean.embargoed_until or (item.embargoed_until.at if item.embargoed_until else None),
        "ednote": clean.ednote,
        "credit": item.credit,
        "rights": item.rights,
        "media": [asdict(one) for one in item.media],
        "links": [asdict(link) for link in item.links],
        "flags": list(clean.flags),
    }
