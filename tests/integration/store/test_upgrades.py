"""Databases of every earlier state, with data in them, come to today's schema and lose nothing."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow
from schema_history import BY_BASELINE, BY_STEPS, leave_at

from pipeline.errors import SchemaOutdated
from pipeline.store.migrate import BASELINE, SchemaFile, migrate, pending

# Every state that a database can be in: it began with the baseline or with the first step before it.
STATES = [history[: n + 1] for history in (BY_STEPS, BY_BASELINE) for n in range(len(history))]
# What the state after a migration held, as plain SQL of that state: written once with the migration, never changed.
FIRST_PARTITIONS = """
CREATE TABLE newswire.article_202611 PARTITION OF newswire.article FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
"""
SAME_ROWS = """
CREATE TABLE newswire.article_revision_202611 PARTITION OF newswire.article_revision
    FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE TABLE newswire.article_search_202611 PARTITION OF newswire.article_search
    FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE TABLE newswire.document_20261120 PARTITION OF newswire.document FOR VALUES FROM ('2026-11-20') TO ('2026-11-21');
INSERT INTO newswire.source (slug, name) VALUES ('news.example', 'The News');
INSERT INTO newswire.feed (source_id, url) VALUES (1, 'https://news.example/rss');
INSERT INTO newswire.feed_state (feed_id, etag, polls, entries_seen) VALUES (1, '"kept"', 7, 3);
INSERT INTO newswire.document (day, entry_id, url, codec, size_bytes, body)
VALUES ('2026-11-20', 1, 'https://news.example/a', 'zstd', 3, 'raw');
INSERT INTO newswire.entry (feed_id, entry_key, url_key, url, fingerprint, stage, document_id, document_day, article_id)
VALUES (1, '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000aa', 'https://news.example/a',
    '00000000-0000-4000-8000-000000000002', 'loaded', 1, '2026-11-20', 1),
  (1, '00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-0000000000bb', 'https://news.example/b',
    '00000000-0000-4000-8000-000000000004', 'fetch', NULL, NULL, NULL);
INSERT INTO newswire.entry (feed_id, entry_key, fingerprint, stage, failed_stage, error_kind, last_error, ended_at)
VALUES (1, '00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000006', 'dead', 'fetch', 'BadStatus',
    'HTTP status 404', now());
INSERT INTO newswire.announcement VALUES (2, '{"title": "Announced"}');
INSERT INTO newswire.article_key (url_key, month, content_key, seen_at, revision, status, entry_id)
VALUES ('00000000-0000-4000-8000-0000000000aa', '2026-11-01', '00000000-0000-4000-8000-0000000000cc',
    '2026-11-20 13:00Z', 2, 'usable', 1);
INSERT INTO newswire.article (article_id, month, revision, reason, content_key, source_id, feed_id, url, canonical_url,
    title, body, language, agency, published_at, first_seen_at, fetched_at, status, word_count, cleaner_version)
VALUES (1, '2026-11-01', 2, 'updated', '00000000-0000-4000-8000-0000000000cc', 1, 1, 'https://news.example/a',
    'https://news.example/a', 'Council votes for a new breakwater', 'The harbour council voted.', 'en', 'EFE',
    '2026-11-20 11:00Z', '2026-11-20 12:00Z', '2026-11-20 13:00Z', 'usable', 4, '1');
INSERT INTO newswire.article_revision (article_id, month, revision, reason, title, body, status, fetched_at,
    current_from, current_until, cleaner_version)
VALUES (1, '2026-11-01', 1, 'new', 'Council to vote', 'The harbour council votes.', 'usable', '2026-11-20 12:00Z',
    '2026-11-20 12:01Z', '2026-11-20 13:01Z', '1');
INSERT INTO newswire.article_search (article_id, month, language, published_at, tsv)
VALUES (1, '2026-11-01', 'en', '2026-11-20 11:00Z', to_tsvector('english', 'The harbour council voted.'));
"""
FIRST_EVENTS = """
INSERT INTO newswire.article_event (article_id, month, revision, kind)
VALUES (1, '2026-11-01', 1, 'new'), (1, '2026-11-01', 2, 'updated');
"""
BASELINE_PARTITIONS = """
CREATE TABLE newswire.article_202611 PARTITION OF newswire.live_article
    FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
"""
BASELINE_EVENTS = """
INSERT INTO newswire.article_event (cursor, event_id, article_id, month, revision, kind)
VALUES ('0001.000000000000001', 1, 1, '2026-11-01', 1, 'new'),
    ('0001.000000000000002', 2, 1, '2026-11-01', 2, 'updated');
