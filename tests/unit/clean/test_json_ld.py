"""JSON-LD: wrapped, listed, broken."""

import json

import pytest

from pipeline.clean.json_ld import Described, described
from pipeline.clean.page import parsed

ARTICLE = {"@type": "NewsArticle", "headline": "Council votes for a wall", "author": {"name": "Nora Tasker"}}


def _described(*scripts: str) -> Described:
    elements = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    tree = parsed(f"<html><head>{elements}</head><body><p>x</p></body></html>")
    assert tree is not None
    return described(tree)


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
