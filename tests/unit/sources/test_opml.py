"""Lists of feeds, in and out."""

from datetime import UTC, datetime

import pytest

from pipeline.errors import NotParsable
from pipeline.sources.opml import Outline, opml, outlines

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Harbours"><outline type="rss" text="Orle &amp; sea" xmlUrl="https://orle.example/rss" htmlUrl="https://orle.example/"/>
<outline type="rss" text="Again" xmlurl="https://ORLE.example:443/rss"/></outline>
<outline text="Wires" xmlUrl="feed:https://wire.example/rss"/><outline text="Odd" xmlUrl="ftp://wire.example/rss"/>
<outline text="No feed" htmlUrl="https://wire.example/"/></body></opml>"""


def read(document: str = LIST) -> list[Outline]:
    return list(outlines(document.encode(), "list.opml"))


def test_feeds_are_found_however_deep_each_once() -> None:
    assert [one.url for one in read()] == [
        "https://orle.example/rss",
        "https://wire.example/rss",
        "ftp://wire.example/rss",
    ]


def test_a_feed_has_its_title_its_home_page_and_its_category() -> None:
    assert read()[0] == Outline(
        url="https://orle.example/rss", title="Orle & sea", homepage="https://orle.example/", category="Harbours"
    )


def test_an_address_that_cannot_be_followed_is_refused_by_itself() -> None:
    assert [one.refused is None for one in read()] == [True, True, False]


def test_what_goes_out_comes_in_again() -> None:
    feeds = [
        Outline(url="https://orle.example/rss?a=1&b=2", title='The "Orle" <News>', homepage="https://orle.example/")
    ]
    assert list(outlines(opml(feeds, title="newswire", at=datetime(2026, 11, 20, tzinfo=UTC)), "x")) == feeds


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "no XML"),
        ("<html></html>", "no OPML: its root element is html"),
        ("<opml><body><outline text='a'/></body></opml>", "no outline in it has an xmlUrl"),
    ],
)
def test_what_is_no_list_is_said(document: str, reason: str) -> None:
    with pytest.raises(NotParsable, match=reason):
        read(document)


def test_a_malformed_list_is_read_as_far_as_it_goes() -> None:
    assert len(read(LIST.replace("</body></opml>", "").replace("<head>", "<head><title>"))) == 3
