"""Names of months in many languages."""

import pytest

from pipeline.clean.wording.months import WEEKDAYS, find_month, month_words


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("January", 1),
        ("Sept.", 9),
        ("DEC", 12),
        ("März", 3),
        ("Jänner", 1),
        ("février", 2),
        ("fevrier", 2),
        ("août", 8),
        ("enero", 1),
        ("setiembre", 9),
        ("março", 3),
        ("gennaio", 1),
        ("mrt", 3),
        ("maj", 5),
        ("stycznia", 1),
        ("październik", 10),
        ("января", 1),
        ("mei", 5),
        ("يناير", 1),
        ("كانون الثاني", 1),
        ("มกราคม", 1),
        ("ม.ค.", 1),
        ("desember", 12),
        ("tammikuuta", 1),
    ],
)
def test_a_month_is_found_by_its_name(name: str, number: int) -> None:
    assert find_month(name) == number


@pytest.mark.parametrize("name", ["", "wall", "Harbour", "13", "Montag"])
def test_other_words_are_no_months(name: str) -> None:
    assert find_month(name) is None


def test_the_language_decides_what_two_languages_share() -> None:
    assert (find_month("listopada", "pl"), find_month("listopada", "hr")) == (11, 10)


def test_an_unknown_language_knows_the_names_of_all() -> None:
    assert find_month("enero", "xx") == 1


def test_case_and_accents_do_not_matter() -> None:
    assert (find_month("FEVRIER"), find_month("août"), find_month("сентября")) == (2, 8, 9)


def test_a_name_of_two_months_is_read_in_the_larger_language() -> None:
    assert (find_month("listopada"), find_month("srp"), find_month("srp", "hr")) == (11, 8, 7)


@pytest.mark.parametrize("name", ["січень", "tammi", "rugsėjis", "бер", "kesä", "јануара", "noi", "سبتمبر"])
def test_names_beside_dates_are_those_of_the_calendar(name: str) -> None:
    assert name in month_words()


@pytest.mark.parametrize("name", ["tet", "fra", "mas"])
def test_words_of_other_languages_do_not_stand_beside_dates(name: str) -> None:
    assert name not in month_words()


@pytest.mark.parametrize("day", WEEKDAYS)
def test_weekdays_are_in_lower_case(day: str) -> None:
    assert day == day.lower()
