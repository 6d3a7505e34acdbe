"""Gather the facts that page and feed state about an article, settled field by field.

If sources disagree, JSON-LD wins over OpenGraph and meta elements, these over the page's markup, its markup over its
text, and its text over the feed's entry: statements that are closer to the article and written for machines are wrong
less often. For outlet and picture OpenGraph comes first, because readers see it. The document's own language comes
first too: browsers and screen readers use it, while JSON-LD's is often the template's. Titles, dates and authors have
their own rules in `headlines`, `dating` and `authors`.

Of 83 labelled pages "sure" was right in 69 of 76 titles, 72 of 75 dates to the minute and 53 of 55 lists of authors,
"likely" in 6 of 7, 6 of 8 and 10 of 12, "guess" in 9 of 13 (authors: an outlet named as one).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml.html import HtmlElement

from pipeline.clean.metadata.authors import settle_authors
from pipeline.clean.metadata.claims import FEED, JSON_LD, Claim, Provenance, Settled, settle_first
from pipeline.clean.metadata.dating import settle_dates
from pipeline.clean.metadata.headlines import find_headline_element, settle_headlines
from pipeline.clean.metadata.json_ld import Described, describe_article
from pipeline.clean.metadata.masthead import read_masthead
from pipeline.clean.metadata.page_head import PageHead, read_page_head
from pipeline.clean.metadata.titles import make_title_key
from pipeline.model import Entry, Instant
from pipeline.urls import host, resolve, stands_for

__all__ = ["Facts", "gather_facts"]

_SECTIONS = (
    "article:section",
    "og:article:section",
    "section",
    "parsely-section",
    "articlesection",
    "cxenseparse:section",
)
_KEYWORDS = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_MOST_PAGE_KEYWORDS = 50  # more are search terms, not keywords
_LONGEST_KEYWORD = 80  # longer ones are sentences
# Labels of a host that do not belong to the outlet's name: www.gazette.example, amp.gazette.example.
_STROKES = " -–—|•·«»:"
_SIDE_DOORS = ("www.", "www1.", "amp.", "m.", "mobile.", "edition.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about an article besides its text. `languages` are (source, tag) pairs, the most trusted first.

    `titles` are all headlines that the page gives. `is_article`: JSON-LD or OpenGraph call the page an article. `body`
    is JSON-LD's articleBody as plain text. `provenance` says for each field where its value came from.
    """

    title: str | None = None
    titles: tuple[str, ...] = ()
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: Instant | None = None
    modified: Instant | None = None
    languages: tuple[tuple[str, str], ...] = ()
    canonical_url: str | None = None
    image_url: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    outlet: str | None = None
    body: str | None = None
    is_article: bool = False
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    @property
    def all_titles(self) -> tuple[str, ...]:
        """Every headline, the one that is believed first."""
        return tuple(title for title in (self.title, *self.titles) if title)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statements:
    """Everything that was said about the article, and the page's address."""

    ld: Described
    head: PageHead
    entry: Entry
    url: str | None


def gather_facts(tree: HtmlElement | None, *, url: str | None, entry: Entry | None) -> Facts:
    """Gather the facts of a page. The feed's entry fills in what the page does not say.

    A `url` that is not an address is ignored.
    """
    url = url if url and host(url) else None
    head = read_page_head(tree) if tree is not None else PageHead(meta={})
    ld = describe_article(head.scripts)
    said = _Statements(ld=ld, head=head, entry=entry or Entry(), url=url)
    outlets = [claim.value for claim in _outlets(said)]
    names = [*outlets, *_names_of(url)]
    given = settle_headlines(ld, head, url=url, entry=said.entry, outlets=names)
    believed = (given.title.value,) if given.title else ()
    near = read_masthead(find_headline_element(head, (*believed, *given.given[:2])))
    languages = tuple(_languages(said))
    dates = settle_dates(ld, head, near, url=url, entry=said.entry, languages=[tag for _, tag in languages])
    settled: dict[str, Settled[Any] | None] = {
        **_plain(said),
        "title": given.title,
        "authors": settle_authors(
            ld, head, near, tree=tree, entry=said.entry, outlets=(*names, *_behind_title(head.title, believed))
        ),
        "published": dates.published,
        "modified": dates.modified,
    }
    known = {name: one for name, one in settled.items() if one is not None}
    return Facts(
        **{name: one.value for name, one in known.items()},
        titles=given.given,
        languages=languages,
        body=ld.body,
        is_article=ld.article is not None or "article" in map(str.casefold, head.all("og:type")),
        provenance={name: one.provenance for name, one in known.items()},
    )


