"""Settle the title of an article among all that page and feed give it.

The rules, in order:
1. A heading that names the outlet or the section does not count.
2. The outlet's name is stripped from each title (`strip_outlet`). A title that is cut off ("Council votes for…", or
   og:title at a quotation mark of the markup) does not count if a longer one begins with it.
3. The heading that stands over the story is the title (`visible_headline`): readers see it, and metadata are often
   written for search engines. If another source gives the same words, its spelling counts.
4. Else a headline that the page's address repeats in full is the title, because addresses are made from headlines.
5. Else it is the title that most sources give. If there are several, the order is JSON-LD, OpenGraph, the page's
   heading, its title element. The feed's title counts only if the page has none.
6. A title is sure if more sources give it than give another, and likely if a good source gives it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.metadata.claims import (
    ADDRESS,
    FEED,
    HEADING,
    JSON_LD,
    OG_TITLE,
    TITLE_ELEMENT,
    Claim,
    Settled,
    Sureness,
)
from pipeline.clean.metadata.json_ld import Described
from pipeline.clean.metadata.page_head import PageHead
from pipeline.clean.metadata.titles import (
    ends_with_section,
    is_in_address,
    is_name_of,
    make_title_key,
    opens,
    strip_outlet,
)
from pipeline.clean.metadata.visible_headline import find_visible_headline, is_link
from pipeline.model import Entry
from pipeline.urls import host, is_front

__all__ = ["Headlines", "find_headline_element", "settle_headlines"]

_POOR = frozenset({TITLE_ELEMENT, FEED})
_FEWEST_LETTERS_OF_TITLE = 8  # shorter titles name a section, or are part of any other
_ENDS_ATTRIBUTE = ('"', "'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines:
    """The title that is believed, and all titles as they were given."""

    title: Settled[str] | None = None
    given: tuple[str, ...] = ()


def settle_headlines(
    ld: Described, head: PageHead, *, url: str | None, entry: Entry, outlets: Sequence[str]
) -> Headlines:
    """Settle the title of an article. `outlets` are the names of the outlet, which are not part of it."""
    outlets = (*outlets, *_names_of_the_site(head))
    given = [claim for claim in _given(ld, head, entry) if not _names_the_page(claim, head, ld, outlets)]
    whole = (heading.whole for heading in head.headings)
    # Most pages give the same title four times.
    plain = {title: strip_outlet(title, names=outlets) for title in dict.fromkeys(claim.value for claim in given)}
    others = tuple(dict.fromkeys(plain.values()))
    shortened = {title: title if is_in_address(title, url) else _shortened(title, others) for title in others}
    bare = [Claim(source=claim.source, value=shortened[plain[claim.value]]) for claim in given]
    return Headlines(
        title=_believed([claim for claim in bare if not _is_cut(claim, bare)], _over_story(bare, given, head), url),
        given=tuple(dict.fromkeys([*(claim.value for claim in given), *whole])),
    )


def _names_of_the_site(head: PageHead) -> Iterator[str]:
    """Headings of the first level that are links to the front of the site."""
    for heading in head.headings:
        links = [link.get("href") or "" for link in heading.element.iter("a")]
        if links and all(link == "/" or (host(link) and is_front(link)) for link in links):
            yield heading.text


def _shortened(title: str, others: Sequence[str]) -> str:
    """The title without what follows another source's title in it."""
    return strip_outlet(title, names=(), others=others)


def _given(ld: Described, head: PageHead, entry: Entry) -> Iterator[Claim[str]]:
    if ld.headline:
        yield Claim(source=JSON_LD, value=ld.headline)
    yield from (Claim(source=OG_TITLE, value=title) for title in head.all("og:title")[:1])
    yield from (Claim(source=HEADING, value=heading.text) for heading in head.headings)
    if head.title:
        yield Claim(source=TITLE_ELEMENT, value=head.title)
    if entry.title:
        yield Claim(source=FEED, value=entry.title)


