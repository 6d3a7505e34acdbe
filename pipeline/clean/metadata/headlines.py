"""Headlines: every title that page and feed give an article, and which of them is believed.

The rules, in order:
1. A heading that names the outlet or the section is none.
2. Each is taken without the outlet's name (`bare_title`); one cut off ("Council votes for…", or og:title at a
   quotation mark of the markup) is none where a longer one begins with it.
3. A headline that the page's address repeats in full is the title: addresses are made from it, and keep it. Of 83
   pages this settles 21, 18 as their hand-written parsers do; three more than without it.
4. Else the one that most sources give, and where as many stand against it, that of JSON-LD, then OpenGraph's, then
   the page's heading, then its title element. The feed's title counts where the page has none.
5. Sure is what more sources give than give another; likely what a good source gives.
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
from pipeline.model import Entry

__all__ = ["Headlines", "find_headline_element", "settle_headlines"]

_POOR = frozenset({TITLE_ELEMENT, FEED})
_FEWEST_LETTERS = 8
_ENDS_ATTRIBUTE = ('"', "'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines:
    """The title that is believed, and all that were given, as they stand there."""

    title: Settled[str] | None = None
    given: tuple[str, ...] = ()


def settle_headlines(
    ld: Described, head: PageHead, *, url: str | None, entry: Entry, outlets: Sequence[str]
) -> Headlines:
    """The headlines of an article. `outlets` are the names of the outlet, which are no part of them."""
    given = [claim for claim in _given(ld, head, entry) if not _names_the_page(claim, head, ld, outlets)]
    whole = (heading.whole for heading in head.headings)
    # Most pages give one title four times.
    plain = {title: strip_outlet(title, names=outlets) for title in dict.fromkeys(claim.value for claim in given)}
    others = tuple(dict.fromkeys(plain.values()))
    shortened = {title: title if is_in_address(title, url) else _shortened(title, others) for title in others}
    bare = [Claim(source=claim.source, value=shortened[plain[claim.value]]) for claim in given]
    return Headlines(
        title=_believed([claim for claim in bare if not _is_cut(claim, bare)], url),
        given=tuple(dict.fromkeys([*(claim.value for claim in given), *whole])),
    )


def _shortened(title: str, others: Sequence[str]) -> str:
    """The title without what stands after another source's; what the address repeats is no such template."""
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
    """Whether a heading is that of the outlet or of the section, by its name or by its place in the title element.

    "Wall voted : Harbour" stands over a story about a wall in the section that the heading "Harbour" is a link to.
    """
    others = {make_title_key(title) for title in (ld.headline, *head.all("og:title")[:1], head.title) if title}
    if claim.source != HEADING or not others or make_title_key(claim.value) in others:
        return False
    if is_name_of(claim.value, outlets):
        return True
    is_link = any(heading.text == claim.value and _is_link(heading.element) for heading in head.headings)
    return is_link and head.title is not None and ends_with_section(head.title, claim.value)


def _is_link(heading: HtmlElement) -> bool:
    return next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None


def _is_cut(claim: Claim[str], claims: Sequence[Claim[str]]) -> bool:
    """Whether a title lacks its end: by its dots, or at a quotation mark that ended the attribute it stood in."""
    title = claim.value
    start = title.rstrip("….").rstrip()
    if start != title and any(_goes_on(one.value, start) for one in claims):
        return True
    if claim.source != OG_TITLE or len(title) < _FEWEST_LETTERS:
        return False
    longer = (one.value[len(title) :].lstrip() for one in claims if one.value.startswith(title))
    return any(rest.startswith(_ENDS_ATTRIBUTE) for rest in longer)


def _goes_on(title: str, start: str) -> bool:
    """Whether a title has words after this beginning: "…" and "..." are ends of the same one, and so are names."""
    if not title.startswith(start) or opens(start, title):
        return False
    return make_title_key(title) != make_title_key(start)


def _believed(claims: Sequence[Claim[str]], url: str | None) -> Settled[str] | None:
    if not claims:
        return None
    keys = {claim.value: make_title_key(claim.value) for claim in claims}
    on_page = [claim for claim in claims if claim.source != FEED] or list(claims)
    in_address = [claim for claim in on_page if is_in_address(claim.value, url)]
    best = _longest(in_address, keys) if in_address else _most_given(on_page, keys)
    sources = [claim.source for claim in claims if keys[claim.value] == keys[best]]
    sources += [ADDRESS] if in_address else []
    rivals = {claim.source for claim in on_page if keys[claim.value] != keys[best]} - set(sources)
    return Settled(value=best, sources=tuple(dict.fromkeys(sources)), sureness=_sureness(set(sources), rivals))


def _longest(claims: Sequence[Claim[str]], keys: dict[str, str]) -> str:
    return max(claims, key=lambda claim: len(keys[claim.value])).value


def _most_given(claims: Sequence[Claim[str]], keys: dict[str, str]) -> str:
    """The title of most sources, each of them once for each title; the first where as many give another."""
    votes = Counter(key for _, key in {(claim.source, keys[claim.value]) for claim in claims})
    return max(claims, key=lambda claim: votes[keys[claim.value]]).value


def _sureness(sources: set[str], rivals: set[str]) -> Sureness:
    if sources <= _POOR:
        return Sureness.GUESS
    return Sureness.SURE if len(sources) > max(1, len(rivals)) else Sureness.LIKELY


def find_headline_element(head: PageHead, titles: Sequence[str]) -> HtmlElement | None:
    """The heading that holds one of these titles, the first of them before the others, else the page's first."""
    keys = [key for title in titles if len(key := make_title_key(title)) >= _FEWEST_LETTERS]
    own = {heading: key for heading in head.headings if len(key := make_title_key(heading.text)) >= _FEWEST_LETTERS}
    held = (heading.element for key in keys for heading, text in own.items() if key in text or text in key)
    return next(held, head.headings[0].element if head.headings else None)
