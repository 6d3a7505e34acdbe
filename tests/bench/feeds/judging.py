"""Whether a reading is right, with the same leniency for everybody: spacing, markup and entities don't count."""

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from bench.feeds.corpus import Labelled
from bench.feeds.readers import Reading

_TAGS = re.compile(r"<[!/?]?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)


def judged(document: Labelled, reading: Reading) -> Iterator[tuple[str, bool]]:
    """(question, right) for every question that the document's label answers."""
    if document.entries is not None:
        malformed = not document.well_formed
        right = (reading.entries or 0) == document.entries
        yield "malformed" if malformed else "entries", right
        if malformed:
            return
    if (title := document.first.get("title")) and _plain(title):
        yield "title", _plain(reading.title or "") == _plain(title)
    if link := document.first.get("link"):
        yield "link", _same_address(link, reading.link, document.url)
    if document.published is not None:
        # Labels are whole seconds.
        found = reading.published and reading.published.replace(microsecond=0)
        yield "published", found == document.published.replace(microsecond=0)


def _plain(text: str) -> str:
    for _ in range(2):
        text = html.unescape(_TAGS.sub("", text))
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same_address(expected: str, found: str | None, base: str) -> bool:
    if found is None:
        return False
    wanted = {_address(expected.strip()), _address(urljoin(base, expected.strip()))}
    return _address(found) in wanted or (
        "://" not in expected and _address(found).endswith(_address(expected).lstrip("./"))
    )


def _address(url: str) -> str:
    return unquote(url).rstrip("/").lower().replace("https://", "http://")
