"""Attempts of a reader to stop the pipeline: by locks, open transactions, full disks, connections and settings."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from builders import NOON, a_clean_article, a_feed, a_sighting, an_article, an_entry, discovered, loaded
from integration.adversary.conftest import answers
from psycopg import Connection
from psycopg.rows import TupleRow

from pipeline.model import WORK_STAGES
from pipeline.stages.index import index_articles
from pipeline.stages.sweep import queue_due_feeds, sweep
from pipeline.store import Store
from pipeline.store.events import BEGINNING
from pipeline.store.migrate import migrate
from pipeline.store.retention import Rule

LONG_AGO = NOON - timedelta(days=400)


def the_pipeline_goes_on(store: Store, database: str) -> None:
    """Everything that a newswire does with its database, one after the other; each step has ten seconds."""
    with bounded(database):
        assert store.operations.beat("tick", spacing=timedelta(0))
        assert store.operations.beat("sweep", spacing=timedelta(0))
        discovered(store, a_feed(store), a_sighting(an_entry(guid="during", url="https://news.example/during")))
        queue_due_feeds(store, most=10)
        sweep(store, dict.fromkeys(WORK_STAGES, 10))
        before = store.events.newest()
        title = f"Story after {before}"
        loaded(
            store,
            an_article(store, entry_id=77, url=f"https://news.example/{before}", clean=a_clean_article(title=title)),
        )
        assert [one.title for one in store.events.after(before, most=10)] == [title]
        assert index_articles(store) > 0
        with store.transaction() as connection:
            connection.execute("SELECT newswire.ensure_month('2033-01-01'), newswire.ensure_day('2033-01-01')")
        assert store.operations.feeds_by_state() != {}
        assert store.operations.backlog() != []
        assert store.retention.step(most=10) == "dropped article_202510"
        migrate(database, tell=lambda _: None)


@contextmanager
def bounded(database: str) -> Iterator[None]:
    """No statement of the owner's may wait for longer than ten seconds."""
    name = urlsplit(database).path.strip("/")
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {name} SET statement_timeout = '10s'".encode())
    yield


@pytest.fixture
def running(store: Store) -> Store:
    """A newswire with an article that retention is to drop."""
    with store.transaction() as connection:
        connection.execute("SELECT newswire.ensure_month(%s)", [LONG_AGO.date()])
    loaded(store, an_article(store, fetched_at=LONG_AGO))
    store.retention.set_rule(Rule(source=None, article_months=12, document_days=7))
    return store


VIEWS = ["article", "article_revision", "article_sighting", "removed_text", "story", "event", "ledger", "feed_health"]
# What a session does and then keeps open.
HOLDS = {
    "an open transaction with a number": ["BEGIN", "SELECT pg_current_xact_id()"],
    "an open snapshot": ["BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT count(*) FROM newswire_v1.article"],
    "every view being read": [
        "BEGIN",
        *(f"SELECT count(*) FROM newswire_v1.{view}" for view in VIEWS),
    ],
    "a weak lock on a view": ["BEGIN", "LOCK TABLE newswire_v1.article IN ACCESS SHARE MODE"],
    "an open cursor": ["BEGIN", "DECLARE mine CURSOR FOR SELECT * FROM newswire_v1.article", "FETCH 1 FROM mine"],
    "a listener that never reads": ["LISTEN newswire_article", "BEGIN", "SELECT 1"],
    "a full queue of notes": [
        "LISTEN x",
        "SELECT pg_notify('x', n || repeat('a', 7000)) FROM generate_series(1, 2000) n",
    ],
    "a serializable reader": ["BEGIN ISOLATION LEVEL SERIALIZABLE", "SELECT count(*) FROM newswire_v1.article"],
    "a failed transaction": ["BEGIN", "SELECT * FROM newswire_v1.article LIMIT 1"],
    "a search": ["BEGIN", "SELECT * FROM newswire_v1.search('breakwater')"],
    "a statement of its own language": ["BEGIN", "DO $$ BEGIN PERFORM count(*) FROM newswire_v1.article; END $$"],
}  # fmt: skip


@pytest.mark.parametrize("held", HOLDS)
def test_what_a_session_holds_stops_nothing(running: Store, database: str, reader_url: str, held: str) -> None:
    # Not as a context: leaving it would talk to a session that may have been ended.
    with closing(psycopg.connect(reader_url, autocommit=True)) as reader:
        reader.execute("SET default_transaction_read_only = off")
        for statement in HOLDS[held]:
            reader.execute(statement.encode())
        the_pipeline_goes_on(running, database)


ADVISORY = [
    "pg_advisory_lock(hashtextextended('newswire.tick', 0))",
    "pg_advisory_lock(hashtextextended('newswire.sweep', 0))",
    "pg_advisory_lock(hashtext('newswire.migrate'))",
    "pg_advisory_lock(hashtext('newswire.retain'))",
    "pg_advisory_lock(hashtext('newswire.ensure_partitions'))",
]


@pytest.mark.parametrize("lock", ADVISORY)
def test_an_advisory_lock_stops_nothing_where_a_reader_may_take_one(
    running: Store, database: str, superuser: str, reader_url: str, lock: str
) -> None:
    server = urlunsplit(urlsplit(superuser)._replace(path=urlsplit(database).path))
    with psycopg.connect(server, autocommit=True) as operator:
        operator.execute("GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_lock(bigint) TO newswire_reader")
    with psycopg.connect(reader_url, autocommit=True) as reader:
        reader.execute(f"SELECT {lock}".encode())
        the_pipeline_goes_on(running, database)


