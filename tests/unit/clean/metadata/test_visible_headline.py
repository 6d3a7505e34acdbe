"""The heading that stands over the story."""

import pytest

from pipeline.clean.metadata.page_head import read_page_head
from pipeline.clean.metadata.visible_headline import find_visible_headline
from pipeline.clean.page import parse_page

PROSE = "<p>The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms.</p>"
SEARCH = "Breakwater Halden: cost, plans and dates at a glance"


def _visible(body: str, *given: str) -> str | None:
    tree = parse_page(f"<html><body>{body}</body></html>")
    assert tree is not None
    found = find_visible_headline(read_page_head(tree).headings, given)
    return found.text if found else None


@pytest.mark.parametrize(
    "headline",
    [
        "Council votes for a new breakwater",
        "Rat stimmt für eine neue Mole",
        "Le conseil vote la nouvelle digue du port",
        "市议会投票决定重建东防波堤",
        "Совет проголосовал за новый волнорез",
        "المجلس يصوت على بناء حاجز جديد",
    ],
)
def test_the_heading_over_the_story_is_the_headline(headline: str) -> None:
    assert _visible(f"<main><h1>{headline}</h1>{PROSE}</main>", SEARCH) == headline


def test_a_short_heading_that_shares_a_word_with_the_title_is_one() -> None:
    assert _visible(f"<h1>Breakwater voted</h1>{PROSE}", SEARCH) == "Breakwater voted"


def test_the_name_of_a_section_is_none() -> None:
    assert _visible(f"<h1>Lokales</h1>{PROSE}", SEARCH) is None


@pytest.mark.parametrize(
    "box",
    [
        "<aside><h1>Five ways to save on heating</h1>{}</aside>",
        "<div class='newsletter-box'><h1>Die Nachrichten des Tages per Mail</h1>{}</div>",
        "<nav><h1>Todas las secciones del diario</h1>{}</nav>",
        "<div class='related-posts'><h1>Ferry returns to the strait</h1>{}</div>",
        "<h1 class='sr-only'>Home of the Harbour Gazette</h1>{}",
    ],
)
def test_the_heading_of_a_box_is_none(box: str) -> None:
    assert _visible(box.format(PROSE), SEARCH) is None


def test_a_heading_that_another_source_gives_comes_first() -> None:
    body = f"<h1>Ferry returns to the strait</h1>{PROSE}<h1>Council votes for a wall</h1>{PROSE}"
    assert _visible(body, "Council votes for a wall") == "Council votes for a wall"


def test_a_heading_without_a_story_below_it_is_none() -> None:
    assert _visible(f"<h1>More from the harbour today</h1><h1>Council votes for a wall</h1>{PROSE}", SEARCH) == (
        "Council votes for a wall"
    )


def test_a_heading_that_leads_to_another_story_is_none() -> None:
    assert _visible(f"<h1><a href='/ferry'>Ferry returns to the strait at last</a></h1>{PROSE}", SEARCH) is None


def test_a_headline_with_its_topline_is_not_another() -> None:
    assert _visible(f"<h1>Rat stimmt für eine Mole</h1>{PROSE}", "Halden: Rat stimmt für eine Mole") is None


def test_a_headline_that_all_others_give_in_nearly_its_words_is_not_another() -> None:
    others = ["Council of Halden votes for a new breakwater"] * 3
    assert _visible(f"<h1>Council of Haldn votes for a new breakwater</h1>{PROSE}", *others) is None


def test_the_headlines_of_a_ticker_are_none() -> None:
    assert _visible(f"<h1>Ferry returns on Monday +++ Council to vote</h1>{PROSE}", SEARCH) is None
