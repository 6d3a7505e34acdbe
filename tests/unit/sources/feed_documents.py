"""Feed documents for tests: the one thing under test said by the caller."""

from pipeline.model import Channel, Entry
from pipeline.sources import parse

FEED_URL = "https://news.example/feeds/world.xml"

_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom"'
)


def an_rss(body: str) -> str:
    """An RSS document with this in its channel."""
    return f'<rss version="2.0" {_NAMESPACES}><channel>{body}</channel></rss>'


def an_atom(body: str) -> str:
    """An Atom document with this in its feed."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{body}</feed>'


def channel(document: str | bytes, *, content_type: str | None = None, url: str = FEED_URL) -> Channel:
    """What is read from the document."""
    return parse(document.encode() if isinstance(document, str) else document, url, content_type=content_type)


def rss_entry(item: str, *, head: str = "") -> Entry:
    """The only entry of an RSS channel whose item holds this."""
    (entry,) = channel(an_rss(f"<title>News</title>{head}<item>{item}</item>")).entries
    return entry


def atom_entry(entry: str, *, head: str = "") -> Entry:
    """The only entry of an Atom feed whose entry holds this."""
    (only,) = channel(an_atom(f"{head}<entry>{entry}</entry>")).entries
    return only
