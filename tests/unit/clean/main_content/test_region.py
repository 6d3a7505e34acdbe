"""Where on a page the story stands."""

from collections.abc import Sequence

from pages import paragraphs, reading

from pipeline.clean.main_content.region import find_region


def _home(body: str, stated: Sequence[bool] = ()) -> str:
    page = reading(body)
    region = find_region(page, stated or [False] * len(page.passages))
    assert region is not None
    return region.home.name


def test_home_is_the_innermost_element_with_the_prose(story: Sequence[str]) -> None:
    assert _home(f"<div class='page'><div class='text'>{paragraphs(story)}</div><p>Share</p></div>") == "div.text"


def test_a_split_body_has_the_element_around_its_parts_for_home(story: Sequence[str]) -> None:
    parts = f"<div class='part'>{paragraphs(story[:4])}</div><div class='part'>{paragraphs(story[4:])}</div>"
    assert _home(f"<div class='text'>{parts}</div><footer>2026</footer>") == "div.text"


def test_comments_longer_than_the_story_are_not_its_home(story: Sequence[str]) -> None:
    comments = "".join(f"<div class='comment'>{paragraphs(story)}</div>" for _ in range(3))
    assert _home(f"<div class='text'>{paragraphs(story)}</div><section>{comments}</section>") == "div.text"


def test_an_article_outweighs_what_follows_it(story: Sequence[str]) -> None:
    readers = "".join(f"<div class='x{number}'>{paragraphs(story[:3])}</div>" for number in range(6))
    assert _home(f"<article class='a'>{paragraphs(story)}</article><div class='b'>{readers}</div>") == "article.a"


def test_stated_text_tells_where_the_story_is(story: Sequence[str]) -> None:
    body = f"<div class='a'>{paragraphs(story[:4])}</div><div class='b'>{paragraphs(story[4:])}</div>"
    assert _home(body, [False] * 4 + [True] * 4) == "div.b"


def test_whole_stories_that_a_heading_announces_are_no_home(story: Sequence[str]) -> None:
    others = "".join(f"<div class='post'><p>{text}</p></div>" for text in story)
    more = f"<div class='more'><h3>You may also like</h3>{others}</div>"
    assert _home(f"<div class='text'>{paragraphs(story[:4])}</div>{more}") == "div.text"


def test_a_heading_above_all_text_announces_nothing(story: Sequence[str]) -> None:
    more = f"<div class='text'><h3>Most read</h3>{paragraphs(story)}</div>"
    assert _home(f"{more}<div class='b'>{paragraphs(story[:2])}</div>") == "div.text"


def test_a_paragraph_without_a_full_stop_weighs_as_one(story: Sequence[str]) -> None:
    signed = f"<div class='text'><p>{' '.join(story)} Nora Tasker</p></div>"
    assert _home(f"{signed}<div class='b'><p>{' '.join(story[0].split()[:12])}.</p></div>") == "div.text"


def test_comments_below_a_heading_weigh_less_than_a_short_story(story: Sequence[str]) -> None:
    readers = "".join(f"<li>{paragraphs(story[:2])}</li>" for _ in range(25))
    body = f"<div class='post'><div class='text'>{paragraphs(story[:4])}</div></div>"
    assert _home(f"<div class='page'>{body}<h2>25 Comments</h2><ol>{readers}</ol></div>") == "div.text"


def test_the_one_article_of_a_page_is_home_however_long_the_boxes_beside_it_are(story: Sequence[str]) -> None:
    boxes = "".join(f"<div class='box{number}'>{paragraphs(story[:3])}</div>" for number in range(6))
    view = f"<section class='view'><h1>Wall</h1><article class='a'>{paragraphs(story)}</article></section>"
    assert _home(f"<div class='main'>{view}</div><div class='side'>{boxes}</div>") == "article.a"


def test_a_box_that_is_the_only_article_of_a_page_is_no_home(story: Sequence[str]) -> None:
    text = f"<div class='one'>{paragraphs(story[:4])}</div><div class='two'>{paragraphs(story[4:])}</div>"
    box = f"<div class='side'><div><article class='a'>{paragraphs(story[:3])}</article></div></div>"
    assert _home(f"<div class='page'><h1>Wall</h1>{text}{box}</div>") == "div.page"


def test_several_articles_are_a_list_and_none_of_them_home(story: Sequence[str]) -> None:
    posts = "".join(f"<div class='p{n}'><article class='a'>{paragraphs(story[:4])}</article></div>" for n in range(3))
    assert _home(f"<div class='list'>{posts}</div>") == "div.list"


def test_a_part_that_is_called_the_whole_lacks_what_metadata_quotes(story: Sequence[str]) -> None:
    body = f"<div id='article-content'>{paragraphs(story[:3])}</div><div class='middle'>{paragraphs(story[3:])}</div>"
    page = f"<div class='story'>{body}</div>"
    assert _home(page) == "div"
    assert _home(page, [True] * len(story)) == "div.story"


def test_a_note_on_the_author_is_no_home(story: Sequence[str]) -> None:
    page = f"<div class='page'><div class='author-bio'><p>{story[0]}</p></div><div class='text'><p>{story[1]}</p></div>"
    assert _home(f"{page}</div>") == "div.text"


def test_a_page_without_text_has_no_region() -> None:
    assert find_region(reading("<div></div>"), []) is None
