"""The story of a page that shows none."""

import json
from collections.abc import Sequence

import pytest

from pipeline.clean import carries_story, clean_page
from pipeline.clean.elsewhere import find_story_elsewhere
from pipeline.clean.metadata import Facts
from pipeline.model import Entry, Outcome

TITLE = "Harbour council votes to rebuild the breakwater"


def _paragraphs(story: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in story)


def _script(story: Sequence[str]) -> str:
    return f"<script>window.state = {json.dumps({'body': _paragraphs(story)})}</script>"


def test_the_text_of_json_ld_is_a_story(story: Sequence[str]) -> None:
    article = find_story_elsewhere("", Facts(title=TITLE, body="\n".join(story), is_article=True))
    assert article is not None
    assert (article.paragraphs, article.provenance["text"]) == (tuple(story), "json-ld, likely")


def test_a_summary_in_json_ld_is_none(story: Sequence[str]) -> None:
    assert find_story_elsewhere("", Facts(title=TITLE, body=story[0], is_article=True)) is None


def test_the_text_in_a_script_is_a_story(story: Sequence[str]) -> None:
    article = find_story_elsewhere(_script(story), Facts(title=TITLE, is_article=True))
    assert article is not None
    assert (article.paragraphs, article.provenance["text"]) == (tuple(story), "script, likely")


def test_a_script_about_something_else_is_not(story: Sequence[str]) -> None:
    assert find_story_elsewhere(_script(story), Facts(title="Ferry returns on Monday", is_article=True)) is None


def test_json_ld_comes_before_scripts(story: Sequence[str]) -> None:
    facts = Facts(title=TITLE, body="\n".join(story), is_article=True)
    article = find_story_elsewhere(_script(story[:4]), facts)
    assert article is not None
    assert article.provenance["text"] == "json-ld, likely"


def test_without_either_there_is_none() -> None:
    assert find_story_elsewhere("<p>Loading…</p>", Facts(title=TITLE, is_article=True)) is None


def test_the_template_of_the_source_is_named(story: Sequence[str]) -> None:
    facts = Facts(title=TITLE, body="\n".join(story), is_article=True)
    article = find_story_elsewhere("", facts, template_version=2)
    assert article is not None
    assert article.provenance["templates"] == "v2"


@pytest.mark.parametrize("shown", ["", "<p>Loading…</p>", "<div id=app></div>"])
def test_a_page_without_text_is_cleaned_from_its_scripts(story: Sequence[str], shown: str) -> None:
    head = f'<title>{TITLE}</title><meta property="og:type" content="article">'
    page = f"<html><head>{head}</head><body>{shown}{_script(story)}</body></html>"
    article = clean_page(page)
    assert (article.outcome, article.paragraphs) == (Outcome.ARTICLE, tuple(story))


def test_a_page_that_is_no_article_is_not(story: Sequence[str]) -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><p>Loading…</p>{_script(story)}</body></html>"
    assert clean_page(page).outcome is Outcome.NO_STORY


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"%PDF-1.7 x",
        "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>Nothing here.</p></body></html>",
        "<html><body><h1>Anmelden</h1><p>Bitte melden Sie sich an.</p><form><input></form></body></html>",
        "<html><body><div id='root'></div></body></html>",
    ],
)
def test_the_feeds_own_text_serves_where_the_page_has_none(story: Sequence[str], page: bytes | str) -> None:
    entry = Entry(url="https://gazette.example/a", title=TITLE, content=_paragraphs(story), authors=("Nora Tasker",))
    article = clean_page(page, url=entry.url, entry=entry)
    assert (article.title, article.paragraphs, article.authors) == (TITLE, tuple(story), ("Nora Tasker",))
    assert article.provenance["text"] == "feed, likely"


@pytest.mark.parametrize("end", ["…", " [...]"])
def test_a_teaser_does_not(story: Sequence[str], end: str) -> None:
    cut = [*story[:4], story[4].rstrip(".") + end]
    assert clean_page("", entry=Entry(title=TITLE, content=_paragraphs(cut))).outcome is not Outcome.ARTICLE
    assert clean_page("", entry=Entry(title=TITLE, content=_paragraphs(story[:1]))).outcome is not Outcome.ARTICLE


def test_the_page_comes_before_the_feed(story: Sequence[str]) -> None:
    page = f"<html><body><h1>{TITLE}</h1>{_paragraphs(story)}</body></html>"
    article = clean_page(page, entry=Entry(title=TITLE, content=_paragraphs(story[:4])))
    assert (article.paragraphs, article.provenance.get("text")) == (tuple(story), None)


def test_a_text_given_in_place_of_a_page_is_the_feeds(story: Sequence[str]) -> None:
    entry = Entry(title=TITLE, content=_paragraphs(story))
    assert clean_page(_paragraphs(story), entry=entry).provenance["text"] == "feed, likely"


def test_a_feed_may_carry_a_story_or_a_teaser(story: Sequence[str]) -> None:
    assert carries_story(Entry(title=TITLE, content=_paragraphs(story)))
    assert not carries_story(Entry(title=TITLE, content=f"<p>{story[0]}</p><p>[…]</p>"))
    assert not carries_story(Entry(title=TITLE, summary=" ".join(story)))
