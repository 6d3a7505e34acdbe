"""Titles: compare headlines, and strip the outlet's name and what a template puts around them."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from pipeline.clean.text import NOT_LETTERS, collapse_blanks

__all__ = [
    "closes",
    "ends_with_section",
    "is_in_address",
    "is_name_of",
    "make_name_keys",
    "make_title_key",
    "opens",
    "strip_outlet",
]

# A divider within a title: a stroke between blanks, or one that sentences do not have.
_DIVIDER = re.compile(
    r"\s+[-–—·•:»«‹›<>/~_|]{1,3}\s+|\s*[|｜丨┃¦]+\s*|\s+::\s+|\s*(?:--|——)\s*|(?<=\S)[_＿](?=\S)|\s*[–—]\s+(?=\S+\Z)"
    r"|\s*[：]\s*(?=[^：]{1,20}\Z)|\s+-(?=\S+\Z)|,\s+(?=[^,]+(?:,\s*[\d./-]+)?\Z)|:\s+"
)
_BRACKET = re.compile(r"\s*[\[(【（]")
# Dividers that sentences have too: only the outlet's own name is stripped at these.
_COMMON = re.compile(r"\s*[,:]\s*")
_PLAIN = re.compile(r"[,:]\s*")
_LONGEST_SECTION = 30
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
# What is left still has to be a headline. Chinese and Korean say as much in half the characters.
_FEWEST_CHARACTERS_OF_TITLE = 8
_MOST_PARTS = 4
_MOST_DIVIDERS = 20
_LONGEST_NAME = 60
# Additions to an outlet's name: "Harbour Gazette Online", "gazette.example".
_ADDITIONS = ("online", "news", "com", "website", "de", "the", "www", "digital", "app")


@lru_cache(maxsize=512)  # the few titles of a page are compared with each other many times
def make_title_key(title: str) -> str:
    """Make the key by which titles are compared: letters and digits alone, without case and width."""
    plain = title if title.isascii() else unicodedata.normalize("NFKC", title)
    return NOT_LETTERS.sub("", plain.casefold())


def strip_outlet(title: str, *, names: Iterable[str | None], others: Iterable[str] = ()) -> str:
    """Strip the outlet's name from the end or beginning of a title.

    `names` are the names of the outlet. If the title begins with one of `others` and a divider follows, that one is
    returned ("Wall voted" for "Wall voted | Harbour | Harbour Gazette").
    """
    plain = _without_sections(collapse_blanks(html.unescape(title) if "&" in title else title))
    known = frozenset().union(*(make_name_keys(name) for name in names if name))
    for _ in range(_MOST_PARTS if known else 0):
        shorter = _without_end(plain, known) or _without_start(plain, known)
        if shorter is None or _size(shorter) < _FEWEST_CHARACTERS_OF_TITLE:
            break
        plain = shorter
    return next((other for other in others if opens(other, plain)), plain)


@lru_cache(maxsize=512)
def make_name_keys(name: str) -> frozenset[str]:
    """Make the keys by which an outlet's name is compared: "The Harbour Gazette Online" is "harbourgazette" too."""
    found = {make_title_key(name)}
    for addition in _ADDITIONS:
        found |= {key.removesuffix(addition) for key in found if key.endswith(addition)}
        found |= {key.removeprefix(addition) for key in found if key.startswith(addition)}
    return frozenset(key for key in found if len(key) > 1)


def opens(other: str, plain: str) -> bool:
    """Whether a title begins with another, and something follows after a divider other than comma or colon."""
    if _size(other) < _FEWEST_CHARACTERS_OF_TITLE or not plain.startswith(other):
        return False
    divider = _DIVIDER.match(plain, len(other)) or _BRACKET.match(plain, len(other))
    return divider is not None and not _COMMON.fullmatch(divider[0])


