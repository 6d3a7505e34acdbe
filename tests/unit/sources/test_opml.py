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


def listed(*tags: str) -> list[Outline]:
    """The feeds of a list with these outlines."""
    return read(f'<opml version="2.0"><body>{"".join(tags)}</body></opml>')


@pytest.mark.parametrize(
    ("attributes", "url", "title"),
    [
        ('text="A & B" xmlUrl="https://a.example/f?x=1&lang=en"', "https://a.example/f?x=1&lang=en", "A & B"),
        ('text="Caf&eacute; &amp; Meer" xmlUrl="https://a.example/f?a=1&amp;b=2"', "https://a.example/f?a=1&b=2", "Café & Meer"),  # noqa: E501
        ('text="Der "große" Hafen" xmlUrl="https://a.example/f"', "https://a.example/f", 'Der "große" Hafen'),
        ("text='L'Équipe du port' xmlUrl='https://a.example/f'", "https://a.example/f", "L'Équipe du port"),
        ('text="5 > 4 < 6" xmlUrl="https://a.example/f"', "https://a.example/f", "5 > 4 < 6"),
        ('TEXT="港口" XMLURL="https://a.example/f"', "https://a.example/f", "港口"),
        ('text="a" xmlurl="a.example/f"', "https://a.example/f", "a"),
        ('text="a" xmlUrl="feed://a.example/f"', "http://a.example/f", "a"),
        ('text="a" xmlUrl="feed:https://a.example/f"', "https://a.example/f", "a"),
        ('text="a" xmlUrl="http://https://a.example/f"', "https://a.example/f", "a"),
        ('text="a" type="rss" url="https://a.example/f"', "https://a.example/f", "a"),
        ('text="a" xmlUrl=https://a.example/f ', "https://a.example/f", "a"),
    ],
)  # fmt: skip
def test_a_damaged_outline_is_read_as_it_is_meant(attributes: str, url: str, title: str) -> None:
    assert [(one.url, one.title, one.refused) for one in listed(f"<outline {attributes}/>")] == [(url, title, None)]


@pytest.mark.parametrize(
    ("outline", "reason"),
    [
        ('<outline text="a" xmlUrl="https://b.example/f></outline>', "line 2: its xmlUrl has no end"),
        ('<outline type="rss" text="a"/>', "line 2: it names no address of a feed"),
        ('<outline text="a" xmlUrl="ftp://b.example/"/>', "line 2: no http or https address without a user name"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(outline: str, reason: str) -> None:
    found = listed('<outline text="a" xmlUrl="https://a.example/f"/>\n', outline, "\n")
    assert [one.refused for one in found] == [None, reason]


def test_one_broken_outline_costs_no_other() -> None:
    broken = '<outline text="a" !! xmlUrl="https://a.example/f"/>'
    assert [one.refused is None for one in listed(broken, '<outline text="b" xmlUrl="https://b.example/f"/>')] == [
        False,
        True,
    ]


def test_a_commented_outline_is_not_listed() -> None:
    assert (
        len(listed('<!-- <outline xmlUrl="https://a.example/f"/> -->', '<outline xmlUrl="https://b.example/f"/>')) == 1
    )
