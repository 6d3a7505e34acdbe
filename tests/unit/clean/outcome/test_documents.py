"""No article here, by name."""

from collections.abc import Sequence

import pytest
from pages import paragraphs

from pipeline.clean import clean_page
from pipeline.clean.outcome import find_story_outcome, refuse_document
from pipeline.model import Outcome


def _of_document(body: bytes | str, content_type: str | None = None) -> Outcome | None:
    text = body if isinstance(body, str) else body.decode("cp1252", "replace")
    return refuse_document(body, text, content_type)


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
    assert find_story_outcome(story, titles=(), authors=(), is_article=False) is Outcome.ARTICLE


def test_a_flash_is_one_where_the_page_says_so() -> None:
    flash = ["Ferry reaches Halden after nine hours, coast guard says."]
    assert find_story_outcome(flash, titles=(), authors=(), is_article=True) is Outcome.ARTICLE
    assert find_story_outcome(flash, titles=(), authors=(), is_article=False) is Outcome.NO_STORY


NOTICE = ("We would like you to go on to the page that you asked for as soon as it can be shown to you again.",) * 2


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Just a moment...", Outcome.CHALLENGE),
        ("403 Forbidden", Outcome.CHALLENGE),
        ("Page not found | Gazette", Outcome.NOT_FOUND),
        ("Gazette - Página no encontrada", Outcome.NOT_FOUND),
        ("ページが見つかりません", Outcome.NOT_FOUND),
        ("Anmelden – Halden Kurier", Outcome.LOGIN_WALL),
        ("We value your privacy", Outcome.CONSENT_WALL),
    ],
)
def test_a_refusal_has_a_name(title: str, outcome: Outcome) -> None:
    assert find_story_outcome(NOTICE, titles=(title,), authors=(), is_article=False) is outcome


@pytest.mark.parametrize("title", ["Sign in to continue", "Anmelden – Halden Kurier", "ログイン", "Войти | Вестник"])
def test_a_form_without_a_paragraph_is_a_login_wall(title: str) -> None:
    assert find_story_outcome((), titles=(title,), authors=(), is_article=False) is Outcome.LOGIN_WALL


def test_a_refusal_may_be_told_by_its_text_alone() -> None:
    text = ["Verifying you are human. This may take a few seconds."]
    assert find_story_outcome(text, titles=("gazette.example",), authors=(), is_article=False) is Outcome.CHALLENGE


@pytest.mark.parametrize("title", ["Login sheds to be torn down at the old port", "404 boats left the harbour"])
def test_a_headline_that_begins_like_a_refusal_is_none(title: str, story: Sequence[str]) -> None:
    assert find_story_outcome(story[:4], titles=(title,), authors=(), is_article=False) is Outcome.ARTICLE


def test_no_paragraphs_tell_no_story() -> None:
    assert find_story_outcome([], titles=("A wall",), authors=(), is_article=True) is Outcome.NO_STORY


def test_a_front_of_teasers_tells_no_story() -> None:
    card = "<div class='c'><h3><a href='/{0}'>Ferry {0} is back</a></h3><p>{1}</p></div>"
    teaser = "The ferry had been out of service since the storm of last week and sails again on Monday."
    body = "".join(card.format(number, teaser.replace("ferry", f"ferry {number}")) for number in range(20))
    assert clean_page(f"<html><body><main>{body}</main></body></html>").outcome is Outcome.SECTION_FRONT


def test_the_root_of_a_site_is_a_front_whatever_stands_there(story: Sequence[str]) -> None:
    page = f"<html><body><main>{paragraphs(story)}</main></body></html>"
    outcomes = [
        clean_page(page, url=f"https://gazette.example{path}").outcome for path in ("/", "/index.html", "/?p=8")
    ]
    assert outcomes == [Outcome.SECTION_FRONT, Outcome.SECTION_FRONT, Outcome.ARTICLE]


def test_a_fragment_is_a_story_wherever_its_entry_links_to(story: Sequence[str]) -> None:
    assert clean_page(paragraphs(story), url="https://gazette.example/").outcome is Outcome.ARTICLE


def test_a_story_with_links_to_others_is_no_front(story: Sequence[str]) -> None:
    links = "".join(f"<li><a href='/{number}'>Ferry {number} is back</a></li>" for number in range(90))
    body = "".join(f"<p>{text}</p>" for text in story)
    page = f"<html><body><ul>{links}</ul><main>{body}</main></body></html>"
    assert clean_page(page).outcome is Outcome.ARTICLE


def test_links_to_other_stories_between_paragraphs_do_not_make_a_front_of_a_story(story: Sequence[str]) -> None:
    link = "<p><a href='/{0}'>RELATED: Ferry {0} returns to the strait</a></p><figure><img src='/{0}.jpg'></figure>"
    body = "".join(f"<p>{text}</p>{link.format(number)}" for number, text in enumerate(story[:6]))
    assert clean_page(f"<html><body><main><h1>Wall voted</h1>{body}</main></body></html>").outcome is Outcome.ARTICLE


def test_the_note_on_the_author_that_a_paywall_leaves_is_no_story() -> None:
    note = (
        "Nora Tasker is a Gazette columnist covering ports and finance. She was an editor of the Osby Herald, a clerk "
        "of the harbour board and, for two winters, the cook of the mail ship."
    )
    assert find_story_outcome([note], titles=("A wall",), authors=("Nora Tasker",), is_article=True) is Outcome.NO_STORY
    assert find_story_outcome([note], titles=("A wall",), authors=("Per Holm",), is_article=True) is Outcome.ARTICLE
