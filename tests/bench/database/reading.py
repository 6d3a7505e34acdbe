"""What consumers ask, of newswire_v1 and of the naive table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.database.clock import Answer, Link, asked
from bench.database.texts import END, language, rare_token

_PAGE = 50
_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One way to search."""

    name: str
    query: str
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None


def shapes() -> Sequence[Shape]:
    """Twenty ways; the 250th word stands in a quarter of its language's texts, the 5,000th in one of 70."""
    en, de, ru = (language(code).words for code in ("en", "de", "ru"))
    zh, ja = (language(code).paragraphs[7] for code in ("zh", "ja"))
    phrase = " ".join(language("en").paragraphs[3].split()[5:7])
    return [
        Shape(name="rare token", query=rare_token(77)),
        Shape(name="no hit", query="nothinghaseverbeencalledthis"),
        Shape(name="rare word", query=en[39_000], language="en"),
        Shape(name="uncommon word", query=en[5_000], language="en"),
        Shape(name="common word", query=en[250], language="en"),
        Shape(name="very common word", query=en[20], language="en"),
        Shape(name="common, any language", query=en[250]),
        Shape(name="two common words", query=f"{en[250]} {en[300]}", language="en"),
        Shape(name="common and rare word", query=f"{en[250]} {en[30_000]}", language="en"),
        Shape(name="phrase", query=f'"{phrase}"', language="en"),
        Shape(name="phrase of common words", query=f'"{en[20]} {en[30]}"', language="en"),
        Shape(name="exclusion", query=f"{en[900]} -{en[250]}", language="en"),
        Shape(name="either", query=f"{en[900]} or {en[2_000]} or {en[30_000]}", language="en"),
        Shape(name="last week", query=en[250], language="en", since=END - timedelta(days=7)),
        Shape(name="half a year ago", query=en[250], language="en", since=END - 6 * _MONTH, until=END - 5 * _MONTH),
        Shape(name="one source", query=en[250], language="en", source="News 7"),
        Shape(name="German", query=de[250], language="de"),
        Shape(name="Russian, any language", query=ru[900]),
        Shape(name="Chinese", query=zh[10:12], language="zh"),
        Shape(name="Japanese, a long run", query=ja[10:16], language="ja"),
    ]


def searching(connection: Link) -> Iterator[tuple[str, Answer]]:
    """Each shape through newswire_v1.search, 20 rows with snippets."""
    statement = "SELECT * FROM newswire_v1.search(%s, language => %s, since => %s, until => %s, from_source => %s)"
    for one in shapes():
        given = [one.query, one.language, one.since, one.until, one.source]
        yield one.name, asked(connection, statement, given)


def searching_naively(connection: Link) -> Iterator[tuple[str, Answer]]:
    """Each shape over the naive table, ranked; where no language is named, in English, as one would."""
    statement = """
        SELECT id, title, ts_rank_cd(tsv, q), ts_headline(newswire.text_search_configuration(language), body, q)
        FROM (SELECT a.*, q FROM naive.article a,
              websearch_to_tsquery(newswire.text_search_configuration(%(language)s::text), %(query)s) q
            WHERE tsv @@ q AND (%(named)s::text IS NULL OR language = %(named)s)
              AND (%(since)s::timestamptz IS NULL OR published_at >= %(since)s)
              AND (%(until)s::timestamptz IS NULL OR published_at < %(until)s)
              AND (%(source)s::bigint IS NULL OR source_id = %(source)s)
            ORDER BY ts_rank_cd(tsv, q) DESC LIMIT 20) best"""
    for one in shapes():
        given = {
            "query": one.query, "language": one.language or "en", "named": one.language, "since": one.since,
            "until": one.until, "source": 7 if one.source else None,
        }  # fmt: skip
        yield one.name, asked(connection, statement, given, runs=1)


