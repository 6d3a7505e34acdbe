"""Metadata: who is believed about what."""

from datetime import UTC, datetime

import pytest

from pipeline.clean.metadata.facts import Facts, gather_facts
from pipeline.clean.page import parse_page
from pipeline.model import Entry, Instant, Precision

URL = "https://www.gazette.example/harbour/wall"
LD = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council votes for a wall",
"datePublished": "2024-01-18T10:00:00+01:00", "author": [{"@type": "Person", "name": "Nora Tasker"}],
"publisher": {"name": "Harbour Gazette"}, "inLanguage": "en-GB", "articleSection": "Harbour"}</script>"""


def _facts(head: str, *, body: str = "<p>x</p>", url: str | None = URL, entry: Entry | None = None) -> Facts:
    tree = parse_page(f"<html lang='en'><head>{head}</head><body>{body}</body></html>")
    return gather_facts(tree, url=url, entry=entry)


def test_json_ld_is_believed_and_named() -> None:
    facts = _facts(LD)
    assert (facts.title, facts.authors, facts.section) == ("Council votes for a wall", ("Nora Tasker",), "Harbour")
    assert str(facts.provenance["title"]) == str(facts.provenance["published"]) == "json-ld, likely"


def test_the_moment_is_aware_and_exact() -> None:
    facts = _facts(LD)
    assert facts.published is not None
    assert (facts.published.at, facts.published.precision) == (datetime(2024, 1, 18, 9, tzinfo=UTC), Precision.SECOND)


def test_the_headline_most_statements_agree_on_is_the_title() -> None:
    head = "<meta property='og:title' content='A wall!'><title>Council votes | Harbour Gazette</title>"
    site = "<meta property='og:site_name' content='Harbour Gazette'>"
    assert _facts(head + site, body="<h1>Council votes</h1>").title == "Council votes"


def test_a_host_is_a_name_of_its_outlet() -> None:
    assert _facts("<title>Council votes for a wall - gazette.example</title>").title == "Council votes for a wall"


def test_meta_elements_fill_in_what_json_ld_lacks() -> None:
    facts = _facts(LD + "<meta property='og:description' content='A wall.'>")
    assert (facts.summary, str(facts.provenance["summary"])) == ("A wall.", "og:description, likely")


def test_a_byline_on_the_page_names_the_author() -> None:
    facts = _facts("", body="<span class='post-author byline'>By Nora Tasker</span>")
    assert (facts.authors, str(facts.provenance["authors"])) == (("Nora Tasker",), "html:byline, likely")


def test_the_feed_says_what_the_page_does_not() -> None:
    published = Instant(at=datetime(2024, 1, 18, tzinfo=UTC), text="18 Jan 2024")
    entry = Entry(title="From the feed", authors=("Nora Tasker",), published=published, keywords=("harbour",))
    facts = _facts("", entry=entry)
    assert (facts.title, facts.authors, facts.published, facts.keywords) == (
        "From the feed", ("Nora Tasker",), published, ("harbour",),
    )  # fmt: skip
    assert set(map(str, facts.provenance.values())) == {"feed, likely", "feed, guess"}


@pytest.mark.parametrize(
    "href", ["/harbour/wall", "https://gazette.example/harbour/wall", "https://amp.gazette.example/harbour/wall"]
)
def test_a_canonical_address_of_the_same_outlet_is_believed(href: str) -> None:
    facts = _facts(f"<link rel='canonical' href='{href}'>")
    assert facts.canonical_url is not None
    assert facts.canonical_url.endswith("gazette.example/harbour/wall")


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example/wall", "https://www.gazette.example/", "javascript:void(0)"]
)
def test_a_canonical_address_elsewhere_is_not(href: str) -> None:
    assert _facts(f"<link rel='canonical' href='{href}'>").canonical_url is None


def test_a_relative_picture_is_resolved() -> None:
    facts = _facts("<meta property='og:image' content='/p/wall.jpg'>")
    assert facts.image_url == "https://www.gazette.example/p/wall.jpg"


def test_languages_are_listed_in_the_order_of_trust() -> None:
    assert _facts(LD, entry=Entry(language="es")).languages == (
        ("html:lang", "en"), ("json-ld", "en-GB"), ("feed", "es"),
    )  # fmt: skip


def test_a_time_element_is_a_date_of_last_resort() -> None:
    facts = _facts("", body="<time datetime='2024-01-18T10:00Z'>Thursday</time>")
    assert str(facts.provenance["published"]) == "html:time, likely"


def test_what_two_sources_say_is_sure() -> None:
    head = "<meta property='og:title' content='Council votes for a wall - Harbour Gazette'>"
    assert str(_facts(LD + head).provenance["title"]) == "json-ld+og:title, sure"


def test_the_body_of_json_ld_is_handed_on() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "The wall."}</script>'
    assert _facts(script).body == "The wall."