def _names_the_page(claim: Claim[str], head: PageHead, ld: Described, outlets: Sequence[str]) -> bool:
    """Whether a heading names the outlet or the section, by its words or by its place in the title element.

    "Wall voted : Harbour" stands over a story about a wall in the section that the heading "Harbour" is a link to.
    """
    others = {make_title_key(title) for title in (ld.headline, *head.all("og:title")[:1], head.title) if title}
    if claim.source != HEADING or not others or make_title_key(claim.value) in others:
        return False
    if is_name_of(claim.value, outlets):
        return True
    is_linked = any(heading.text == claim.value and is_link(heading.element) for heading in head.headings)
    return is_linked and head.title is not None and ends_with_section(head.title, claim.value)


def _is_cut(claim: Claim[str], claims: Sequence[Claim[str]]) -> bool:
    """Whether a title lacks its end, at dots or at a quotation mark that closed its attribute."""
    title = claim.value
    start = title.rstrip("….").rstrip()
    if start != title and any(_goes_on(one.value, start) for one in claims):
        return True
    if claim.source != OG_TITLE or len(title) < _FEWEST_LETTERS_OF_TITLE:
        return False
    longer = (one.value[len(title) :].lstrip() for one in claims if one.value.startswith(title))
    return any(rest.startswith(_ENDS_ATTRIBUTE) for rest in longer)


def _goes_on(title: str, start: str) -> bool:
    """Whether a title has more words after this beginning, other than "…", "..." or the outlet's name."""
    if not title.startswith(start) or opens(start, title):
        return False
    return make_title_key(title) != make_title_key(start)


def _over_story(bare: Sequence[Claim[str]], given: Sequence[Claim[str]], head: PageHead) -> str | None:
    """The bare headline over the story; None where no heading is sure to be one."""
    shown = {claim.value: one.value for claim, one in zip(given, bare, strict=True) if claim.source == HEADING}
    others = [claim.value for claim in bare if claim.source not in {HEADING, FEED}]
    visible = find_visible_headline([one for one in head.headings if one.text in shown], others)
    return shown[visible.text] if visible else None


def _believed(claims: Sequence[Claim[str]], visible: str | None, url: str | None) -> Settled[str] | None:
    if not claims:
        return None
    keys = {claim.value: make_title_key(claim.value) for claim in claims}
    on_page = [claim for claim in claims if claim.source != FEED] or list(claims)
    in_address = [claim for claim in on_page if is_in_address(claim.value, url)]
    shown = [claim for claim in on_page if visible and keys[claim.value] == make_title_key(visible)]
    best = _choose(shown, in_address, on_page, keys)
    sources = [claim.source for claim in claims if keys[claim.value] == keys[best]]
    sources += [ADDRESS] if any(keys[claim.value] == keys[best] for claim in in_address) else []
    rivals = {claim.source for claim in on_page if keys[claim.value] != keys[best]} - set(sources)
    return Settled(value=best, sources=tuple(dict.fromkeys(sources)), sureness=_sureness(set(sources), rivals))


def _choose(
    shown: Sequence[Claim[str]], in_address: Sequence[Claim[str]], on_page: Sequence[Claim[str]], keys: dict[str, str]
) -> str:
    if shown:
        return shown[0].value
    return _longest(in_address, keys) if in_address else _most_given(on_page, keys)


def _longest(claims: Sequence[Claim[str]], keys: dict[str, str]) -> str:
    return max(claims, key=lambda claim: len(keys[claim.value])).value


def _most_given(claims: Sequence[Claim[str]], keys: dict[str, str]) -> str:
    """The title that most sources give, the first of them if there are several."""
    votes = Counter(key for _, key in {(claim.source, keys[claim.value]) for claim in claims})
    return max(claims, key=lambda claim: votes[keys[claim.value]]).value


def _sureness(sources: set[str], rivals: set[str]) -> Sureness:
    if sources <= _POOR:
        return Sureness.GUESS
    return Sureness.SURE if len(sources) > max(1, len(rivals)) else Sureness.LIKELY


def find_headline_element(head: PageHead, titles: Sequence[str]) -> HtmlElement | None:
    """Find the heading with one of these titles, the first title before the others; else the page's first heading."""
    keys = [key for title in titles if len(key := make_title_key(title)) >= _FEWEST_LETTERS_OF_TITLE]
    own = {
        heading: key
        for heading in head.headings
        if len(key := make_title_key(heading.text)) >= _FEWEST_LETTERS_OF_TITLE
    }
    held = (heading.element for key in keys for heading, text in own.items() if key in text or text in key)
    return next(held, head.headings[0].element if head.headings else None)
