"""Secrets of addresses reach no view and no command: the rule in SQL is the rule in Python."""

import string
from collections.abc import Iterator

import psycopg
import pytest
from builders import an_article, discovered, loaded
from command_line import newswire
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection
from psycopg.rows import TupleRow

from pipeline.masking import SECRET_NAMES, masked
from pipeline.model import FeedId
from pipeline.store import Store
from pipeline.store.feeds import NewFeed

URL = "https://news.example/rss?token=S3cr3t&lang=en"
SHOWN = "https://news.example/rss?token=…&lang=en"
NAMES = ("token", "key", "a_key", "keys", "pwd", "PHPSESSID", "auth[x]", "parola", "contraseña")
PIECES = st.sampled_from(
    [*"/?&#;=@: ,[](<\"'\n…", "//", "https:", "mailto:", "news.example", "80", "user", "S3", "Sig", *NAMES]
)


def a_secret_feed(store: Store, url: str = URL, *, name: str = "The News") -> FeedId:
    return store.feeds.add(NewFeed(url=url, source_slug="news.example", source_name=name))[0]


@pytest.fixture(scope="module")
def connection(shared_database: str) -> Iterator[Connection[TupleRow]]:
    with psycopg.connect(shared_database, autocommit=True) as opened:
        yield opened


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(PIECES | st.text(string.ascii_letters + string.digits, max_size=4), max_size=14).map("".join))
def test_views_mask_as_the_rest_does(connection: Connection[TupleRow], written: str) -> None:
    row = connection.execute("SELECT newswire.masked(%s)", [written]).fetchone()
    assert row == (masked(written),)


def test_views_mask_the_same_names(connection: Connection[TupleRow]) -> None:
    row = connection.execute("SELECT pg_get_functiondef('newswire.masked'::regproc)").fetchone()
    assert [name.pattern for name in SECRET_NAMES if name.pattern not in str(row)] == []


@pytest.mark.parametrize("view", ["article", "article_sighting", "ledger", "feed_health", "source"])
def test_no_view_shows_a_token(store: Store, reader_url: str, view: str) -> None:
    feed_id = a_secret_feed(store)
    discovered(store, feed_id)
    loaded(store, an_article(store, entry_id=99))
    with store.transaction() as owner:
        owner.execute("UPDATE newswire.article SET feed_id = %s", [feed_id])
        owner.execute("UPDATE newswire.entry SET stage = 'duplicate', article_id = 1")
        owner.execute("UPDATE newswire.source SET homepage = 'https://news.example/?key=S3cr3t'")
        owner.execute(
            "UPDATE newswire.feed_state SET last_error = 'no answer at https://a:S3cr3t@news.example/', failures = 1,"
            " moved_to = 'https://news.example/?sig=S3cr3t', suggested_url = 'https://news.example/?auth=S3cr3t'"
        )
    with psycopg.connect(reader_url) as reader:
        (row,) = reader.execute(f"SELECT t::text FROM newswire_v1.{view} t".encode()).fetchall()
    assert "S3cr3t" not in str(row)
    assert view == "source" or SHOWN in str(row)


def test_a_reader_asks_by_the_address_as_it_is_shown(store: Store, reader_url: str) -> None:
    discovered(store, a_secret_feed(store))
    with psycopg.connect(reader_url) as reader:
        assert reader.execute("SELECT entries FROM newswire_v1.ledger WHERE feed = %s", [SHOWN]).fetchone() == (1,)


@pytest.mark.parametrize(
    "command",
    [
        *("feeds list", "feeds list --json", f"feeds show {URL}", f"feeds show {SHOWN} --json", "feeds export"),
        *(f"feeds pause {URL}", f"feeds remove {URL}", "status --json", "dead list --json", f"feeds show {URL}x"),
    ],
)
def test_no_command_prints_a_token(store: Store, database: str, command: str) -> None:
    a_secret_feed(store)
    done = newswire(*command.split(), database=database)
    assert "S3cr3t" not in done.stdout + done.stderr


def test_the_shown_address_names_a_feed_unless_two_are_shown_alike(store: Store, database: str) -> None:
    a_secret_feed(store)
    assert newswire("feeds", "pause", SHOWN, database=database).stdout == f"paused  {SHOWN}\n"
    a_secret_feed(store, URL.replace("S3cr3t", "another"))
    assert len(store.feeds.list()) == 2
    assert newswire("feeds", "resume", SHOWN, database=database).returncode == 1


def test_a_feed_that_moves_is_shown_at_its_new_address(store: Store) -> None:
    feed_id = a_secret_feed(store)
    store.feeds.move(feed_id, "https://b.example/rss?key=S3cr3t", reason="moved to https://b.example/rss?key=S3cr3t")
    assert store.feeds.list()[0].url == "https://b.example/rss?key=…"
    assert store.feeds.changes("https://b.example/rss?key=…")[0].reason == "moved to https://b.example/rss?key=…"
