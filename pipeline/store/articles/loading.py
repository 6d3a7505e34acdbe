"""Load articles in batches."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from uuid import UUID

from pipeline.model import CleanArticle, EntryId
from pipeline.store.articles.takes import place
from pipeline.store.pool import Link
from pipeline.store.queries import query
from pipeline.stories import Arrival, Placement

# Above 200 rows the planner turns to nested loops and changed rows drop to 633/s (docs/decisions/loading.md).
MAX_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFields:
    """The columns that an agency's item fills besides the clean text. `wire` holds what has no column."""

    subjects: Sequence[Mapping[str, object]] = ()
    urgency: int | None = None
    embargoed_until: datetime | None = None
    wire: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version's place among those of its article; `again` if this same version was loaded before."""

    at: datetime
    numbers: tuple[int, ...]
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article ready for the database: the clean text with its identity.

    `arrival` and `fields` are those of an agency's item; its `version` is known once it is placed.
    """

    entry_id: EntryId
    url_key: UUID
    content_key: UUID
    source_id: int
    feed_id: int | None
    url: str
    canonical_url: str
    guid: str | None
    first_seen_at: datetime
    fetched_at: datetime
    clean: CleanArticle
    arrival: Arrival | None = None
    fields: ItemFields | None = None
    version: Version | None = None


def ingest(connection: Link, articles: Sequence[Article]) -> Counter[str]:
    """Load at most `MAX_BATCH` articles, end their entries, and count the outcomes (new, changed, unchanged, …).

    Items of the wire are placed first; versions of one article are loaded one after the other.
    """
    if len(articles) > MAX_BATCH:
        raise ValueError(f"{len(articles)} articles in one batch; {MAX_BATCH} is the most")
    outcomes: Counter[str] = Counter()
    ended: dict[int, dict[str, object]] = {}
    for batch in _rounds(_placed(connection, articles)):
        rows = load(connection, batch)
        late = _late(batch, rows)
        if late:
            connection.execute(query("file_versions"), {"batch": as_json(late)})
        loaded = {one.entry_id for one in batch if one.version is not None and not one.version.again}
        for entry_id, article_id, outcome, first in rows:
            brought = first or (entry_id in loaded and outcome != "copy")
            ended[entry_id] = {"entry_id": entry_id, "article_id": article_id, "first_bringer": brought}
            outcomes[str(outcome)] += 1
    connection.execute(query("finish_entries"), {"ended": json.dumps(list(ended.values()))})
    connection.execute(query("plan_looks"), {"entry_ids": list(ended)})
    return outcomes


def _placed(connection: Link, articles: Sequence[Article]) -> Sequence[Article]:
    """Return the articles with their known identities; a kill comes once for each item that it names."""
    items = sorted((one for one in articles if one.arrival is not None), key=lambda one: one.fetched_at)
    if not items:
        return articles
    spots = place(connection, [one.arrival for one in items if one.arrival is not None])
    placed = [_at(one, spot) for one, several in zip(items, spots, strict=True) for spot in several]
    return [*(one for one in articles if one.arrival is None), *placed]


def _at(article: Article, spot: Placement) -> Article:
    arrival = article.arrival
    names_another = arrival is not None and arrival.killed and bool(arrival.names)
    url = spot.url if names_another else article.url
    flags = (*article.clean.flags, "version-conflict") if spot.conflict else article.clean.flags
    return replace(
        article,
        url_key=spot.url_key,
        url=url,
        canonical_url=url,
        # The story keeps its own guid and address when a notice names it.
        guid=None if names_another else article.guid,
        fetched_at=spot.seen_at,
        clean=replace(article.clean, flags=tuple(dict.fromkeys(flags))),
        version=Version(at=spot.at, numbers=spot.version, again=spot.again),
    )


def _rounds(articles: Sequence[Article]) -> Sequence[Sequence[Article]]:
    """Yield batches in which each article comes once, with its older versions in earlier batches."""
    rounds: list[list[Article]] = []
    times: Counter[UUID] = Counter()
    versioned = sorted((one for one in articles if one.version is not None), key=_order)
    unversioned = [one for one in articles if one.version is None]
    if unversioned:
        rounds.append(unversioned)
    for article in versioned:
        number = times[article.url_key]
        times[article.url_key] += 1
        if number >= len(rounds):
            rounds.append([])
        rounds[number].append(article)
    return [batch[start : start + MAX_BATCH] for batch in rounds for start in range(0, len(batch), MAX_BATCH)]


def _order(article: Article) -> tuple[datetime, tuple[int, ...], datetime]:
    if article.version is None:
        raise ValueError(f"entry {article.entry_id} is not placed")
    return article.version.at, article.version.numbers, article.fetched_at


def _late(batch: Sequence[Article], rows: Sequence[tuple[int, int, str, bool]]) -> Sequence[Article]:
    """The versions that a newer one has overtaken, and that were never held."""
    older = {entry_id for entry_id, _, outcome, _ in rows if outcome == "older"}
    return [one for one in batch if one.entry_id in older and one.version is not None and not one.version.again]


def load(connection: Link, articles: Sequence[Article]) -> Sequence[tuple[int, int, str, bool]]:
    """`ingest` without a word to the ledger: for each article its entry, its id, its outcome, who brought it first."""
    if len(articles) > MAX_BATCH:
        raise ValueError(f"{len(articles)} articles in one batch; {MAX_BATCH} is the most")
    return connection.execute(query("ingest_articles"), {"batch": as_json(articles)}).fetchall()


def as_json(articles: Sequence[Article]) -> str:
    """Return a batch in the form of `newswire.ingest`."""
    # Not escaped: a Cyrillic letter is two bytes for PostgreSQL to read then, and six otherwise.
    return json.dumps([_row(article) for article in articles], ensure_ascii=False)


def _row(article: Article) -> dict[str, object]:
    clean = article.clean
    version = article.version
    dateline = clean.dateline
    dateline_date = dateline.on(clean.published or article.first_seen_at) if dateline else None
    return {
        "entry_id": article.entry_id,
        "url_key": str(article.url_key),
        "content_key": str(article.content_key),
        "source_id": article.source_id,
        "feed_id": article.feed_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "guid": article.guid,
        "title": clean.title,
        "summary": clean.summary,
        "body": clean.text,
        "language": clean.language,
        "byline": clean.byline,
        "authors": list(clean.authors),
        "agency": clean.agency,
        "dateline_place": dateline.place if dateline else None,
        "dateline_date": dateline_date.isoformat() if dateline_date else None,
        "slugline": clean.slugline,
        "keywords": list(clean.keywords),
        "image_url": clean.image_url,
        "published_at": clean.published.isoformat() if clean.published else None,
        "published_precision": clean.published_precision,
        "modified_at": clean.modified.isoformat() if clean.modified else None,
        "first_seen_at": article.first_seen_at.isoformat(),
        "fetched_at": article.fetched_at.isoformat(),
        "status": clean.pubstatus,
        "ednote": clean.ednote,
        "word_count": clean.word_count,
        "provenance": dict(clean.provenance),
        "cleaner_version": clean.cleaner_version,
        "removed": [asdict(removed) for removed in clean.removed],
        "flags": list(clean.flags),
        "credits": clean.credits,
        "version_at": version.at.isoformat() if version else "-infinity",
        "version": list(version.numbers) if version else [],
    } | _item_columns(article.fields)


def _item_columns(fields: ItemFields | None) -> dict[str, object]:
    if fields is None:
        return {}
    return {
        "subjects": list(fields.subjects),
        "urgency": fields.urgency,
        "embargoed_until": fields.embargoed_until.isoformat() if fields.embargoed_until else None,
        "wire": dict(fields.wire),
    }
