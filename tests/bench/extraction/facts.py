"""Metadata beside the labels: title, date, authors, language, ours and the peers' in one run."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import mean

import trafilatura
from bench.extraction.corpus import Page
from newspaper import Article

from pipeline.clean import clean_page

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an extractor says of a page; `day_only` says that its date has no time of day."""

    title: str | None = None
    authors: Sequence[str] = ()
    published: datetime | None = None
    day_only: bool = False
    language: str | None = None


def _newswire(page: Page) -> Facts:
    article = clean_page(page.html, url=page.url)
    return Facts(title=article.title, authors=article.authors, published=article.published, language=article.language)


def _trafilatura(page: Page) -> Facts:
    found = trafilatura.extract_metadata(page.html.decode("utf-8", "replace"), default_url=page.url)
    return Facts(
        title=found.title,
        authors=[name.strip() for name in (found.author or "").split(";") if name.strip()],
        published=datetime.fromisoformat(found.date) if found.date else None,
        day_only=True,
    )


def _newspaper(page: Page) -> Facts:
    article = Article(page.url or "https://news.example/", fetch_images=False)
    article.download(input_html=page.html.decode("utf-8", "replace"))
    article.parse()
    moment = article.publish_date
    return Facts(
        title=article.title or None,
        authors=article.authors,
        published=moment if isinstance(moment, datetime) else None,
        language=article.meta_lang or None,
    )


READERS: Mapping[str, Callable[[Page], Facts]] = {
    "newswire": _newswire,
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper,
}


def table(pages: Sequence[Page], names: Sequence[str]) -> Sequence[str]:
    """The table's lines, for the pages that are labelled with metadata and the extractors named that tell any."""
    labelled = [page for page in pages if page.title]
    if not labelled:
        return ()
    head = f"{'':30} {'title':>6} {'day':>6} {'minute':>6} {'authors':>7} {'language':>8}"
    return (head, *(_line(name, labelled, read) for name, read in READERS.items() if name in names))


def _line(name: str, pages: Sequence[Page], read: Callable[[Page], Facts]) -> str:
    pairs = [(page, _read(read, page)) for page in pages]
    dated = [(page.published, found) for page, found in pairs if page.published]
    signed = [(page, found) for page, found in pairs if page.authors]
    spoken = [(page.language, found) for page, found in pairs if page.language]
    title = mean(_folded(page.title or "") == _folded(found.title or "") for page, found in pairs)
    day = mean(_same_day(moment, found) for moment, found in dated)
    minute = mean(_same_minute(moment, found) for moment, found in dated)
    authors = mean(_authors_f1(page.authors, found.authors) for page, found in signed)
    language = mean((found.language or "")[:2] == told[:2] for told, found in spoken)
    return f"{name:30} {title:6.3f} {day:6.3f} {minute:6.3f} {authors:7.3f} {language:8.3f}"


def _read(read: Callable[[Page], Facts], page: Page) -> Facts:
    try:
        return read(page)
    except Exception:  # noqa: BLE001 - a peer that fails on a page knows nothing of it
        return Facts()


def _folded(text: str) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _same_day(told: datetime, found: Facts) -> bool:
    """The same day in the labelled zone; a date without a time of day is taken as it is."""
    if found.published is None:
        return False
    if found.day_only or found.published.tzinfo is None:
        return found.published.date() == told.date()
    return found.published.astimezone(told.tzinfo).date() == told.date()


def _same_minute(told: datetime, found: Facts) -> bool:
    """The same minute; a moment without a zone is taken for one in the labelled zone."""
    if found.published is None or found.day_only:
        return False
    moment = found.published if found.published.tzinfo else found.published.replace(tzinfo=told.tzinfo)
    return _minute(moment) == _minute(told)


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _authors_f1(told: Sequence[str], found: Sequence[str]) -> float:
    wanted: Set[str] = {_folded(name) for name in told}
    given: Set[str] = {_folded(name) for name in found}
    both = len(wanted & given)
    return 2 * both / (len(wanted) + len(given)) if wanted or given else 1.0
