"""Whatever the bytes: a channel or NotParsable."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.sources.feed_documents import FEED_URL, an_atom, an_rss

from pipeline.errors import NotParsable
from pipeline.model import Channel
from pipeline.sources import parse
from pipeline.sources.plain_text import visible

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "feeds"
# Every seventh document: all sources and formats, in about a second.
STEP = 7

FEEDS = (
    an_rss(
        "<title>News</title><link>/</link><item><title>A &amp;amp; B</title><link>/a</link><guid>1</guid>"
        "<author>a@b.example (C)</author><pubDate>Thu, 18 Jan 2018 10:00:00 GMT</pubDate>"
        "<description><![CDATA[<p>x</p>]]></description><category>w</category>"
        '<enclosure url="/a.mp3" length="1" type="audio/mpeg"/></item>'
    ).encode(),
    an_atom(
        '<entry xml:lang="en" xml:base="/b/"><id>1</id><title type="html">A &lt;b&gt;</title><link href="a"/>'
        "<author><name>C</name></author><updated>2018-01-18T10:00:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content></entry>'
    ).encode(),
)
SNIPPETS = (
    b"<", b">", b"&", b"&#1114112;", b"&#xD800;", b"\x00", b"\xff", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!x",
    b"<?", b"<!DOCTYPE x [", b"<links>x</links>", b"<authors>", b"<item>", b"</item>", b"<entry/>", b"<image>",
    b"<source>", b"<content>", b"<svg>", b"<textinput>", b" type='image/png' ", b" mode='base64'", b"<media:credit>",
    b"<tags>", b"<psc:chapter start='1'/>", b"<georss:point>1 2</georss:point>", b"<where>", b"<updated_parsed>",
    b"<language>",
)  # fmt: skip


def outcome(body: bytes, content_type: str | None = None) -> Channel | NotParsable:
    """The channel, or the refusal. Anything else goes through."""
    try:
        return parse(body, FEED_URL, content_type=content_type)
    except NotParsable as refusal:
        return refusal


@given(st.binary(max_size=300), st.none() | st.text(max_size=30))
def test_any_bytes(body: bytes, content_type: str | None) -> None:
    assert outcome(body, content_type)


def damaged(feed: bytes, damage: list[tuple[int, int, bytes]]) -> bytes:
    """The feed with pieces of it replaced: where, how many bytes, by what."""
    for start, length, snippet in damage:
        feed = feed[:start] + snippet + feed[start + length :]
    return feed


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(FEEDS),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 40), st.sampled_from(SNIPPETS)), min_size=1, max_size=6),
)
def test_a_damaged_feed(feed: bytes, damage: list[tuple[int, int, bytes]]) -> None:
    assert outcome(damaged(feed, damage))


@given(st.text(max_size=60))
def test_no_invisible_character_comes_out_of_any_text(text: str) -> None:
    body = an_rss(f"<item><title>{text}</title><guid>{text}</guid><description>{text}</description></item>")
    assert visible(repr(outcome(body.encode("utf-8", "surrogatepass")))).isprintable()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the feed corpus is not beside the repository")
def test_a_sample_of_the_corpus() -> None:
    documents = json.loads((CORPUS / "expectations.json").read_bytes())["docs"]
    assert all(outcome((CORPUS / document["file"]).read_bytes()) for document in documents[::STEP])


def refused_or_read(document: dict[str, object]) -> int:
    """How many entries are read of a document of the corpus; 0 for a refusal."""
    found = outcome((CORPUS / str(document["file"])).read_bytes())
    return len(found.entries) if isinstance(found, Channel) else 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the feed corpus is not beside the repository")
def test_every_entry_of_the_malformed_documents_is_found() -> None:
    documents = json.loads((CORPUS / "expectations.json").read_bytes())["docs"]
    malformed = [one for one in documents if one["format"] in {"rss", "atom", "rdf"} and not one["xml_wellformed"]]
    expected = [one["expect"].get("entries", 0) for one in malformed]
    assert all(refused_or_read(one) >= count for one, count in zip(malformed, expected, strict=True))
