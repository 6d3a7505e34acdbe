"""Read the JSON-LD of a page: the object that describes its article, however it is wrapped or broken."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from pipeline.clean.text import put_on_one_line

__all__ = ["Described", "describe_article"]

# NewsArticle and its subtypes first, then types that publishers use in their place (schema.org).
_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "report", "blogposting", "socialmediaposting",
    "article", "techarticle", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle", "webpage",
)  # fmt: skip
_RANKS: Mapping[str, int] = {name: rank for rank, name in enumerate(_TYPES)}
_PAGE = _RANKS["webpage"]
# Parts that hold other articles.
_OTHERS = frozenset(
    {"haspart", "itemlistelement", "relatedlink", "mentions", "citation", "isbasedon", "liveblogupdate"}
)
_MOST_OBJECTS = 2_000  # bounds the time; a page states some dozens
_MOST_JSON_CHARACTERS = 2_000_000  # nearly as much as the largest labelled page has in all
_DEEPEST = 8  # an author within a graph within a list stands five deep
_MOST_STATED_NAMES = 50  # bounds the time; authors are cut to fewer
_NAMING = frozenset({"name", "givenName", "familyName", "@list", "@set", "@value"})
_LONGEST_STATEMENT = 5_000  # longer descriptions hold the story itself
# The longest story of 227 labelled pages has 60,000 characters.
_LONGEST_BODY = 200_000
# A body with more tags is no plain text; none of 227 labelled pages has one.
_MOST_TAGS = 2_000
_UNREAD = frozenset({"script", "style", "figure", "iframe", "noscript", "template"})
_BLOCKS = frozenset({"p", "br", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})

_Object = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What JSON-LD says about a page's article, as text; None and empty where it says nothing.

    `article` is its type. `desks` are the authors that are organizations. `body` is the articleBody without markup, one
    line for each paragraph if it had any.
    `created` is when the article was created or uploaded, which is not yet its publication.
    """

    article: str | None = None
    headline: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    published: str | None = None
    created: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    image: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    publisher: str | None = None
    body: str | None = None


def describe_article(scripts: Iterable[str]) -> Described:
    """Describe a page's article by its JSON-LD; nothing is known where there is none. Never raises."""
    found = list(islice((one for value in _values(scripts) for one in _objects(value, 0)), _MOST_OBJECTS))
    named = {str(one["@id"]): one for one in reversed(found) if "@id" in one and len(one) > 1}
    ranked = [(rank, one) for one in found if (rank := _rank(one)) is not None]
    if not ranked:
        return Described()
    rank, article = min(ranked, key=lambda pair: (pair[0], "headline" not in pair[1]))
    page = next((one for rank, one in ranked if rank == _PAGE), article)
    return _read(article, rank, page, named)


def _values(scripts: Iterable[str]) -> Iterator[object]:
    room = _MOST_JSON_CHARACTERS
    for text in scripts:
        if room > 0:
            yield from _parsed(text[:room])
            room -= len(text)


_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*\Z")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BETWEEN = re.compile(r"[\s,;]*")
_DECODER = json.JSONDecoder(strict=False)


