"""Settle when an article was published and changed, from what page, address and feed say.

The rules, in order:
1. The order of trust is JSON-LD, meta elements, microdata, time elements of the masthead, its text, other time
   elements, the feed. A date of creation, the day in the address and the date of the last change come last, as guesses.
2. A day gives way to a later statement that names the minute on that day.
3. A statement without a zone takes that of another statement for the same moment: the same wall clock, or quarters of
   an hour apart. Else it takes the offset of the article's other dates. Else it is UTC, and marked so.
4. If none of these says anything, a line between headline and story may, as a guess.
5. A date is sure if two sources agree to the minute, or to the day if one of them gives no more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from pipeline.clean.metadata.claims import ADDRESS, FEED, JSON_LD, TEXT, TITLE_ELEMENT, Claim, Settled, Sureness
from pipeline.clean.metadata.json_ld import Described
from pipeline.clean.metadata.language import read_primary_language
from pipeline.clean.metadata.masthead import Masthead
from pipeline.clean.metadata.moments import read_moment
from pipeline.clean.metadata.page_head import PageHead
from pipeline.clean.wording import WrittenDate, find_written_dates
from pipeline.model import Entry, Instant, Precision

__all__ = ["Dates", "date_by_lines", "settle_dates"]

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "publication-date", "published_at",
    "publisheddate", "article.published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "rnews:datepublished", "dcterms.issued", "dc.date.issued", "date", "dc.date", "dcterms.date", "dcterms.created",
    "citation_publication_date", "citation_date", "article:post_date", "og:pubdate", "originalpublicationdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "article:modified", "article:modified_date", "revised",
)  # fmt: skip
# The first letters of words that stand before the date of a change.
_CHANGED = re.compile(
    r"updat|modifi|edited|aktuali|geändert|stand\b|akt\.|mis(?:e)? à jour|actuali[zs]a|modificad|última|atualiza"
    r"|aggiorna|bijgewerkt|gewijzigd|uppdater|oppdater|opdater|senest|sist |päivitet|ažurir|azurir|обновл|оновл|измен"
    r"|güncelle|ενημ|frissít|actualizat|diperbarui|kemas kini|更新|수정|업데이트|تحديث|روز|עודכן|עדכון|अपडेट|অপডেট"
    r"|uppfært|cập nhật|อัป|imesasishwa", re.IGNORECASE,
)  # fmt: skip
_ADDRESS_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d{2}|19\d{2})(?P<stroke>[-/_]?)(?P<month>0[1-9]|1[0-2])(?P=stroke)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_MOST_MASTHEAD_LINES = 60  # bounds the time; mastheads have ten lines
_MONTH_FIRST = frozenset({"us", "ph"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """When an article was published and last changed. None is unknown."""

    published: Settled[Instant] | None = None
    modified: Settled[Instant] | None = None


def settle_dates(
    ld: Described, head: PageHead, near: Masthead, *, url: str | None, entry: Entry, languages: Sequence[str]
) -> Dates:
    """Settle the dates of an article. `languages` are the tags that the page declares, the most trusted first."""
    read = _Reader(languages)
    text_published, text_modified = read.in_text(near)
    changed = list(read.all([(JSON_LD, ld.modified), *_named(head, _MODIFIED)]))
    changed += [Claim(source="html:text", value=at) for at in text_modified[:1]]
    stated = list(read.all([(JSON_LD, ld.published), *_named(head, _PUBLISHED)]))
    stated += read.all(("html:time", text) for text in (*head.marked_times, *near.times[:2]))
    stated += read.all([(TITLE_ELEMENT, _at_end(title)) for title in (head.title, *head.all("og:title")[:1]) if title])
    stated += [Claim(source="html:text", value=at) for at in text_published[:1]]
    stated += read.all(("html:time", text) for text in head.times[:1])
    stated += _of_feed(entry.published)
    poor = [*read.all([("json-ld:created", ld.created)]), *_of_address(url), *_without(changed, text_modified)]
    return Dates(
        published=_settled(stated, poor=poor, offsets=[*stated, *changed]),
        modified=_settled([*changed, *_of_feed(entry.updated)], poor=[], offsets=[*changed, *stated]),
    )


def date_by_lines(lines: Iterable[str], *, languages: Sequence[str]) -> Settled[Instant] | None:
    """Take the first date of publication in lines between headline and story, as a guess."""
    published, _ = _Reader(languages).written_in(lines)
    return Settled(value=published[0], sources=(TEXT,), sureness=Sureness.GUESS) if published else None


def _named(head: PageHead, names: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    for name in names:
        if value := head.first(name):
            yield name if ":" in name else f"meta:{name}", value


def _of_feed(announced: Instant | None) -> list[Claim[Instant]]:
    return [Claim(source=FEED, value=announced)] if announced else []


def _without(claims: Iterable[Claim[Instant]], unwanted: Sequence[Instant]) -> list[Claim[Instant]]:
    return [claim for claim in claims if claim.value not in unwanted]


def _of_address(url: str | None) -> Iterator[Claim[Instant]]:
    found = _ADDRESS_DAY.search(urlsplit(url).path) if url else None
    at = read_moment(f"{found['year']}-{found['month']}-{found['day']}") if found else None
    if at:
        yield Claim(source=ADDRESS, value=at)


def _at_end(title: str) -> str | None:
    """The date that a template adds to a title: "Council votes for a wall | Harbour Gazette | 28.04.2023"."""
    end = re.split(r"\s[|–—-]\s|,\s", title)[-1]
    return end if end != title and _YEAR.search(end) and len(end) <= _LONGEST_END else None


_LONGEST_END = 20  # a date in words, nothing more


class _Reader:
    """Reads texts as moments. The page's languages give the order of day and month."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.language = next((code for tag in languages if (code := read_primary_language(tag))), None)
        regions = [re.split(r"[-_]", tag.lower())[-1] for tag in languages if re.search(r"[-_]", tag)]
        self.month_first = _month_first(self.language, regions)

    def moment(self, text: str) -> Instant | None:
        return read_moment(text, language=self.language, month_first=self.month_first)

    def all(self, texts: Iterable[tuple[str, str | None]]) -> Iterator[Claim[Instant]]:
        for source, text in texts:
            at = self.moment(text) if text else None
            if at:
                yield Claim(source=source, value=at)

    def in_text(self, near: Masthead) -> tuple[list[Instant], list[Instant]]:
        """Dates of publication and of change in the text of the masthead, those after the headline first."""
        return self.written_in([*near.opening[:_MOST_MASTHEAD_LINES], *near.before])

    def written_in(self, lines: Iterable[str]) -> tuple[list[Instant], list[Instant]]:
        """Dates of publication and of change in lines that say the time and little else."""
        published: list[Instant] = []
        modified: list[Instant] = []
        for line in filter(_YEAR.search, lines):
            done = 0
            dates = list(find_written_dates(line, language=self.language, month_first=self.month_first))
            for written in dates if _is_date_line(line, dates) else ():
                changed = _CHANGED.search(line[done : written.start])
                (modified if changed else published).append(written.instant)
                done = written.end
        return published, modified


