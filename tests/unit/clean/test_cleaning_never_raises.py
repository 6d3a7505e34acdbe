"""Whatever comes in, an article or an outcome comes out, in bounded time."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_page, clean_text
from pipeline.model import CleanArticle, Outcome

PIECES = [
    "<p>", "</p>", "<div class='author'>", "</div>", "<b>", "<table><tr><td>", "</table>", "<!--", "-->", "<script>",
    "]]>", "<h1>Title</h1>", "<time datetime='2024'>", "<meta property='og:title' content='x | y'>", "&#0;", "<br>",
    "&#1114112;", "\x00", "\ud800", "Related Articles", "By Nora Tasker", "(AP) —", "Correction: no", "-30-", "\n\n",
    "A sentence of a story, no more.", "<link rel=canonical href='http://[x'>", "<a href='/x'>x</a>", "<li>Share</li>",
    "<script type='application/ld+json'>{\"@type\": [\"NewsArticle\", {}], \"author\": [[]]}</script>", "<", "=\"",
    "Jan 18", "港の再建。",
]  # fmt: skip
PROSE = "The council voted on Thursday to rebuild the breakwater before the winter storms reach the coast. "


def _is_sound(article: CleanArticle) -> bool:
    written = json.dumps([article.text, article.title, [one.text for one in article.removed]], ensure_ascii=False)
    written.encode("utf-8")
    return "\x00" not in written and (article.outcome is Outcome.ARTICLE) == bool(article.paragraphs)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_is_cleaned(pieces: Sequence[str]) -> None:
    assert _is_sound(clean_page("".join(pieces), url="https://gazette.example/a"))


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/html; charset=utf-16", "x; charset=\x00"]))
def test_any_bytes_are_cleaned(body: bytes, content_type: str | None) -> None:
    assert _is_sound(clean_page(b"<html><p>" + body, content_type=content_type))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=30))
def test_any_text_is_cleaned(lines: Sequence[str]) -> None:
    assert _is_sound(clean_text("\n".join(lines)))


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + PROSE * 5,
        "<b>" * 100_000 + PROSE * 5,
        "<p " + " ".join(f"a{number}" for number in range(60_000)) + ">" + PROSE * 5,
        "<div></div>" * 70_000 + f"<p>{PROSE * 5}</p>",
        f"<p>{PROSE}</p>" * 10_000,
        "<div class='read-more'>" * 1_500 + f"<p>{PROSE}</p>" * 10_000,
        "<div>" + "a<br>" * 100_000 + PROSE * 5,
        "<script type='application/ld+json'>" + '{"a":' * 50_000 + "</script><p>" + PROSE * 5,
        "<ul>" + "<li>Related Articles</li>" * 20_000,
        f"<p>{PROSE * 2}</p>" * 5 + f"<p>{'x' * 400_000}</p>",
        f"<p>{PROSE * 2}</p>" * 5 + f"<p>{'a@' * 100_000}</p>",
        f"<title>墙{'-' * 100_000}墙</title><p>{PROSE * 5}</p>",
    ],
    ids=[
        "deep",
        "deep inline",
        "attributes",
        "elements",
        "paragraphs",
        "boxes",
        "breaks",
        "json",
        "headings",
        "one word",
        "ats",
        "hyphens",
    ],
)
def test_a_hostile_page_is_cleaned(page: str) -> None:
    assert _is_sound(clean_page(page))


@pytest.mark.parametrize("url", ["http://[x", "https://", "//", "nowhere", "http://a b/"])
def test_an_address_that_is_none_does_no_harm(url: str) -> None:
    assert clean_page(f"<html><body><p>{PROSE * 5}</p></body></html>", url=url).outcome is Outcome.ARTICLE


@pytest.mark.parametrize(
    "text",
    ["Related Articles\n" * 30_000, "Share\n" * 50_000, "(" * 50_000, "By " + "A, " * 20_000, f"{PROSE}\n\n" * 5_000],
    ids=["headings", "labels", "brackets", "names", "paragraphs"],
)
def test_a_hostile_text_is_cleaned(text: str) -> None:
    assert _is_sound(clean_text(text))
