"""Destinations: what a link's address says of the line it stands in, in whatever language the line is."""

import re
from functools import lru_cache

__all__ = ["find_destination"]

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


@lru_cache(maxsize=4096)
def find_destination(address: str) -> str | None:
    """What an address leads to - mail, network, subscription, store, author, topic, button; None for a page."""
    found = _DESTINATIONS.search(address[:300].lower())
    return found.lastgroup if found else None


_LONGEST_HEADING = 8
