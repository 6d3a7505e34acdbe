"""What feedparser would choke on is refused or shortened first."""

import pytest
from unit.sources.feed_documents import FEED_URL, an_rss, channel

from pipeline.errors import NotParsable
from pipeline.sources.budget import MOST_ENTRIES, MOST_FEED_BYTES, affordable

ITEM = "<item><title>a</title></item>"


def attributes(count: int) -> str:
    """A tag with so many attributes."""
    return "<x " + " ".join(f"a{number}=''" for number in range(count)) + "/>"


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        ("<x></x>" * 200_001, "more than 200,000 elements"),
        ("&a" * 1_000_001, "more than 1,000,000 entities"),
        (attributes(20_000), "a tag with more than 256 attributes"),
        ("".join(f'<x xmlns:n{number}="u"/>' for number in range(101)), "more than 100 namespaces"),
        (f'<x xmlns="{"u" * 501}"/>', "a namespace of more than 500 characters"),
        (f'<x xml:base="http://a.example/{"u" * 2_001}"/>', "base addresses of more than 2,000 characters"),
        ('<x xml:base="aaaaaaaaaaaaaaaaaaaa/">' * 600, "base addresses of more than 2,000 characters"),
        ("<category>a</category>" * 8_000, "too many keywords to compare"),
        (f"<author><author>{'a' * 400}</author><x>{'b' * 400}</x></author>", "a author element around others like it"),
        (f"<author>{'a' * 400}{ITEM}</author>", "a author element around others like it or around entries"),
    ],
    ids=[
        "elements",
        "entities",
        "attributes",
        "namespaces",
        "namespace",
        "base",
        "nested-bases",
        "keywords",
        "nested",
        "around",
    ],
)
def test_a_document_in_absurd_numbers_is_refused(hostile: str, reason: str) -> None:
    with pytest.raises(NotParsable, match=reason):
        affordable(an_rss(f"<item>{hostile}</item>"), FEED_URL)


def test_too_many_bytes_without_an_entry_are_refused() -> None:
    with pytest.raises(NotParsable, match="characters, more than"):
        channel(b"<rss>" + b"x" * MOST_FEED_BYTES)


def test_padding_is_no_text() -> None:
    padded = an_rss(f"{ITEM}<item><title>b</title><description>{' ' * 13_000_000}</description></item>")
    assert [entry.title for entry in channel(padded).entries] == ["a", "b"]


def test_the_longest_entries_of_a_long_feed_are_left_out() -> None:
    long = f"<item><title>b</title><description>{'x' * 13_000_000}</description></item>"
    found = channel(an_rss(f"{ITEM}{long}<item><title>c</title></item>"))
    assert ([entry.title for entry in found.entries], found.dropped) == (["a", "c"], 1)
    assert "1 longest entries left out" in (found.bozo or "")


def test_entries_without_an_end_are_counted_in_linear_time() -> None:
    with pytest.raises(NotParsable, match="characters, more than"):
        channel("<rss>" + "<item>" * 4_000 + "x" * MOST_FEED_BYTES)


def test_html_in_cdata_is_no_crowd() -> None:
    story = f"<![CDATA[{'<p></p>' * 300_000}]]>"
    assert affordable(an_rss(f"<item>{story}</item>"), FEED_URL).dropped == 0


def test_a_long_author_is_shortened() -> None:
    mail = "a@" + "a." * 500 + "!"
    assert (
        affordable(f"<rss><author>{mail}</author></rss>", FEED_URL).text == f"<rss><author>{mail[:320]}</author></rss>"
    )


@pytest.mark.parametrize(
    "name", ["dc:creator", "managingEditor", "WEBMASTER", "x:publisher", "itunes:owner", "dc_creator"]
)
def test_every_kind_of_person_is_shortened(name: str) -> None:
    document = f"<rss><{name}>{'a.' * 500}</{name}></rss>"
    assert len(affordable(document, FEED_URL).text) < 400


def test_an_author_hidden_in_cdata_is_shortened() -> None:
    document = f"<rss><author>a@<![CDATA[{'a.' * 500}]]></author></rss>"
    assert len(affordable(document, FEED_URL).text) < 400


def test_a_person_with_markup_in_bounds_stays_whole() -> None:
    document = f"<feed><author><name>{'a' * 150}</name><uri>https://{'b' * 150}</uri></author></feed>"
    assert affordable(document, FEED_URL).text == document


def test_no_entity_is_cut_in_two() -> None:
    document = f"<rss><author>{'a' * 317}&#233;{'b' * 20}</author></rss>"
    assert affordable(document, FEED_URL).text == f"<rss><author>{'a' * 317}</author></rss>"


def test_an_author_without_an_end_loses_no_items() -> None:
    document = an_rss(f"{ITEM}<item><author>a{ITEM}</item>" + ITEM * 300)
    assert affordable(document, FEED_URL).text == document


def test_a_long_list_of_keywords_is_shortened() -> None:
    document = f"<rss><media:keywords>{'word, ' * 5_000}</media:keywords></rss>"
    assert len(affordable(document, FEED_URL).text) < 2_100


def test_shortening_is_noted() -> None:
    document = f"<rss><author>{'a' * 400}</author></rss>"
    assert affordable(document, FEED_URL).faults == ("1 long names or keyword lists shortened",)


def test_entries_beyond_the_limit_are_counted() -> None:
    assert channel(an_rss(ITEM * (MOST_ENTRIES + 7))).dropped == 7


def test_entries_within_the_limit_are_kept() -> None:
    assert len(channel(an_rss(ITEM * (MOST_ENTRIES + 7))).entries) == MOST_ENTRIES


def test_cutting_entries_leaves_a_sound_document() -> None:
    assert channel(an_rss(ITEM * (MOST_ENTRIES + 7))).bozo is None
