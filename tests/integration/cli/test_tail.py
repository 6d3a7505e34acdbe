"""`newswire tail`: what a consumer sees of the change feed, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from builders import a_clean_article, an_article, loaded

from pipeline.store import Store


def a_story(store: Store, n: int) -> None:
    """One more article."""
    clean = a_clean_article(title=f"Story {n}")
    loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


@contextmanager
def command(database: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A running `newswire`, ended at the latest with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        env=os.environ | {"NEWSWIRE_DATABASE_URL": database},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ran(database: str, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and complaints of a command that ends by itself."""
    with command(database, *arguments) as process:
        told, complained = process.communicate(timeout=60)
        return process.returncode, told, complained


def next_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_the_last_ten_are_shown_where_nobody_says_from_where(store: Store, database: str) -> None:
    for n in range(12):
        a_story(store, n)
    _, told, _ = ran(database, "tail")
    assert [line.split("Story ")[1].split()[0] for line in told.splitlines()] == [str(n) for n in range(2, 12)]


def test_json_is_a_line_an_event(store: Store, database: str) -> None:
    a_story(store, 0)
    _, told, _ = ran(database, "tail", "--from", "", "--json")
    event = json.loads(told)
    assert list(event) == ["cursor", "kind", "id", "revision", "at", "title", "url"]
    assert (event["kind"], event["title"], event["url"]) == ("new", "Story 0", "https://news.example/0")


def test_a_title_cannot_move_the_cursor_of_a_terminal(store: Store, database: str) -> None:
    loaded(store, an_article(store, clean=a_clean_article(title="Ferry\x1b[2J\nsinks")))
    assert "Ferry [2J sinks" in ran(database, "tail")[1]


def test_a_consumer_goes_on_where_it_was(store: Store, database: str) -> None:
    a_story(store, 0)
    assert "Story 0" in ran(database, "tail", "--name", "desk")[1]
    a_story(store, 1)
    _, told, _ = ran(database, "tail", "--name", "desk")
    assert ("Story 1" in told, "Story 0" in told) == (True, False)


def test_a_consumer_that_has_a_place_is_not_put_elsewhere_by_the_way(store: Store, database: str) -> None:
    ran(database, "tail", "--name", "desk")
    code, _, complained = ran(database, "tail", "--name", "desk", "--from", "")
    assert (code, complained.count("\n")) == (1, 1)
    assert "newswire cursors reset desk" in complained


def test_what_is_no_cursor_is_told_in_a_line(database: str) -> None:
    code, _, complained = ran(database, "tail", "--from", "yesterday")
    assert (code, complained.count("\n")) == (1, 1)


def test_following_prints_what_comes_and_ends_cleanly_when_interrupted(store: Store, database: str) -> None:
    with command(database, "tail", "--follow", "--from", "") as process:
        a_story(store, 0)
        assert "Story 0" in next_line(process)
        a_story(store, 1)
        assert "Story 1" in next_line(process)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0


def test_following_goes_on_after_the_connection_was_lost(store: Store, database: str, superuser: str) -> None:
    a_story(store, 0)
    with command(database, "tail", "--follow", "--from", "") as process:
        next_line(process)
        with psycopg.connect(superuser, autocommit=True) as operator:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            operator.execute(others, [database.rpartition("/")[2].partition("?")[0]])
        a_story(store, 1)
        assert "Story 1" in next_line(process)


def test_a_reader_that_has_seen_enough_ends_it_quietly(store: Store, database: str) -> None:
    a_story(store, 0)
    with command(database, "tail", "--follow", "--from", "") as process:
        next_line(process)
        assert process.stdout is not None
        process.stdout.close()
        a_story(store, 1)
        assert process.stderr is not None
        assert (process.wait(timeout=30), process.stderr.read()) == (0, "")


def test_cursors_are_listed_reset_and_forgotten(store: Store, database: str) -> None:
    a_story(store, 0)
    ran(database, "tail", "--name", "desk")
    assert json.loads(ran(database, "cursors", "list", "--json")[1])[0]["behind"] == 0
    ran(database, "cursors", "reset", "desk")
    assert json.loads(ran(database, "cursors", "list", "--json")[1])[0]["behind"] == 1
    assert ran(database, "cursors", "forget", "desk")[:2] == (0, "desk is forgotten\n")
    assert ran(database, "cursors", "forget", "desk")[0] == 1
