"""Which of the names around a passage are believed."""

from collections.abc import Sequence

from pages import paragraphs, reading

from pipeline.clean.main_content.region import find_region
from pipeline.clean.main_content.zones_around import find_zones_around


def _kinds(body: str, words: str) -> set[str]:
    page = reading(body)
    region = find_region(page, [False] * len(page.passages))
    assert region is not None
    _, kinds = find_zones_around(page, region)
    return set(next(kinds[one.within.number] for one in page.passages if words in one.text))


def test_what_stands_around_the_story_says_nothing_of_the_lines_above_it(story: Sequence[str]) -> None:
    body = f"<div class='side-rail'><div class='sum'><p>Wall voted</p></div><div>{paragraphs(story)}</div></div>"
    assert _kinds(body, "Wall voted") == set()


def test_what_stands_beside_the_story_is_what_it_is_called(story: Sequence[str]) -> None:
    body = f"<div class='side-rail'><p>Wall voted</p></div><div class='text'>{paragraphs(story)}</div>"
    assert _kinds(f"<main>{body}</main>", "Wall voted") == {"navigation"}


def test_a_body_within_a_side_bar_is_the_story(story: Sequence[str]) -> None:
    part = f"<div class='with-sidebar'><div class='article-body'>{paragraphs(story[:3])}</div></div>"
    rest = f"<div class='more-text'>{paragraphs(story[3:])}</div>"
    assert _kinds(f"<main>{rest}{part}</main>", story[0]) == {"body"}


def test_a_long_text_without_links_is_no_box_of_other_stories(story: Sequence[str]) -> None:
    rest = f"<div class='read-more'>{paragraphs(story[2:])}</div>"
    assert _kinds(f"<main><div>{paragraphs(story[:2])}{rest}</div></main>", story[3]) == set()


def test_a_box_of_teasers_is_one_of_other_stories(story: Sequence[str]) -> None:
    teasers = "".join(f"<h3><a href='/{n}'>Ferry {n} is back</a></h3><p>{text}</p>" for n, text in enumerate(story))
    body = f"<main><div>{paragraphs(story)}<div class='read-more'>{teasers.replace('The', 'A')}</div></div></main>"
    assert _kinds(body, "Ferry 3") == {"related"}
