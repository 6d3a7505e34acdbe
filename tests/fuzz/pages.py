"""Pages: what `clean_page` promises of any bytes.

It returns; it takes at most a second a megabyte and a second besides; what it gives is text that PostgreSQL takes;
there is a story where the outcome says so. Seeds are the sample newswire's pages and, where they are, the shared
labelled ones.
"""

import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path

from bench.extraction.corpus import SHARED

from pipeline.clean import clean_page
from pipeline.model import Outcome

SAMPLE = Path(__file__).parents[2] / "pipeline" / "demo" / "sample"
PIECES = (
    b"<div>", b"</div>", b"<p>", b"<script>", b"</script>", b"<!--", b"-->", b"<table><tr>", b"<a href='", b"\x00",
    b"\xff\xfe", b"\xed\xa0\x80", b"&#0;", b"&#xD800;", b"<br>", b"<li>", b"<blockquote>", b"<nav>", b"]]>", b"<svg>",
    b"<meta charset=utf-16>", b'<script type="application/ld+json">{"@type":"NewsArticle","author":[1,{}]}</script>',
    "新华社".encode(), "الأخبار".encode(), b"<h1>", b"<form>", b"<button>", b"\r\n\r\n", b"<time datetime=",
)  # fmt: skip
# Reads the models of languages and dates before anything is timed.
# Phrases, asides, the language model and dateparser's locales are read with the first text that needs them.
_SENTENCE = b"The harbour council voted to close the gate at noon, and nobody left before the storm was over."
_WARM = (
    b"<html><head><title>Gate</title></head><body><article><h1>Gate</h1><time datetime='20 gale of 2026'>noon</time>"
    + b"<p>%b</p>" % _SENTENCE * 4
    + b"<p>Follow us on Facebook.</p></article></body></html>"
)


def broken_promise(page: bytes) -> str | None:
    """The promise that cleaning this page breaks, or None."""
    begun = time.process_time()
    try:
        article = clean_page(page, url="https://news.example/2026/11/24/harbour-wall")
    except Exception as error:  # noqa: BLE001 - any is the find
        return f"raised {error!r}"
    if time.process_time() - begun > 1 + len(page) / 1_000_000:
        return f"took {time.process_time() - begun:.1f} s"
    written = json.dumps([article.text, article.title, [one.text for one in article.removed]], ensure_ascii=False)
    if "\\u0000" in json.dumps(written) or any("\ud800" <= character <= "\udfff" for character in written):
        return "gave text that PostgreSQL refuses"
    if (article.outcome is Outcome.ARTICLE) != bool(article.paragraphs):
        return f"is {article.outcome} with {len(article.paragraphs)} paragraphs"
    return None


def warm() -> None:
    """Read the models and phrases that the first page needs."""
    clean_page(_WARM)


def seeds() -> Sequence[bytes]:
    """The pages to damage."""
    sample = [path.read_bytes() for path in sorted(SAMPLE.rglob("*.html"))]
    shared = [gzip.decompress(path.read_bytes()) for path in sorted(SHARED.glob("*/html/*.html.gz"))]
    return [*sample, *shared, b"<html><body><p>The gate was shut.</p></body></html>"]
