"""Dates as pages state them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.metadata.moments import read_moment
from pipeline.model import Precision


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-01-18T10:11:12+09:00", datetime(2024, 1, 18, 1, 11, 12, tzinfo=UTC)),
        ("2024-01-18T10:11:12.345Z", datetime(2024, 1, 18, 10, 11, 12, tzinfo=UTC)),
        ("20240118T101112+0900", datetime(2024, 1, 18, 1, 11, 12, tzinfo=UTC)),
        ("2024-01-18 10:11 +0100", datetime(2024, 1, 18, 9, 11, tzinfo=UTC)),
        ("2024/01/18", datetime(2024, 1, 18, tzinfo=UTC)),
        ("Thu, 18 Jan 2024 10:00:00 -0500", datetime(2024, 1, 18, 15, tzinfo=UTC)),
        ("1705572672", datetime(2024, 1, 18, 10, 11, 12, tzinfo=UTC)),
        ("18 de enero de 2024", datetime(2024, 1, 18, tzinfo=UTC)),
        ("Thu Jan 18 10:11:12 CET 2024", datetime(2024, 1, 18, 9, 11, 12, tzinfo=UTC)),
        ("18 janar 2024", datetime(2024, 1, 18, tzinfo=UTC)),
    ],
)
def test_a_date_is_read(text: str, at: datetime) -> None:
    found = read_moment(text)
    assert found is not None
    assert found.at == at


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-01-18", Precision.DAY),
        ("2024-01-18T10:11Z", Precision.MINUTE),
        ("2024-01-18T10:11:12Z", Precision.SECOND),
        ("18 January 2024", Precision.DAY),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text: str, precision: Precision) -> None:
    found = read_moment(text)
    assert found is not None
    assert found.precision == precision


def test_a_missing_zone_is_marked() -> None:
    found = read_moment("2024-01-18T10:11:12")
    assert found is not None
    assert found.zone_assumed


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2 hours ago",
        "10:30",
        "18 January",
        "2024",
        "",
        "0001-01-01T00:00:00Z",
        "2024-13-45",
        "3/4/2024",
        "PT50M55S",
        "x" * 500,
    ],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert read_moment(text) is None


@settings(deadline=None, max_examples=30)  # dateparser reads its locales at first use
@given(st.text(alphabet="0123456789-:TZ+./ ", max_size=30))
def test_no_date_raises(text: str) -> None:
    found = read_moment(text)
    assert found is None or found.at.tzinfo is UTC


@pytest.mark.parametrize(("month_first", "month"), [(True, 3), (False, 4)])
def test_america_writes_the_month_first(month_first: bool, month: int) -> None:
    found = read_moment("3/4/2024", month_first=month_first)
    assert found is not None
    assert found.at.month == month
