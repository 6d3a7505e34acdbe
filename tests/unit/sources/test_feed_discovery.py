"""The feeds that a page announces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources import FeedLink, announced_feeds

PAGE = "https://news.example/world/"
RSS = '<link rel="alternate" type="application/rss+xml" title="World &amp; more" href="/rss.xml">'


def found(body: str | bytes) -> list[str]:
    """The addresses announced, in order."""
    return [link.url for link in announced_feeds(body, PAGE)]


def test_a_link_in_the_head_announces_a_feed() -> None:
    assert announced_feeds(f"<html><head>{RSS}</head></html>", PAGE) == (
        FeedLink(url="https://news.example/rss.xml", title="World & more", media_type="application/rss+xml"),
    )


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/atom+xml" href="a">',
        '<LINK REL="Alternate Home" TYPE="Application/RSS+XML; charset=utf-8" HREF="a">',
        '<link rel="alternate" type="application/feed+json" href="a">',
        '<link rel="feed" href="a">',
        '<link rel="alternate" type="text/xml" href="a?feed=rss2">',
    ],
)
def test_every_kind_of_announcement_counts(link: str) -> None:
    assert len(found(link)) == 1


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="text/css" href="feed.css">',
        '<link rel="alternate" hreflang="es" href="/es/">',
        '<link rel="alternate" type="text/xml" href="/page">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        f"<!-- {RSS} -->",
        '<a href="/world/feedback">Feedback</a>',
    ],
)
def test_other_links_announce_nothing(link: str) -> None:
    assert found(link) == []


def test_a_feed_is_announced_once() -> None:
    assert found(RSS + RSS.replace("/rss.xml", "https://NEWS.example/rss.xml#x")) == ["https://news.example/rss.xml"]


def test_feeds_of_comments_come_last() -> None:
    comments = '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
    assert found(comments + RSS) == ["https://news.example/rss.xml", "https://news.example/comments/feed/"]


def test_the_base_of_the_page_counts() -> None:
    assert found(f'<base href="https://cdn.example/x/">{RSS}') == ["https://cdn.example/rss.xml"]


@pytest.mark.parametrize(
    "address", ["/rss", "/feed/", "/world.rss", "/index.xml", "/a?format=rss", "/atom.xml", "/feeds/world"]
)
def test_an_anchor_that_looks_like_a_feed_is_the_last_resort(address: str) -> None:
    assert found(f'<p><a href="{address}">News</a></p>') == [f"https://news.example{address}"]


def test_anchors_do_not_count_beside_links() -> None:
    assert found(f'{RSS}<a href="/feed/">Feed</a>') == ["https://news.example/rss.xml"]


def test_a_title_in_utf_8_is_read_without_a_declared_charset() -> None:
    page = RSS.replace("World", "Économie").encode()
    assert announced_feeds(page, PAGE)[0].title == "Économie & more"


@pytest.mark.parametrize("page", [b"", "", b"\x00", "<>", b"%PDF-1.4", '<?xml version="1.0" encoding="utf-8"?><html/>'])
def test_what_is_no_page_announces_nothing(page: bytes | str) -> None:
    assert announced_feeds(page, PAGE) == ()


@given(st.binary() | st.text())
def test_discovery_never_fails(page: bytes | str) -> None:
    assert isinstance(announced_feeds(page, PAGE), tuple)
