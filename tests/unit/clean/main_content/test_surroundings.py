"""What the paragraphs of a page have in common, and what stands among them."""

from collections.abc import Sequence

import pytest
from pages import paragraphs, reading

from pipeline.clean.main_content.region import find_region
from pipeline.clean.main_content.surroundings import Surroundings, find_label, name_parent, survey_surroundings


def _around(body: str) -> Surroundings:
    page = reading(body)
    region = find_region(page, [False] * len(page.passages))
    assert region is not None
    return survey_surroundings(page, region)


def test_the_name_of_most_prose_is_that_of_the_paragraphs(story: Sequence[str]) -> None:
    around = _around(f"<main><div class=text>{paragraphs(story)}</div></main>")
    assert (around.name, around.parent_name) == ("p", "div.text")


def test_the_first_and_last_paragraph_are_known(story: Sequence[str]) -> None:
    around = _around(f"<main><div class=text><p>Share</p>{paragraphs(story)}<p>Print</p></div></main>")
    assert (around.begins, around.first, around.last) == (1, 1, len(story))


def test_long_lines_without_full_stops_are_paragraphs(story: Sequence[str]) -> None:
    around = _around(f"<main><div class=text>{paragraphs([text.rstrip('.') for text in story])}</div></main>")
    assert len(around.paragraphs) == len(story)


def test_captions_are_no_paragraphs(story: Sequence[str]) -> None:
    figure = f"<figure><figcaption>{story[0]}</figcaption></figure>"
    assert 0 not in _around(f"<main>{figure}{paragraphs(story)}</main>").paragraphs


def test_other_stories_are_headed_by_their_announcement(story: Sequence[str]) -> None:
    around = _around(f"<main>{paragraphs(story)}<h3>Related articles</h3><p>Ferry returns</p></main>")
    assert around.headed == len(story)


def test_an_announcement_at_the_top_heads_a_menu(story: Sequence[str]) -> None:
    assert _around(f"<main><h3>Related articles</h3>{paragraphs(story)}</main>").headed is None


def test_an_article_headed_by_a_link_is_another_story(story: Sequence[str]) -> None:
    other = "<article><h3><a href=/b>Ferry returns</a></h3><p>It sails on Monday.</p></article>"
    assert len(_around(f"<main>{paragraphs(story)}{other}</main>").others) == 2


def test_an_entry_of_a_live_blog_links_to_itself(story: Sequence[str]) -> None:
    entry = "<article><h3><a href=#e7>Gate closed</a></h3><p>It sails on Monday.</p></article>"
    assert _around(f"<main>{paragraphs(story)}{entry}</main>").others == frozenset()


def test_copies_are_counted(story: Sequence[str]) -> None:
    around = _around(f"<main>{paragraphs(story)}<p>Print</p><p>Print</p></main>")
    assert (around.copies["Print"], around.copies[story[0]]) == (2, 1)


def test_a_story_that_stands_there_twice_has_no_copies(story: Sequence[str]) -> None:
    assert _around(f"<main>{paragraphs(story)}{paragraphs(story)}</main>").copies == {}


def test_a_unit_holds_the_figures_of_a_box(story: Sequence[str]) -> None:
    box = "<div class=box><p>One</p><p><a href=/a>Two</a></p></div>"
    around = _around(f"<main><div class=text>{paragraphs(story)}{box}</div></main>")
    unit = around.units[len(story)]
    assert (unit.passages, unit.words, unit.linked, unit.characters) == (2, 2, 3, 6)


def test_a_list_below_a_colon_is_led_to(story: Sequence[str]) -> None:
    text = f"{paragraphs(story)}<p>It asks for:</p><ul><li>Two years</li></ul>"
    around = _around(f"<main><div class=text>{text}</div></main>")
    assert around.units[len(story) + 1].below_colon


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("READ ALSO | The ferry to Osby returns", "read also"),
        ("Read also » The ferry to Osby returns", "read also"),
        ("Lire aussi : le bac revient enfin", None),
        ("Air pressure: two bar and more of it", None),
        ("Wall | The ferry to Osby returns", None),
        ("READ ALSO | Ferry", None),
        ("READ ALSO | The ferry to Osby returns.", None),
    ],
)
def test_a_line_may_begin_with_a_label(line: str, label: str | None) -> None:
    (passage,) = reading(f"<p>{line}</p>").passages
    assert find_label(passage) == label


def test_a_colon_makes_a_label_of_a_link() -> None:
    (passage,) = reading("<p><a href=/a>Read also: the ferry to Osby returns</a></p>").passages
    assert find_label(passage) == "read also"


def test_the_parent_of_a_passage_has_a_name() -> None:
    (passage,) = reading("<div class='text wide'><p>Wall</p></div>").passages
    assert name_parent(passage) == "div.text"