def closes(other: str, plain: str) -> bool:
    """Whether a title ends with another, and something precedes it before a divider other than comma or colon."""
    if _size(other) < _FEWEST_CHARACTERS_OF_TITLE or not plain.endswith(other):
        return False
    before = plain.removesuffix(other)
    divider = next((found for found in _DIVIDER.finditer(before) if found.end() == len(before)), None)
    return divider is not None and not _COMMON.fullmatch(divider[0])


def is_name_of(text: str, names: Iterable[str | None]) -> bool:
    """Whether a text is one of an outlet's names."""
    return _is_known(text, frozenset().union(*(make_name_keys(name) for name in names if name)))


def ends_with_section(title: str, section: str) -> bool:
    """Whether a section's name follows a longer part of a title after a divider that sentences do not have."""
    if _size(section) > _LONGEST_SECTION:
        return False
    for divider in _DIVIDER.finditer(title):
        rest = title[divider.end() :]
        ends = len(rest) == len(section) or _DIVIDER.match(rest, len(section)) is not None
        if rest.startswith(section) and ends and not _PLAIN.fullmatch(divider[0]):
            return _size(title[: divider.start()]) > _size(section)
    return False


def _without_sections(title: str) -> str:
    """A Chinese or Japanese title without the section and site behind it: "墙_财经_海港网", "壁：海港新聞"."""
    if title.isascii():
        return title
    divider = _UNDERSCORE.search(title) or _SITE.search(title)
    shorter = title[: divider.start()].strip() if divider else title
    return shorter if _size(shorter) >= _FEWEST_CHARACTERS_OF_TITLE else title


# No Chinese headline has an underscore, and no part of one after a stroke or colon is called "… net" or "… daily".
_UNDERSCORE = re.compile("(?<=\\S)_(?=[\u2e80-\uffff])")
_SITE = re.compile(
    "(?<![-－—:：|｜])[-－—:：|｜]{1,3}\\s*[\u2e80-\u9fff]{1,12}"
    "(?:网|網|网站|網站|官网|日报|日報|晚报|时报|新聞社?|新聞(?:デジタル|Web|オンライン)|ニュース)\\Z"
)


def _without_end(title: str, known: frozenset[str]) -> str | None:
    dividers = list(_DIVIDER.finditer(title))[-_MOST_DIVIDERS:]
    for divider in reversed(dividers):
        rest = title[divider.end() :]
        if len(rest) > _LONGEST_NAME:
            return None
        if _is_known(rest, known) or (_DATE.fullmatch(rest) and not _COMMON.fullmatch(divider[0])):
            return title[: divider.start()].strip()
    return None


def _without_start(title: str, known: frozenset[str]) -> str | None:
    divider = _DIVIDER.search(title)
    if divider and _is_known(title[: divider.start()], known):
        return title[divider.end() :].strip()
    return None


def _is_known(part: str, known: frozenset[str]) -> bool:
    return bool(known) and len(part) <= _LONGEST_NAME and not known.isdisjoint(make_name_keys(part))


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(letter > "\u2e80" for letter in text)


_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "œ": "oe", "þ": "th"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# Three short words of a headline may stand in any address, five only in that of its story.
_FEWEST_LETTERS_IN_ADDRESS = 20


def is_in_address(title: str, url: str | None) -> bool:
    """Whether the address repeats the whole title as addresses spell titles ("/council-votes-for-a-wall-881")."""
    if not url:
        return False
    path = _path_letters(url)
    return any(len(spelt) >= _FEWEST_LETTERS_IN_ADDRESS and spelt in path for spelt in _spellings(title))


@lru_cache(maxsize=8)
def _path_letters(url: str) -> str:
    return _letters(unquote(urlsplit(url).path).casefold().translate(_LETTERS))


def _spellings(title: str) -> Sequence[str]:
    plain = title.casefold()
    if plain.isascii():
        return [_letters(plain)]
    return [_letters(plain.translate(_LETTERS)), _letters(plain.translate(_UMLAUTS).translate(_LETTERS))]


_MARKS = re.compile("[\u0300-\u036f]")


def _letters(text: str) -> str:
    """Letters without their marks, and digits."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return NOT_LETTERS.sub("", text)
