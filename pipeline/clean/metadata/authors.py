"""Settle the authors of an article among those that JSON-LD, meta elements, the masthead and the feed name.

The rules, in order:
1. People come before agencies and desks; JSON-LD says which of its authors are organizations. The first statement that
   names a person wins, in this order: JSON-LD, meta elements, bylines marked beside the headline, "By …" in words
   there, bylines marked anywhere, the feed.
2. If the bylines beside the headline name all of these people and more, they win.
3. If no statement names a person, the desk, outlet or agency that JSON-LD or a meta element gives as the author is kept
   as written ("BBC News", "Redaktion"), as a guess. 13 of 83 hand-written parsers do so.
4. Authors that two sources name are sure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from pipeline.clean.metadata.claims import FEED, JSON_LD, Claim, Settled, Sureness, settle_on
from pipeline.clean.metadata.json_ld import Described
from pipeline.clean.metadata.masthead import Masthead, find_marked_bylines
from pipeline.clean.metadata.page_head import PageHead
from pipeline.clean.metadata.titles import make_name_keys, make_title_key
from pipeline.clean.wording import is_agency, is_byline, is_name, is_no_name, read_byline_names
from pipeline.model import Entry

__all__ = ["settle_authors"]

_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "cxenseparse:author", "articleauthor", "article:author_name", "citation_author", "og:article:author", "authors",
    "article.author", "creator", "rbauthors", "news_authors", "twitter:misc:written by",
)  # fmt: skip
# Dublin Core writes names as libraries do: "Tasker, Nora".
_INVERTING = frozenset({"dc.creator", "dcterms.creator"})
_INVERTED = re.compile(r"\A([^\W\d_]+), ([^\W\d_]+)\Z")
# Strokes and symbols before a byline: "| by Nora Tasker".
_ORNAMENTS = re.compile(r"\A[^\w\"'“„«(\[@]+")
# Names of accounts: "ntasker12", "web_editor". Short ones are initials: "nta".
_LOGIN = re.compile(r"[a-z]+[\d_-][\w-]*|[a-z]{6,}|[A-Za-z]+\d+")
_LABEL_INSIDE = re.compile(r"(?<=\s)(?:作者|撰文|文|記者|记者)\s?[:：]\s?[\u4e00-\u9fff·]{2,6}(?=\s|\Z)")
_MOST_AUTHORS = 12  # more names are a masthead of the newsroom
_MOST_FULLER_NAMES = 6  # a longer row of names on the page is that of other stories
_LONGEST_DESK = 60  # the name of a publisher

_Names = tuple[str, ...]


def settle_authors(
    ld: Described, head: PageHead, near: Masthead, *, tree: HtmlElement | None, entry: Entry, outlets: Iterable[str]
) -> Settled[_Names] | None:
    """Settle who wrote the article; None if nobody is named. `outlets` are the names of the outlet."""
    own = {key for name in outlets for key in make_name_keys(name)}
    desks = own | {key for name in ld.desks for key in make_name_keys(name)}
    stated = [Claim(source=JSON_LD, value=ld.authors), *_of_meta(head)]
    shown = list(_people(_beside(near), desks))
    known = [*_people(stated, desks), *shown]
    desk = None if known else _desk(stated)
    if not any(map(_names_a_person, known)):
        further = _people(_elsewhere(None if desk and not ld.desks else tree, entry), own)
        # "Washington" beside an agency is its place.
        known += further if not known else [one for one in further if all(map(_is_full_name, one.value))]
    # A byline shows that an organization of JSON-LD is a person after all.
    if _is_shown(ld.desks, known):
        known = [Claim(source=JSON_LD, value=ld.authors), *known]
    known = list(_without_agencies(known))
    if not known:
        return desk
    first = known[0]
    if fuller := next((claim for claim in _without_agencies(shown) if _is_fuller(claim.value, first.value)), None):
        first = fuller
    sources = [claim.source for claim in known if _keys(claim.value) == _keys(first.value)]
    return settle_on(first.value, [first.source, *sources])


def _is_shown(names: _Names, claims: Sequence[Claim[_Names]]) -> bool:
    return any(not _keys(names).isdisjoint(_keys(claim.value)) for claim in claims)


def _names_a_person(claim: Claim[_Names]) -> bool:
    return not all(map(is_agency, claim.value))


def _without_agencies(claims: Sequence[Claim[_Names]]) -> Sequence[Claim[_Names]]:
    """The claims without agencies, if any of them names a person."""
    if not any(map(_names_a_person, claims)):
        return claims
    bare = (replace(one, value=tuple(name for name in one.value if not is_agency(name))) for one in claims)
    return [one for one in bare if one.value]


def _of_meta(head: PageHead) -> Iterator[Claim[_Names]]:
    for name in _AUTHORS:
        values = head.all(name)
        if name in _INVERTING:
            values = tuple(_INVERTED.sub(r"\2 \1", value) for value in values)
        if values:
            yield Claim(source=name if ":" in name else f"meta:{name}", value=values)
    yield Claim(source="twitter:data", value=head.written_by)


def _beside(near: Masthead) -> Iterator[Claim[_Names]]:
    given = (_ORNAMENTS.sub("", text) for text in near.bylines)
    marked = [text for text in given if is_byline(text) or is_name(text) or read_byline_names(text)]
    # A byline of several elements: the names within are those of the smallest.
    smallest = [text for text in marked if not any(other != text and other in text for other in marked)]
    names = (name for text in smallest for name in read_byline_names(text) if _is_full_name(name))
    yield Claim(source="html:byline", value=tuple(names))
    lines = (_ORNAMENTS.sub("", _from_label(text)) for text in (*near.lines, *near.before))
    yield Claim(source="html:text", value=tuple(text for text in lines if is_byline(text))[:2])


def _from_label(line: str) -> str:
    """The author with the label, where a line says more: "2026-01-20 来源：某网 作者：林一"."""
    found = _LABEL_INSIDE.search(line)
    return found[0] if found else line


def _elsewhere(tree: HtmlElement | None, entry: Entry) -> Iterator[Claim[_Names]]:
    marked = find_marked_bylines(tree) if tree is not None else ()
    yield Claim(source="html:byline", value=tuple(text for text in marked if is_byline(text) or is_name(text)))
    yield Claim(source=FEED, value=entry.authors)


def _people(claims: Iterable[Claim[_Names]], desks: set[str]) -> Iterator[Claim[_Names]]:
    """The claims that name people, with these names alone."""
    for claim in claims:
        names = (
            name
            for text in claim.value[:_MOST_AUTHORS]
            if not _is_desk(text, desks)
            for name in read_byline_names(text)
        )
        people = tuple(dict.fromkeys(name for name in names if not _is_desk(name, desks)))[:_MOST_AUTHORS]
        if people:
            yield Claim(source=claim.source, value=people)


def _is_desk(name: str, desks: set[str]) -> bool:
    """Whether a name is the outlet's, with or without its address: "Harbour Gazette (www.gazette.example)"."""
    if not desks.isdisjoint(make_name_keys(name)):
        return True
    bracket = name.partition("(")[2].rstrip(") ")
    return bool(bracket) and not desks.isdisjoint(make_name_keys(bracket))


def _desk(claims: Sequence[Claim[_Names]]) -> Settled[_Names] | None:
    for claim in claims:
        names = tuple(dict.fromkeys(text for text in claim.value[:_MOST_AUTHORS] if _is_signature(text)))
        if names:
            return Settled(value=names, sources=(claim.source,), sureness=Sureness.GUESS)
    return None


def _is_signature(text: str) -> bool:
    """Whether a text may sign an article: no address, number or sentence, and not the name of a site's account."""
    return (
        len(text) <= _LONGEST_DESK
        and "@" not in text
        and "//" not in text
        and any(map(str.isalpha, text))
        and not is_no_name(text)
        and not _LOGIN.fullmatch(text)
        and not text.endswith((".", "!", "?"))
    )


def _is_full_name(name: str) -> bool:
    """Whether a name is more than one word in ordinary letters: "Article" is a label beside a headline."""
    return " " in name or not name.isascii() or name.isupper()


def _is_fuller(shown: _Names, stated: _Names) -> bool:
    return len(shown) <= _MOST_FULLER_NAMES and _keys(shown) > _keys(stated)


def _keys(names: _Names) -> frozenset[str]:
    return frozenset(map(make_title_key, names))
