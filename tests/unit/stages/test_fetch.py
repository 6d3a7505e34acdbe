"""What is kept of a page that its site withholds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.errors import BadStatus, FetchFailed, Interstitial, Postponed, RobotsDisallow, Unreachable
from pipeline.model import Answer, Entry, EntryId
from pipeline.stages.fetch import take_document
from pipeline.store.work import ClaimedEntry

URL = "https://gazette.example/wall"
STORY = (
    "<p>The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms come.</p>" * 2
)
WHOLE = (
    f"{STORY}<p>Work is to begin in March and to last for two years, the council said, at a cost of 48 million.</p>"
    + (
        "<p>Engineers warned last autumn that its foundations would not stand another winter like the one before.</p>"
        "<p>The old breakwater was built in 1911 from stone of the Lindle quarry, and was mended after each storm.</p>"
    )
)


def _entry(content: str | None) -> ClaimedEntry:
    return ClaimedEntry(
        entry_id=EntryId(1), feed_id=None, guid=None, url=URL, attempts=0, document_id=None,
        document_day=date(2026, 11, 30), first_seen_at=datetime(2026, 11, 30, tzinfo=UTC),
        announced=Entry(url=URL, title="Council votes for a wall", content=content),
    )  # fmt: skip


def _answer(status: int) -> Answer:
    return Answer(requested_url=URL, url=URL, status=status, body=b"<p>No.</p>")


@pytest.mark.parametrize(
    "refusal",
    [
        _answer(404),
        _answer(410),
        _answer(402),
        _answer(451),
        BadStatus(URL, 403),
        Interstitial(URL, "challenge page"),
        RobotsDisallow(URL, "not allowed"),
    ],
)
def test_the_feeds_whole_story_serves(refusal: Answer | FetchFailed) -> None:
    document = take_document(_entry(WHOLE), refusal)
    assert (document.url, document.body) == (URL, WHOLE.encode())


@pytest.mark.parametrize("content", [None, "<p>The harbour council voted on Thursday …</p>"])
def test_a_teaser_does_not(content: str | None) -> None:
    with pytest.raises(BadStatus):
        take_document(_entry(content), _answer(404))


@pytest.mark.parametrize(
    "failure",
    [
        Unreachable(URL, "no connection"),
        BadStatus(URL, 503),
        Postponed(URL, "not yet", retry_after=timedelta(seconds=5)),
        RobotsDisallow(URL, "robots.txt unknown", for_now=True),
    ],
)
def test_a_page_that_may_come_later_is_waited_for(failure: FetchFailed) -> None:
    with pytest.raises(type(failure)):
        take_document(_entry(WHOLE), failure)


def test_the_page_comes_first() -> None:
    assert take_document(_entry(WHOLE), _answer(200)).body == b"<p>No.</p>"
