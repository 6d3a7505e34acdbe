"""The hostile newsstand, polled by the real fetch tasks: each scenario ends in the state that it must end in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from integration.hostile.answers import ANSWERS
from integration.hostile.newsstand import Newsstand, Scenario, later
from integration.hostile.pages import PAGES
from integration.hostile.shapes import SHAPES
from psycopg.rows import dict_row

from pipeline.model import FeedId
from pipeline.stages.sweep import queue_due_feeds
from pipeline.store import Store
from pipeline.store.feeds import NewFeed

SCENARIOS = (*SHAPES, *ANSWERS, *(scenario for scenario, _, _ in PAGES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """The newsstand after all its rounds, and the database that it was polled into."""

    site: Newsstand
    database: str
    feed_ids: Mapping[str, FeedId]

    def rows(self, statement: str, *parameters: object) -> Sequence[dict[str, Any]]:
        """What the database says."""
        with psycopg.connect(self.database, row_factory=dict_row) as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def health(self, name: str) -> dict[str, Any]:
        """How a scenario's feed reads in feed_health."""
        health = "SELECT h.* FROM newswire_v1.feed_health h JOIN newswire.feed f ON f.url = h.feed WHERE f.feed_id = %s"
        return self.rows(health, self.feed_ids[name])[0]

    def entries(self, name: str) -> Sequence[dict[str, Any]]:
        """A scenario's entries with what its feed said of them."""
        entries = "SELECT * FROM newswire.entry JOIN newswire.announcement USING (entry_id) WHERE feed_id = %s"
        return self.rows(entries + " ORDER BY entry_id", self.feed_ids[name])


@pytest.fixture(scope="module")
def polled(shared_database: str, broker: str) -> Iterator[Polled]:
    """All scenarios, polled side by side as often as they ask for."""
    with Newsstand(SCENARIOS) as site, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NEWSWIRE_DATABASE_URL", shared_database)
        environment.setenv("NEWSWIRE_ALLOW_PRIVATE_ADDRESSES", "true")
        environment.setenv("NEWSWIRE_FETCH_DEADLINE_SECONDS", "2")
        store = Store(shared_database)
        feed_ids = {scenario.name: _followed(store, site.at(scenario.name)) for scenario in SCENARIOS}
        for number in range(max(scenario.rounds for scenario in SCENARIOS)):
            due = [scenario for scenario in SCENARIOS if scenario.rounds > number]
            _poll(store, shared_database, {feed_ids[scenario.name]: scenario.days for scenario in due})
        _fetch_pages(store, [feed_ids[scenario.name] for scenario, _, _ in PAGES])
        store.close()
        yield Polled(site=site, database=shared_database, feed_ids=feed_ids)


def _followed(store: Store, url: str) -> FeedId:
    return store.feeds.add(NewFeed(url=url, source_slug=url, source_name=url))[0]


def _poll(store: Store, database: str, due: Mapping[FeedId, float]) -> None:
    from workers.app import newswire
    from workers.fetch import feeds

    for feed_id, days in due.items():
        later(database, feed_id, days)
    store.feeds.poll_now(list(due))
    newswire.cache_clear()
    for hint in queue_due_feeds(store, most=1_000):
        feeds.run(list(hint.ids))
    newswire().close()
    newswire.cache_clear()


def _fetch_pages(store: Store, feed_ids: Sequence[FeedId]) -> None:
    from workers.app import newswire
    from workers.fetch import pages

    with store.transaction() as connection:
        ids = connection.execute("SELECT entry_id FROM newswire.entry WHERE feed_id = ANY(%s)", [list(feed_ids)])
        entry_ids = [row[0] for row in ids]
    pages.run(entry_ids)
    newswire().close()
    newswire.cache_clear()


@pytest.mark.parametrize(("scenario", "stage", "error"), PAGES, ids=[one.name for one, _, _ in PAGES])
def test_a_page_s_entry_ends_where_it_must(polled: Polled, scenario: Scenario, stage: str, error: str) -> None:
    (entry,) = polled.entries(scenario.name)
    assert entry["stage"] == stage, entry
    assert re.search(error, f"{entry['error_kind']} {entry['last_error']}"), entry


def test_a_page_that_robots_txt_forbids_is_never_asked_for(polled: Polled) -> None:
    asked = {f"{name} {path}" for name in ("robots-no", "robots-no-to-us", "robots-broken") for path in ("/story/1",)}
    assert not asked & set(polled.site.visited)