def _plain(said: _Statements) -> dict[str, Settled[Any] | None]:
    """The fields that the order of sources alone settles."""
    return {
        "summary": settle_first(_summaries(said), alike=make_title_key),
        "canonical_url": settle_first(_canonical(said)),
        "image_url": _image(said),
        "section": settle_first(_texts((JSON_LD, said.ld.section), *_meta(said, *_SECTIONS)), alike=make_title_key),
        "keywords": settle_first(_keywords(said)),
        "outlet": settle_first(_outlets(said), alike=make_title_key),
    }


def _texts(*pairs: tuple[str, str | None]) -> Iterator[Claim[str]]:
    yield from (Claim(source=source, value=text) for source, text in pairs if text)


def _meta(said: _Statements, *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if value := said.head.first(name):
            yield name if ":" in name else f"meta:{name}", value


def _names_of(url: str | None) -> Sequence[str]:
    """The names of a host: gazette.example is "gazette.example" and "gazette"."""
    name = _bare_host(url)
    return [name, name.split(".", 1)[0]] if name else []


def _behind_title(title_element: str | None, believed: Sequence[str]) -> Iterator[str]:
    """What the title element has behind the headline and a stroke: mostly the outlet."""
    for title in believed:
        if title_element and title_element.startswith(title) and title_element != title:
            yield title_element.removeprefix(title).strip(_STROKES)


def _bare_host(url: str | None) -> str:
    name = host(url) if url else ""
    for door in _SIDE_DOORS:
        name = name.removeprefix(door)
    return name


def _outlets(said: _Statements) -> Iterator[Claim[str]]:
    yield from _texts(
        *_meta(said, "og:site_name"),
        (JSON_LD, said.ld.publisher),
        *_meta(said, "application-name", "apple-mobile-web-app-title"),
    )


def _summaries(said: _Statements) -> Iterator[Claim[str]]:
    described = (JSON_LD, said.ld.description)
    yield from _texts(described, *_meta(said, "og:description", "description"), (FEED, said.entry.summary))


def _canonical(said: _Statements) -> Iterator[Claim[str]]:
    """Addresses of the article that the page gives, if they stay on its site and are not a front."""
    base = resolve(said.url, said.head.base) if said.url and said.head.base else said.url
    claims = [("html:canonical", said.head.canonical), *_meta(said, "og:url"), (JSON_LD, said.ld.url)]
    # Most pages give one address three times.
    resolved = {reference: resolve(base or "", reference) for reference in {text for _, text in claims if text}}
    addresses = set(filter(None, resolved.values()))
    believed = {one for one in addresses if said.url is None or one == said.url or stands_for(one, said.url)}
    for source, reference in claims:
        address = resolved.get(reference or "")
        if address in believed:
            yield Claim(source=source, value=address)


def _image(said: _Statements) -> Settled[str] | None:
    claims = [*_meta(said, "og:image", "og:image:url"), (JSON_LD, said.ld.image), *_meta(said, "twitter:image")]
    settled = settle_first(_texts(*claims, (FEED, said.entry.image_url)))
    address = resolve(said.url or "", settled.value) if settled else None
    return replace(settled, value=address) if settled and address else None


def _keywords(said: _Statements) -> Iterator[Claim[tuple[str, ...]]]:
    listed = [(f"meta:{name}", said.head.all(name)) for name in _KEYWORDS]
    statements = [
        (JSON_LD, said.ld.keywords),
        ("article:tag", said.head.all("article:tag")),
        *((source, tuple(word.strip() for text in texts for word in text.split(","))) for source, texts in listed),
        (FEED, said.entry.keywords),
    ]
    for source, words in statements:
        kept = tuple(dict.fromkeys(word for word in words if word and len(word) <= _LONGEST_KEYWORD))[
            :_MOST_PAGE_KEYWORDS
        ]
        if kept:
            yield Claim(source=source, value=kept)


def _languages(said: _Statements) -> Iterator[tuple[str, str]]:
    claims = [
        ("html:lang", said.head.language),
        (JSON_LD, said.ld.language),
        *_meta(said, "og:locale", "content-language", "language", "dc.language"),
        (FEED, said.entry.language),
    ]
    yield from ((source, tag) for source, tag in claims if tag)
