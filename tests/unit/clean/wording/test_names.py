"""Whether a text may name a person or an agency."""

import pytest

from pipeline.clean.wording import is_name, is_no_name
from pipeline.clean.wording.names import holds_role, is_agency


@pytest.mark.parametrize(
    "text",
    [
        "Nora Tasker",
        "Nora van der Berg",
        "María de la Cruz",
        "Jean-Luc Arc",
        "Olav Brekke Jr.",
        "NORA TASKER",
        "Нора Таскер",
        "渡辺洋介",
        "홍길동",
        "نورا تاسكر",
        "Reuters",
        "AFP",
        "The Associated Press",
    ],
)
def test_names_of_people_and_agencies_are_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "by",
        "the harbour wall",
        "Harbour wall to be rebuilt before the winter",
        "Nora Tasker 2026",
        "Staff writer",
        "Redaktion",
        "View articles",
        "Super User",
        "责任编辑",
        "Nora!",
        "A" * 61,
    ],
)
def test_labels_and_sentences_are_not(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["View articles", "Author profile", "Follow", "Read more", "编辑", "user_7"])
def test_what_stands_in_place_of_a_name_is_known(text: str) -> None:
    assert is_no_name(text)


@pytest.mark.parametrize("text", ["Nora Tasker", "Olav Brekke", "Mireille Mathieu"])
def test_a_name_does_not_stand_in_place_of_one(text: str) -> None:
    assert not is_no_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Staff writer",
        "Harbour Desk",
        "Wirtschaftsredakteurin",
        "Korrespondentin in Halden",
        "Corresponsal en Osby",
        "Редакция",
        "Chief reporter",
    ],
)
def test_offices_are_known(text: str) -> None:
    assert holds_role(text)


@pytest.mark.parametrize("text", ["Nora Tasker", "Halden", "Deskin Holm"])
def test_names_hold_no_office(text: str) -> None:
    assert not holds_role(text)


@pytest.mark.parametrize(("text", "known"), [("reuters", True), ("REUTERS", True), ("dpa", True), ("Gazette", False)])
def test_an_agency_is_known_in_any_case(text: str, known: bool) -> None:
    assert is_agency(text) is known