def test_the_accounts_say_what_each_host_was_asked_for(polled: Polled) -> None:
    host = polled.site.at("robots-no").split("/")[2]
    (account,) = polled.rows("SELECT requests, refused FROM newswire.host_day WHERE host = %s", host)
    assert account == {"requests": 2, "refused": 1}  # its feed and its robots.txt


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_feed_ends_in_the_state_that_it_must_end_in(polled: Polled, scenario: Scenario) -> None:
    health = polled.health(scenario.name)
    assert health["state"] == scenario.state, health
    assert re.search(scenario.reason or "", health["reason"] or ""), health


@pytest.mark.parametrize(
    "scenario", [s for s in SCENARIOS if s.entries is not None], ids=lambda scenario: scenario.name
)
def test_a_feed_leaves_as_many_entries_as_it_announced(polled: Polled, scenario: Scenario) -> None:
    assert len(polled.entries(scenario.name)) == scenario.entries


@pytest.mark.parametrize("name", ["utf-16", "windows-1251", "wrong-label"])
def test_a_title_is_read_in_its_own_charset(polled: Polled, name: str) -> None:
    assert polled.entries(name)[0]["title"] == "Паром снова вышел в море"


def test_what_postgresql_cannot_store_is_left_out(polled: Polled) -> None:
    assert not re.search("[\x00\ud800-\udfff]", "".join(one["title"] for one in polled.entries("null-bytes")))


@pytest.mark.parametrize("name", ["entity-bomb", "external-entity"])
def test_entities_are_not_expanded(polled: Polled, name: str) -> None:
    title = polled.entries(name)[0]["title"]
    assert "root:" not in (title or "")
    assert len(title or "") < 1_000


def test_what_is_kept_of_markup_can_run_nothing(polled: Polled) -> None:
    kept = str(polled.entries("script")[0]["announced"])
    assert "The ferry sailed." in kept
    assert not re.search("(?i)<script|onerror|javascript:", kept)


def test_an_address_that_is_a_script_is_no_address(polled: Polled) -> None:
    assert polled.entries("script-link")[0]["url"] is None


def test_a_date_in_the_future_is_not_believed(polled: Polled) -> None:
    assert polled.entries("next-year")[0]["announced"].get("published") is None


def test_what_was_not_modified_is_asked_for_with_the_validator_as_it_came(polled: Polled) -> None:
    asked = [v for v in polled.site.visits if polled.site.at("conditional").startswith(f"http://{v.fields['host']}")]
    assert '"v1"' in {visit.fields.get("if-none-match") for visit in asked}


def test_a_host_that_wants_peace_gets_it(polled: Polled) -> None:
    waits = "SELECT next_poll_at - now() > interval '55 minutes' AS waits FROM newswire.feed_state WHERE feed_id = %s"
    assert [polled.rows(waits, polled.feed_ids[name])[0]["waits"] for name in ("busy", "too-many-requests")] == [
        True,
        True,
    ]


def test_a_publisher_s_interval_is_a_floor(polled: Polled) -> None:
    waits = "SELECT next_poll_at - now() > interval '170 minutes' AS waits FROM newswire.feed_state WHERE feed_id = %s"
    assert polled.rows(waits, polled.feed_ids["ttl"])[0]["waits"]


@pytest.mark.parametrize("name", ["moved-for-good", "moved-for-good-308"])
def test_a_feed_that_moved_for_good_is_followed_there(polled: Polled, name: str) -> None:
    assert polled.health(name)["feed"] == polled.site.at(name, "/new")


@pytest.mark.parametrize("name", ["moved-for-now", "moved-for-now-307", "moved-once", "moved-about", "moved-to-a-page"])
def test_a_feed_that_may_come_back_keeps_its_address(polled: Polled, name: str) -> None:
    assert polled.health(name)["feed"] == polled.site.at(name)


def test_a_retitled_item_is_fetched_again_and_a_re_dated_one_is_not(polled: Polled) -> None:
    assert [one["title"] for one in polled.entries("retitled")][-1] == "Another title"
    assert {one["times_seen"] for one in polled.entries("re-dated")} == {3}


def test_nothing_at_all_raised(polled: Polled) -> None:
    unfinished = "SELECT feed_id FROM newswire.feed_state WHERE polls = 0 OR lease IS NOT NULL"
    assert polled.rows(unfinished) == []
