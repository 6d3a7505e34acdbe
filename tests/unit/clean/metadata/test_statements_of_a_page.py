"""What a page states about itself in its head and around its headline."""

from collections.abc import Sequence

import pytest
from lxml.html import HtmlElement
from pages import paragraphs

from pipeline.clean import clean_page
from pipeline.clean.metadata.masthead import find_marked_bylines, is_marked, read_masthead
from pipeline.clean.metadata.page_head import PageHead, read_page_head
from pipeline.clean.page import parse_page


def _tree(body: str, head: str = "") -> HtmlElement:
    tree = parse_page(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return tree


def _head(head: str = "", body: str = "") -> PageHead:
    return read_page_head(_tree(body, head))


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ('<meta name="author" content="Nora">', "author"),
        ('<meta name="AUTHOR" content="Nora">', "author"),
        ('<meta property="article:author" content="Nora">', "article:author"),
        ('<meta itemprop="author" content="Nora">', "author"),
        ('<meta http-equiv="author" content="Nora">', "author"),
        ('<meta name=" author " content="Nora">', "author"),
    ],
)
def test_a_meta_element_is_read_by_its_name(element: str, name: str) -> None:
    assert _head(element).first(name) == "Nora"


@pytest.mark.parametrize("element", ['<meta name="author">', '<meta name="author" content="">', "<meta content=Nora>"])
def test_a_meta_element_without_name_or_content_says_nothing(element: str) -> None:
    assert _head(element).first("author") is None


def test_every_value_of_several_names_is_given_in_order() -> None:
    head = _head('<meta name=b content="2"><meta name=a content="1"><meta name=a content="3">')
    assert head.all("a", "b") == ("1", "3", "2")


def test_the_title_element_is_read_on_one_line() -> None:
    assert _head("<title>\n Harbour   wall\n</title>").title == "Harbour wall"


def test_the_canonical_address_and_the_base_are_read() -> None:
    head = _head('<base href="/news/"><link rel="canonical" href="https://gazette.example/wall">')
    assert (head.canonical, head.base) == ("https://gazette.example/wall", "/news/")


def test_the_language_of_the_document_is_read() -> None:
    assert _head().language == "en"


def test_headings_of_the_first_level_are_read_in_order() -> None:
    assert [heading.text for heading in _head(body="<h1>Wall</h1><h2>Gate</h2><h1>Coast</h1>").headings] == [
        "Wall",
        "Coast",
    ]


def test_an_empty_heading_is_none() -> None:
    assert _head(body="<h1> </h1>").headings == ()


def test_more_headings_than_a_story_has_are_not_read() -> None:
    assert len(_head(body="<h1>Wall</h1>" * 20).headings) == 8


@pytest.mark.parametrize(
    "kicker", ["kicker", "topline", "c-eyebrow", "dachzeile", "antetitulo", "occhiello", "article-category", "sr-only"]
)
def test_a_kicker_within_the_heading_is_not_the_headline(kicker: str) -> None:
    (heading,) = _head(body=f"<h1><span class={kicker}>Coast</span> Wall to be rebuilt</h1>").headings
    assert (heading.text, heading.whole) == ("Wall to be rebuilt", "Coast Wall to be rebuilt")


def test_a_time_without_a_machine_readable_date_says_nothing() -> None:
    assert _head(body="<time>yesterday</time>").times == ()


@pytest.mark.parametrize("around", ["blockquote", "aside", "nav"])
def test_a_time_in_a_box_is_not_the_storys(around: str) -> None:
    assert _head(body=f"<{around}><time datetime=2026-11-20>x</time></{around}>").times == ()


@pytest.mark.parametrize(
    "element", ["<time pubdate datetime=2026-11-20>", "<time itemprop=datePublished datetime=2026-11-20>"]
)
def test_a_time_may_be_marked_as_publication(element: str) -> None:
    assert _head(body=f"{element}x</time>").marked_times == ("2026-11-20",)