_YEAR = re.compile(r"\d{4}")
# Characters of a line beside its dates: a caption has more of them than a name and "published at".
_MOST_CHARACTERS_BESIDE_DAY = 40
_MOST_CHARACTERS_BESIDE_TIME = 70  # a time makes it surer that the line is about the story


def _is_date_line(line: str, dates: Sequence[WrittenDate]) -> bool:
    """Whether a line says the time and little else, unlike "Wreckage on the shore of Osby Sound, 24 April 2023"."""
    beside = len(line) - sum(date.end - date.start for date in dates)
    timed = any(date.instant.precision is not Precision.DAY for date in dates)
    return beside <= (_MOST_CHARACTERS_BESIDE_TIME if timed else _MOST_CHARACTERS_BESIDE_DAY)


def _month_first(language: str | None, regions: Sequence[str]) -> bool | None:
    """Whether 3/4/2024 is in March, as in America. Unknown for English without a region."""
    if language != "en":
        return False if language else None
    return any(region in _MONTH_FIRST for region in regions) if regions else None


def _settled(
    stated: Sequence[Claim[Instant]], *, poor: Sequence[Claim[Instant]], offsets: Sequence[Claim[Instant]]
) -> Settled[Instant] | None:
    if not stated:
        return _guess(poor)
    first = _finer(stated)
    believed = _zoned(first, stated, offsets) if first.value.zone_assumed else first.value
    agreeing = [claim.source for claim in stated if claim.source != first.source and _agree(believed, claim.value)]
    in_address = [ADDRESS] if any(one.source == ADDRESS and _same_day(one.value, believed) for one in poor) else []
    sureness = Sureness.SURE if agreeing or in_address else Sureness.LIKELY
    sources = tuple(dict.fromkeys([first.source, *agreeing, *in_address]))
    return Settled(value=believed, sources=sources, sureness=sureness)


