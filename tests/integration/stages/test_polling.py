"""What a feed's answers make of it, poll by poll, on the real stage, the real fetcher and the real database."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from integration.fetch.hostile_site import BEHAVIOURS, Visit
from integration.hostile.press import NOW, Item, feed, items, moved, page, refusal, rss, unchanged
from integration.stages.watched import Watched, watching

from pipeline.store import Store
from pipeline.store.feeds import NewFeed

Watch = Callable[..., Watched]

NEWS = feed(rss(*items(3, 2, 1)))
MORE = feed(rss(*items(4, 3, 2, 1)))
CHALLENGE = page("<p>Please enable JavaScript and cookies to continue.</p>", title="Just a moment...")


@pytest.fixture
def watch(store: Store, database: str) -> Iterator[Watch]:
    """Follow a feed with these answers."""
    with ExitStack() as stack:

        def follow(*answers: Any, **others: Any) -> Watched:
            return stack.enter_context(watching(store, database, *answers, **others))

        yield follow


def tagged(body: bytes, etag: str = '"v1"') -> Callable[[Visit], bytes]:
    """304 to who holds this version."""

    def answer(visit: Visit) -> bytes:
        return unchanged(etag) if visit.fields.get("if-none-match") == etag else body

    return answer


# Conditional requests


def test_a_304_costs_no_parse_and_counts_as_a_success(watch: Watch) -> None:
    feed_ = watch(tagged(feed(rss(*items(2, 1)), 'ETag: "v1"')))
    feed_.poll()
    feed_.poll()
    assert (feed_.shown().entries_seen, feed_.shown().polls, feed_.shown().state) == (2, 2, "ok")


def test_an_identical_body_costs_no_parse(watch: Watch) -> None:
    feed_ = watch(NEWS)
    feed_.poll()
    feed_.poll()
    assert feed_.shown().entries_seen == 3


def test_once_a_day_the_whole_document_is_asked_for(watch: Watch) -> None:
    feed_ = watch(tagged(feed(rss(*items(2, 1)), 'ETag: "v1"')))
    for days in (0.0, 0.1, 1.1, 0.1):
        feed_.poll(after_days=days)
    assert ["if-none-match" in fields for fields in feed_.asked()] == [False, True, False, True]


def test_validators_that_hid_news_are_given_up(watch: Watch) -> None:
    feed_ = watch(feed(rss(*items(1)), 'ETag: "same"'), tagged(feed(rss(*items(2, 1)), 'ETag: "same"'), '"same"'))
    for days in (0.0, 0.1, 1.1, 0.1):
        feed_.poll(after_days=days)
    assert feed_.shown().entries_new == 2
    assert ["if-none-match" in fields for fields in feed_.asked()] == [False, True, False, False]


def test_validators_are_given_another_chance_after_a_week(watch: Watch) -> None:
    feed_ = watch(feed(rss(*items(1)), 'ETag: "same"'), feed(rss(*items(2, 1)), 'ETag: "same"'))
    for days in (0.0, 0.1, 7.1, 0.1):
        feed_.poll(after_days=days)
    assert "if-none-match" in feed_.asked()[-1]


# What publishers and hosts ask for


def test_a_ttl_still_counts_after_a_304(watch: Watch) -> None:
    feed_ = watch(tagged(feed(rss(*items(1), extra="<ttl>180</ttl>"), 'ETag: "v1"')))
    feed_.poll()
    feed_.poll()
    assert feed_.shown().poll_interval >= timedelta(hours=3)


def test_a_cache_s_freshness_is_believed_up_to_an_hour(watch: Watch) -> None:
    recent = [Item(number=n, published=NOW - timedelta(minutes=n)) for n in range(9, 0, -1)]
    feed_ = watch(feed(rss(*recent), "Cache-Control: public, max-age=86400"))
    feed_.poll()
    assert timedelta(hours=1) <= feed_.shown().poll_interval <= timedelta(hours=1.1)


def test_a_poll_whose_turn_did_not_come_is_no_failure(watch: Watch, store: Store) -> None:
    slow = BEHAVIOURS["/slow"]
    feed_ = watch(slow, others={"/other": slow})
    store.feeds.add(NewFeed(url=feed_.url("/other"), source_slug="other", source_name="other"))
    polled = feed_.poll(patience=timedelta(milliseconds=10), per_host=1)
    assert (polled.polled, polled.failed) == (2, 1)
    assert sorted((row.polls, row.state) for row in store.feeds.list()) == [(0, "ok"), (1, "failing")]


# Answers as states


def test_failures_are_asked_again_ever_more_rarely_and_at_least_once_a_day(watch: Watch) -> None:
    feed_ = watch(NEWS, refusal("404 Not Found"))
    for _ in range(12):
        feed_.poll()
    state = feed_.state()
    assert (state["state"], state["failures"], feed_.changes()) == ("failing", 11, ["failing"])
    assert timedelta(hours=20) < (feed_.shown().next_poll_at or NOW) - NOW < timedelta(days=1.2)


def test_a_recovery_is_noted(watch: Watch) -> None:
    feed_ = watch(NEWS, CHALLENGE, MORE)
    for _ in range(3):
        feed_.poll()
    assert feed_.changes() == ["failing", "ok"]
    assert feed_.state()["recovered_at"] is not None


def test_a_challenge_is_named(watch: Watch) -> None:
    feed_ = watch(CHALLENGE)
    feed_.poll()
    assert (feed_.shown().reason or "").startswith("a challenge page came in place of the feed")


def test_a_feed_that_is_gone_is_asked_again_after_a_month_and_may_come_back(watch: Watch) -> None:
    feed_ = watch(refusal("410 Gone"), NEWS)
    feed_.poll()
    wait = (feed_.shown().next_poll_at or NOW) - NOW
    feed_.poll(after_days=30)
    assert (wait > timedelta(days=29), feed_.changes(), feed_.shown().state) == (True, ["gone", "ok"], "ok")


def test_what_a_temporary_redirect_finds_gone_is_not_the_feed(watch: Watch) -> None:
    feed_ = watch(moved("/elsewhere", "302 Found"), others={"/elsewhere": refusal("410 Gone")})
    feed_.poll()
    assert feed_.shown().state == "failing"


def test_a_quiet_feed_falls_silent_by_its_own_rhythm_and_its_return_is_noted(watch: Watch) -> None:
    daily = [Item(number=n, published=NOW - timedelta(days=9 - n)) for n in range(9, 0, -1)]
    feed_ = watch(feed(rss(*daily)), feed(rss(*daily)), feed(rss(*daily)), feed(rss(Item(number=10), *daily[:8])))
    feed_.poll()
    feed_.poll(after_days=4)
    quiet = feed_.shown().state
    feed_.poll(after_days=2)
    silent = feed_.shown()
    feed_.poll()
    assert (quiet, silent.state, feed_.changes()) == ("ok", "silent", ["silent", "ok"])
    assert "by its own rhythm" in (silent.reason or "")


def test_news_that_may_be_lost_are_told_and_the_feed_is_polled_faster(watch: Watch) -> None:
    later_ones = [Item(number=n, published=NOW + timedelta(minutes=n)) for n in (9, 8, 7)]
    feed_ = watch(NEWS, feed(rss(*later_ones)))
    feed_.poll()
    feed_.poll()
    assert (feed_.shown().may_have_lost_times, feed_.state()["rhythm"]["haste"]) == (1, 0.5)


def test_a_feed_that_renames_its_entries_has_lost_nothing(watch: Watch) -> None:
    renamed = [Item(number=n + 90, published=NOW - timedelta(hours=3 - n)) for n in (3, 2, 1)]
    feed_ = watch(NEWS, feed(rss(*renamed)))
    feed_.poll()
    feed_.poll()
    assert (feed_.shown().entries_new, feed_.shown().may_have_lost_times) == (6, 0)


def test_only_the_last_twenty_changes_are_kept(watch: Watch) -> None:
    feed_ = watch(*[NEWS, refusal("500 Oops")] * 13)
    for _ in range(26):
        feed_.poll()
    assert len(feed_.changes()) == 20


# Moves


def test_a_feed_that_moved_to_one_that_is_followed_is_given_up_and_says_so(watch: Watch, store: Store) -> None:
    feed_ = watch(moved("/new"), others={"/new": NEWS})
    store.feeds.add(NewFeed(url=feed_.url("/new"), source_slug="new", source_name="new"))
    for _ in range(3):
        feed_.poll(after_days=1)
    assert feed_.shown().state == "gone"
    assert (feed_.shown().reason or "").endswith("which is followed already")


def test_a_feed_that_moved_to_one_that_was_removed_goes_on_where_it_is(watch: Watch, store: Store) -> None:
    feed_ = watch(moved("/new"), others={"/new": NEWS})
    store.feeds.add(NewFeed(url=feed_.url("/new"), source_slug="new", source_name="new"))
    store.feeds.remove(feed_.url("/new"))
    for _ in range(4):
        feed_.poll(after_days=1)
    assert (feed_.shown().url, feed_.shown().state) == (feed_.url(), "ok")


def test_a_feed_that_is_not_found_is_looked_for_on_its_site(watch: Watch) -> None:
    home = page("<p><a href='/rss/new.xml'>RSS</a></p>")
    feed_ = watch(NEWS, refusal("404 Not Found"), others={"/": home, "/rss/new.xml": MORE})
    for _ in range(4):
        feed_.poll()
    assert feed_.shown().url == feed_.url("/rss/new.xml")
    feed_.poll()
    assert (feed_.shown().state, feed_.shown().entries_new) == ("ok", 4)


def test_another_feed_of_its_site_is_only_suggested(watch: Watch) -> None:
    home = page("<p><a href='/rss/new.xml'>RSS</a></p>")
    other = feed(rss(*items(99, 98), title="Recipes of the week"))
    feed_ = watch(NEWS, refusal("404 Not Found"), others={"/": home, "/rss/new.xml": other})
    for _ in range(4):
        feed_.poll()
    assert feed_.shown().url == feed_.url()
    assert feed_.url("/rss/new.xml") in feed_.shown().what_next


def test_a_feed_that_is_gone_is_looked_for_at_once(watch: Watch) -> None:
    home = page("<p><a href='/rss/new.xml'>RSS</a></p>")
    feed_ = watch(NEWS, refusal("410 Gone"), others={"/": home, "/rss/new.xml": MORE})
    feed_.poll()
    feed_.poll()
    assert feed_.shown().url == feed_.url("/rss/new.xml")
    assert feed_.changes() == ["gone", "ok"]


def test_entries_dated_by_the_day_alone_may_be_lost_within_the_day(watch: Watch) -> None:
    def by_day(*numbers: int) -> bytes:
        text = rss(*(Item(number=number) for number in numbers))
        return feed(re.sub("<pubDate>.*?</pubDate>", "<pubDate>2026-11-20</pubDate>", text))

    feed_ = watch(by_day(3, 2, 1), by_day(9, 8, 7))
    feed_.poll()
    feed_.poll()
    assert feed_.shown().may_have_lost_times == 1


def test_a_feed_of_the_same_title_on_the_same_site_is_ours(watch: Watch) -> None:
    home = page("<p><a href='/rss/new.xml'>RSS</a></p>")
    feed_ = watch(NEWS, refusal("404 Not Found"), others={"/": home, "/rss/new.xml": feed(rss(*items(99, 98)))})
    for _ in range(4):
        feed_.poll()
    assert feed_.shown().url == feed_.url("/rss/new.xml")


@pytest.mark.parametrize("year", [1970, 2199])
def test_a_date_that_no_feed_means_is_recorded_and_not_believed(watch: Watch, year: int) -> None:
    feed_ = watch(feed(rss(Item(number=1, published=NOW.replace(year=year)))))
    feed_.poll()
    (announced,) = feed_.announced()
    assert (announced.get("published"), len(announced["absurd_dates"])) == (None, 1)


def test_a_hub_in_a_header_field_is_noted(watch: Watch, store: Store) -> None:
    feed_ = watch(feed(rss(*items(1)), 'Link: <https://hub.example/>; rel="hub"'))
    feed_.poll()
    with store.transaction() as connection:
        assert connection.execute("SELECT hub, topic FROM newswire.websub").fetchall() == [
            ("https://hub.example/", feed_.url())
        ]
