"""Scenarios: what stands in the body."""

import gzip
import json
import zlib
from dataclasses import replace
from datetime import timedelta
from random import Random

import brotli
import zstandard
from integration.fetch.hostile_site import reply
from integration.hostile.newsstand import Scenario
from integration.hostile.press import HTML_TYPE, NOW, RSS_TYPE, Item, feed, items, rss

_RSS = rss(*items(3, 2, 1)).encode()
# 20 kB in gzip.
_PADDED = _RSS.replace(b"<item>", b"<item>" + Random(7).randbytes(6_000).hex().encode() + b" " * 13_000_000, 1)

_ATOM = """<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>The Newsstand</title><id>urn:stand</id>
<updated>2026-11-20T10:00:00Z</updated><entry><title>Story</title><id>urn:1</id><link href='/story/1'/>
<updated>2026-11-20T10:00:00Z</updated></entry></feed>"""
_RDF = """<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'
xmlns='http://purl.org/rss/1.0/'><channel rdf:about='/'><title>The Newsstand</title><link>/</link></channel>
<item rdf:about='/story/1'><title>One</title><link>/story/1</link></item>
<item rdf:about='/story/2'><title>Two</title><link>/story/2</link></item></rdf:RDF>"""
_JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Newsstand",
        "items": [{"id": "1", "url": "/story/1", "title": "One"}, {"id": "2", "url": "/story/2", "title": "Two"}],
    }
)
_SITEMAP = """<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'
xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/story/1</loc><news:news><news:publication>
<news:name>The Newsstand</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-20T10:00:00Z</news:publication_date><news:title>One</news:title></news:news></url></urlset>"""

_INDEX = """<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>
<sitemap><loc>/news.xml.gz</loc></sitemap><sitemap><loc>/missing.xml</loc></sitemap></sitemapindex>"""

_LONG_INDEX = f"<sitemapindex>{''.join(f'<sitemap><loc>/news{n}.xml</loc></sitemap>' for n in range(6))}</sitemapindex>"

_CYRILLIC = rss(replace(items(1)[0], title="Паром снова вышел в море"), declaration="<?xml version='1.0'?>")
_RUSSIAN = _CYRILLIC.replace("<?xml version='1.0'?>", "<?xml version='1.0' encoding='windows-1251'?>")
_BILLION = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
)
_BOMB = f"<?xml version='1.0'?>{_BILLION}]>" + rss(*items(1)).partition("?>")[2].replace("Story number 1", "&m;")
_EXTERNAL = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rss(*items(1)).partition(
    "?>"
)[2].replace("Story number 1", "&x;")
_SCRIPT = (
    "<p>The ferry sailed.</p><script>steal()</script><img src=x onerror='steal()'><a href='javascript:x()'>more</a>"
)

