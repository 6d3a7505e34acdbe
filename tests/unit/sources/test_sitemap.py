"""Sitemaps with and without news, indexes of them, and compressed ones."""

import gzip
from datetime import UTC, datetime

import pytest

from pipeline.errors import NotParsable
from pipeline.model import Channel
from pipeline.sources import FORMATS, parse

URL = "https://news.example/news.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = (
    "<url><loc>https://news.example/a</loc><lastmod>2026-11-20T11:00:00Z</lastmod><n:news><n:publication>"
    "<n:name>The News</n:name><n:language>en</n:language></n:publication>"
    "<n:publication_date>2026-11-20T10:00:00+01:00</n:publication_date><n:title>Ferry &amp; storm</n:title>"
    "<n:keywords>sea, storm</n:keywords></n:news><i:image><i:loc>/a.jpg</i:loc></i:image></url>"
)


def a_sitemap(urls: str) -> str:
    return f'<?xml version="1.0"?><urlset {NAMESPACES}>{urls}</urlset>'


def read(document: str | bytes) -> Channel:
    return parse(document.encode() if isinstance(document, str) else document, URL)


def test_news_are_entries() -> None:
    (entry,) = read(a_sitemap(NEWS)).entries
    assert (entry.url, entry.title, entry.language) == ("https://news.example/a", "Ferry & storm", "en")
    assert (entry.keywords, entry.image_url) == (("sea", "storm"), "https://news.example/a.jpg")
    assert entry.published is not None
    assert entry.published.at == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_the_publication_is_the_title() -> None:
    channel = read(a_sitemap(NEWS))
    assert (channel.format, channel.title, channel.homepage) == ("news-sitemap", "The News", "https://news.example/")


def test_a_plain_sitemap_has_addresses_and_changes() -> None:
    channel = read(a_sitemap("<url><loc>/b</loc><lastmod>2026-11-20</lastmod></url>"))
    assert (channel.format, channel.entries[0].url) == ("sitemap", "https://news.example/b")
    assert channel.entries[0].updated is not None


def test_of_a_large_sitemap_the_newest_are_taken() -> None:
    pages = "".join(f"<url><loc>/{n}</loc><lastmod>20{n % 100:02}-01-01</lastmod></url>" for n in range(3_000))
    channel = read(a_sitemap(pages))
    assert (len(channel.entries), channel.dropped) == (1_000, 2_000)
    assert channel.entries[0].updated is not None
    assert channel.entries[0].updated.at.year == 2099


def test_an_index_lists_its_parts_news_first_then_the_newest() -> None:
    parts = "".join(
        f"<sitemap><loc>/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in (("old", "2020-01-01"), ("pages", "2026-11-20"), ("google-news", "2026-01-01"))
    )
    channel = read(f"<sitemapindex {NAMESPACES}>{parts}</sitemapindex>")
    assert channel.parts == tuple(f"https://news.example/{name}.xml" for name in ("google-news", "pages", "old"))


def test_a_compressed_sitemap_is_read() -> None:
    assert len(read(gzip.compress(a_sitemap(NEWS).encode())).entries) == 1


@pytest.mark.parametrize("sizes", [[1], [40, 40], [1] * 50])
@pytest.mark.parametrize("padding", [b"", bytes(512)])
def test_gzip_of_several_members_is_read_to_its_end(sizes: list[int], padding: bytes) -> None:
    document = a_sitemap(NEWS + "<url><loc>/b</loc></url>").encode()
    borders = [sum(sizes[:n]) for n in range(1, len(sizes))]
    pieces = [document[a:b] for a, b in zip([0, *borders], [*borders, None], strict=True)]
    packed = b"".join(gzip.compress(piece) for piece in pieces) + padding
    assert len(read(packed).entries) == 2


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"") * 1_001,
        gzip.compress(bytes(30_000_000), mtime=0),
        gzip.compress(b"<urlset/>", mtime=0)[:12] + b"??",
    ],
)
def test_a_compressed_document_that_is_a_bomb_or_broken_is_not_parsable(body: bytes) -> None:
    with pytest.raises(NotParsable):
        parse(body, URL)


@pytest.mark.parametrize("root", ["urlset", "sitemapindex"])
def test_exactly_one_format_recognises_a_sitemap(root: str) -> None:
    assert sum(known.recognises(f"<?xml version='1.0'?><{root} {NAMESPACES}></{root}>") for known in FORMATS) == 1


def test_entities_are_not_expanded() -> None:
    bomb = (
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
        + a_sitemap("<url><loc>/c</loc><n:news><n:title>&b;</n:title></n:news></url>").partition("?>")[2]
    )
    assert "aaaa" not in (read(bomb).entries[0].title or "")


def test_a_malformed_sitemap_is_read_as_far_as_it_goes() -> None:
    channel = read(a_sitemap(NEWS + "<url><loc>/b</loc>").removesuffix("</urlset>"))
    assert [entry.url for entry in channel.entries] == ["https://news.example/a", "https://news.example/b"]
    assert channel.bozo