UPDATE newswire.change_feed SET position = 2;
UPDATE newswire.article_revision SET source_id = 1, url = 'https://news.example/a';
UPDATE newswire.article_search SET source_id = 1, agency = 'EFE';
INSERT INTO newswire.feed_change (feed_id, state, reason) VALUES (1, 'failing', 'HTTP status 500');
INSERT INTO newswire.host_day (host, day) VALUES ('news.example', '2026-11-20');
INSERT INTO newswire.legal_hold (article_id, reason) VALUES (1, 'a court');
INSERT INTO newswire.webhook (url, secret, kinds) VALUES ('https://desk.example/', 'signed', '{new}');
INSERT INTO newswire.websub (feed_id, hub, topic) VALUES (1, 'https://hub.example/', 'https://news.example/rss');
"""
ROWS = {
    "migrations/0001_newswire.sql": FIRST_PARTITIONS + SAME_ROWS + FIRST_EVENTS,
    BASELINE: BASELINE_PARTITIONS + SAME_ROWS + BASELINE_EVENTS,
    "migrations/0002_wire_copy.sql": "UPDATE newswire.article SET flags = '{update}', credits = '(Reporting by N. T.)'",
    "migrations/0003_templates.sql": """
        INSERT INTO newswire.template_source VALUES ('news.example', 3);
        INSERT INTO newswire.template (source, version, stories, since, lines)
        VALUES ('news.example', 1, 20, '2026-11-01', '[]')""",
    "migrations/0004_desertions.sql": "UPDATE newswire.feed_state SET desertions = 1",
    "migrations/0005_polling.sql": """
        UPDATE newswire.feed_state SET moved_to = 'https://news.example/feed', moved_times = 2;
        INSERT INTO newswire.feed_change (feed_id, state, reason) VALUES (1, 'failing', 'HTTP status 500')""",
    "migrations/0007_politeness.sql": "INSERT INTO newswire.host_day (host, day) VALUES ('news.example', '2026-11-20')",
    "migrations/0008_consumers.sql": "INSERT INTO newswire.legal_hold (article_id, reason) VALUES (1, 'a court')",
    "migrations/0009_delivery.sql": """
        INSERT INTO newswire.webhook (url, secret, kinds) VALUES ('https://desk.example/', 'signed', '{new}')""",
    "migrations/0010_websub.sql": """
        INSERT INTO newswire.websub (feed_id, hub, topic)
        VALUES (1, 'https://hub.example/', 'https://news.example/rss')""",
    "migrations/0018_stories.sql": """
        INSERT INTO newswire.story (story_id, lead_id, lead_month, language, origin_id, known_by, sureness, articles,
            first_seen_at, last_seen_at)
        VALUES (1, 1, '2026-11-01', 'en', 1, 'first seen', 'guess', 1, '2026-11-20 11:00Z', '2026-11-20 11:00Z');
        INSERT INTO newswire.story_member (article_id, month, story_id, content_key, at, source_id, source, language,
            has_dateline, wire_item, feature, digest, samples)
        VALUES (1, '2026-11-01', 1, '00000000-0000-4000-8000-0000000000cc', '2026-11-20 11:00Z', 1, 'The News', 'en',
            false, false, false, false, '{-7}');
        INSERT INTO newswire.story_posting (sample, article_id, day) VALUES (-7, 1, '2026-11-24');
        INSERT INTO newswire.story_merge (story_id, into_id) VALUES (9, 1)""",
}
# Rows of tables that a later state has brought, by the migration that made them. The baseline made the earlier ones.
KEPT_SINCE = {
    "migrations/0005_polling.sql": ("SELECT state, reason FROM newswire.feed_change", ("failing", "HTTP status 500")),
    "migrations/0007_politeness.sql": ("SELECT host FROM newswire.host_day", ("news.example",)),
    "migrations/0008_consumers.sql": ("SELECT reason FROM newswire.legal_hold", ("a court",)),
    "migrations/0009_delivery.sql": ("SELECT secret, kinds FROM newswire.webhook", ("signed", ["new"])),
    "migrations/0010_websub.sql": ("SELECT hub, state FROM newswire.websub", ("https://hub.example/", "wanted")),
    "migrations/0018_stories.sql": (
        "SELECT s.headline, a.source, p.sample, g.into_story FROM newswire_v1.story s "
        "JOIN newswire_v1.story_article a ON a.story = s.id "
        "JOIN newswire.story_posting p ON p.article_id = a.article "
        "JOIN newswire_v1.story_merge g ON g.into_story = s.id",
        ("Council votes for a new breakwater", "The News", -7, 1),
    ),
}
FUTURE = """
SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'newswire.document'::regclass
ORDER BY 1 DESC LIMIT 1"""
# What a reader, an operator and the next worker find: one row each.
KEPT = {
    "article": ("SELECT title, source, feed, revision FROM newswire_v1.article",
                ("Council votes for a new breakwater", "The News", "https://news.example/rss", 2)),
    "first text": ("SELECT body FROM newswire_v1.article_revision WHERE revision = 1", ("The harbour council votes.",)),
    "events": ("SELECT string_agg(kind, ' ') FROM newswire_v1.events_after('', 10)", ("new updated",)),
    "search": ("SELECT title FROM newswire_v1.search('harbour council')", ("Council votes for a new breakwater",)),
    "search of a source": (
        "SELECT title FROM newswire_v1.search('council', from_source => 'The News', from_agency => 'EFE')",
        ("Council votes for a new breakwater",),
    ),
    "ledger": ("SELECT string_agg(state, ' ' ORDER BY state) FROM newswire_v1.ledger", ("dead loaded waiting",)),
    "announced": ("SELECT announced ->> 'title' FROM newswire.announcement", ("Announced",)),
    "feed": ("SELECT etag, polls FROM newswire.feed_state", ('"kept"', 7)),
    "raw page": ("SELECT convert_from(body, 'UTF8') FROM newswire.document", ("raw",)),
}  # fmt: skip


@contextmanager
def connected(url: str) -> Iterator[Connection[TupleRow]]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def upgraded(url: str) -> int:
    return migrate(url, tell=lambda _: None)


@pytest.fixture(params=STATES, ids=lambda state: state[-1].name.removeprefix("migrations/"))
def earlier(request: pytest.FixtureRequest, empty_database: str) -> str:
    leave_at(empty_database, request.param, ROWS)
    return empty_database


def test_every_state_comes_to_todays_schema(earlier: str) -> None:
    upgraded(earlier)
    assert pending(earlier) == []


def test_every_state_keeps_its_rows(earlier: str) -> None:
    upgraded(earlier)
    with connected(earlier) as connection:
        found = {name: connection.execute(statement.encode()).fetchone() for name, (statement, _) in KEPT.items()}
    assert found == {name: row for name, (_, row) in KEPT.items()}


@pytest.mark.parametrize(
    ("made_by", "state"),
    [(name, state) for name in KEPT_SINCE for state in STATES if state[-1].name in {name, max(name, BASELINE)}],
    ids=lambda one: one if isinstance(one, str) else one[0].name.removeprefix("migrations/"),
)
def test_rows_of_later_tables_are_kept(empty_database: str, made_by: str, state: Sequence[SchemaFile]) -> None:
    leave_at(empty_database, state, ROWS)
    upgraded(empty_database)
    statement, expected = KEPT_SINCE[made_by]
    with connected(empty_database) as connection:
        assert connection.execute(statement.encode()).fetchone() == expected


def test_every_view_can_be_read_afterwards(earlier: str) -> None:
    upgraded(earlier)
    views = (
        "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'newswire_v1'::regnamespace AND relkind = 'v'"
    )
    with connected(earlier) as connection:
        for (view,) in connection.execute(views.encode()).fetchall():
            connection.execute(f"SELECT * FROM {view}".encode()).fetchall()


def test_an_upgraded_database_has_the_columns_of_a_fresh_one(earlier: str, database: str) -> None:
    upgraded(earlier)
    assert columns(earlier) == columns(database)


def columns(url: str) -> Sequence[TupleRow]:
    statement = """
        SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
        JOIN pg_class c ON c.oid = attrelid
        WHERE c.relnamespace IN ('newswire'::regnamespace, 'newswire_v1'::regnamespace)
          AND c.relkind IN ('p', 'r', 'v') AND NOT c.relispartition AND attnum > 0 AND NOT attisdropped
        ORDER BY 1, 2"""
    with connected(url) as connection:
        return connection.execute(statement.encode()).fetchall()


def test_two_migrators_at_once_upgrade_once(earlier: str) -> None:
    todo = len(pending(earlier))
    with ThreadPoolExecutor(2) as threads:
        counts = list(threads.map(lambda _: upgraded(earlier), range(2)))
    assert sorted(counts) == [0, todo]


@pytest.fixture
def at_first(empty_database: str) -> str:
    """A database at the first state."""
    leave_at(empty_database, STATES[0], ROWS)
    return empty_database


def test_a_table_that_somebody_reads_stops_the_upgrade_within_seconds_and_it_can_be_repeated(at_first: str) -> None:
    before = columns(at_first)
    with psycopg.connect(at_first) as reader:
        reader.execute("SELECT FROM newswire.article")
        with pytest.raises(SchemaOutdated, match=r"0002_wire_copy\.sql: a table is in use"):
            upgraded(at_first)
    assert columns(at_first) == before
    upgraded(at_first)
    assert pending(at_first) == []


def test_partitions_are_made_while_a_parent_is_being_read(database: str) -> None:
    with connected(database) as connection:
        for (name,) in connection.execute(FUTURE.encode()).fetchall():
            connection.execute(f"DROP TABLE {name}".encode())
    with psycopg.connect(database) as reader:
        reader.execute("SELECT FROM newswire.document")
        upgraded(database)
    with connected(database) as connection:
        found = connection.execute(FUTURE.encode()).fetchone()
    assert found is not None
