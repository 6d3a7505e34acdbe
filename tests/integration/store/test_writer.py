"""The workers' role: everything that the pipeline does by rows, nothing that changes tables."""

from collections.abc import Iterator

import psycopg
import pytest
from builders import a_feed, an_article, cleaned, discovered, fetched, loaded
from psycopg.errors import InsufficientPrivilege

from pipeline.model import WORK_STAGES
from pipeline.stages.index import index_articles
from pipeline.stages.load import load_articles
from pipeline.stages.retain import retain
from pipeline.stages.sweep import sweep
from pipeline.store import Store
from pipeline.store.migrate import pending


@pytest.fixture
def writer(writer_url: str) -> Iterator[Store]:
    opened = Store(writer_url)
    yield opened
    opened.close()


def test_an_entry_goes_from_its_feed_to_the_reader(writer: Store) -> None:
    (entry_id,) = discovered(writer, a_feed(writer)).to_fetch
    fetched(writer, (entry_id,))
    cleaned(writer, (entry_id,))
    assert load_articles(writer, [entry_id]) == {"new": 1}
    assert index_articles(writer) == 1
    assert len(writer.articles.arrived(most=10)) == 1


def test_partitions_are_made_ahead(writer: Store) -> None:
    writer_made = "SELECT newswire.ensure_month('2031-01-01'), newswire.ensure_day('2031-01-01')"
    with writer.transaction() as connection:
        connection.execute(writer_made.encode())
    sweep(writer, dict.fromkeys(WORK_STAGES, 10))


def test_expired_partitions_are_dropped(store: Store, writer: Store) -> None:
    with store.transaction() as connection:
        connection.execute("SELECT newswire.ensure_month('2001-01-01')")
        connection.execute("UPDATE newswire.retention SET article_months = 12")
    assert retain(writer) == 1


def test_an_article_is_taken_down(writer: Store) -> None:
    loaded(writer, an_article(writer))
    assert writer.retention.take_down(1, reason="court order")


def test_the_schema_can_be_checked(writer_url: str) -> None:
    assert list(pending(writer_url)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE newswire.mine (n int)",
        "CREATE TABLE newswire_v1.mine (n int)",
        "CREATE TEMP TABLE mine (n int)",
        "DROP TABLE newswire.article",
        "ALTER TABLE newswire.article ADD COLUMN mine int",
        "TRUNCATE newswire.article_event",
        "CREATE FUNCTION newswire.mine() RETURNS int RETURN 1",
        "UPDATE newswire_schema.applied SET sha256 = ''",
        "ALTER ROLE newswire_reader SUPERUSER",
        "CREATE ROLE mine",
        "COPY newswire.source TO PROGRAM 'cat'",
    ],
)
def test_nothing_else_can_be_done(writer_url: str, statement: str) -> None:
    with psycopg.connect(writer_url) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement.encode())


def test_no_role_is_more_than_it_must_be(store: Store) -> None:
    powers = """SELECT rolname FROM pg_roles WHERE rolname IN ('newswire_reader', 'newswire_writer')
        AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)"""
    with store.transaction() as connection:
        assert connection.execute(powers.encode()).fetchall() == []
