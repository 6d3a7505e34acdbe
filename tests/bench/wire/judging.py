"""Which fields of an item are right, with the same leniency for everybody: only spacing does not count."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bench.wire.expected import Expected, moment

from pipeline.model import Instant, PubStatus
from pipeline.wire_item import Subject, WireItem

# README of the corpus: counting words leaves room for doubt about what divides them.
_WORDS_OFF = 0.03
_EMBARGOED = "embargoed"
_STATUSES: Mapping[str, PubStatus] = {
    "usable": PubStatus.USABLE,
    "withheld": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED,
    "cancelled": PubStatus.CANCELED,
}

Verdict = tuple[str, bool, object, object]
"""Field, whether it is right, what was wanted, what was found."""

_Question = tuple[str, object, object, Callable[[], bool]]


def judged(expected: Expected, item: WireItem | None) -> Iterator[Verdict]:
    """A verdict for each field that the label knows of. An item that was not read has every field wrong."""
    for name, wanted, found, is_right in _questions(expected, item or WireItem()):
        if wanted not in (None, (), ""):
            yield name, item is not None and is_right(), wanted, found


def _questions(expected: Expected, item: WireItem) -> Iterator[_Question]:
    guids = {item.guid, item.lineage}
    yield "guid", expected.guids, item.guid, lambda: not guids.isdisjoint(expected.guids)
    yield "version", expected.version, item.version, lambda: expected.version == item.version
    yield "headline", expected.headlines, item.headline, lambda: _plain(item.headline) in expected.headlines
    for name in ("slugline", "byline", "credit", "dateline", "summary"):
        yield _of_text(name, getattr(expected, name), getattr(item, name))
    yield "place", expected.places, item.place, lambda: _is_place(expected.places, item)
    languages = {tag.lower() for tag in expected.languages}
    yield "language", expected.languages, item.language, lambda: (item.language or "").lower() in languages
    yield "status", expected.status, item.status, lambda: _is_status(expected.status or "", item)
    yield "urgency", expected.urgency, item.urgency, lambda: expected.urgency == item.urgency
    yield from _moments(expected, item)
    notes = " ".join(_plain(note) for note in item.ednotes)
    yield "ednote", expected.ednotes, item.ednotes, lambda: all(note in notes for note in expected.ednotes)
    rights = _plain(item.rights)
    yield "rights", expected.rights, item.rights, lambda: all(one in rights for one in expected.rights)
    yield "subjects", expected.subjects, item.subjects, lambda: _are_among(expected.subjects, item.subjects)
    yield "genres", expected.genres, item.genres, lambda: _are_among(expected.genres, item.genres)
    yield "keywords", expected.keywords, item.keywords, lambda: _all_in(expected.keywords, item.keywords)
    yield "signals", expected.signals, item.signals, lambda: _all_in(expected.signals, item.signals)
    named = [one.guid or one.href for one in item.links]
    yield "links", expected.links, named, lambda: _all_in(expected.links, named)
    yield "media", expected.media, item.media, lambda: _all_in(expected.media, (one.href for one in item.media))
    yield "words", expected.words, _words(item), lambda: _are_words(expected.words, item)


def _moments(expected: Expected, item: WireItem) -> Iterator[_Question]:
    pairs = (
        ("published", expected.published, item.published),
        ("modified", expected.modified, item.modified),
        ("embargo", expected.embargo, item.embargoed_until),
        ("expires", expected.expires, item.expires),
    )
    for name, wanted, found in pairs:
        yield _of_moment(name, wanted, found)


def _of_text(name: str, wanted: str | None, found: str | None) -> _Question:
    return name, wanted, found, lambda: _plain(wanted) == _plain(found)


def _of_moment(name: str, wanted: str | None, found: Instant | None) -> _Question:
    return name, wanted, found, lambda: _is_moment(wanted or "", found)


def _is_moment(wanted: str, found: Instant | None) -> bool:
    at = moment(wanted)
    return found is None if at is None else found is not None and found.at == at


def _is_status(wanted: str, item: WireItem) -> bool:
    word = wanted.rpartition(":")[2].lower()
    if word == _EMBARGOED:
        return item.embargoed_until is not None or item.status is PubStatus.WITHHELD
    return _STATUSES.get(word) == item.status


def _is_place(wanted: Iterable[str], item: WireItem) -> bool:
    return _plain(item.place) in wanted


def _are_among(wanted: Iterable[str], found: Iterable[Subject]) -> bool:
    known = {text for one in found for text in (one.code, one.name, f"{one.scheme or ''}{one.code or ''}") if text}
    return all(one in known or one.partition(":")[2] in known for one in wanted)


def _all_in(wanted: Iterable[str], found: Iterable[str | None]) -> bool:
    known = {_plain(one) for one in found}
    return all(one in known for one in wanted)


def _words(item: WireItem) -> int:
    return sum(len(paragraph.split()) for paragraph in item.paragraphs)


def _are_words(wanted: Iterable[int], item: WireItem) -> bool:
    """Captions of media within a body are no part of ours, but of what the label counts."""
    ours = _words(item)
    with_media = ours + sum(len(f"{one.caption or ''} {one.credit or ''}".split()) for one in item.media)
    return any(abs(count - counted) <= _WORDS_OFF * count for count in wanted for counted in (ours, with_media))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
