"""A page, from its bytes to its article."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from pages import paragraphs

from pipeline.clean import CLEANER_VERSION, clean_page
from pipeline.model import CleanArticle, Entry, Outcome, PubStatus

URL = "https://www.gazette.example/harbour/wall"
HEAD = """<meta charset="utf-8"><title>Council votes for a wall | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><link rel="canonical" href="/harbour/wall">
<meta property="article:published_time" content="2024-01-18T10:00:00Z">"""


def _page(story: Sequence[str], *, below: str = "") -> str:
    text = paragraphs(story)
    article = f"<article><h1>Council votes for a wall</h1><p>By Nora Tasker</p>{text}{below}</article>"
    nav = "<nav><a href='/'>Home</a><a href='/s'>Sport</a></nav>"
    foot = (
        "<div><h3>Related Articles</h3><ul><li><a href='/x'>Ferry returns</a></li></ul></div><a>Back to top button</a>"
    )
    return f"<!doctype html><html lang='en'><head>{HEAD}</head><body>{nav}{article}{foot}</body></html>"


@pytest.fixture
def article(story: Sequence[str]) -> CleanArticle:
    return clean_page(_page(story).encode(), url=URL, content_type="text/html")


def test_the_story_comes_out_alone(article: CleanArticle, story: Sequence[str]) -> None:
    assert article.outcome is Outcome.ARTICLE
    assert article.paragraphs == tuple(story)


def test_the_fields_are_filled(article: CleanArticle) -> None:
    assert (article.title, article.authors, article.outlet) == (
        "Council votes for a wall", ("Nora Tasker",), "Harbour Gazette",
    )  # fmt: skip
    assert (article.language, article.canonical_url) == ("en", URL)
    assert article.published == datetime(2024, 1, 18, 10, tzinfo=UTC)


def test_what_stood_around_the_story_is_named(article: CleanArticle) -> None:
    assert {"Related Articles", "Back to top button"} <= {one.text for one in article.removed}


def test_every_field_says_where_it_came_from(article: CleanArticle) -> None:
    assert article.provenance["authors"] == "html:text, likely"
    assert article.provenance["published"] == "article:published_time, likely"
    assert article.cleaner_version == CLEANER_VERSION


def test_bytes_and_text_give_the_same_article(article: CleanArticle, story: Sequence[str]) -> None:
    assert clean_page(_page(story), url=URL) == article


def test_a_correction_is_a_note_and_a_status(story: Sequence[str]) -> None:
    note = "Correction: The wall was built in 1911, not in 1991."
    article = clean_page(_page(story, below=f"<p>{note}</p>"), url=URL)
    assert (article.ednote, article.pubstatus, article.paragraphs) == (note, PubStatus.CORRECTED, tuple(story))


def test_a_sentence_about_related_articles_stays(story: Sequence[str]) -> None:
    sentence = "The related articles of the treaty were struck out before the delegates voted on Friday."
    article = clean_page(_page([*story, sentence]), url=URL)
    assert article.paragraphs[-1] == sentence


def test_a_fragment_is_the_story_with_its_asides_and_short_lines(story: Sequence[str]) -> None:
    lines = [*story[:2], "when it is really like this", story[2]]
    boxed = "".join(f"<p>{text}</p>" for text in story[3:])
    fragment = f"{''.join(f'<p>{text}</p>' for text in lines)}<div class='alert'>{boxed}</div>"
    assert clean_page(fragment).paragraphs == (*lines, *story[3:])


def test_a_fragment_of_quotations_keeps_them(story: Sequence[str]) -> None:
    fragment = "".join(f"<blockquote><p>{text}</p></blockquote>" for text in story)
    assert clean_page(fragment).paragraphs == tuple(story)


def test_an_invitation_in_a_fragment_goes(story: Sequence[str]) -> None:
    invitation = "<p>Follow the Halden Gazette on Facebook, Instagram and X.</p>"
    fragment = "".join(f"<p>{text}</p>" for text in story) + invitation
    assert clean_page(fragment).paragraphs == tuple(story)


def test_a_fragment_is_a_page(story: Sequence[str]) -> None:
    fragment = "".join(f"<p>{text}</p>" for text in story)
    article = clean_page(fragment, entry=Entry(title="Council votes for a wall"))
    assert (article.title, article.paragraphs) == ("Council votes for a wall", tuple(story))


def test_a_date_between_headline_and_story_dates_the_article(story: Sequence[str]) -> None:
    dates = "<div>2026-11-24 08:00</div><div class='t'>墙将重建</div><span>2026-11-20 10:53:05</span>"
    head = f"<title>墙将重建_财经_海港网</title>{dates}"
    article = clean_page(f"{head}<div class='b'>{paragraphs(story)}</div>")
    assert article.published == datetime(2026, 11, 20, 10, 53, 5, tzinfo=UTC)
    assert article.provenance["published"] == "text, guess"


def test_a_headline_that_stands_twice_has_its_date_below_the_first(story: Sequence[str]) -> None:
    title = "Council votes for a wall in the harbour"
    head = f"<title>{title}</title><div class='x'>{title}</div><ul><li>19.07.2022</li><li>Drucken</li></ul>"
    article = clean_page(f"<html lang='de'>{head}<div class='y'>{title}</div><div class='b'>{paragraphs(story)}</div>")
    assert article.published == datetime(2022, 7, 19, tzinfo=UTC)


def test_a_date_below_the_standfirst_dates_the_article(story: Sequence[str]) -> None:
    dates = f"<h1>A wall is to be built</h1><p>{story[0]}</p><div class='social-share'><h5>23.01.2019</h5></div>"
    text = "".join(f"<p>{text}</p>" for text in story[1:])
    article = clean_page(f"<html><head><title>A wall is to be built</title></head><body>{dates}{text}</body></html>")
    assert article.published == datetime(2019, 1, 23, tzinfo=UTC)


def test_a_date_right_below_the_story_dates_the_article(story: Sequence[str]) -> None:
    text = "".join(f"<p>{text}</p>" for text in story)
    footer = "<div class='asset-footer'>Posted by Nora on 23.01.2019, 11:51 | 0 opinions</div>"
    article = clean_page(f"<html><head><title>A wall</title></head><body><h1>A wall</h1>{text}{footer}</body></html>")
    assert article.published == datetime(2019, 1, 23, 11, 51, tzinfo=UTC)


def test_a_date_of_another_story_dates_nothing(story: Sequence[str]) -> None:
    text = "".join(f"<p>{text}</p>" for text in story)
    others = "<div class='related'><h3>More stories</h3><a href='/f'>A ferry ran aground</a><p>23.01.2019</p></div>"
    article = clean_page(f"<html><head><title>A wall</title></head><body><h1>A wall</h1>{text}{others}</body></html>")
    assert article.published is None


@pytest.mark.parametrize("title", ["{} ‹ Harbour Conservation", "Nora's Digital Home | {}", "{} - Harbour - Gazette"])
def test_the_headline_on_the_page_tells_the_title_from_the_outlet(title: str, story: Sequence[str]) -> None:
    line = "Council votes for a wall of granite"
    article = clean_page(f"<title>{title.format(line)}</title><div class='t'>{line}</div>{paragraphs(story)}")
    assert (article.title, article.provenance["title"]) == (line, "html:title+text, likely")


def test_a_section_above_the_text_is_no_title(story: Sequence[str]) -> None:
    title = "Harbour - Council votes for a wall of granite"
    assert clean_page(f"<title>{title}</title><div class='t'>Harbour</div>{paragraphs(story)}").title == title


def test_a_date_above_the_headline_is_that_of_today(story: Sequence[str]) -> None:
    head = "<title>Wall voted</title><div>24 November 2026</div><div class='t'>Wall voted</div>"
    assert clean_page(f"{head}<div class='b'>{paragraphs(story)}</div>").published is None


def _shell(body: str) -> str:
    stated = json.dumps({"@type": "NewsArticle", "headline": "Wall voted", "articleBody": body})
    return f"<script type='application/ld+json'>{stated}</script><body><div id='root'></div><p>Loading</p></body>"


def test_a_page_that_scripts_fill_has_the_story_that_json_ld_states(story: Sequence[str]) -> None:
    article = clean_page(_shell("\n\n".join(story)))
    assert article.paragraphs == tuple(story)
    assert article.provenance["text"] == "json-ld, likely"


def test_a_summary_is_no_story(story: Sequence[str]) -> None:
    assert clean_page(_shell(story[0])).outcome is Outcome.NO_STORY


def test_the_subheads_that_a_paywall_leaves_are_no_story(story: Sequence[str]) -> None:
    parts = "".join(f"<h2>What the council said in part {n}</h2><p class='obfuscated'>{story[n]}</p>" for n in range(4))
    page = f"<meta property='og:type' content='article'><h1>Wall voted</h1><div class='text'>{parts}</div>"
    assert (
        clean_page(f"<html><head><title>Wall voted</title></head><body>{page}</body></html>").outcome
        is Outcome.NO_STORY
    )


def test_text_without_markup_is_cleaned_as_text(story: Sequence[str]) -> None:
    article = clean_page("\n\n".join(["Council votes for a wall", *story]))
    assert (article.title, article.paragraphs) == ("Council votes for a wall", tuple(story))


@pytest.mark.parametrize(
    "page",
    ["<html><body><div id='app'></div><script src='a.js'></script></body></html>", "<html></html>", "<p>Home</p>"],
)
def test_a_shell_tells_no_story(page: str) -> None:
    article = clean_page(page)
    assert (article.outcome, article.paragraphs) == (Outcome.NO_STORY, ())
