"""The table that one would write first: everything in it, full text by trigger, INSERT … ON CONFLICT."""

import json
import time
from collections.abc import Iterator, Sequence
from random import Random

import psycopg
from bench.database.newswire import batches, session

_SCHEMA = b"""
CREATE SCHEMA naive;
CREATE TABLE naive.article (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, url text NOT NULL UNIQUE, source_id bigint, feed_id bigint,
    title text, summary text, body text, language text, byline text, authors text[], agency text, keywords text[],
    published_at timestamptz, fetched_at timestamptz, word_count integer, provenance jsonb, removed jsonb,
    tsv tsvector);
CREATE INDEX ON naive.article (published_at DESC, id DESC);
CREATE INDEX ON naive.article (feed_id, published_at DESC);
CREATE INDEX ON naive.article (source_id, published_at DESC);
CREATE FUNCTION naive.words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tsv := setweight(to_tsvector(newswire.text_search_configuration(NEW.language), NEW.title), 'A')
        || to_tsvector(newswire.text_search_configuration(NEW.language), NEW.body);
    RETURN NEW;
END $$;
"""
_GIN = b"CREATE INDEX ON naive.article USING gin (tsv)"
_TRIGGER = (
    b"""CREATE TRIGGER words BEFORE INSERT OR UPDATE ON naive.article FOR EACH ROW EXECUTE FUNCTION naive.words()"""
)
_COPY = b"""
INSERT INTO naive.article (url, source_id, feed_id, title, summary, body, language, byline, authors, agency, keywords,
    published_at, fetched_at, word_count, provenance, removed, tsv)
SELECT a.url, a.source_id, a.feed_id, a.title, a.summary, a.body, a.language, a.byline, a.authors, a.agency, a.keywords,
    a.published_at, a.fetched_at, a.word_count, a.provenance, a.removed, s.tsv
FROM newswire.article a LEFT JOIN newswire.article_search s USING (article_id, month)
"""
_COLUMNS = (
    *("url", "source_id", "feed_id", "title", "summary", "body", "language", "byline", "authors", "agency", "keywords"),
    *("published_at", "fetched_at", "word_count", "provenance", "removed"),
)
_UPSERT = (
    f"INSERT INTO naive.article ({', '.join(_COLUMNS)}) VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)}) "
    f"ON CONFLICT (url) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
).encode()
_JSON = ("provenance", "removed")


def create(url: str) -> None:
    """The empty table, as it is worked on."""
    with session(url) as connection:
        connection.execute(_SCHEMA)
        connection.execute(_GIN)
        connection.execute(_TRIGGER)


def fill(url: str) -> str:
    """The table with the articles that newswire holds, copied with their words, then indexed."""
    begun = time.perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA naive CASCADE")
        connection.execute(_SCHEMA)
        connection.execute(_COPY)
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute(_GIN)
        connection.execute(_TRIGGER)
        connection.execute("VACUUM (ANALYZE) naive.article")
    return f"  copied and indexed in {time.perf_counter() - begun:,.0f} s"


def loading(url: str, *, rows: int, sample: int) -> Iterator[str]:
    """As newswire's, the same articles: pipelined statements, 200 in a transaction."""
    fresh = range(2 * rows + sample, 2 * rows + 2 * sample)
    drawn = Random(rows).sample(range(rows), sample) if rows else fresh
    with psycopg.connect(url) as connection:
        for name, numbers, version in (("new", fresh, 0), ("repeated", drawn, 0), ("changed", drawn, 1)):
            sent = [_rows(batch) for batch in batches(numbers, of=rows or 1, version=version)]
            begun = time.perf_counter()
            for batch in sent:
                with connection.transaction(), connection.cursor() as cursor:
                    cursor.executemany(_UPSERT, batch)
            yield f"  {name:10} {sample / (time.perf_counter() - begun):9,.0f} rows/s"


def _rows(batch: str) -> Sequence[dict[str, object]]:
    return [
        {name: json.dumps(row[name]) if name in _JSON else row[name] for name in _COLUMNS} for row in json.loads(batch)
    ]
