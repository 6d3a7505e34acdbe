"""Zones: what the names of an element say it holds, such as share buttons, related stories, captions or comments.

Names are evidence, not proof: sites call the story's own wrapper "paywall" or "gallery-page". This module only reads
them; `main_content` weighs them.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["Zone", "ZoneNames", "find_zone", "read_zone_names"]


class Zone(StrEnum):
    """A kind of content. Those with names in `zone_names` come first, the most telling before the others.

    What is called both "share" and "footer" holds share buttons. PLAIN says nothing, and is false.
    """

    UNSEEN = "unseen"
    GARBLED = "garbled"
    EMBED = "embed"
    BODY = "body"
    COMMENTS = "comments"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    AD = "ad"
    RELATED = "related"
    SHARE = "share"
    AUTHOR = "author"
    TAGS = "tags"
    CAPTION = "caption"
    GALLERY = "gallery"
    NAVIGATION = "navigation"
    CONTROL = "control"
    DATE = "date"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    HIDDEN = "hidden"
    WIDGET = "widget"
    FOOTER = "footer"
    CTA = "cta"
    HEADER = "header"
    ASIDE = "aside"
    FORM = "form"
    FIGURE = "figure"
    BUTTON = "button"
    DATUM = "datum"
    POST = "post"  # an embedded post that the story is about
    UNDISPLAYED = "undisplayed"
    PLAIN = ""

    __hash__ = str.__hash__  # zones are looked up for every element: the hash of Enum is a Python function


_BY_TAG: Mapping[str, Zone] = {
    "nav": Zone.NAVIGATION, "footer": Zone.FOOTER, "header": Zone.HEADER, "aside": Zone.ASIDE, "form": Zone.FORM,
    "figure": Zone.FIGURE, "figcaption": Zone.CAPTION, "caption": Zone.CAPTION, "button": Zone.BUTTON,
    "dialog": Zone.CONTROL, "menu": Zone.NAVIGATION, "address": Zone.AUTHOR, "details": Zone.ASIDE,
    "summary": Zone.CONTROL, "legend": Zone.FORM, "fieldset": Zone.FORM, "amp-sidebar": Zone.NAVIGATION,
    "amp-carousel": Zone.FIGURE,
    **dict.fromkeys(("amp-twitter", "amp-instagram", "amp-facebook", "amp-tiktok", "amp-reddit"), Zone.EMBED),
}  # fmt: skip
_BY_ROLE: Mapping[str, Zone] = {
    "navigation": Zone.NAVIGATION, "banner": Zone.HEADER, "contentinfo": Zone.FOOTER, "complementary": Zone.ASIDE,
    "dialog": Zone.CONTROL, "alertdialog": Zone.CONTROL, "menu": Zone.NAVIGATION, "menubar": Zone.NAVIGATION,
    "toolbar": Zone.SHARE, "button": Zone.BUTTON, "search": Zone.FORM, "tablist": Zone.NAVIGATION,
    "tooltip": Zone.CONTROL, "author": Zone.AUTHOR, "keywords": Zone.TAGS, "caption": Zone.CAPTION,
    "datepublished": Zone.DATE, "datemodified": Zone.DATE, "articlebody": Zone.BODY, "headline": Zone.HEADLINE,
    "description": Zone.STANDFIRST, "comment": Zone.COMMENTS, "copyrightholder": Zone.CAPTION,
    "publisher": Zone.FOOTER,
    **dict.fromkeys(
        (
            "url", "contenturl", "logo", "thumbnailurl", "width", "height", "mainentityofpage", "wordcount",
            "articlesection", "inlanguage", "datecreated",
        ),
        Zone.DATUM,
    ),
}  # fmt: skip
# Zones of tags that say less than the element's names do.
_LOOSE = frozenset({Zone.HEADER, Zone.ASIDE, Zone.FOOTER, Zone.FIGURE})
_LOWER = re.compile(r"[a-z]+")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Sites with generated class names have thousands of them; the rest is read again.
_REMEMBERED_NAMES = 16_384
# The longest class attribute of 227 labelled pages has 972 characters, and remembered names have to stay small.
_LONGEST_NAMES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNames:
    """One file of `zone_names`: words in classes and ids that stand for a zone.

    `drops` are names of this zone, `keeps` names that look alike and are not: the tests of the file.
    """

    zone: Zone
    why: str
    names: tuple[str, ...]
    drops: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name as words, with its rank: the more telling zone first, within a zone the longer name."""

    rank: tuple[int, int, str]
    words: list[str]
    zone: Zone


def find_zone(tag: str, classes: str | None, identifier: str | None, role: str | None) -> Zone:
    """Find the zone that an element's own names make it. `role` is its ARIA role or its itemprop."""
    if role and (by_role := _BY_ROLE.get(role.strip().lower())):
        return by_role
    by_tag = _BY_TAG.get(tag, Zone.PLAIN)
    if by_tag and by_tag not in _LOOSE:
        return by_tag
    named = _find_named(classes[:_LONGEST_NAMES]) if classes else Zone.PLAIN
    if not named and identifier:
        named = _find_named(identifier[:_LONGEST_NAMES])
    return named or by_tag


@lru_cache(maxsize=_REMEMBERED_NAMES)
def _find_named(names: str) -> Zone:
    words = _LOWER.findall(names) if names.islower() else [word.lower() for word in _HUMPS.findall(names)]
    by_first = _names_by_first_word()
    if by_first.keys().isdisjoint(words):
        return Zone.PLAIN
    found = [
        name
        for start, word in enumerate(words)
        for name in by_first.get(word, ())
        if words[start : start + len(name.words)] == name.words
    ]
    return min(found, key=lambda name: name.rank).zone if found else Zone.PLAIN


@cache
def _names_by_first_word() -> Mapping[str, Sequence[_Name]]:
    by_first: dict[str, list[_Name]] = {}
    for order, listed in enumerate(read_zone_names()):
        for name in listed.names:
            words = name.split()
            found = _Name(rank=(order, -len(words), name), words=words, zone=listed.zone)
            by_first.setdefault(words[0], []).append(found)
    return by_first


def read_zone_names() -> Sequence[ZoneNames]:
    """Read the names of every zone that has any, the most telling zone first."""
    folder = files("pipeline.clean.page") / "zone_names"
    texts = {zone: folder / f"{zone.value}.toml" for zone in Zone}
    return [_read(zone, file.read_text("utf-8")) for zone, file in texts.items() if file.is_file()]


def _read(zone: Zone, text: str) -> ZoneNames:
    entry = tomllib.loads(text)
    return ZoneNames(
        zone=zone,
        why=entry["why"],
        names=tuple(entry["names"]),
        drops=tuple(entry["drops"]),
        keeps=tuple(entry["keeps"]),
    )