@pytest.mark.parametrize(
    "element",
    [
        "<a rel=author href=/x>Nora</a>",
        "<span itemprop=author>Nora</span>",
        "<p class=byline>Nora</p>",
        "<p class=article-author>Nora</p>",
        "<p class=storyAuthor>Nora</p>",
        "<p class=autor>Nora</p>",
        "<p class=auteur>Nora</p>",
        "<p class=verfasser>Nora</p>",
        "<a href=/author/nora>Nora</a>",
        "<a href=/autor/nora>Nora</a>",
        "<a href=https://gazette.example/staff/nora>Nora</a>",
    ],
)
def test_markup_may_mark_a_byline(element: str) -> None:
    (one,) = _tree(f"<div>{element}</div>").xpath("//div/*")
    assert is_marked(one)


@pytest.mark.parametrize(
    "element",
    [
        "<p class=author-bio>Nora</p>",
        "<p class=author-image>Nora</p>",
        "<p class=related-author>Nora</p>",
        "<p class=comment-author>Nora</p>",
        "<a href=/news/nora>Nora</a>",
        "<p>Nora</p>",
    ],
)
def test_other_markup_does_not(element: str) -> None:
    (one,) = _tree(f"<div>{element}</div>").xpath("//div/*")
    assert not is_marked(one)


@pytest.mark.parametrize("tag", ["aside", "figure", "form", "nav", "blockquote", "button"])
def test_boxes_below_the_headline_are_no_masthead(tag: str) -> None:
    (headline,) = _tree(f"<h1>Wall</h1><{tag}>Olav Brekke</{tag}><p>Nora Tasker</p>").xpath("//h1")
    assert read_masthead(headline).lines == ("Nora Tasker",)


def test_the_masthead_ends_where_the_story_begins() -> None:
    text = "<p>" + "The wall held for another winter. " * 10 + "</p>"
    (headline,) = _tree(f"<h1>Wall</h1><p>Nora Tasker</p>{text * 3}<p>Olav Brekke</p>").xpath("//h1")
    assert read_masthead(headline).lines == ("Nora Tasker",)


def test_bylines_marked_anywhere_are_found() -> None:
    assert find_marked_bylines(_tree("<div><p class=byline>By Nora Tasker</p></div>")) == ("By Nora Tasker",)


def test_the_name_behind_the_headline_is_no_author(story: Sequence[str]) -> None:
    page = (
        "<html><head><title>Council votes for a wall - The Coast</title><meta name='author' content='The Coast'></head>"
        f"<body><h1>Council votes for a wall</h1><div class='byline'>di Nora Tasker</div>{paragraphs(story)}</body>"
    )
    assert clean_page(page).authors == ("Nora Tasker",)


def test_a_first_heading_that_leads_to_the_front_names_the_site(story: Sequence[str]) -> None:
    page = (
        "<html><head><title>The Coast Notebook: Council votes for a wall</title></head>"
        f"<body><h1><a href='/'>The Coast Notebook</a></h1><h3>Council votes for a wall</h3>{paragraphs(story)}</body>"
    )
    assert clean_page(page).title == "Council votes for a wall"


def test_a_name_below_the_story_signs_it(story: Sequence[str]) -> None:
    page = (
        f"<html><body><article>{paragraphs(story)}<p><b>Nguyễn Thị Lan</b> (Theo Reuters)</p></article></body></html>"
    )
    assert (clean_page(page).authors, clean_page(page).paragraphs) == (("Nguyễn Thị Lan",), tuple(story))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<p>2026-01-20 09:30 来源：海岸网 作者：林一</p>", "林一"),
        ("<div>Written By Nora Tasker | Published: January 20, 2026</div>", "Nora Tasker"),
        ("<div class='field-author'><div>Author</div><div>Nora Tasker</div></div>", "Nora Tasker"),
        ("<span class='by'>Nora Tasker</span>", "Nora Tasker"),
    ],
)
def test_an_author_is_read_from_a_line_that_says_more(line: str, name: str, story: Sequence[str]) -> None:
    page = f"<html><body><article><h1>Council votes for a wall</h1>{line}{paragraphs(story)}</article></body></html>"
    assert clean_page(page).authors == (name,)


@pytest.mark.parametrize("line", ["Nora Tasker, BBC News", "Nora Tasker with AFP", "Nora Tasker, Reporterin"])
def test_a_name_with_its_office_above_the_story_signs_it(line: str, story: Sequence[str]) -> None:
    page = f"<html><body><article><h1>Wall voted at last</h1><p>{line}</p>{paragraphs(story)}</article></body></html>"
    assert (clean_page(page).authors, clean_page(page).paragraphs) == (("Nora Tasker",), tuple(story))
