"""Dates in words, as they stand near headlines."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.wording.written_dates import find_written_dates
from pipeline.model import Precision


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Published 18 January 2024 at 10:30 GMT", datetime(2024, 1, 18, 10, 30, tzinfo=UTC)),
        ("January 18, 2024 3:04 pm EST", datetime(2024, 1, 18, 20, 4, tzinfo=UTC)),
        ("08:39, 18 Jan 2024", datetime(2024, 1, 18, 8, 39, tzinfo=UTC)),
        ("18 de enero de 2024, 10:30 h", datetime(2024, 1, 18, 10, 30, tzinfo=UTC)),
        ("18/01/2024 às 10h30", datetime(2024, 1, 18, 10, 30, tzinfo=UTC)),
        ("Stand: 18.01.2024, 10.30 Uhr", datetime(2024, 1, 18, 10, 30, tzinfo=UTC)),
        ("1er mars 2024 à 14 h 30", datetime(2024, 3, 1, 14, 30, tzinfo=UTC)),
        ("18 января 2024 г., 10:30 МСК", datetime(2024, 1, 18, 7, 30, tzinfo=UTC)),
        ("12 Mart 2024 Salı 10:30", datetime(2024, 3, 12, 10, 30, tzinfo=UTC)),
        ("2024. január 18. 10:30", datetime(2024, 1, 18, 10, 30, tzinfo=UTC)),
        ("Kamis, 18 Januari 2024 10:30 WIB", datetime(2024, 1, 18, 3, 30, tzinfo=UTC)),
        ("2024年1月18日 13時26分", datetime(2024, 1, 18, 13, 26, tzinfo=UTC)),
        ("2024년 1월 18일 오후 3:04", datetime(2024, 1, 18, 15, 4, tzinfo=UTC)),
        ("18 ม.ค. 2567 10:30", datetime(2024, 1, 18, 10, 30, tzinfo=UTC)),
        ("١٨ يناير/كانون الثاني ٢٠٢٤", datetime(2024, 1, 18, tzinfo=UTC)),
        ("१८ जनवरी 2024", datetime(2024, 1, 18, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_in_its_language(line: str, at: datetime) -> None:
    assert [date.instant.at for date in find_written_dates(line)] == [at]


def test_a_date_without_a_time_is_one_to_the_day() -> None:
    (date,) = find_written_dates("Osby, 18 January 2024")
    assert (date.instant.precision, date.instant.text) == (Precision.DAY, "18 January 2024")


def test_two_dates_are_told_apart() -> None:
    found = [date.instant.text for date in find_written_dates("Published 18 January 2024, updated 19 January 2024")]
    assert found == ["18 January 2024", "19 January 2024"]


@pytest.mark.parametrize(("language", "month"), [("pl", 11), ("hr", 10)])
def test_a_month_is_that_of_its_language(language: str, month: int) -> None:
    (date,) = find_written_dates("18. listopada 2024.", language=language)
    assert date.instant.at.month == month


@pytest.mark.parametrize(
    "line", ["3/4/2024", "31 February 2024", "18 January", "18 boats 2024", "10:30", "18 January 1911"]
)
def test_what_is_no_date_is_none(line: str) -> None:
    assert list(find_written_dates(line)) == []


@given(st.text(alphabet="0123456789-:/. ,apmhZ+年月日Jan", max_size=60))
def test_no_line_raises(line: str) -> None:
    assert all(date.start < date.end for date in find_written_dates(line))
