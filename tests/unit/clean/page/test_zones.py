"""What the names of elements say they hold."""

from collections import Counter

import pytest

from pipeline.clean.page.zones import Zone, ZoneNames, find_zone, read_zone_names

ZONE_NAMES = read_zone_names()

each_zone = pytest.mark.parametrize("listed", ZONE_NAMES, ids=lambda listed: listed.zone.value)
each_name = pytest.mark.parametrize(
    ("zone", "name"),
    [(listed.zone, name) for listed in ZONE_NAMES for name in listed.names],
    ids=lambda value: str(value),
)


@each_name
def test_every_listed_name_stands_for_its_zone(zone: Zone, name: str) -> None:
    assert find_zone("div", name.replace(" ", "-"), None, None) is zone


@each_name
def test_every_listed_name_is_read_within_other_names(zone: Zone, name: str) -> None:
    assert find_zone("div", f"xq {name.replace(' ', '_')} wv", None, None) is zone


@each_zone
def test_class_names_of_a_zone_are_found(listed: ZoneNames) -> None:
    assert [name for name in listed.drops if find_zone("div", name, None, None) is not listed.zone] == []


@each_zone
def test_names_that_only_look_alike_are_not(listed: ZoneNames) -> None:
    assert [name for name in listed.keeps if find_zone("div", name, None, None) is listed.zone] == []


@each_zone
def test_every_zone_says_what_it_holds(listed: ZoneNames) -> None:
    assert listed.why.endswith(".")


def test_no_name_stands_for_two_zones() -> None:
    counts = Counter(name for listed in ZONE_NAMES for name in listed.names)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("tag", "classes", "zone"),
    [
        ("div", "related-posts", Zone.RELATED),
        ("div", "c-shareBar__list", Zone.SHARE),
        ("section", "article_body js", Zone.BODY),
        ("aside", "newsletter-signup", Zone.NEWSLETTER),
        ("aside", None, Zone.ASIDE),
        ("nav", "article-body", Zone.NAVIGATION),
        ("p", "wp-caption-text", Zone.CAPTION),
        ("blockquote", "twitter-tweet", Zone.EMBED),
        ("blockquote", "twitter-video", Zone.EMBED),
        ("ul", "lista-comentarios", Zone.COMMENTS),
        ("div", "kommentare", Zone.COMMENTS),
        ("div", "condividi_articolo", Zone.SHARE),
        ("div", "BacaJuga", Zone.RELATED),
        ("p", "bildtext", Zone.CAPTION),
        ("span", "yazar-adi", Zone.AUTHOR),
        ("div", "reading", Zone.PLAIN),
        ("div", "shadow-lg badge", Zone.PLAIN),
    ],
)
def test_a_name_gives_the_zone(tag: str, classes: str | None, zone: Zone) -> None:
    assert find_zone(tag, classes, None, None) is zone


def test_the_more_telling_name_wins() -> None:
    assert find_zone("div", "footer share", None, None) is Zone.SHARE


def test_the_longer_name_of_a_zone_wins() -> None:
    assert find_zone("div", "card-print-only", None, None) is Zone.UNSEEN


def test_a_role_says_more_than_a_class() -> None:
    assert find_zone("div", "widget", None, "navigation") is Zone.NAVIGATION


def test_both_dates_of_an_article_are_dates() -> None:
    found = [find_zone("span", None, None, role) for role in ("datePublished", "dateModified")]
    assert found == [Zone.DATE, Zone.DATE]


def test_an_id_is_read_if_the_classes_say_nothing() -> None:
    assert find_zone("div", "x1y2", "comments", None) is Zone.COMMENTS


def test_a_class_is_read_before_the_id() -> None:
    assert find_zone("div", "share", "comments", None) is Zone.SHARE


def test_a_name_says_more_than_a_loose_tag() -> None:
    assert find_zone("footer", "share", None, None) is Zone.SHARE


def test_a_strict_tag_says_more_than_a_name() -> None:
    assert find_zone("form", "share", None, None) is Zone.FORM


def test_an_unknown_role_says_nothing() -> None:
    assert find_zone("div", "share", None, "region") is Zone.SHARE


def test_a_plain_zone_is_false() -> None:
    assert [zone for zone in Zone if not zone] == [Zone.PLAIN]


def test_names_beyond_the_longest_attribute_are_not_read() -> None:
    assert find_zone("div", "x1 " * 400 + "share", None, None) is Zone.PLAIN
