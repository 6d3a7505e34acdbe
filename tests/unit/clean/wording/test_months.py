"""Names of months in many languages."""

import pytest

from pipeline.clean.wording.months import WEEKDAYS, find_month, month_numbers


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


def test_every_month_has_a_name() -> None:
    assert set(month_numbers().values()) == set(range(1, 13))


@pytest.mark.parametrize("day", WEEKDAYS)
def test_weekdays_are_in_lower_case(day: str) -> None:
    assert day == day.lower()