SHAPES = (
    Scenario(name="rss", answers=[feed(_RSS)], state="ok", entries=3),
    Scenario(name="atom", answers=[feed(_ATOM)], state="ok", entries=1),
    Scenario(name="rdf", answers=[feed(_RDF)], state="ok", entries=2),
    Scenario(
        name="json-feed",
        answers=[feed(_JSON, content_type="Content-Type: application/feed+json")],
        state="ok",
        entries=2,
    ),
    Scenario(
        name="news-sitemap",
        answers=[feed(_SITEMAP, content_type="Content-Type: application/xml")],
        state="ok",
        entries=1,
    ),
    Scenario(
        name="sitemap-index-of-little",
        answers=[feed(_LONG_INDEX, content_type="Content-Type: application/xml")],
        others={"/news0.xml": feed("<urlset/>", content_type="Content-Type: application/xml")},
        state="ok",
        reason="news4.xml.*1 of 6 sitemaps were left out",
        entries=0,
    ),
    Scenario(
        name="sitemap-index",
        answers=[feed(_INDEX, content_type="Content-Type: application/xml")],
        others={"/news.xml.gz": reply(gzip.compress(_SITEMAP.encode()), "Content-Type: application/gzip")},
        rounds=2,
        state="ok",
        reason="missing.xml",
        entries=1,
    ),
    Scenario(name="gzip", answers=[feed(gzip.compress(_RSS), "Content-Encoding: gzip")], state="ok", entries=3),
    Scenario(name="deflate", answers=[feed(zlib.compress(_RSS), "Content-Encoding: deflate")], state="ok", entries=3),
    Scenario(name="brotli", answers=[feed(brotli.compress(_RSS), "Content-Encoding: br")], state="ok", entries=3),
    Scenario(name="zstd", answers=[feed(zstandard.compress(_RSS), "Content-Encoding: zstd")], state="ok", entries=3),
    Scenario(name="not-gzip", answers=[feed(_RSS, "Content-Encoding: gzip")], state="ok", entries=3),
    Scenario(
        name="rubbish-for-gzip",
        answers=[feed(bytes(range(40, 90)), "Content-Encoding: gzip")],
        state="failing",
        reason="BadEncoding",
    ),
    Scenario(
        name="padded-to-13-megabytes",
        answers=[feed(gzip.compress(_PADDED), "Content-Encoding: gzip")],
        state="ok",
        entries=3,
    ),
    Scenario(name="served-as-html", answers=[reply(_RSS, HTML_TYPE)], state="ok", entries=3),
    Scenario(name="served-as-nothing", answers=[reply(_RSS)], state="ok", entries=3),
    Scenario(name="white-space-first", answers=[feed(b"\n\n  " + _RSS)], state="ok", entries=3),
    Scenario(
        name="utf-16",
        answers=[reply(_CYRILLIC.encode("utf-16"), "Content-Type: application/xml")],
        state="ok",
        entries=1,
    ),
    Scenario(
        name="windows-1251", answers=[reply(_RUSSIAN.encode("cp1251"), "Content-Type: text/xml")], state="ok", entries=1
    ),
    Scenario(
        name="wrong-label",
        answers=[reply(_CYRILLIC.encode(), "Content-Type: text/xml; charset=iso-8859-1")],
        state="ok",
        entries=1,
    ),
    Scenario(
        name="null-bytes",
        answers=[feed(_RSS.replace(b"Story number 1", b"Sto\0ry \xed\xa0\x80 1"))],
        state="ok",
        entries=3,
    ),
    Scenario(name="unclosed", answers=[feed(_RSS.replace(b"</title>", b""))], state="ok", entries=3),
    Scenario(name="broken-off", answers=[feed(_RSS[: _RSS.rindex(b"<item>") + 80])], state="ok", entries=3),
    Scenario(
        name="bare-ampersands",
        answers=[feed(_RSS.replace(b"Story number", b"Fish & chips <b>"))],
        state="ok",
        entries=3,
    ),
    Scenario(name="no-items", answers=[feed(rss())], state="ok", entries=0),
    Scenario(name="empty-body", answers=[reply(b"", RSS_TYPE)], state="failing", entries=0),
    Scenario(name="white-space-only", answers=[feed("  \n ")], state="failing", entries=0),
    Scenario(name="entity-bomb", answers=[feed(_BOMB)], state="ok", entries=1),
    Scenario(name="external-entity", answers=[feed(_EXTERNAL)], state="ok", entries=1),
    Scenario(name="deep", answers=[feed("<a>" * 100_000 + "</a>" * 100_000)], state="failing", entries=0),
    Scenario(
        name="deep-in-a-feed",
        answers=[feed(rss(replace(items(1)[0], description="ferry"), extra="<x>" * 50_000 + "</x>" * 50_000))],
        state="ok",
        entries=1,
    ),
    Scenario(
        name="too-many",
        answers=[feed(rss(*(Item(number=n, description="x") for n in range(6_000))))],
        state="ok",
        reason="(?i)1,?000",
        entries=5_000,
    ),
    Scenario(name="script", answers=[feed(rss(replace(items(1)[0], description=_SCRIPT)))], state="ok", entries=1),
    Scenario(
        name="no-links",
        answers=[feed(rss(replace(items(1)[0], link=None), replace(items(2)[0], link=None)))],
        state="ok",
        entries=2,
    ),
    Scenario(
        name="script-link", answers=[feed(rss(replace(items(1)[0], link="javascript:alert(1)")))], state="ok", entries=1
    ),
    Scenario(
        name="next-year",
        answers=[feed(rss(replace(items(1)[0], published=NOW + timedelta(days=400))))],
        state="ok",
        entries=1,
    ),
    Scenario(
        name="one-guid-for-all",
        answers=[feed(rss(*(replace(one, guid="same") for one in items(3, 2, 1))))],
        state="ok",
        entries=3,
    ),
    Scenario(name="said-twice", answers=[feed(rss(*items(3, 2, 1, 1, 2)))], state="ok", entries=3),
)
