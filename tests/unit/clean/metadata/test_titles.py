"""Titles without the outlet's name."""

import pytest

from pipeline.clean.metadata.titles import ends_with_section, is_in_address, is_name_of, make_title_key, strip_outlet

HEADLINE = "Council votes for a new breakwater"


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | Harbour Gazette",
        f"{HEADLINE} - Harbour Gazette",
        f"{HEADLINE} – HARBOUR GAZETTE",
        f"Harbour Gazette: {HEADLINE}".replace(": ", " | "),
        f"{HEADLINE} — The Harbour Gazette Online",
        f"{HEADLINE}｜Harbour Gazette",
        f"{HEADLINE}_Harbour Gazette",
        f"{HEADLINE} :: Harbour Gazette",
        f"{HEADLINE} | Harbour Gazette | 18.01.2024",
        f"Harbour Gazette: {HEADLINE}",
        HEADLINE,
    ],
)
def test_the_outlet_is_no_part_of_the_title(title: str) -> None:
    assert strip_outlet(title, names=["Harbour Gazette"]) == HEADLINE


def test_a_heading_that_the_title_begins_with_is_the_title() -> None:
    assert strip_outlet(f"{HEADLINE} | Harbour, storms and more", names=[], others=[HEADLINE]) == HEADLINE


def test_a_dash_within_a_headline_stays() -> None:
    assert strip_outlet("Breakwater – a wall too far", names=["Harbour Gazette"]) == "Breakwater – a wall too far"


def test_a_title_that_is_the_outlets_name_stays() -> None:
    assert strip_outlet("Gazette | Home", names=["Home"]) == "Gazette | Home"


def test_a_title_in_chinese_loses_the_outlet_too() -> None:
    assert strip_outlet("议会投票决定重建港口防波堤：海港日报", names=["海港日报"]) == "议会投票决定重建港口防波堤"


@pytest.mark.parametrize("end", ["_财经_海港网", "-海港网", "--海港官网", "：海港新聞", " | 海港ニュース"])
def test_section_and_site_are_known_by_how_they_stand_there(end: str) -> None:
    assert strip_outlet(f"议会投票决定重建港口防波堤{end}", names=[]) == "议会投票决定重建港口防波堤"


def test_a_hyphen_within_a_chinese_headline_stays() -> None:
    assert strip_outlet("海港-北岛航线恢复通航", names=[]) == "海港-北岛航线恢复通航"


@pytest.mark.parametrize("other", ["Breakwater", "Council votes, ministers wait"])
def test_what_is_no_whole_title_cuts_none(other: str) -> None:
    assert strip_outlet(f"{other}, the wall and the sea", names=[], others=[other]) == f"{other}, the wall and the sea"


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Council votes for a new breakwater", "/harbour/council-votes-for-a-new-breakwater-881.html"),
        ("Fähre über den Sund fällt aus", "/region/faehre-ueber-den-sund-faellt-aus"),
        ("Fähre über den Sund fällt aus", "/region/fahre-uber-den-sund-fallt-aus"),
        ("Совет одобрил новый волнорез", "/news/%D1%81%D0%BE%D0%B2%D0%B5%D1%82-одобрил-новый-волнорез"),
    ],
)
def test_an_address_repeats_its_title(title: str, path: str) -> None:
    assert is_in_address(title, f"https://gazette.example{path}")


def test_a_short_title_is_in_many_addresses() -> None:
    assert not is_in_address("Storm", "https://gazette.example/storm/12")


def test_titles_are_compared_by_their_letters() -> None:
    assert make_title_key("“Wall”: now!") == make_title_key("Wall – now")


@pytest.mark.parametrize("title", [f"{HEADLINE} : Harbour", f"{HEADLINE} | Harbour | Gazette", f"{HEADLINE} - Harbour"])
def test_a_section_stands_after_the_headline(title: str) -> None:
    assert ends_with_section(title, "Harbour")


@pytest.mark.parametrize(
    ("title", "section"),
    [
        (f"Opinion | {HEADLINE}", HEADLINE),
        (f"Storm in the harbour: {HEADLINE[:20]}", HEADLINE[:20]),
        (f"{HEADLINE} | Harbour news", "Harbour"),
        (HEADLINE, HEADLINE),
        ("Wall | Harbour", "Harbour"),
    ],
)
def test_a_headline_is_no_section(title: str, section: str) -> None:
    assert not ends_with_section(title, section)


def test_an_outlet_is_known_by_its_host() -> None:
    assert is_name_of("The Harbour Gazette", ["harbourgazette.example", "harbourgazette"])
    assert not is_name_of(HEADLINE, ["harbourgazette"])
