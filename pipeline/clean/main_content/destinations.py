"""Destinations: what the address of a link says about the line it stands in, whatever the line's language."""

import re
from enum import StrEnum
from functools import lru_cache

__all__ = ["Destination", "find_destination"]

# What an address is read for stands at its beginning.
_READ_CHARACTERS = 300
_DESTINATIONS = re.compile(
    r"(?P<mail>^mailto:|^tel:)"
    r"|(?P<network>//(?:[\w-]+\.)*(?:twitter|x|facebook|instagram|linkedin|youtube|tiktok|pinterest|threads|reddit|"
    r"whatsapp|telegram|snapchat|spotify|soundcloud)\.com\b|//t\.me/|//wa\.me/|//youtu\.be/|//bsky\.app|sharer|share\?)"
    r"|(?P<subscription>news-?letter|subscri|abonn?e|sign-?up|register|registr|suscri|assina|iscri|login|signin|donat|spenden)"
    r"|(?P<store>//(?:apps|itunes)\.apple\.com|//play\.google\.com|//(?:www\.)?(?:amzn|amazon)\.|/shop\b|//shop\.)"
    r"|(?P<author>/authors?/|/autor(?:es)?/|/auteurs?/|/people/|/by/|/profile/|/staff/|/reporters?/|/columnists?/)"
    r"|(?P<topic>/tags?/|/topics?/|/tema/|/temas/|/thema/|/themen/|/category/|/categor|/rubrik|/section/|/keyword)"
    r"|(?P<button>^#|^javascript:|^$)"
)


class Destination(StrEnum):
    """What a link leads to, if not simply to a page."""

    MAIL = "mail"
    NETWORK = "network"
    SUBSCRIPTION = "subscription"
    STORE = "store"
    AUTHOR = "author"
    TOPIC = "topic"
    BUTTON = "button"

    __hash__ = str.__hash__  # looked up for every link: the hash of Enum is a Python function


@lru_cache(maxsize=4096)
def find_destination(address: str) -> Destination | None:
    """Find what an address leads to; None for a page."""
    found = _DESTINATIONS.search(address[:_READ_CHARACTERS].lower())
    return Destination(found.lastgroup or "") if found else None