def test_a_strangers_transaction_in_another_database_stops_nothing(
    running: Store, database: str, postgres: str
) -> None:
    with psycopg.connect(postgres) as stranger:
        stranger.execute("SELECT pg_current_xact_id()")
        the_pipeline_goes_on(running, database)


REFUSED = [
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_advisory_xact_lock_shared(1, 2)",
    "SELECT pg_try_advisory_lock(1)",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_logical_emit_message(false, 'x', repeat('a', 1000))",
    "CREATE TEMP TABLE mine (n int)",
    "CREATE TABLE public.mine (n int)",
    "CREATE SCHEMA mine",
    "ALTER ROLE newswire_reader CONNECTION LIMIT 1000",
    "ALTER ROLE newswire_writer CONNECTION LIMIT 0",
    "ALTER ROLE newswire_writer SET statement_timeout = '1ms'",
    "ALTER SYSTEM SET max_connections = 1",
    "SET temp_file_limit = -1",
    "LOCK TABLE newswire_v1.article IN ACCESS EXCLUSIVE MODE",
    "LOCK TABLE newswire_v1.article_revision IN ROW EXCLUSIVE MODE",
    "LOCK TABLE newswire.live_article IN ACCESS SHARE MODE",
    "SELECT * FROM newswire_v1.article FOR UPDATE",
    "BEGIN; PREPARE TRANSACTION 'mine'",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'newswire'",
    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'newswire'",
    "SELECT pg_reload_conf()",
    "SELECT pg_switch_wal()",
    "SELECT pg_create_physical_replication_slot('mine')",
    "VACUUM FULL newswire.live_article; TABLE newswire.live_article",
    "DROP VIEW newswire_v1.article",
    "SELECT newswire.end_reader_sessions()",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_would_hold_up_others_is_refused(store: Store, reader: Connection[TupleRow], statement: str) -> None:
    with store.transaction() as at_work:
        at_work.execute("SELECT 1")
        with pytest.raises(psycopg.Error):
            answers(reader, statement)


@pytest.mark.parametrize("name", ["postgres", "template1"])
def test_no_other_database_of_the_cluster_lets_a_reader_in(reader_url: str, name: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(urlunsplit(urlsplit(reader_url)._replace(path=f"/{name}"))).close()


def test_readers_leave_connections_for_others(running: Store, database: str, reader_url: str) -> None:
    with ExitStack() as sessions:
        for _ in range(30):
            sessions.enter_context(psycopg.connect(reader_url))
        with pytest.raises(psycopg.OperationalError, match="too many connections for role"):
            psycopg.connect(reader_url).close()
        the_pipeline_goes_on(running, database)


def limits(store: Store) -> Sequence[TupleRow]:
    statement = """SELECT setting FROM pg_db_role_setting s, unnest(s.setconfig) setting
        WHERE s.setrole = 'newswire_reader'::regrole ORDER BY 1"""
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


@pytest.mark.parametrize(
    "lifted",
    [
        "ALTER ROLE newswire_reader RESET statement_timeout",
        "ALTER ROLE newswire_reader SET statement_timeout = 0",
        "ALTER ROLE newswire_reader SET work_mem = '100GB'",
        "ALTER ROLE newswire_reader SET idle_in_transaction_session_timeout = 0",
        "ALTER ROLE newswire_reader RESET ALL",
    ],
)
def test_limits_that_a_reader_lifts_for_good_are_set_again(
    store: Store, reader: Connection[TupleRow], lifted: str
) -> None:
    before = limits(store)
    reader.execute(lifted.encode())
    assert limits(store) != before
    store.operations.end_reader_sessions()
    assert limits(store) == before


# What a session does, and the limit that it is beyond; the limits are shortened so that a test need not wait.
BEYOND: dict[str, tuple[Callable[[Connection[TupleRow]], object], str]] = {
    "idle": (lambda reader: reader.execute("BEGIN"), "longest_idle => '0'"),
    "open": (lambda reader: reader.execute("BEGIN"), "longest_transaction => '0'"),
}


@pytest.mark.parametrize("kind", BEYOND)
def test_a_session_beyond_its_limits_is_ended(store: Store, reader: Connection[TupleRow], kind: str) -> None:
    act, limit = BEYOND[kind]
    reader.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
    act(reader)
    with store.transaction() as connection:
        ended = connection.execute(f"SELECT role FROM newswire.end_reader_sessions({limit})".encode()).fetchall()
    assert ended == [("newswire_reader",)]
    with pytest.raises(psycopg.OperationalError):
        reader.execute("SELECT 1")


def test_an_honest_session_is_left_alone(store: Store, reader: Connection[TupleRow]) -> None:
    reader.execute("BEGIN")
    assert list(store.operations.end_reader_sessions()) == []
    assert reader.execute("SELECT 1").fetchone() == (1,)


def test_a_writers_session_is_never_ended(store: Store, writer_url: str) -> None:
    with psycopg.connect(writer_url) as writer, store.transaction() as connection:
        writer.execute("SELECT 1")
        ended = connection.execute("SELECT * FROM newswire.end_reader_sessions('0', '0', '0')").fetchall()
        assert (ended, writer.execute("SELECT 1").fetchone()) == ([], (1,))


def test_two_loaders_of_one_text_take_turns_without_advisory_locks(store: Store) -> None:
    for n in range(2):
        loaded(store, an_article(store, entry_id=n, url=f"https://{n}.example/a"))
    assert [one.kind for one in store.events.after(BEGINNING, most=10)] == ["new"]
    with store.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM newswire.text_in_work").fetchone() == (0,)
