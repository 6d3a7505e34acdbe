"""Feed documents: what they are, what they say of themselves, how malformed ones are read."""

from datetime import timedelta

import pytest
from unit.sources.feed_documents import FEED_URL, an_atom, an_rss, channel

from pipeline.errors import NotParsable
from pipeline.sources import FORMATS, parse

RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    '<channel rdf:about="a"><title>News</title></channel><item rdf:about="b"><title>Story</title></item></rdf:RDF>'
)
CDF = '<CHANNEL HREF="http://news.example/"><TITLE>News</TITLE><ITEM HREF="http://news.example/a"><TITLE>Story</TITLE></ITEM></CHANNEL>'
ITEM = "<item><title>Story</title></item>"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (an_rss(ITEM), "rss20"),
        (f'<rss version="0.91"><channel>{ITEM}</channel></rss>', "rss091u"),
        (f"<rss><channel>{ITEM}</channel></rss>", "rss"),
        (an_atom("<entry><title>Story</title></entry>"), "atom10"),
        ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Story</title></entry></feed>', "atom03"),
        (RDF, "rss10"),
        (CDF, "cdf"),
    ],
)
def test_the_format_is_recognised(document: str, expected: str) -> None:
    assert channel(document).format == expected


@pytest.mark.parametrize("document", [an_rss(ITEM), an_atom("<entry><title>Story</title></entry>"), RDF, CDF])
def test_the_entries_of_every_format_are_read(document: str) -> None:
    assert [entry.title for entry in channel(document).entries] == ["Story"]


@pytest.mark.parametrize("document", [an_rss(""), an_atom(""), '<channel href="http://news.example/"/>'])
def test_a_feed_without_entries_is_a_feed(document: str) -> None:
    assert channel(document).entries == ()


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<!DOCTYPE html><html><head><title>a</title></head></html>", "an HTML page, not a feed"),
        ("<html><body><p>No access</p></body></html>", "an HTML page, not a feed"),
        ("<html><body><code>&lt;rss&gt; or <rss></code></body></html>", "an HTML page, not a feed"),
        ("", "an empty document"),
        (" \n ", "an empty document"),
        ("Service unavailable", "no feed: no element in it"),
        ('{"error": 1}', "no feed: no element in it"),
        ("<opml><body/></opml>", "no feed: its root element is opml"),
        ('<rdf:RDF xmlns:rdf="x"><Person/></rdf:RDF>', "no entries and no known version of RSS or Atom"),
    ],
)
def test_what_is_no_feed_is_refused_by_name(document: str, reason: str) -> None:
    with pytest.raises(NotParsable) as refusal:
        channel(document)
    assert refusal.value.reason == reason


def test_a_refusal_names_the_feed() -> None:
    with pytest.raises(NotParsable, match=FEED_URL):
        channel("nothing")


def test_no_document_has_two_formats() -> None:
    assert sum(known.recognises(an_rss(ITEM)) for known in FORMATS) == 1


def test_a_channel_has_title_homepage_and_language() -> None:
    head = "<title>World &amp;amp; News</title><link>/</link><language>en_US</language>"
    found = channel(an_rss(head))
    assert (found.title, found.homepage, found.language) == ("World & News", "https://news.example/", "en-US")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<ttl>90</ttl>", timedelta(minutes=90)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", timedelta(hours=6)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>9999999</ttl>", None),
        ("<ttl>²</ttl>", None),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("<title>a</title>", None),
    ],
)
def test_the_publisher_may_wish_for_an_interval(head: str, expected: timedelta | None) -> None:
    assert channel(an_rss(head)).interval == expected


@pytest.mark.parametrize(
    ("head", "hours", "days"),
    [
        ("<skipHours><hour>1</hour><hour> 23 </hour></skipHours>", {1, 23}, set()),
        ("<skipHours><hour>24</hour><hour>99</hour><hour>noon</hour></skipHours>", {0}, set()),  # 24: RSS 0.91
        ("<skipDays><day>Saturday</day><day>sunday</day><day>Funday</day></skipDays>", set(), {5, 6}),
        ("<hour>3</hour><day>Monday</day>", set(), set()),
    ],
)
def test_the_publisher_may_leave_out_hours_and_days(head: str, hours: set[int], days: set[int]) -> None:
    read = channel(an_rss(head))
    assert (set(read.skip_hours), set(read.skip_days)) == (hours, days)


MALFORMED = {
    "unclosed": f"<rss><channel>{ITEM}{ITEM}",
    "cut": f"<rss><channel>{ITEM}{ITEM}<item><title>Sto"[:-20],
    "bare ampersand": f"<rss><channel><title>R & D</title>{ITEM}{ITEM}</channel></rss>",
    "lost end tag": f"<rss><channel><item><link>/a<title>Story</title></item>{ITEM}</channel></rss>",
    "undeclared prefix": f"<rss><channel><x:y>a</x:y>{ITEM}{ITEM}</channel></rss>",
    "leading junk": f"\n\nWarning: x <?xml version='1.0'?><rss><channel>{ITEM}{ITEM}</channel></rss>",
    "trailing junk": f"<rss><channel>{ITEM}{ITEM}</channel></rss>\n<!-- cached --><script>x</script>",
    "undeclared entity": f"<rss><channel><title>caf&eacute; &nope;</title>{ITEM}{ITEM}</channel></rss>",
    "control character": f"<rss><channel><title>a\x0bb</title>{ITEM}{ITEM}</channel></rss>",
    "no such character": f"<rss><channel><title>&#1114112;&#55296; & b</title>{ITEM}{ITEM}</channel></rss>",
    "no root": f"{ITEM}{ITEM}",
}


@pytest.mark.parametrize("document", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_feed_keeps_its_entries(document: str) -> None:
    assert len(channel(document).entries) == 2


@pytest.mark.parametrize("document", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_malformed_is_recorded(document: str) -> None:
    assert channel(document).bozo


def test_a_sound_feed_has_no_bozo() -> None:
    assert channel(f"<?xml version='1.0' encoding='utf-8'?>\n{an_rss(ITEM)}").bozo is None


def test_a_title_after_an_undeclared_entity_is_whole() -> None:
    assert channel("<rss><channel><title>caf&eacute;&nbsp;x</title></channel></rss>").title == "café x"


def test_one_bad_byte_leaves_the_rest_of_the_feed_alone() -> None:
    document = (
        an_rss("<title>Café Zürich</title><description>x\xff</description>")
        .encode("utf-8")
        .replace(b"\xc3\xbf", b"\xff")
    )
    assert channel(b"<?xml version='1.0' encoding='utf-8'?>" + document).title == "Café Zürich"


def test_the_content_type_names_the_charset() -> None:
    assert (
        channel(an_rss("<title>Паром</title>").encode("cp1251"), content_type="text/xml; charset=windows-1251").title
        == "Паром"
    )


def test_a_content_type_without_a_charset_changes_nothing() -> None:
    assert channel(an_rss("<title>Café</title>"), content_type="text/xml").bozo is None


def test_a_document_type_reads_no_file() -> None:
    document = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>a&x;b</title></channel></rss>'
    )
    assert channel(document).title == "a&x;b"


def test_a_document_that_is_a_path_is_not_opened() -> None:
    with pytest.raises(NotParsable):
        parse(__file__.encode(), FEED_URL)
