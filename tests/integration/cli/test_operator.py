"""What an operator reads: the same words everywhere for the same trouble, what comes next, and no ragged lines."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from builders import an_article, loaded
from command_line import newswire
from integration.hostile.press import feed, items, page, refusal, rss
from integration.stages.watched import Watched, watching

from pipeline.store import Store
from pipeline.store.feeds import NewFeed

Watch = Callable[[bytes], Watched]

CHALLENGE = page("<p>Please enable JavaScript and cookies to continue.</p>", title="Just a moment...")
TROUBLES = {
    "busy": refusal("503 Service Unavailable"),
    "not found": refusal("404 Not Found"),
    "challenge": CHALLENGE,
    "refused with a challenge": page(
        "<p>Enable JavaScript and cookies.</p>", status="403 Forbidden", title="Just a moment..."
    ),
    "a page": page("<p>The ferry sailed again.</p>"),
    "empty": feed(""),
    "JSON of another kind": feed('{"error": "no such feed"}', content_type="Content-Type: application/json"),
    "no markup": feed("The ferry sailed again."),
}


@pytest.fixture
def watch(store: Store, database: str) -> Iterator[Watch]:
    """Follow a feed with this answer."""
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(watching(store, database, answer))


def follow(store: Store, *urls: str) -> None:
    for url in urls:
        store.feeds.add(NewFeed(url=url, source_slug=url, source_name=url))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_test_and_a_poll_say_the_same(watch: Watch, database: str, trouble: str) -> None:
    watched = watch(TROUBLES[trouble])
    watched.poll()
    reason = watched.shown().reason
    tested = newswire("feeds", "test", watched.url(), database=database)
    assert reason
    assert (tested.returncode, tested.stderr.count("\n")) == (1, 1)
    assert f"{watched.url()}: {reason}" in tested.stderr


def test_list_show_status_and_ingest_have_one_reason(watch: Watch, store: Store, database: str) -> None:
    watched = watch(TROUBLES["busy"])
    watched.poll()
    store.operations.beat("tick", spacing=timedelta(0))
    (listed,) = json.loads(newswire("feeds", "list", "--json", database=database).stdout)
    said = [newswire(*command, database=database).stdout for command in (("feeds", "show", watched.url()), ("status",))]
    assert (listed["state"], listed["reason"]) == ("failing", "HTTP status 503")
    assert ["failing" in one and "HTTP status 503" in one for one in said] == [True, True]


def test_waiting_is_offered_where_it_can_help(store: Store, database: str) -> None:
    with watching(store, database, TROUBLES["busy"]) as busy, watching(store, database, TROUBLES["not found"]) as gone:
        offered = newswire("feeds", "add", busy.url(), database=database).stderr
        not_offered = newswire("feeds", "add", gone.url(), database=database).stderr
    assert offered == f"newswire: {busy.url()}: HTTP status 503; --anyway follows it all the same\n"
    assert not_offered == f"newswire: {gone.url()}: HTTP status 404\n"


@pytest.mark.parametrize("trouble", ["busy", "not found", "challenge"])
def test_a_feed_that_does_not_answer_is_followed_anyway(watch: Watch, database: str, trouble: str) -> None:
    watched = watch(TROUBLES[trouble])
    newswire("feeds", "remove", watched.url(), database=database)
    done = newswire("feeds", "add", "--anyway", watched.url(), "--json", database=database)
    (added,) = json.loads(done.stdout)
    (listed,) = json.loads(newswire("feeds", "list", "--json", database=database).stdout)
    assert (done.returncode, bool(added["reason"]), listed["url"]) == (0, True, watched.url())


def test_nothing_is_followed_anyway_that_can_never_answer(database: str) -> None:
    done = newswire("feeds", "add", "--anyway", "news.example", database=database)
    assert (done.returncode, done.stderr) == (
        1,
        "newswire: news.example: is no http or https address; write https://news.example\n",
    )
    assert newswire("feeds", "list", database=database).stdout.startswith("no feed is followed")


@pytest.mark.parametrize(
    ("urls", "said"),
    [(["https://a.example/rss"], "1 feed"), (["https://a.example/1", "https://a.example/2"], "2 feeds")],
)
def test_status_says_that_nothing_runs_and_what_is_queued(
    store: Store, database: str, urls: list[str], said: str
) -> None:
    follow(store, *urls)
    told = newswire("status", database=database).stdout.splitlines()
    assert told[0] == "newswire: not running, no tick yet; start it with `newswire up` (or `docker compose up`)"
    assert told[1] == f"feeds: {len(urls)} ok; {said} queued for polling"


def test_a_feed_that_waits_for_a_worker_says_so(store: Store, database: str) -> None:
    follow(store, "https://a.example/rss")
    assert (
        "queued, polled as soon as a worker takes it"
        in newswire("feeds", "show", "https://a.example/rss", database=database).stdout
    )


def test_ingest_says_what_it_waits_for_and_what_comes_next(watch: Watch, store: Store, database: str) -> None:
    watched = watch(feed(rss(*items(1))))
    store.operations.beat("tick", spacing=timedelta(0))
    done = newswire("ingest", watched.url(), "--timeout", "0", database=database)
    waiting, failed = done.stderr.splitlines()
    assert (done.returncode, waiting) == (1, "waiting for 1 feed to poll")
    assert failed == "newswire: ingest: still waiting for 1 feed to poll; the workers go on, see `newswire status`"
    assert done.stdout.splitlines() == [f"{watched.url()}  ok, next poll now", "0 entries"]


def test_ingest_prints_nothing_but_json_to_programs(watch: Watch, store: Store, database: str) -> None:
    watched = watch(feed(rss(*items(1))))
    store.operations.beat("tick", spacing=timedelta(0))
    done = newswire("ingest", watched.url(), "--timeout", "0", "--json", database=database)
    assert json.loads(done.stdout) == []


def test_an_entry_that_is_tried_again_says_when_and_why(watch: Watch, store: Store, database: str) -> None:
    watched = watch(feed(rss(*items(1))))
    watched.poll()
    with store.transaction() as connection:
        connection.execute(
            "UPDATE newswire.entry SET due_at = now() + interval '1 day', last_error = 'HTTP status 503'"
        )
        connection.execute("UPDATE newswire.feed_state SET last_polled_at = now() + interval '1 hour'")
    store.operations.beat("tick", spacing=timedelta(0))
    done = newswire("ingest", watched.url(), database=database)
    assert "still waiting for 1 entry to fetch, next try in 23 h: HTTP status 503; the workers go on" in done.stderr
    assert "1 entry: 1 to fetch" in done.stdout


@pytest.mark.parametrize("dead", [0, 1, 2])
def test_retrying_counts_in_words(watch: Watch, store: Store, database: str, dead: int) -> None:
    watch(feed(rss(*items(1, 2)))).poll()
    with store.transaction() as connection:
        connection.execute(
            "UPDATE newswire.entry SET stage = 'dead', failed_stage = 'fetch', error_kind = 'BadStatus',"
            " last_error = 'HTTP status 404', ended_at = now() WHERE entry_id IN"
            " (SELECT entry_id FROM newswire.entry ORDER BY entry_id LIMIT %s)",
            [dead],
        )
    said = newswire("dead", "retry", database=database).stdout
    assert said.partition(" will")[0].partition(":")[0] == ["nothing to retry", "1 entry", "2 entries"][dead]


COMMANDS = (
    ["status"],
    ["feeds", "list"],
    ["feeds", "show", "https://a.example/rss"],
    ["feeds", "politeness"],
    ["sources", "list"],
    ["dead", "list"],
    ["search", "breakwater"],
    ["search", "breakwater", "--counts", "day"],
    ["tail"],
    ["hold"],
    ["retention"],
    ["webhooks", "list"],
    ["websub", "list"],
    ["cursors", "list"],
    ["replay", "--dry-run"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_something_without_trailing_blanks(store: Store, database: str, command: list[str]) -> None:
    follow(store, "https://a.example/rss")
    loaded(store, an_article(store))
    done = newswire(*command, database=database)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    assert [line for line in done.stdout.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_something_of_an_empty_database(store: Store, database: str, command: list[str]) -> None:
    if command[:2] == ["feeds", "show"]:
        follow(store, "https://a.example/rss")
    done = newswire(*command, database=database)
    assert done.returncode == 0, done.stderr
    assert (done.stdout + done.stderr).strip()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("NEWSWIRE_HOME", "/dev/null", "NEWSWIRE_HOME: /dev/null cannot be used as a folder (File exists); set it to"),
        ("NEWSWIRE_DATABASE_URL", "mysql://news", "NEWSWIRE_DATABASE_URL: must start with postgresql://"),
        ("NEWSWIRE_DATABASE_URL", "postgresql://news@127.0.0.1:1/news", "database: connection failed: "),
    ],
)
@pytest.mark.parametrize("command", [["status"], ["feeds", "list"], ["up"]], ids=" ".join)
def test_a_setting_that_cannot_be_used_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str], variable: str, value: str, said: str
) -> None:
    settings = {"NEWSWIRE_HOME": str(tmp_path), "NEWSWIRE_BROKER_URL": "redis://127.0.0.1:1/0", variable: value}
    for name, text in settings.items():
        monkeypatch.setenv(name, text)
    done = newswire(*command)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"newswire: {said}")


@pytest.mark.parametrize(
    "command", [["search", "ferry"], ["tail"], ["export"], ["feeds", "politeness"], ["replay"]], ids=" ".join
)
def test_since_is_typed_alike_everywhere(database: str, command: list[str]) -> None:
    ended = [
        newswire(*command, "--since", since, database=database).returncode for since in ("3d", "2026-11-01", "soon")
    ]
    assert ended == [0, 0, 2]
