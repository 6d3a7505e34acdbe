"""The extractors that are compared: ours and its peers, each called as its own documentation says."""

from collections.abc import Callable, Mapping

import trafilatura
from bench.extraction.corpus import Page
from lxml import etree
from newspaper import Article
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

from pipeline.clean import clean_page

Extractor = Callable[[Page], str]


def _newswire(page: Page) -> str:
    return clean_page(page.html, url=page.url).text


def _trafilatura(page: Page) -> str:
    return trafilatura.extract(page.html, url=page.url, include_comments=False) or ""


def _trafilatura_fast(page: Page) -> str:
    return trafilatura.extract(page.html, url=page.url, include_comments=False, fast=True) or ""


def _trafilatura_precise(page: Page) -> str:
    return trafilatura.extract(page.html, url=page.url, include_comments=False, favor_precision=True) or ""


def _newspaper(page: Page) -> str:
    article = Article(page.url or "https://news.example/", fetch_images=False)
    article.download(input_html=page.html.decode("utf-8", "replace"))
    article.parse()
    return str(article.text)


def _readability(page: Page) -> str:
    summary = Document(page.html.decode("utf-8", "replace")).summary(html_partial=True)
    fragment = etree.fromstring(summary, parser=etree.HTMLParser())
    blocks = fragment.iter("p", "li", "h1", "h2", "h3", "h4", "blockquote", "pre", "td") if fragment is not None else ()
    lines = (" ".join("".join(map(str, block.itertext())).split()) for block in blocks)
    return "\n".join(filter(None, lines))


def _resiliparse(page: Page) -> str:
    return str(extract_plain_text(page.html.decode("utf-8", "replace"), main_content=True, alt_texts=False))


def parsing_alone(page: Page) -> str:
    """What no extractor can be faster than."""
    etree.fromstring(page.html, parser=etree.HTMLParser(encoding="utf-8"))
    return ""


EXTRACTORS: Mapping[str, Extractor] = {
    "newswire": _newswire,
    "trafilatura": _trafilatura,
    "trafilatura, fast": _trafilatura_fast,
    "trafilatura, favor_precision": _trafilatura_precise,
    "newspaper4k": _newspaper,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}
