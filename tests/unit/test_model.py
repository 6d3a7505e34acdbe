"""The nouns that do more than hold values."""

from datetime import UTC, date, datetime

import pytest

from pipeline.model import CleanArticle, Dateline

NEW_YEAR = datetime(2026, 1, 2, tzinfo=UTC)


def a_dateline(*, day: int | None = 31, month: int | None = 12, year: int | None = None) -> Dateline:
    return Dateline(place="Halden", day=day, month=month, year=year, text="Halden, Dec 31 (EFE).-")


def test_a_date_without_a_year_falls_closest_to_the_publication() -> None:
    assert a_dateline().on(NEW_YEAR) == date(2025, 12, 31)


def test_a_stated_year_stands() -> None:
    assert a_dateline(year=2019).on(NEW_YEAR) == date(2019, 12, 31)


@pytest.mark.parametrize(
    "dateline",
    [a_dateline(day=None), a_dateline(month=None), a_dateline(day=31, month=2), a_dateline(day=30, month=2, year=2024)],
)
def test_a_day_that_is_none_is_unknown(dateline: Dateline) -> None:
    assert dateline.on(NEW_YEAR) is None


def test_a_leap_day_finds_its_year() -> None:
    assert a_dateline(day=29, month=2).on(datetime(2025, 3, 1, tzinfo=UTC)) == date(2024, 2, 29)


def test_without_a_publication_a_date_without_a_year_is_unknown() -> None:
    assert a_dateline().on(None) is None


def test_the_text_joins_paragraphs_with_a_blank_line() -> None:
    assert CleanArticle(paragraphs=("One.", "Two words."), cleaner_version="t").text == "One.\n\nTwo words."


@pytest.mark.parametrize(("paragraphs", "words"), [((), 0), (("One.", "Two words."), 3)])
def test_words_are_counted_at_white_space(paragraphs: tuple[str, ...], words: int) -> None:
    assert CleanArticle(paragraphs=paragraphs, cleaner_version="t").word_count == words
