"""The whole way of a page: read, state, judge, edit, assemble."""

from collections.abc import Sequence

import pytest

from pipeline.clean import CLEANER_VERSION, clean_page, clean_text, examine_page
from pipeline.model import Entry, Outcome, Precision

HEAD = (
    "<title>Harbour wall to be rebuilt | Harbour Gazette</title>"
    '<meta property="og:title" content="Harbour wall to be rebuilt">'
    '<meta property="og:site_name" content="Harbour Gazette">'
    '<meta property="article:published_time" content="2026-11-20T12:00:00Z">'
    '<meta name="author" content="Nora Tasker">'
)
LOST = "We are sorry, but there is no story at this address any more, or there never was one in all these years."


def _page(story: Sequence[str], *, head: str = HEAD, above: str = "", below: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in story)
    body = f"<main><h1>Harbour wall to be rebuilt</h1>{above}<div class=text>{paragraphs}</div>{below}</main>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def test_a_page_becomes_its_story(story: Sequence[str]) -> None:
    article = clean_page(_page(story), url="https://gazette.example/wall")
    assert (article.outcome, article.title, article.paragraphs) == (
        Outcome.ARTICLE,
        "Harbour wall to be rebuilt",
        tuple(story),
    )


def test_facts_come_from_the_page(story: Sequence[str]) -> None:
    article = clean_page(_page(story))
    assert (article.authors, article.outlet, article.language) == (("Nora Tasker",), "Harbour Gazette", "en")


def test_the_moment_of_publication_is_exact(story: Sequence[str]) -> None:
    article = clean_page(_page(story))
    assert (str(article.published), article.published_precision) == ("2026-11-20 12:00:00+00:00", Precision.SECOND)


def test_the_feed_fills_in_what_the_page_does_not_say(story: Sequence[str]) -> None:
    entry = Entry(title="Harbour wall", authors=("Olav Brekke",), keywords=("wall",))
    article = clean_page(_page(story, head=""), entry=entry)
    assert (article.authors, article.keywords) == (("Olav Brekke",), ("wall",))


def test_the_page_is_believed_before_the_feed(story: Sequence[str]) -> None:
    assert clean_page(_page(story), entry=Entry(authors=("Olav Brekke",))).authors == ("Nora Tasker",)


def test_a_byline_outside_the_text_signs_it(story: Sequence[str]) -> None:
    article = clean_page(_page(story, head="<title>Wall</title>", above="<div class=byline>By Olav Brekke</div>"))
    assert (article.byline, article.authors) == ("By Olav Brekke", ("Olav Brekke",))


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("<div class=share><p>Share this story</p></div>", "share"),
        ("<h3>Related articles</h3><ul><li><a href=/b>Ferry returns to the north</a></li></ul>", "related"),
        ("<div class=newsletter><p>Sign up for our newsletter</p></div>", "newsletter"),
        ("<footer><p>© Harbour Gazette</p></footer>", "legal"),
    ],
)
def test_boilerplate_is_removed_by_name(story: Sequence[str], below: str, kind: str) -> None:
    article = clean_page(_page(story, below=below))
    assert (article.paragraphs, kind in {one.kind for one in article.removed}) == (tuple(story), True)


def test_every_removal_says_why(story: Sequence[str]) -> None:
    article = clean_page(_page(story, below="<div class=share><p>Share this story</p></div>"))
    assert [one for one in article.removed if not one.reason] == []


def test_removals_are_in_page_order(story: Sequence[str]) -> None:
    article = clean_page(_page(story, above="<p>By Nora Tasker</p>", below="<div class=share>Share</div>"))
    lines = [one.line for one in article.removed]
    assert lines == sorted(lines)


def test_every_block_is_explained(story: Sequence[str]) -> None:
    blocks = examine_page(_page(story, below="<div class=share>Share</div>")).blocks
    assert [one.block.text for one in blocks if not one.reason] == []


def test_blocks_are_in_page_order(story: Sequence[str]) -> None:
    lines = [one.block.line for one in examine_page(_page(story)).blocks]
    assert lines == sorted(lines)


def test_kept_blocks_are_the_paragraphs(story: Sequence[str]) -> None:
    examination = examine_page(_page(story))
    assert tuple(one.block.text for one in examination.blocks if one.kept) == examination.article.paragraphs


def test_clean_page_gives_the_article_of_the_examination(story: Sequence[str]) -> None:
    assert clean_page(_page(story)) == examine_page(_page(story)).article


def test_bytes_and_text_give_the_same(story: Sequence[str]) -> None:
    assert clean_page(_page(story).encode()) == clean_page(_page(story))


def test_the_same_input_gives_the_same_output(story: Sequence[str]) -> None:
    assert clean_page(_page(story)) == clean_page(_page(story))


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("", Outcome.EMPTY),
        (" \n ", Outcome.EMPTY),
        (b"%PDF-1.7", Outcome.NOT_HTML),
        (b"\x89PNG\r\n\x1a\n", Outcome.NOT_HTML),
        ('{"title": "Wall"}', Outcome.NOT_HTML),
        ("<rss><channel/></rss>", Outcome.NOT_HTML),
        ("<html><body></body></html>", Outcome.NO_STORY),
        ("<html><body><p>Gate shut.</p></body></html>", Outcome.NO_STORY),
        (f"<html><head><title>Page not found</title></head><body><p>{LOST}</p></body></html>", Outcome.NOT_FOUND),
    ],
)
def test_a_page_without_a_story_has_an_outcome(body: bytes | str, outcome: Outcome) -> None:
    assert clean_page(body).outcome is outcome


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json"])
def test_another_type_is_not_html(story: Sequence[str], content_type: str) -> None:
    assert clean_page(_page(story), content_type=content_type).outcome is Outcome.NOT_HTML


@pytest.mark.parametrize(
    "url", ["https://gazette.example/", "https://gazette.example", "https://gazette.example/index.html"]
)
def test_the_root_of_a_site_is_a_front(story: Sequence[str], url: str) -> None:
    assert clean_page(_page(story), url=url).outcome is Outcome.SECTION_FRONT


def test_a_fragment_of_a_feed_may_link_to_the_root(story: Sequence[str]) -> None:
    fragment = "".join(f"<p>{text}</p>" for text in story)
    assert clean_page(fragment, url="https://gazette.example/").outcome is Outcome.ARTICLE


def test_text_without_markup_is_cleaned_as_text(story: Sequence[str]) -> None:
    text = "\n\n".join(["Harbour wall", *story])
    assert clean_page(text) == clean_text(text)


def test_an_article_names_the_cleaner(story: Sequence[str]) -> None:
    assert clean_page(_page(story)).cleaner_version == clean_page("").cleaner_version == CLEANER_VERSION


def test_an_address_that_is_none_is_ignored(story: Sequence[str]) -> None:
    assert clean_page(_page(story), url="not an address").outcome is Outcome.ARTICLE