def paging(connection: Link, *, table: str, rows: int) -> Iterator[tuple[str, Answer]]:
    """Fifty articles, newest first: the first page, pages at depth by the last row seen, and by OFFSET."""
    columns = "id, url, title, summary, published_at"
    order = f"ORDER BY published_at DESC, id DESC LIMIT {_PAGE}"
    yield "first page", asked(connection, f"SELECT {columns} FROM {table} {order}")
    for page in sorted({rows // _PAGE // 4, rows // _PAGE * 9 // 10}):
        offset = f"SELECT {columns} FROM {table} {order} OFFSET {page * _PAGE}"
        yield f"page {page:,} by OFFSET", asked(connection, offset, runs=1)
        row = connection.execute(offset.encode()).fetchone()
        assert row is not None
        after = f"SELECT {columns} FROM {table} WHERE (published_at, id) < (%s, %s) {order}"
        yield f"page {page:,} by keyset", asked(connection, after, [row[4], row[0]], runs=9)


def following(connection: Link) -> Iterator[tuple[str, Answer]]:
    """The change feed and the other views that are asked often."""
    middle = "SELECT cursor FROM newswire.article_event ORDER BY cursor OFFSET %s LIMIT 1"
    total = connection.execute("SELECT count(*) FROM newswire.article_event").fetchone()
    row = connection.execute(middle.encode(), [total[0] // 2 if total else 0]).fetchone()
    yield (
        "1,000 events of the middle",
        asked(connection, "SELECT * FROM newswire_v1.events_after(%s, 1000)", row or [""]),
    )
    yield "feed_health, all", asked(connection, "SELECT * FROM newswire_v1.feed_health")
    late = "SELECT state, count(*) FROM newswire_v1.feed_health GROUP BY state"
    yield "feed_health, by state", asked(connection, late)
    one = "SELECT * FROM newswire_v1.article WHERE id = (SELECT max(article_id) / 2 FROM newswire.article_key)"
    yield "one article by id", asked(connection, one, runs=9)
    yield from _by_column(connection)
    latest = "SELECT id, title FROM newswire_v1.article WHERE feed = %s ORDER BY published_at DESC LIMIT 50"
    yield "a feed's newest 50", asked(connection, latest, ["https://news.example/4711"], runs=9)


def _by_column(connection: Link) -> Iterator[tuple[str, Answer]]:
    """Articles by what consumers know of them, and what newswire held at a moment."""
    known = connection.execute(
        "SELECT id, url, keywords[1], source, published_at, updated_at FROM newswire_v1.article"
        " WHERE id = (SELECT max(article_id) / 2 FROM newswire.article_key)"
    ).fetchone()
    assert known is not None
    number, url, keyword, source, published, updated = known
    shapes: Sequence[tuple[str, str, Sequence[object]]] = (
        ("by address", "SELECT * FROM newswire_v1.article WHERE url = %s", [url]),
        ("by keyword, 50", "SELECT id, title FROM newswire_v1.article WHERE keywords @> ARRAY[%s] LIMIT 50", [keyword]),
        (
            "changed since, 500",
            "SELECT id, updated_at FROM newswire_v1.article WHERE updated_at > %s ORDER BY updated_at, id LIMIT 500",
            [updated],
        ),
        (
            "a source's day",
            "SELECT id, title FROM newswire_v1.article WHERE source = %s"
            " AND published_at >= %s AND published_at < %s::timestamptz + interval '1 day'",
            [source, published, published],
        ),
        ("revisions of one", "SELECT * FROM newswire_v1.article_revision WHERE id = %s", [number]),
        ("as of now, one", "SELECT * FROM newswire_v1.article_as_of(now()) WHERE id = %s", [number]),
        ("sightings of one", "SELECT * FROM newswire_v1.article_sighting WHERE id = %s", [number]),
        ("removed text of one", "SELECT * FROM newswire_v1.removed_text WHERE id = %s", [number]),
        ("newest cursor", "SELECT max(cursor) FROM newswire_v1.event", []),
    )
    for name, statement, given in shapes:
        yield name, asked(connection, statement, given, runs=9)
