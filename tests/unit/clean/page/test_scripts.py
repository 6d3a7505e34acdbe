"""Stories in the scripts of a page."""

import json
from collections.abc import Sequence

import pytest

from pipeline.clean import clean_page
from pipeline.clean.page.scripts import find_story_in_scripts
from pipeline.model import Outcome

TITLE = "Council votes to rebuild the eastern breakwater"


def _html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>\r\n" for text in paragraphs)


def _state(*bodies: str) -> str:
    articles = [{"id": number, "body": body} for number, body in enumerate(bodies)]
    state = json.dumps({"articles": articles}).replace("<", "\\u003c")
    return f"<script>window.__STATE__ = {state};</script>"


def _page(body: str, *, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


@pytest.fixture
def about(story: Sequence[str]) -> Sequence[str]:
    return ["The council voted on Thursday to rebuild the breakwater in the east.", *story]


@pytest.fixture
def other() -> str:
    return _html(["A ferry with forty passengers ran aground off Osby on Sunday, and nobody was hurt."] * 9)


def test_the_story_of_the_headline_is_found(about: Sequence[str], other: str) -> None:
    assert find_story_in_scripts(_state(other, _html(about), other), [TITLE]) == _html(about)


def test_another_story_is_not_taken(other: str) -> None:
    assert find_story_in_scripts(_state(other), [TITLE]) is None


def test_teasers_and_styles_are_no_story(about: Sequence[str]) -> None:
    styles = "<style>.council-votes-breakwater p { margin: 0 }</style>" + _html(about)
    assert find_story_in_scripts(_state(_html(about[:1]), styles), [TITLE]) is None


def test_strings_that_are_no_json_are_passed_over(about: Sequence[str]) -> None:
    broken = _html(about).replace("\r\n", "")
    broken = f'<script>var a = "\\x{broken}";</script>'
    assert find_story_in_scripts(broken + _state(_html(about)), [TITLE]) == _html(about)


def test_headlines_without_blanks_are_compared_by_pairs_of_characters() -> None:
    lines = ["港口委员会周四投票决定在冬季风暴抵达海岸之前重建东侧防波堤，市长在会后告诉记者工程下月开始。"] * 12
    html = _html(lines)
    assert find_story_in_scripts(_state(html), ["委员会决定重建防波堤"]) == html
    assert find_story_in_scripts(_state(html), ["渡轮在浅滩搁浅四十人获救"]) is None


def test_a_page_that_scripts_would_fill_gives_its_story(about: Sequence[str]) -> None:
    body = _html(about).replace("</p>", "{sd-embed id=7}{/sd-embed}</p>", 1)
    head = '<meta property="og:type" content="article">'
    article = clean_page(_page(f"<div id='app'></div>{_state(body)}", head=head))
    assert (article.outcome, article.paragraphs) == (Outcome.ARTICLE, tuple(about))
    assert article.provenance["text"] == "script, likely"


def test_a_page_that_is_no_article_has_none(about: Sequence[str]) -> None:
    assert clean_page(_page(f"<div id='app'></div>{_state(_html(about))}")).outcome is Outcome.NO_STORY
