"""An invented newswire of a fixed size: stories, the feeds that announce them, and what must arrive of them."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

HOSTS = tuple(f"127.0.0.{number}" for number in range(2, 14))
# The path of the page that kills whoever cleans it, in the run with a poison page: in one feed, at one address.
POISON = "/story/40"
_IN_TWO_FEEDS = 10  # every tenth story is in a second feed, too
_REPRINTED = 25  # every twenty-fifth stands at a second address
_PARAGRAPHS = 30
_PLACES = ("Orle", "Seewalde", "Port Ellery", "Wexmere", "Halden", "Brack", "Tormo", "Kesten", "Lune", "Varna Bay")
_WHO = ("The harbour council", "A court", "The ferry company", "The fishermen", "A survey team", "The school board")
_DID = ("approved", "turned down", "put off", "published", "reopened", "questioned", "praised", "revised")
_WHAT = ("a plan for the breakwater", "the winter timetable", "its accounts", "a map of the shoals", "the old customs")
_WHEN = ("before dawn on Monday", "after a long debate", "for the third time", "on the last day of the session")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story and the paths under which it stands; two paths mean that it is reprinted word for word."""

    number: int
    host: str  # that serves it
    title: str
    paragraphs: Sequence[str]
    paths: Sequence[str]

    @property
    def text_hash(self) -> str:
        """SHA-256 over title and body as readers must find them."""
        return text_hash(self.title, "\n\n".join(self.paragraphs))

    def page(self) -> str:
        """The page around it."""
        told = "".join(f"<p>{escape(text)}</p>\n" for text in self.paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(self.title)}</title></head>'
            f'<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{escape(self.title)}</h1>'
            f"{told}</article><footer>Imprint</footer></body></html>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A line of a feed: a story at one of its paths."""

    story: Story
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All stories, and by path what each feed announces; `home` is the host that serves the feeds."""

    home: str
    stories: Sequence[Story]
    feeds: dict[str, Sequence[Announcement]]

    @property
    def announced(self) -> int:
        """How many entries the feeds announce in all."""
        return sum(len(lines) for lines in self.feeds.values())


def text_hash(title: str | None, body: str) -> str:
    """SHA-256 over title and body, byte for byte."""
    return hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()


def an_edition(*, stories: int, feeds: int = 6, first: int = 0, hosts: Sequence[str] = HOSTS) -> Edition:
    """The same stories and feeds for the same numbers, always; `first` is the number of the first story."""
    told = [_story(number, hosts[number % len(hosts)]) for number in range(first, first + stories)]
    shelf = f"/feed/{first}-" if first else "/feed/"
    lines: dict[str, list[Announcement]] = {f"{shelf}{number}.xml": [] for number in range(feeds)}
    paths = list(lines)
    for story in told:
        for shift, path in enumerate(story.paths):
            lines[paths[(story.number + shift) % feeds]].append(Announcement(story=story, path=path))
        if story.number % _IN_TWO_FEEDS == 3:
            lines[paths[(story.number + 2) % feeds]].append(Announcement(story=story, path=story.paths[0]))
    return Edition(home=hosts[0], stories=told, feeds=dict(lines))


def together(editions: Sequence[Edition]) -> Edition:
    """Several editions of one house as one."""
    stories = [story for edition in editions for story in edition.stories]
    feeds = {path: lines for edition in editions for path, lines in edition.feeds.items()}
    return Edition(home=editions[0].home, stories=stories, feeds=feeds)


def _story(number: int, host: str) -> Story:
    dice = random.Random(number)
    paths = [f"/story/{number}"]
    if number % _REPRINTED == 7:
        paths.append(f"/reprint/{number}")
    sentences = [_sentence(dice, number, position) for position in range(2 * _PARAGRAPHS)]
    paragraphs = [" ".join(sentences[start : start + 2]) for start in range(0, len(sentences), 2)]
    title = _sentence(dice, number, -1).rstrip(".")
    return Story(number=number, host=host, title=title, paragraphs=paragraphs, paths=paths)


def _sentence(dice: random.Random, number: int, position: int) -> str:
    figure = 1000 + number * 97 + position
    return (
        f"{dice.choice(_WHO)} of {dice.choice(_PLACES)} {dice.choice(_DID)} {dice.choice(_WHAT)} "
        f"{dice.choice(_WHEN)}, with {figure} names on the list."
    )
