"""News agencies and how they sign."""

import pytest

from pipeline.clean.wording.agencies import (
    Agency,
    agency_marks,
    dateline_cities,
    dateline_regions,
    find_agency,
    read_agencies,
)

each_agency = pytest.mark.parametrize("agency", read_agencies(), ids=lambda agency: agency.name)


@each_agency
def test_an_agency_is_found_by_its_own_name(agency: Agency) -> None:
    assert find_agency(agency.marks[0]) is not None


@each_agency
def test_an_agency_signs_in_some_spelling(agency: Agency) -> None:
    assert all(mark.strip() == mark and mark for mark in agency.marks)


@each_agency
def test_every_spelling_is_listed(agency: Agency) -> None:
    assert set(agency.marks) <= agency_marks()


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("AP", "AP"),
        ("ap", "AP"),
        ("The Associated Press", "AP"),
        ("Reuters", "Reuters"),
        ("رويترز", "Reuters"),
        ("ロイター", "Reuters"),
        ("AFP", "AFP"),
        ("dpa", "dpa"),
    ],
)
def test_spellings_lead_to_one_agency(mark: str, name: str) -> None:
    agency = find_agency(mark)
    assert agency is not None
    assert agency.name == name


@pytest.mark.parametrize("mark", ["", "Gazette", "A P", "Harbour"])
def test_other_words_are_no_agencies(mark: str) -> None:
    assert find_agency(mark) is None


@pytest.mark.parametrize("city", ["WASHINGTON", "PARIS", "TOKYO"])
def test_cities_that_need_no_country_are_in_capitals(city: str) -> None:
    assert city in dateline_cities()


def test_all_cities_are_in_capitals() -> None:
    assert [city for city in dateline_cities() if city != city.upper()] == []


@pytest.mark.parametrize("region", ["Calif.", "Mass.", "Japan", "Norway"])
def test_regions_are_written_as_the_press_abbreviates_them(region: str) -> None:
    assert region in dateline_regions()