def _parsed(text: str) -> Iterator[object]:
    """The JSON values of a text, one after the other, as far as they can be read."""
    bare = text.strip()
    if not bare.startswith(("{", "[")):
        bare = _WRAPPING.sub("", bare).strip()
    values = _in_a_row(bare)
    yield from values or _in_a_row(_TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", bare)).replace("\\'", "'"))


def _in_a_row(text: str) -> Sequence[object]:
    values: list[object] = []
    position = 0
    while position < len(text) and len(values) < _MOST_OBJECTS:
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        values.append(value)
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
    return values


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


def _rank(found: _Object) -> int | None:
    types = found.get("@type")
    names = types if isinstance(types, list) else [types]
    ranks = (_RANKS.get(name.rsplit("/", 1)[-1].lower()) for name in names if isinstance(name, str))
    return min((rank for rank in ranks if rank is not None), default=None)


def _read(article: _Object, rank: int, page: _Object, named: Mapping[str, _Object]) -> Described:
    """What the article's object says. Dates, language, address and picture it lacks come from its page's object."""

    def given(*names: str) -> object:
        return next((one[name] for one in (article, page) for name in names if one.get(name)), None)

    return Described(
        article=_TYPES[rank] if rank != _PAGE else None,
        headline=_text(article.get("headline")) or _text(article.get("name")),
        description=_text(article.get("description")),
        authors=_names(article.get("author") or article.get("creator"), named),
        desks=tuple(_organizations(article.get("author") or article.get("creator"), named)),
        published=_text(given("datePublished")),
        created=_text(given("dateCreated", "uploadDate")),
        modified=_text(given("dateModified")),
        language=_language(given("inLanguage")),
        url=_url(article.get("url")) or _url(article.get("mainEntityOfPage")),
        image=_url(given("image")) or _url(given("thumbnailUrl")),
        section=_first_text(given("articleSection")),
        keywords=_keywords(given("keywords")),
        publisher=next(iter(_names(given("publisher"), named, people=False)), None),
        body=_body(article.get("articleBody")),
    )


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return put_on_one_line(_without_markup(value[:_LONGEST_STATEMENT])) or None
    if isinstance(value, dict):
        inner = value.get("@value")
        return _text(inner) if isinstance(inner, str) else None
    return _first_text(value) if isinstance(value, list) else None


_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def _without_markup(text: str) -> str:
    """Remove tags and entities, also those that were escaped twice."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return _TAG.sub("", text) if "<" in text else text


def _body(value: object) -> str | None:
    text = value if isinstance(value, str) else None
    if text is None:
        return None
    text = text[:_LONGEST_BODY]
    if "&" in text:
        text = html.unescape(text)
    if _TAG.search(text):
        text = _read_markup(text) if text.count("<") <= _MOST_TAGS else ""
    lines = (put_on_one_line(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line) or None


def _read_markup(fragment: str) -> str:
    """The text of a fragment of HTML, one line for each of its blocks, without pictures and scripts."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(fragment.encode("utf-8", "ignore"), parser=parser)
    return "".join(_pieces(root)) if root is not None else ""


def _pieces(root: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _UNREAD:
            walk.skip_subtree()
        elif event == "start":
            yield element.text or ""
        else:
            yield "\n" if element.tag in _BLOCKS else ""
            yield element.tail or ""


def _first_text(value: object) -> str | None:
    if not isinstance(value, list):
        return _text(value)
    return next((text for one in value if not isinstance(one, list) and (text := _text(one))), None)


def _names(value: object, named: Mapping[str, _Object], *, people: bool = True) -> tuple[str, ...]:
    """Names of persons or organizations, given as text, object, reference or a list of these."""
    found = islice(_each_name(value, named, people=people, depth=0), _MOST_STATED_NAMES)
    return tuple(dict.fromkeys(found))


def _each_name(value: object, named: Mapping[str, _Object], *, people: bool, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if not (people and value.startswith("http")) and (name := _text(value)):
            yield name
    elif depth < _DEEPEST and isinstance(value, list):
        for one in value[:_MOST_STATED_NAMES]:
            yield from _each_name(one, named, people=people, depth=depth + 1)
    elif depth < _DEEPEST and isinstance(value, dict):
        known = value if _NAMING & value.keys() else named.get(str(value.get("@id")), value)
        inner = known.get("name") or known.get("@list") or known.get("@set") or known.get("@value")
        yield from _each_name(inner or _name_of_parts(known), named, people=people, depth=depth + 1)


def _name_of_parts(person: _Object) -> str | None:
    """A name in parts, as a library gives it."""
    parts = (_text(person.get(name)) for name in ("givenName", "additionalName", "familyName"))
    return " ".join(part for part in parts if part) or None


def _organizations(value: object, named: Mapping[str, _Object]) -> Iterator[str]:
    """The names of those that are no persons."""
    listed = value.get("@list", value) if isinstance(value, dict) else value
    for one in _several(listed):
        known = named.get(str(one.get("@id")), one) if isinstance(one, dict) else {}
        if any("organization" in str(kind).lower() for kind in _several(known.get("@type"))):
            yield from _names(known, named, people=False)


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
    # One text with commas is a list. Among several texts, a comma belongs to its keyword.
    words = texts[0].split(",") if len(texts) == 1 else texts
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip() and ":" not in word))
