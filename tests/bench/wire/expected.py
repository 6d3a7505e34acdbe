"""What a label says of each item of a document, in one form for all formats. Absent is unknown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a label says of one item; None and () are unknown, of several values in a tuple see each name.

    Any of `guids`, `headlines`, `languages`, `words` (of each body, and of all together) is right; all of `subjects`,
    `keywords`, `ednotes`, `links`, `media` must be there.
    """

    guids: tuple[str, ...] = ()
    version: str | None = None
    headlines: tuple[str, ...] = ()
    slugline: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: str | None = None
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    status: str | None = None
    urgency: int | None = None
    published: str | None = None
    modified: str | None = None
    embargo: str | None = None
    expires: str | None = None
    summary: str | None = None
    rights: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    ednotes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    words: tuple[int, ...] = ()


def expected_items(format_: str, expected: Mapping[str, Any]) -> Iterator[Expected]:
    """What is known of the items of a document, in order."""
    if not expected:
        return
    if format_ == "newsml-g2":
        yield from map(_newsml_g2, expected["items"])
    elif format_ == "newsml-1.x":
        yield from map(_newsml_1, expected["items"])
    elif format_ == "nitf":
        yield _nitf(expected)
    elif format_.startswith("ninjs"):
        yield _ninjs(expected)


def moment(text: str) -> datetime | None:
    """The moment a text states, UTC where it names no zone; None where it is none (a year, free text)."""
    try:
        at = datetime.fromisoformat(re.sub(r"(?<=\d) (?=\d\d:)", "T", text.strip()))
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _newsml_g2(item: Mapping[str, Any]) -> Expected:
    located = [one for one in item.get("located", ()) if isinstance(one, Mapping)]
    places = [name for one in located for name in one.get("name") or [_code(one.get("qcode"))]]
    return Expected(
        guids=_texts([item.get("guid")]),
        version=item.get("version"),
        headlines=_texts(item.get("headlines") or [item.get("title")]),
        slugline=_first(item.get("slugline")),
        byline=_first(item.get("byline")),
        credit=_first(item.get("creditline")),
        dateline=_first(item.get("dateline")),
        places=_texts(places),
        languages=_texts([*item.get("language", ()), item.get("lang")]),
        status=item.get("pubstatus"),
        urgency=_number(item.get("urgency")),
        published=item.get("firstcreated") or item.get("contentcreated"),
        modified=item.get("versioncreated"),
        embargo=item.get("embargoed"),
        rights=_texts([item.get("copyrightnotice") or item.get("usageterms")]),
        subjects=_texts(item.get("subjects", ())),
        genres=_texts(item.get("genres", ())),
        keywords=_texts(item.get("keywords", ())),
        signals=_texts(item.get("signals", ())),
        ednotes=_texts(item.get("ednote", ())),
        links=_texts(item.get("itemrefs", ())),
        media=_texts(item.get("remote", ())),
        words=_words(body.get("words") for body in item.get("bodies", ())),
    )


def _newsml_1(item: Mapping[str, Any]) -> Expected:
    change = item.get("status_will_change") or {}
    return Expected(
        guids=_texts([item.get("guid")]),
        version=item.get("version"),
        headlines=_texts(item.get("headlines", ())),
        slugline=_first(item.get("slugline")),
        byline=_first(item.get("byline")),
        credit=_first(item.get("creditline")),
        dateline=_first(item.get("dateline")),
        places=_texts(item.get("location", ())),
        languages=_texts([*item.get("language", ()), *item.get("xml_lang", ())]),
        status=None if change else item.get("pubstatus"),
        urgency=_number(item.get("urgency")),
        published=item.get("firstcreated"),
        modified=item.get("versioncreated"),
        embargo=change.get("at"),
        subjects=_texts(item.get("subjects", ())),
        keywords=_texts([*item.get("keywords", ()), *item.get("keywordline", ())]) if not item.get("bodies") else (),
        ednotes=_texts(item.get("instructions", ())),
        words=_words(body.get("words") for body in item.get("bodies", ())),
    )


def _nitf(item: Mapping[str, Any]) -> Expected:
    release, issued = item.get("embargo_release"), item.get("issued")
    is_ahead = bool(release and issued and (moment(release) or _EPOCH) > (moment(issued) or _EPOCH))
    dateline = item.get("dateline") if item.get("dateline") != item.get("story_date") else None
    return Expected(
        guids=_texts([item.get("guid")]),
        version=item.get("version"),
        headlines=_texts([item.get("headline") or item.get("title")]),
        slugline=item.get("du_key"),
        byline=item.get("byline"),
        credit=item.get("distributor"),
        dateline=dateline,
        places=_texts([(item.get("evloc") or {}).get("city")]),
        languages=_texts([item.get("lang")]),
        status=item.get("pubstatus"),
        urgency=_number(item.get("urgency")),
        published=issued or item.get("publication_date"),
        embargo=release if is_ahead else None,
        expires=item.get("expires"),
        summary=item.get("abstract"),
        rights=_texts([item.get("copyrightholder")]),
        subjects=_texts(item.get("subjects", ())),
        keywords=_texts(item.get("keywords", ())),
        ednotes=_texts([item.get("ednote")]),
        words=_words([item.get("body_words")]),
    )


def _ninjs(item: Mapping[str, Any]) -> Expected:
    return Expected(
        guids=_texts([item.get("uri"), item.get("guid")]),
        version=item.get("version"),
        headlines=_texts(item.get("headlines") or [item.get("headline") or item.get("title")]),
        slugline=item.get("slugline"),
        byline=item.get("byline"),
        places=_texts([item.get("located")]),
        languages=_texts([item.get("language")]),
        status=item.get("pubstatus"),
        urgency=_number(item.get("urgency")),
        published=item.get("firstcreated") or item.get("contentcreated"),
        modified=item.get("versioncreated"),
        embargo=item.get("embargoed"),
        expires=item.get("expires"),
        rights=_texts([item.get("copyrightnotice") or item.get("usageterms")]),
        subjects=_texts(item.get("subjects") or item.get("subject") or ()),
        genres=_texts(item.get("genres") or item.get("genre") or ()),
        keywords=_texts(item.get("keywords", ())),
        ednotes=_texts([item.get("ednote")]),
        words=_words((item.get("body_words") or {}).values()),
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(" ".join(value.split()) for value in values if isinstance(value, str) and value.strip())


def _first(value: object) -> str | None:
    found = _texts(value if isinstance(value, list) else [value])
    return found[0] if found else None


def _words(counts: Iterable[object]) -> tuple[int, ...]:
    """Words of each body, and of all together where there are several."""
    known = [count for count in counts if isinstance(count, int)]
    return (*known, sum(known)) if len(known) > 1 else tuple(known)


def _number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.isdigit() and 1 <= int(text) <= 9 else None


def _code(qcode: object) -> str | None:
    return qcode.rpartition(":")[2] if isinstance(qcode, str) else None
