"""JSON-LD: wrapped, listed, broken."""

import json

import pytest

from pipeline.clean.metadata.json_ld import Described, describe_article

ARTICLE = {"@type": "NewsArticle", "headline": "Council votes for a wall", "author": {"name": "Nora Tasker"}}


def _described(*scripts: str) -> Described:
    return describe_article(scripts)


@pytest.mark.parametrize(
    "shape",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Gazette"}, ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "Gazette"}, ARTICLE]},
        {"@type": "WebPage", "name": "Page", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["Thing", "ReportageNewsArticle"]},
        ARTICLE | {"@type": "https://schema.org/NewsArticle"},
    ],
    ids=["alone", "list", "graph", "main entity", "several types", "full type"],
)
def test_the_article_is_found(shape: object) -> None:
    assert _described(json.dumps(shape)).headline == "Council votes for a wall"


@pytest.mark.parametrize(
    "broken",
    [
        json.dumps(ARTICLE)[:-1] + ",}",
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE) + ";",
        json.dumps({"@type": "WebSite"}) + json.dumps(ARTICLE),
        json.dumps(ARTICLE).replace("votes", "votes\n"),
    ],
    ids=["trailing comma", "comment", "cdata", "semicolon", "two values", "line break"],
)
def test_broken_json_is_read_as_far_as_it_goes(broken: str) -> None:
    assert _described(broken).authors == ("Nora Tasker",)


@pytest.mark.parametrize("junk", ["", "{", "[" * 5_000, '"text"', "null", '{"@type": 5, "headline": {}}'])
def test_junk_describes_nothing(junk: str) -> None:
    assert _described(junk) == Described()


def test_a_script_that_breaks_does_not_hide_the_next() -> None:
    assert _described("{", json.dumps(ARTICLE)).article == "newsarticle"


def test_an_author_may_be_a_reference() -> None:
    graph = [{"@id": "#n", "@type": "Person", "name": "Nora Tasker"}, ARTICLE | {"author": {"@id": "#n"}}]
    assert _described(json.dumps({"@graph": graph})).authors == ("Nora Tasker",)


def test_articles_of_a_list_on_the_page_are_others() -> None:
    listed = {"@type": "ItemList", "itemListElement": [ARTICLE]}
    assert _described(json.dumps(listed)) == Described()


def test_entities_in_a_headline_are_characters() -> None:
    assert _described(json.dumps(ARTICLE | {"headline": "Wall &amp; pier"})).headline == "Wall & pier"


@pytest.mark.parametrize("keywords", [["harbour", "storms"], "harbour, storms", [{"name": "harbour"}, "storms"]])
def test_keywords_come_in_three_shapes(keywords: object) -> None:
    assert _described(json.dumps(ARTICLE | {"keywords": keywords})).keywords == ("harbour", "storms")


def test_the_body_is_plain_text() -> None:
    body = "<p>The wall &amp; the pier.</p><figure>Photo</figure><p>They voted <b>twice</b>.</p>"
    assert _described(json.dumps(ARTICLE | {"articleBody": body})).body == "The wall & the pier.\nThey voted twice."


def test_a_body_of_nothing_but_tags_is_none() -> None:
    assert _described(json.dumps(ARTICLE | {"articleBody": "<div>" * 50_000})).body is None


def test_a_page_dates_the_article_that_does_not() -> None:
    page = {"@type": "WebPage", "datePublished": "2024-01-18", "inLanguage": "de"}
    found = _described(json.dumps([page, ARTICLE]))
    assert (found.published, found.language, found.headline) == ("2024-01-18", "de", "Council votes for a wall")


def test_the_day_of_creation_is_no_publication() -> None:
    found = _described(json.dumps(ARTICLE | {"dateCreated": "2024-01-17"}))
    assert (found.published, found.created) == (None, "2024-01-17")


def test_entities_escaped_twice_are_characters() -> None:
    assert _described(json.dumps(ARTICLE | {"headline": "&amp;quot;Wall&amp;quot;"})).headline == '"Wall"'


def test_an_escaped_apostrophe_does_not_break_the_rest() -> None:
    assert _described(json.dumps(ARTICLE).replace("a wall", "the council\\'s wall")).authors == ("Nora Tasker",)


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Person", "name": {"@type": "Person", "name": "Nora Tasker"}},
        {"@type": "Person", "givenName": "Nora", "familyName": "Tasker"},
        {"@list": [{"@type": "Person", "name": "Nora Tasker"}]},
        [[{"@type": "Person", "name": "Nora Tasker"}]],
        {"@type": "Person", "name": {"@value": "Nora Tasker"}},
        {"@type": "Person", "name": ["Nora Tasker"]},
    ],
)
def test_an_author_may_be_nested(author: object) -> None:
    assert _described(json.dumps(ARTICLE | {"author": author})).authors == ("Nora Tasker",)


def test_an_author_that_is_an_organization_is_a_desk() -> None:
    authors = [{"@type": "Person", "name": "Nora Tasker"}, {"@type": "NewsMediaOrganization", "name": "Kyst Radio"}]
    found = _described(json.dumps(ARTICLE | {"author": authors}))
    assert (found.authors, found.desks) == (("Nora Tasker", "Kyst Radio"), ("Kyst Radio",))


def test_authors_nested_without_end_are_none() -> None:
    author: object = "Nora Tasker"
    for _ in range(40):
        author = [author]
    assert _described(json.dumps(ARTICLE | {"author": author})).authors == ()
