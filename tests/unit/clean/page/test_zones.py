"""What names of elements say of what they hold."""

import pytest

from pipeline.clean.page.zones import find_zone


@pytest.mark.parametrize(
    ("tag", "classes", "kind"),
    [
        ("div", "related-posts", "related"),
        ("div", "c-shareBar__list", "share"),
        ("section", "article_body js", "body"),
        ("aside", "newsletter-signup", "newsletter"),
        ("aside", None, "aside"),
        ("nav", "article-body", "navigation"),
        ("p", "wp-caption-text", "caption"),
        ("blockquote", "twitter-tweet", "letter"),
        ("blockquote", "twitter-video", "letter"),
        ("ul", "lista-comentarios", "comments"),
        ("div", "kommentare", "comments"),
        ("div", "condividi_articolo", "share"),
        ("div", "BacaJuga", "related"),
        ("p", "bildtext", "caption"),
        ("span", "yazar-adi", "author"),
        ("div", "reading", ""),
        ("div", "shadow-lg badge", ""),
    ],
)
def test_a_name_tells_the_zone(tag: str, classes: str | None, kind: str) -> None:
    assert find_zone(tag, classes, None, None).kind == kind


def test_a_role_says_more_than_a_class() -> None:
    assert find_zone("div", "widget", None, "navigation").kind == "navigation"


def test_both_dates_of_an_article_are_dates() -> None:
    assert [find_zone("span", None, None, role).kind for role in ("datePublished", "dateModified")] == ["date", "date"]


def test_an_id_is_read_where_the_classes_say_nothing() -> None:
    assert find_zone("div", "x1y2", "comments", None).told_by == "“comments”"
