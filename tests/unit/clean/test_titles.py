"""Titles without the outlet's name."""

import pytest

from pipeline.clean.titles import bare_title

HEADLINE = "Council votes for a new breakwater"


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | Harbour Gazette",
        f"{HEADLINE} - Harbour Gazette",
        f"{HEADLINE} – HARBOUR GAZETTE",
        f"Harbour Gazette: {HEADLINE}".replace(": ", " | "),
        f"{HEADLINE} | News | Harbour Gazette".replace("News | ", ""),
        HEADLINE,
    ],
)
def test_the_outlet_is_no_part_of_the_title(title: str) -> None:
    assert bare_title(title, names=["Harbour Gazette"]) == HEADLINE


def test_a_heading_that_the_title_begins_with_is_the_title() -> None:
    assert bare_title(f"{HEADLINE} | Harbour, storms and more", names=[], headings=[HEADLINE]) == HEADLINE


def test_a_dash_within_a_headline_stays() -> None:
    assert bare_title("Breakwater – a wall too far", names=["Harbour Gazette"]) == "Breakwater – a wall too far"


def test_a_title_that_is_the_outlets_name_stays() -> None:
    assert bare_title("Gazette | Home", names=["Home"]) == "Gazette | Home"
