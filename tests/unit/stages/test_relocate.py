"""When a feed that fails is looked for at its site: told by its HTTP status, not by the words of the reason."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.model import FeedId
from pipeline.polling import Wishes
from pipeline.stages.relocate import Failed
from pipeline.store.feeds import ClaimedFeed

FEED = ClaimedFeed(
    feed_id=FeedId(1),
    url="https://news.example/rss",
    selector=None,
    source_id=1,
    homepage=None,
    title=None,
    etag=None,
    last_modified=None,
    validated_url=None,
    body_hash=None,
    may_condition=True,
    distrusted=False,
    poll_interval=timedelta(hours=1),
    failures=0,
    last_success_at=None,
    last_new_at=None,
    newest_at=None,
    rhythm=None,
    wishes=Wishes(),
    move=None,
    held=0,
    hub_active=False,
    claimed_at=datetime(2026, 11, 20, tzinfo=UTC),
)


def failed(failures: int, *, kind: str = "BadStatus", status: int | None = None) -> Failed:
    return Failed(feed=FEED, failures=failures, kind=kind, status=status)


def test_a_feed_that_is_gone_is_looked_for_at_once() -> None:
    assert failed(1, status=410).may_have_moved


@pytest.mark.parametrize(("failures", "looked_for"), [(1, False), (2, False), (3, True), (4, False), (9, True)])
def test_a_feed_that_is_not_found_is_looked_for_ever_more_rarely(failures: int, *, looked_for: bool) -> None:
    assert failed(failures, status=404).may_have_moved is looked_for


def test_a_page_in_place_of_a_feed_is_a_reason_to_look() -> None:
    assert failed(3, kind="Interstitial").may_have_moved


@pytest.mark.parametrize("status", [403, 500, None])
def test_a_host_in_trouble_is_no_reason_to_look(status: int | None) -> None:
    assert not failed(3, status=status).may_have_moved
