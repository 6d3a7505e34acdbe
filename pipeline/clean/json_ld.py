"""JSON-LD of a page: the object that describes its article, however it is wrapped or broken."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.blocks import spaced
from pipeline.clean.decode import visible

__all__ = ["Described", "described"]

# NewsArticle and its subtypes first, then what publishers use in its place (schema.org).
_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "report", "blogposting", "socialmediaposting",
    "article", "techarticle", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle", "webpage",
)  # fmt: skip
# Parts that hold other articles.
_OTHERS = frozenset(
    {"haspart", "itemlistelement", "relatedlink", "mentions", "citation", "isbasedon", "liveblogupdate"}
)
_MOST_OBJECTS = 2_000
_MOST_BYTES = 2_000_000
_DEEPEST = 8

_Object = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What JSON-LD says of a page's article, as text; None and empty where it says nothing. `article` is its type."""

    article: str | None = None
    headline: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    image: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    publisher: str | None = None


def described(tree: HtmlElement) -> Described:
    """The description of the page's article; an empty one where there is none. Never raises on broken JSON."""
    objects = [found for value in _values(tree) for found in _objects(value, 0)][:_MOST_OBJECTS]
    named = {str(found["@id"]): found for found in reversed(objects) if "@id" in found and len(found) > 1}
    articles = [found for found in objects if _rank(found) < len(_TYPES)]
    if not articles:
        return Described()
    return _read(min(articles, key=lambda found: (_rank(found), "headline" not in found)), named)


def _values(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _parsed((script.text or "")[:_MOST_BYTES])


_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*\Z")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def _parsed(text: str) -> Iterator[object]:
    """Every JSON value of the text, one after the other, as far as it can be read."""
    bare = _WRAPPING.sub("", text).strip().rstrip(";")
    decoder = json.JSONDecoder(strict=False)
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        position = 0
        while position < len(attempt):
            try:
                value, position = decoder.raw_decode(attempt, position)
            except (ValueError, RecursionError):
                break
            yield value
            position += len(attempt[position:]) - len(attempt[position:].lstrip(" \t\r\n,;"))
        if position:
            return


def _objects(value: object, depth: int) -> Iterator[_Object]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:_MOST_OBJECTS]:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, one in value.items():
            if isinstance(one, dict | list) and str(key).lower() not in _OTHERS:
                yield from _objects(one, depth + 1)


def _rank(found: _Object) -> int:
    types = found.get("@type")
    names = [str(name).rsplit("/", 1)[-1].lower() for name in (types if isinstance(types, list) else [types])]
    return min((_TYPES.index(name) for name in names if name in _TYPES), default=len(_TYPES))


def _read(article: _Object, named: Mapping[str, _Object]) -> Described:
    rank = _rank(article)
    return Described(
        article=_TYPES[rank] if _TYPES[rank] != "webpage" else None,
        headline=_text(article.get("headline")) or _text(article.get("name")),
        description=_text(article.get("description")),
        authors=_names(article.get("author") or article.get("creator"), named),
        published=_text(article.get("datePublished")) or _text(article.get("dateCreated")),
        modified=_text(article.get("dateModified")),
        language=_language(article.get("inLanguage")),
        url=_url(article.get("url")) or _url(article.get("mainEntityOfPage")),
        image=_url(article.get("image")) or _url(article.get("thumbnailUrl")),
        section=_first_text(article.get("articleSection")),
        keywords=_keywords(article.get("keywords")),
        publisher=next(iter(_names(article.get("publisher"), named, people=False)), None),
    )


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return spaced(visible(_without_markup(value))) or None
    if isinstance(value, dict):
        inner = value.get("@value")
        return _text(inner) if isinstance(inner, str) else None
    return _first_text(value) if isinstance(value, list) else None


_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def _without_markup(text: str) -> str:
    return _TAG.sub("", html.unescape(text))


def _first_text(value: object) -> str | None:
    if not isinstance(value, list):
        return _text(value)
    return next((text for one in value if not isinstance(one, list) and (text := _text(one))), None)


def _names(value: object, named: Mapping[str, _Object], *, people: bool = True) -> tuple[str, ...]:
    """Names of persons or organizations, given as text, object, reference or a list of these."""
    found: list[str] = []
    for one in _several(value):
        known = named.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        if isinstance(known, dict):
            found += [name for name in map(_text, _several(known.get("name"))) if name]
        elif isinstance(known, str) and not (people and known.startswith("http")):
            found += [name for name in [_text(known)] if name]
    return tuple(dict.fromkeys(found))


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _url(value: object) -> str | None:
    for one in _several(value):
        address = (one.get("url") or one.get("contentUrl") or one.get("@id")) if isinstance(one, dict) else one
        address = address[0] if isinstance(address, list) and address else address
        if isinstance(address, str) and address.strip():
            return address.strip()
    return None


def _language(value: object) -> str | None:
    one = next(iter(_several(value)), None)
    return _text(one.get("alternateName") or one.get("name")) if isinstance(one, dict) else _text(one)


def _keywords(value: object) -> tuple[str, ...]:
    texts = [text for one in _several(value) if (text := _text(one.get("name") if isinstance(one, dict) else one))]
    # One text with commas is a list; among several, a comma belongs to its keyword.
    words = texts[0].split(",") if len(texts) == 1 else texts
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip() and ":" not in word))
