"""What the hostile newsstand is made of: feeds in every shape, and answers around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from integration.fetch.hostile_site import partial, reply

RSS_TYPE = "Content-Type: application/rss+xml; charset=utf-8"
HTML_TYPE = "Content-Type: text/html; charset=utf-8"
NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a feed. `link` None: it has none."""

    number: int
    title: str | None = None
    link: str | None = ""
    guid: str | None = ""
    published: datetime | None = NOW
    description: str = "The ferry sailed again."

    def rss(self) -> str:
        """As RSS 2.0."""
        link = f"/story/{self.number}" if self.link == "" else self.link
        guid = f"story-{self.number}" if self.guid == "" else self.guid
        parts = [
            f"<title>{escape(self.title or f'Story number {self.number}')}</title>",
            f"<link>{escape(link)}</link>" if link else "",
            f"<guid isPermaLink='false'>{escape(guid)}</guid>" if guid else "",
            f"<pubDate>{format_datetime(self.published)}</pubDate>" if self.published else "",
            f"<description>{escape(self.description)}</description>",
        ]
        return f"<item>{''.join(parts)}</item>"


def items(*numbers: int) -> Sequence[Item]:
    """Items, the newest first, an hour apart."""
    return [Item(number=number, published=NOW - timedelta(hours=place)) for place, number in enumerate(numbers)]


def rss(*announced: Item, extra: str = "", title: str = "The Newsstand", declaration: str = "") -> str:
    """A whole RSS feed."""
    head = f"<title>{escape(title)}</title><link>/</link><description>News</description>{extra}"
    opening = declaration or "<?xml version='1.0' encoding='utf-8'?>"
    return f"{opening}<rss version='2.0'><channel>{head}{''.join(one.rss() for one in announced)}</channel></rss>"


def feed(text: str | bytes, *fields: str, content_type: str = RSS_TYPE) -> bytes:
    """An answer that carries a feed."""
    return reply(text.encode() if isinstance(text, str) else text, content_type, *fields)


def page(body: str, *fields: str, status: str = "200 OK", title: str = "The Newsstand") -> bytes:
    """An answer that carries an HTML page."""
    markup = f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>{body}</body></html>"
    return reply(markup.encode(), HTML_TYPE, *fields, status=status)


def refusal(status: str, *fields: str) -> bytes:
    """An answer without a document."""
    return reply(b"", *fields, status=status)


def moved(location: str, status: str = "301 Moved Permanently") -> bytes:
    """A redirect."""
    return reply(b"", f"Location: {location}", status=status)


def unchanged(etag: str) -> bytes:
    """304."""
    return partial("304 Not Modified", f"ETag: {etag}")


_SENTENCES = (
    "The night ferry to Orle left the harbour at nine on Friday evening with four hundred people on board.",
    "It was the first crossing since the storm, which had kept the ship in port for three days and two nights.",
    "The harbour office said that the timetable would be back to normal by the end of the week at the latest.",
    "Nobody was hurt, the office said, and the damage to the landing stage would be repaired before the winter.",
    "Islanders had gone without fresh bread since Tuesday, and the shop had sold the last of its milk on Wednesday.",
)


def story_page(number: int) -> bytes:
    """A page with a story on it."""
    told = "".join(f"<p>{sentence} The report has the number {number}.</p>" for sentence in _SENTENCES)
    return page(f"<article><h1>Story number {number}</h1>{told}</article>", title=f"Story number {number}")
