"""The evidence around a passage."""

from collections.abc import Mapping, Sequence

import pytest
from pages import paragraphs, reading

from pipeline.clean import clean_page
from pipeline.clean.main_content.evidence import gather_evidence
from pipeline.clean.main_content.quotations import Known
from pipeline.clean.main_content.region import find_region


def _evidence(body: str, known: Known | None = None) -> Mapping[str, Mapping[str, float]]:
    """The evidence on each passage of a page, by its text."""
    page = reading(body)
    region = find_region(page, [False] * len(page.passages))
    assert region is not None
    found = gather_evidence(page, region, known or Known())
    texts = [one.text for one in page.passages[region.first : region.end]]
    return dict(zip(texts, found, strict=True))


def _page(story: Sequence[str], *, above: str = "", between: str = "", below: str = "") -> str:
    return f"<main><div class=text>{above}{paragraphs(story[:4])}{between}{paragraphs(story[4:])}{below}</div></main>"


@pytest.mark.parametrize(
    ("between", "text", "name"),
    [
        ("<h2>The old wall</h2>", "The old wall", "heading among paragraphs"),
        ("<p>The old wall</p>", "The old wall", "label between paragraphs"),
        ("<ul><li>Two years of work</li></ul>", "Two years of work", "list without links"),
        ("<ul><li>Two whole years of hard work</li></ul>", "Two whole years of hard work", "list of long items"),
        ("<p>It asks for:</p><ul><li>Two years</li></ul>", "Two years", "list below colon"),
        ("<div class=share><p>Share this</p></div>", "Share this", "in share"),
        ("<div class=share><p>Share this</p></div>", "Share this", "short in share"),
        ("<div class=share><p>Share this</p></div>", "Share this", "depth one more"),
        ("<div><div><p>Far in</p></div></div>", "Far in", "depth two more"),
        ("<div><div><div><p>Far in</p></div></div></div>", "Far in", "depth deeper"),
        ("<div style='display:none'>Unfold</div>", "Unfold", "label undisplayed"),
        ("<div><img src=a><span>Wall</span></div>", "Wall", "unit with picture"),
        ("<div><p>One</p><p>Two</p></div>", "Two", "unit of several"),
        ("<p>Same here</p><p>Same here</p>", "Same here", "repeated"),
        ("<p>Same here</p>" * 3, "Same here", "repeated often"),
    ],
)
def test_place_and_neighbours_are_evidence(story: Sequence[str], between: str, text: str, name: str) -> None:
    assert name in _evidence(_page(story, between=between))[text]


@pytest.mark.parametrize(
    ("between", "text", "name"),
    [
        ("<ul><li><a href=/a>Two years of work</a></li></ul>", "Two years of work", "list without links"),
        ("<div class=related><ul><li>Two years</li></ul></div>", "Two years", "list without links"),
        ("<ul><li>Two years</li></ul>", "Two years", "table without links"),
        ("<table><tr><td>Osby</td><td>7</td></tr></table>", "Osby | 7", "table without links"),
        ("<p>Will it hold?</p>" * 3, "Will it hold?", "repeated often"),
        ("<h2>Related articles</h2>", "Related articles", "heading among paragraphs"),
    ],
)
def test_what_only_looks_like_it_is_not(story: Sequence[str], between: str, text: str, name: str) -> None:
    assert name not in _evidence(_page(story, between=between))[text]


def test_a_table_of_several_rows_is_the_storys(story: Sequence[str]) -> None:
    rows = "".join(f"<tr><td>Osby</td><td>{number}</td></tr>" for number in range(4))
    assert "table without links" in _evidence(_page(story, between=f"<table>{rows}</table>"))["Osby | 3"]


def test_paragraphs_share_name_parent_and_depth(story: Sequence[str]) -> None:
    found = _evidence(_page(story))[story[2]]
    assert {"name of paragraphs", "parent of paragraphs", "depth same", "<p>"} <= found.keys()


def test_the_distance_from_the_text_is_a_measure(story: Sequence[str]) -> None:
    found = _evidence(_page(story, below="<div>One</div><div>Two</div>"))
    assert (found["One"]["far below last"], found["Two"]["far below last"]) == (0.1, 0.2)


def test_a_line_above_the_first_paragraph_stands_above(story: Sequence[str]) -> None:
    assert "above first" in _evidence(_page(story, above="<div>Coast</div>"))["Coast"]


def test_a_long_heading_above_is_a_deck(story: Sequence[str]) -> None:
    deck = "Work is to begin in March and last two years at great cost to the town"
    assert "deck" in _evidence(_page(story, above=f"<h2>{deck}</h2>"))[deck]


def test_lines_below_a_list_of_other_stories_stand_below_it(story: Sequence[str]) -> None:
    below = "<h3>Related articles</h3><p>Ferry returns</p>"
    assert "below other stories" in _evidence(_page(story, below=below))["Ferry returns"]


def test_an_article_headed_by_a_link_is_another_story(story: Sequence[str]) -> None:
    below = "<article><h3><a href=/b>Ferry returns</a></h3><p>It sails on Monday.</p></article>"
    assert "in other story" in _evidence(_page(story, below=below))["It sails on Monday."]


def test_a_label_of_several_lines_is_known(story: Sequence[str]) -> None:
    links = [f"READ ALSO | The ferry number {number} returns" for number in range(3)]
    between = "".join(f"<p><a href=/{n}>{link}</a></p>" for n, link in enumerate(links))
    assert "label of several" in _evidence(_page(story, between=between))[links[0]]


def test_a_quotation_of_the_text_is_a_pull_quote(story: Sequence[str]) -> None:
    quote = "Engineers warned last autumn that its foundations would not stand another winter"
    assert "pull quote" in _evidence(_page(story, between=f"<blockquote>{quote}</blockquote>"))[quote]


def test_a_quotation_of_its_own_is_none(story: Sequence[str]) -> None:
    quote = "Nobody asked the fishermen what they thought about the new pier"
    assert "pull quote" not in _evidence(_page(story, between=f"<blockquote>{quote}</blockquote>"))[quote]


def test_a_known_headline_is_evidence(story: Sequence[str]) -> None:
    found = _evidence(_page(story, above="<div>Harbour Wall</div>"), Known(titles=frozenset({"harbourwall"})))
    assert "headline" in found["Harbour Wall"]


def test_a_known_description_is_evidence(story: Sequence[str]) -> None:
    line = "Work is to begin in March and last two years"
    known = Known(description="workistobegininmarchandlasttwoyears")
    assert "description" in _evidence(_page(story, above=f"<div>{line}</div>"), known)[line]


def test_points_above_the_element_of_the_story_stay(story: Sequence[str]) -> None:
    points = ("The old wall will be built again by the winter", "The ministry pays for half of all the work")
    items = "".join(f"<li>{point}</li>" for point in points)
    page = f"<main><h1>Council votes for a wall</h1><ul>{items}</ul><div class='text'>{paragraphs(story)}</div></main>"
    assert clean_page(f"<html><body>{page}</body></html>").paragraphs == (*points, *story)
