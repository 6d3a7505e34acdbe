"""An index page as a feed."""

import pytest

from pipeline.errors import NotParsable
from pipeline.sources import read_index_page

URL = "https://orle.example/news/"
HEADLINES = (
    "Night ferry sails again after three days of storm",
    "Council votes for a new breakwater in the harbour",
    "School board puts off the winter timetable once more",
    "Survey team publishes a map of the eastern shoals",
)
CARDS = "".join(
    f'<article class="card"><a href="/news/2026/11/2{n}/{title.lower().replace(" ", "-")}"><img src="/{n}.jpg"></a>'
    f'<h3><a href="/news/2026/11/2{n}/{title.lower().replace(" ", "-")}">{title}</a></h3>'
    f'<a href="/news/2026/11/2{n}/{title.lower().replace(" ", "-")}">Read more</a></article>'
    for n, title in enumerate(HEADLINES)
)
PAGE = (
    '<html lang="en"><head><title>News from Orle</title></head><body><nav>'
    '<a href="/news/the-long-list-of-all-sections">'
    f'All the sections of this paper in one long list</a></nav><main>{CARDS}</main><footer><a href="/privacy">How we '
    'treat your personal data and why</a></footer><a href="https://elsewhere.example/2026/11/20/a-story-of-others">'
    "A story that stands on another site altogether</a></body></html>"
)


def titles(page: str, **options: str) -> list[str | None]:
    return [entry.title for entry in read_index_page(page, URL, **options).entries]


def test_links_that_look_like_articles_are_the_entries_each_once_with_its_headline() -> None:
    assert titles(PAGE) == list(HEADLINES)


def test_their_addresses_are_absolute() -> None:
    first = read_index_page(PAGE, URL).entries[0].url
    assert first == "https://orle.example/news/2026/11/20/night-ferry-sails-again-after-three-days-of-storm"


def test_the_page_says_its_title_and_language() -> None:
    channel = read_index_page(PAGE, URL)
    assert (channel.format, channel.title, channel.language) == ("index-page", "News from Orle", "en")


@pytest.mark.parametrize("selector", ["h3 a", "article.card h3", "main > article > h3 > a[href]"])
def test_a_selector_names_the_links_or_what_stands_around_them(selector: str) -> None:
    assert titles(PAGE, selector=selector) == list(HEADLINES)


def teaser(number: int, inside: str) -> str:
    """A teaser that is a link as a whole."""
    return f'<div><a href="/news/2026/11/2{number}/a-story-of-orle-{number}">{inside}</a></div>'


TEASERS = "".join(
    teaser(n, f"<h4>Local news</h4><h3>{title}</h3><p>What happened, to whom, and what the council says of it all.</p>")
    for n, title in enumerate(HEADLINES)
)


@pytest.mark.parametrize("options", [{}, {"selector": "div"}])
def test_the_heading_of_a_teaser_is_its_story_s_title(options: dict[str, str]) -> None:
    assert titles(f"<main>{TEASERS}</main>", **options) == list(HEADLINES)


def test_of_two_links_to_a_story_the_heading_is_the_title() -> None:
    text = "".join(teaser(n, "What happened, to whom, and what they say") for n, _ in enumerate(HEADLINES))
    assert titles(f"<main>{text}{TEASERS}</main>") == list(HEADLINES)


def test_headlines_without_spaces_are_headlines() -> None:
    page = "".join(
        f'<h2><a href="/a/2026112{n}00{n}.html">島へのフェリーが嵐のあと再び出港{n}</a></h2>' for n in range(4)
    )
    assert len(titles(f"<html><body>{page}</body></html>")) == 4


@pytest.mark.parametrize(
    ("page", "selector", "reason"),
    [
        ("<html><body><p>Just a moment…</p></body></html>", "auto", "too few"),
        (PAGE, "h3 >> a", "no CSS selector"),
        (PAGE, "h6 a", "is a link"),
        ("", "auto", "no HTML page"),
    ],
)
def test_a_page_that_is_no_index_is_not_parsable(page: str, selector: str, reason: str) -> None:
    with pytest.raises(NotParsable, match=reason):
        read_index_page(page, URL, selector=selector)
