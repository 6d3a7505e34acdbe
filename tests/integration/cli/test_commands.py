"""Commands as a user types them: what they print, and how they end."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from command_line import newswire
from schema_history import leave_at, step

from pipeline.demo import SampleSite
from pipeline.store import Store

FLATTENED = Path(__file__).parents[4] / "shared" / "data" / "plain" / "efe-flattened.txt"
STORY = """Ferry back in service after storm

Halden, Jan 18 (EFE).- The ferry between Halden and Osby sailed again on Tuesday after a storm
had kept it in port for three days, the harbour office said, and carried four hundred people.

The office said that no one had been hurt and that the timetable would be back to normal soon.


Related Articles

Back to top button
"""


@pytest.fixture(scope="module")
def site() -> Iterator[SampleSite]:
    with SampleSite() as served:
        yield served


def test_clean_takes_a_flattened_story_apart() -> None:
    story = json.loads(newswire("clean", "-", "--json", given=STORY).stdout)
    assert (story["title"], story["dateline"]["place"], story["agency"]) == (
        "Ferry back in service after storm",
        "Halden",
        "EFE",
    )
    assert [removed["text"] for removed in story["removed"]] == ["Related Articles", "Back to top button"]
    assert len(story["paragraphs"]) == 2


@pytest.mark.skipif(not FLATTENED.exists(), reason="the shared sample of flattened text is not here")
def test_clean_takes_the_shared_story_apart() -> None:
    story = json.loads(newswire("clean", str(FLATTENED), "--json").stdout)
    assert (story["dateline"]["place"], story["dateline"]["agency"], len(story["paragraphs"])) == (
        "Washington",
        "EFE",
        12,
    )
    assert "Related Articles" not in story["text"]
    assert "Back to top" not in story["text"]


def test_clean_explains_what_it_removed() -> None:
    told = newswire("clean", "-", "--explain", given=STORY).stdout
    assert "Back to top button" in told
    assert "navigation" in told


def test_clean_of_nothing_fails_in_a_line() -> None:
    done = newswire("clean", "-")
    assert (done.returncode, done.stderr) == (1, "newswire: -: no article here: empty\n")


def test_a_file_that_is_not_there_fails_in_a_line() -> None:
    done = newswire("clean", "/no/such/file")
    assert (done.returncode, done.stderr) == (1, "newswire: /no/such/file: No such file or directory\n")


def test_feeds_test_saves_nothing_and_needs_no_database(site: SampleSite) -> None:
    done = newswire("feeds", "test", site.home_urls[0])
    assert done.returncode == 0, done.stderr
    assert "entries" in done.stdout


def test_a_home_page_gives_its_feeds(site: SampleSite, database: str) -> None:
    added = json.loads(newswire("feeds", "add", site.home_urls[0], "--json", database=database).stdout)
    assert {feed["feed"] for feed in added} == {url for url in site.feed_urls if url.startswith(site.home_urls[0])}


def test_a_page_that_announces_no_feed_fails_in_a_line(site: SampleSite, database: str) -> None:
    done = newswire("feeds", "add", site.url + "/", database=database)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "a page that is no feed came in place of the feed" in done.stderr
    assert "and it announces none" in done.stderr


def test_a_list_of_feeds_goes_in_and_comes_out(tmp_path: Path, database: str) -> None:
    opml = tmp_path / "mine.opml"
    outlines = "".join(f'<outline text="Feed {n}" xmlUrl="https://news{n}.example/rss"/>' for n in range(3))
    opml.write_text(f'<opml version="2.0"><body>{outlines}<outline xmlUrl="ftp://x.example/rss"/></body></opml>')
    done = newswire("feeds", "import", str(opml), database=database)
    again = json.loads(newswire("feeds", "import", str(opml), "--json", database=database).stdout)
    exported = newswire("feeds", "export", database=database).stdout
    assert ("3 feeds added, 0 followed already" in done.stdout, done.returncode) == (True, 1)
    assert "refused  ftp://x.example/rss: line 1: no http or https address" in done.stdout
    assert [one["outcome"] for one in again] == ["refused", *["followed already"] * 3]
    assert exported.count("xmlUrl=") == 3


def test_a_list_that_is_none_fails_in_a_line(tmp_path: Path, database: str) -> None:
    (tmp_path / "page.opml").write_text("<html></html>")
    done = newswire("feeds", "import", str(tmp_path / "page.opml"), database=database)
    assert (done.returncode, "no OPML" in done.stderr, done.stderr.count("\n")) == (1, True, 1)


def test_a_host_s_account_is_shown(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        columns = "host, requests, not_modified, bytes, refused"
        connection.execute(f"INSERT INTO newswire.host_day ({columns}) VALUES ('a.example', 4, 1, 2500, 3)".encode())
    (account,) = json.loads(newswire("feeds", "politeness", "--json", database=database).stdout)
    assert (account["host"], account["requests"], account["refused"]) == ("a.example", 4, 3)
    assert "25%" in newswire("feeds", "politeness", "a.example", database=database).stdout


def test_an_index_page_is_followed_as_a_feed(site: SampleSite, database: str) -> None:
    added = newswire("feeds", "add", "--index", site.home_urls[0], "--json", database=database)
    assert json.loads(added.stdout)[0]["feed"] == site.home_urls[0]


def test_an_index_page_is_shown_before_it_is_followed(site: SampleSite) -> None:
    shown = newswire("feeds", "test", "--index", site.home_urls[0], "--json")
    assert json.loads(shown.stdout)[0]["channel"]["format"] == "index-page"


def test_a_selector_without_an_index_page_is_wrong_usage() -> None:
    assert newswire("feeds", "test", "--select", "h2 a", "https://news.example/").returncode == 2


def test_a_feed_is_paused_resumed_and_removed(site: SampleSite, database: str) -> None:
    feed = site.feed_urls[0]
    newswire("feeds", "add", feed, database=database)
    newswire("feeds", "pause", feed, database=database)
    (paused,) = json.loads(newswire("feeds", "list", "--json", database=database).stdout)
    newswire("feeds", "resume", feed, database=database)
    shown = json.loads(newswire("feeds", "show", feed, "--json", database=database).stdout)
    newswire("feeds", "remove", feed, database=database)
    assert (paused["state"], shown["state"]) == ("paused", "ok")
    assert json.loads(newswire("feeds", "list", "--json", database=database).stdout) == []


@pytest.mark.parametrize("command", ["pause", "resume", "remove", "show"])
def test_a_feed_that_is_not_followed_fails_in_a_line(database: str, command: str) -> None:
    done = newswire("feeds", command, "https://nowhere.example/rss", database=database)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_ingest_without_workers_says_so(database: str) -> None:
    done = newswire("ingest", "https://news.example/rss", database=database)
    assert (done.returncode, "start it with `newswire up`" in done.stderr) == (1, True)


def test_an_outdated_database_is_told_in_a_line(empty_database: str) -> None:
    done = newswire("status", database=empty_database)
    assert (done.returncode, "run `newswire migrate`" in done.stderr) == (1, True)
    assert newswire("migrate", "--check", database=empty_database).returncode == 1


def test_migrate_brings_a_database_up(empty_database: str) -> None:
    assert newswire("migrate", database=empty_database).returncode == 0
    assert newswire("migrate", "--check", database=empty_database).returncode == 0


def test_a_check_names_the_baseline_that_an_empty_database_needs(empty_database: str) -> None:
    done = newswire("migrate", "--check", database=empty_database)
    assert (done.returncode, "not applied: migrations/0014_baseline.sql, " in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("number", "needed"),
    [("0001", "0002_wire_copy"), ("0003", "0004_desertions"), ("0012", "0013_search")],
)
def test_a_check_names_the_step_that_an_older_database_needs(empty_database: str, number: str, needed: str) -> None:
    leave_at(empty_database, step(number))
    done = newswire("migrate", "--check", database=empty_database)
    assert (done.returncode, f"not applied: migrations/{needed}.sql, " in done.stderr) == (1, True)
    assert "baseline" not in done.stderr


def test_an_older_database_is_brought_up_as_an_empty_one(empty_database: str) -> None:
    leave_at(empty_database, step("0003"))
    assert newswire("migrate", database=empty_database).returncode == 0
    assert newswire("migrate", "--check", database=empty_database).returncode == 0


def test_status_balances(database: str) -> None:
    told = json.loads(newswire("status", "--json", database=database).stdout)
    assert told["ledger"] == {"discovered": 0}


def test_status_says_since_when_nothing_runs(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("INSERT INTO newswire.heartbeat (name, at) VALUES ('tick', now() - interval '3 hours')")
    assert "newswire: not running, last tick 3 h ago" in newswire("status", database=database).stdout


def test_an_article_that_is_not_there_fails_in_a_line(database: str) -> None:
    done = newswire("show", "7", database=database)
    assert (done.returncode, done.stderr) == (
        1,
        "newswire: article 7: there is no live article with this id, and none that waits\n",
    )


def test_search_of_an_empty_database_finds_nothing(database: str) -> None:
    assert newswire("search", "harbour", database=database).stdout.strip() == "nothing found"


def test_ingest_of_what_is_no_address_fails_and_leaves_no_entry(store: Store, database: str) -> None:
    store.operations.beat("tick", spacing=timedelta(0))
    done = newswire("ingest", "notaurl", database=database)
    assert (done.returncode, done.stderr) == (
        1,
        "newswire: notaurl: is no http or https address; write one as in https://news.example/rss\n",
    )
    assert store.ledger.balance() == {}


def test_a_negative_timeout_is_wrong_usage(database: str) -> None:
    assert newswire("ingest", "https://news.example/a", "--timeout", "-1", database=database).returncode == 2
