"""Whole stories below the story of a page."""

from collections.abc import Sequence

import pytest
from pages import paragraphs

from pipeline.clean import clean_page

HEADLINE = "Hafenrat stimmt für eine neue Mole"
NEXT = (
    "The makers of the puzzle game Ferryman have sold their studio to a publisher from Wexmere for 12 million crowns.",
    "The studio has nine people, who will all stay. A second part of Ferryman is to come out next autumn.",
    "Its founder said that the money would pay for a sound room and a cook.",
)


def _page(story: Sequence[str], layout: str) -> str:
    first, second = paragraphs(story), paragraphs(NEXT)
    body = layout.format(head=HEADLINE, first=first, second=second)
    return f"<html><head><title>{HEADLINE} | Gazette</title></head><body><main>{body}</main></body></html>"


@pytest.mark.parametrize(
    "layout",
    [
        "<article><h1>{head}</h1>{first}</article><article><h1>Studio sold at last</h1>{second}</article>",
        "<article><h1>{head}</h1>{first}<article><h1>Studio sold at last</h1>{second}</article></article>",
        "<div class='post'><h1>{head}</h1>{first}</div><div class='post'><h1>Studio sold</h1>{second}</div>",
        "<div><h1 class='headline'>{head}</h1><div>{first}</div></div>"
        "<div class='next-articles'><div><h1 class='headline'>Studio sold</h1><div>{second}</div></div></div>",
        "<article><h2 class='t'>{head}</h2>{first}</article><article><h2 class='t'>Studio sold</h2>{second}</article>",
        "<article><header><h1>{head}</h1></header><div class='b'>{first}</div></article><div class='scroll'>"
        "<article><header><h1>Anzeige: Studio sold</h1></header><div class='b'>{second}</div></article></div>",
    ],
)
@pytest.mark.parametrize("most", [2, 8])
def test_the_next_article_is_not_the_story(story: Sequence[str], layout: str, most: int) -> None:
    article = clean_page(_page(story[:most], layout))
    assert (article.title, article.paragraphs) == (HEADLINE, tuple(story[:most]))


@pytest.mark.parametrize(
    "layout",
    [
        "<article><h1>{head}</h1>{first}<h1>What the opposition says</h1>{second}</article>",
        "<h1>{head}</h1><section>{first}</section><section><h1>What the opposition says</h1>{second}</section>",
        "<h1>{head}</h1><div class='b'>{first}<h1>Was die Opposition sagt</h1>{second}</div>",
    ],
)
def test_a_chapter_of_the_story_stays(story: Sequence[str], layout: str) -> None:
    article = clean_page(_page(story, layout))
    assert [text for text in article.paragraphs if text in {*story, *NEXT}] == [*story, *NEXT]


def test_a_sponsored_article_below_has_a_headline_of_its_own_kind(story: Sequence[str]) -> None:
    layout = (
        "<article><h1>{head}</h1>{first}</article>"
        "<article class='paid'><span>Sponsored</span><h2>The sofa that cleans itself</h2>{second}</article>"
    )
    assert clean_page(_page(story, layout)).paragraphs == tuple(story)


def test_an_article_within_the_story_is_its_own(story: Sequence[str]) -> None:
    layout = "<article><h1>{head}</h1>{first}<h2>What comes next</h2>{second}</article>"
    assert clean_page(_page(story, layout)).paragraphs == (*story, "What comes next", *NEXT)