def _guess(poor: Sequence[Claim[Instant]]) -> Settled[Instant] | None:
    if not poor:
        return None
    return Settled(value=poor[0].value, sources=(poor[0].source,), sureness=Sureness.GUESS)


def _finer(stated: Sequence[Claim[Instant]]) -> Claim[Instant]:
    """The first statement, or if it only names a day, the next that names the minute on that day."""
    first = stated[0]
    if first.value.precision is not Precision.DAY:
        return first
    exact = (one for one in stated if one.value.precision is not Precision.DAY)
    return next((one for one in exact if _same_day(first.value, one.value)), first)


def _zoned(first: Claim[Instant], stated: Sequence[Claim[Instant]], offsets: Sequence[Claim[Instant]]) -> Instant:
    """The moment that a statement without a zone means, by the other statements."""
    at = first.value
    if at.precision is Precision.DAY:
        return at
    zoned = [claim.value for claim in stated if not claim.value.zone_assumed and _to_the_minute(claim.value)]
    same = next((one for one in zoned if _is_offset(at.at - one.at)), None)
    if same:
        return same
    offset = next((found for claim in offsets if (found := _offset(claim.value)) is not None), None)
    return at if offset is None else replace(at, at=at.at - offset)


def _to_the_minute(at: Instant) -> bool:
    return at.precision is not Precision.DAY


def _is_offset(distance: timedelta) -> bool:
    """Whether two clocks this far apart may show the same moment in two zones."""
    seconds = round(distance.total_seconds())
    return -12 * 3600 <= seconds <= 14 * 3600 and (seconds // 60) % 15 == 0


_STATED_OFFSET = re.compile(r"\d{2}\s?(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})\s*\Z")


def _offset(at: Instant) -> timedelta | None:
    """The offset from UTC that a statement gives. "Z" says nothing about the outlet's clock."""
    found = _STATED_OFFSET.search(at.text)
    if found is None:
        return None
    distance = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    return distance if found["sign"] == "+" else -distance


def _same_day(one: Instant, other: Instant) -> bool:
    """Whether two statements may mean the same day. A day alone is a day in some zone."""
    if _to_the_minute(one) is _to_the_minute(other):
        return one.at.date() == other.at.date()
    day, exact = (one, other) if one.precision is Precision.DAY else (other, one)
    return timedelta(hours=-14) <= exact.at - day.at <= timedelta(hours=36)


def _agree(one: Instant, other: Instant) -> bool:
    """Whether two statements mean the same moment, as exactly as the coarser of them says."""
    if Precision.DAY in {one.precision, other.precision}:
        return _same_day(one, other)
    distance = abs(one.at - other.at)
    return distance < timedelta(minutes=2) or (
        other.zone_assumed and _is_offset(one.at - other.at) and distance <= timedelta(hours=14)
    )
