"""No article here, by name."""

from collections.abc import Sequence

import pytest

from pipeline.clean.outcome import outcome_of_document, outcome_of_story
from pipeline.model import Outcome


def _of_document(body: bytes | str, content_type: str | None = None) -> Outcome | None:
    text = body if isinstance(body, str) else body.decode("cp1252", "replace")
    return outcome_of_document(body, text, content_type)


@pytest.mark.parametrize("body", [b"", b" \n\t", ""])
def test_nothing_is_empty(body: bytes | str) -> None:
    assert _of_document(body) is Outcome.EMPTY


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7 x", b"\x89PNG\r\n", bytes(range(256)) * 8, '{"a": 1}', "[1, 2]", "<?xml version='1.0'?><rss></rss>"],
    ids=["pdf", "png", "binary", "json", "list", "feed"],
)
def test_other_formats_are_not_html(body: bytes | str) -> None:
    assert _of_document(body) is Outcome.NOT_HTML


def test_http_may_say_that_it_is_not_html() -> None:
    assert _of_document("<p>x</p>", "application/pdf") is Outcome.NOT_HTML


@pytest.mark.parametrize("content_type", [None, "text/html", "text/html; charset=utf-8", "application/xhtml+xml"])
def test_html_is_read(content_type: str | None) -> None:
    assert _of_document("<?xml version='1.0'?><html><body><p>x</p></body></html>", content_type) is None


def test_a_story_is_an_article(story: Sequence[str]) -> None:
    assert outcome_of_story(story, title=None, is_article=False) is Outcome.ARTICLE


def test_a_flash_is_one_where_the_page_says_so() -> None:
    flash = ["Ferry reaches Halden after nine hours, coast guard says."]
    assert outcome_of_story(flash, title=None, is_article=True) is Outcome.ARTICLE
    assert outcome_of_story(flash, title=None, is_article=False) is Outcome.NO_STORY


@pytest.mark.parametrize("title", ["Just a moment...", "403 Forbidden", "Page not found | Gazette", "Access Denied"])
def test_a_guard_tells_no_story(title: str) -> None:
    notice = ["We are checking that you are a person before you go on to the page that you asked for."] * 2
    assert outcome_of_story(notice, title=title, is_article=False) is Outcome.NO_STORY


def test_no_paragraphs_tell_no_story() -> None:
    assert outcome_of_story([], title="A wall", is_article=True) is Outcome.NO_STORY
