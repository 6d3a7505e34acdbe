"""What an answer means."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadStatus, Unreachable
from pipeline.fetch.answer import (
    LONGEST_RETRY_AFTER,
    Meaning,
    field_text,
    freshness,
    http_date,
    meaning,
    redirect_target,
    require_document,
    retry_after,
)
from pipeline.model import Answer

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MEANINGS = {
    200: Meaning.DOCUMENT,
    203: Meaning.DOCUMENT,
    226: Meaning.DOCUMENT,
    299: Meaning.DOCUMENT,
    202: Meaning.NO_DOCUMENT,
    204: Meaning.NO_DOCUMENT,
    206: Meaning.NO_DOCUMENT,
    300: Meaning.NO_DOCUMENT,
    301: Meaning.MOVED,
    308: Meaning.MOVED,
    304: Meaning.NOT_MODIFIED,
    101: Meaning.NO_DOCUMENT,
    404: Meaning.NO_DOCUMENT,
    500: Meaning.NO_DOCUMENT,
    999: Meaning.NO_DOCUMENT,
}
WISHES = {
    "120": timedelta(minutes=2),
    " 0 ": timedelta(0),
    "86401": LONGEST_RETRY_AFTER,
    "9" * 5000: LONGEST_RETRY_AFTER,
    "Fri, 20 Nov 2026 12:30:00 GMT": timedelta(minutes=30),
    "Friday, 20-Nov-26 12:30:00 GMT": timedelta(minutes=30),
    "Fri Nov 20 12:30:00 2026": timedelta(minutes=30),
    "Fri, 20 Nov 2026 11:00:00 GMT": timedelta(0),
    "Sun, 20 Nov 2033 12:00:00 GMT": LONGEST_RETRY_AFTER,
    "-5": None,
    "1.5": None,
    "٣": None,
    "soon": None,
    "": None,
    None: None,
}


def an_answer(status: int) -> Answer:
    """An answer with a wish of a minute."""
    url = "https://news.example/rss"
    return Answer(requested_url=url, url=url, status=status, body=b"", retry_after=timedelta(minutes=1))


@pytest.mark.parametrize(("status", "means"), MEANINGS.items())
def test_a_status_means(status: int, means: Meaning) -> None:
    assert meaning(status) is means


@pytest.mark.parametrize(("wish", "wait"), WISHES.items())
def test_a_host_is_left_alone_as_long_as_it_asks_and_no_longer_than_a_day(wish: str, wait: timedelta | None) -> None:
    assert retry_after(wish, at=NOON) == wait


def test_a_date_to_come_back_at_means_nothing_without_the_hosts_own_clock() -> None:
    assert retry_after("Fri, 20 Nov 2026 12:30:00 GMT", at=None) is None


@given(st.text("0123456789 ,:-+GMTFrNov"))
def test_no_field_breaks_the_reading_of_dates(value: str) -> None:
    moment = http_date(value)
    assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize("status", [200, 304])
def test_a_document_or_its_being_current_is_what_was_asked_for(status: int) -> None:
    assert require_document(an_answer(status)).status == status


def test_any_other_status_is_a_failure_with_the_hosts_wish() -> None:
    with pytest.raises(BadStatus) as refused:
        require_document(an_answer(503))
    assert (refused.value.status, refused.value.retry_after) == (503, timedelta(minutes=1))


def test_a_token_of_the_address_is_not_told_with_a_refusal() -> None:
    with pytest.raises(BadStatus) as refused:
        require_document(replace(an_answer(403), url="https://news.example/rss?token=S3"))
    assert "S3" not in str(refused.value)


def test_a_failure_stays_a_failure() -> None:
    with pytest.raises(Unreachable):
        require_document(Unreachable("https://news.example/rss", "no connection"))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://a.example/b"),
        ("b?c=1#d", "http://a.example/x/b?c=1"),
        ("//b.example/", "http://b.example/"),
        ("caf\udce9", "http://a.example/x/caf%E9"),
        ("café", "http://a.example/x/caf%C3%A9"),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_a_location_is_read_from_where_it_stands(location: str, target: str | None) -> None:
    assert redirect_target("http://a.example/x/y", location) == target


@pytest.mark.parametrize(("value", "text"), [("ä", "ä"), ("\udce9", None), ("", None), (None, None)])
def test_a_field_is_text_or_nothing(value: str | None, text: str | None) -> None:
    assert field_text(value) == text


@pytest.mark.parametrize(
    ("cache_control", "age", "expires", "fresh_for"),
    [
        ("public, max-age=600", None, None, timedelta(minutes=10)),
        ("Max-Age = 600", "240", None, timedelta(minutes=6)),
        ('max-age="600"', "much", None, timedelta(minutes=10)),
        ("max-age=60", "600", None, timedelta(0)),
        ("max-age=600, no-cache", None, None, None),
        ("s-maxage=600", None, None, None),
        ("max-age=soon", None, "Fri, 20 Nov 2026 12:30:00 GMT", timedelta(minutes=30)),
        ("max-age=60", None, "Fri, 20 Nov 2026 12:30:00 GMT", timedelta(minutes=1)),
        ("", None, "Thu, 01 Jan 1970 00:00:00 GMT", timedelta(0)),
        ("", None, "0", None),
        ("", None, None, None),
    ],
)
def test_how_long_an_answer_is_fresh(
    cache_control: str, age: str | None, expires: str | None, fresh_for: timedelta | None
) -> None:
    assert freshness(cache_control, age=age, expires=expires, at=NOON) == fresh_for


@given(st.text(), st.text(), st.text())
def test_no_cache_header_is_too_strange(cache_control: str, age: str, expires: str) -> None:
    found = freshness(cache_control, age=age, expires=expires, at=NOON)
    assert found is None or found >= timedelta(0)
