"""Read the sample newswire from its files: one folder an outlet, one file a story."""

import tomllib
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Any

from pipeline.demo.sample.content import (
    BASE,
    EDITIONS,
    Change,
    FeedKind,
    Inset,
    PageAnswer,
    Sample,
    SampleArticle,
    SampleFeed,
    SampleOutlet,
)
from pipeline.errors import NewswireError
from pipeline.model import Dateline

_FENCE = "+++"

# A feed without a written summary shows the opening of the story, as WordPress does.
_EXCERPT_WORDS = 32

_TEXT_KEYS = frozenset({"hours_before", "title", "summary", "section", "keywords", "authors", "dateline", "answer"})
_STORY_KEYS = _TEXT_KEYS | {"language", "page", "second_edition"}
_PAGE_KEYS = _TEXT_KEYS | {"outlet", "slug", "feeds", "first", "add"}
_CHANGE_KEYS = frozenset({"change", "title", "summary", "note", "after_base"})


class SampleInvalid(NewswireError):
    """A file of the sample cannot be used; the message names it and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """One story file: its front matter and the paragraphs of each edition written."""

    name: str
    front: Mapping[str, Any]
    texts: Sequence[Sequence[str]]


def load_sample(base: datetime = BASE) -> Sample:
    """The sample newswire with its first edition at `base`; SampleInvalid names the file that cannot be used."""
    if base.tzinfo is None:
        raise SampleInvalid("base", "needs a time zone")
    root = files(__package__)
    outlets = {folder.name: _outlet(folder) for folder in _sorted(root / "outlets")}
    stories = [_story(file) for file in _sorted(root / "stories")]
    editions = {edition: _edition(edition, stories, outlets, base) for edition in EDITIONS}
    return Sample(base=base, outlets=tuple(outlets.values()), editions=editions)


def _sorted(folder: Traversable) -> Sequence[Traversable]:
    return sorted((entry for entry in folder.iterdir() if entry.name[0] not in "._"), key=lambda entry: entry.name)


def _outlet(folder: Traversable) -> SampleOutlet:
    row = tomllib.loads((folder / "outlet.toml").read_text("utf-8"))
    feeds = [SampleFeed(**feed | {"kind": FeedKind(feed["kind"])}) for feed in row.pop("feed")]
    return SampleOutlet(
        slug=folder.name,
        page=(folder / "article.html").read_text("utf-8"),
        canonical_path=row.pop("canonical_path", None),
        json_ld=row.pop("json_ld", None),
        insets=[Inset(**inset) for inset in row.pop("inset", [])],
        feeds=feeds,
        **row,
    )


def _story(file: Traversable) -> _Story:
    front, texts = read_front_matter(file, most_texts=2)
    _refuse_unknown(file.name, front, _STORY_KEYS)
    if ("second_edition" in front) != (len(texts) == 2):
        raise SampleInvalid(file.name, "second_edition and a second text belong together")
    return _Story(name=file.name.removesuffix(".txt"), front=front, texts=[paragraphs_of(text) for text in texts])


def read_front_matter(file: Traversable, *, most_texts: int) -> tuple[dict[str, Any], Sequence[str]]:
    """What stands in TOML at the top of a file, and the texts below; SampleInvalid where the file has another shape."""
    before, *blocks = f"\n{file.read_text('utf-8')}".split(f"\n{_FENCE}\n")
    if before.strip() or not 2 <= len(blocks) <= most_texts + 1:
        raise SampleInvalid(
            file.name, f"needs front matter and a text, {most_texts} at most, between lines of {_FENCE}"
        )
    return tomllib.loads(blocks[0]), blocks[1:]


def _refuse_unknown(name: str, row: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := sorted(row.keys() - known):
        raise SampleInvalid(name, f"{unknown[0]} is not known here; known are {', '.join(sorted(known))}")


def paragraphs_of(block: str) -> Sequence[str]:
    """The paragraphs of a text, which blank lines divide, each on one line."""
    return tuple(" ".join(paragraph.split()) for paragraph in block.split("\n\n") if paragraph.strip())


def _edition(
    edition: int, stories: Sequence[_Story], outlets: Mapping[str, SampleOutlet], base: datetime
) -> Sequence[SampleArticle]:
    articles = [article for story in stories for article in _pages(edition, story, outlets, base)]
    return tuple(sorted(articles, key=lambda article: (article.published, article.path), reverse=True))


def _pages(edition: int, story: _Story, outlets: Mapping[str, SampleOutlet], base: datetime) -> Iterator[SampleArticle]:
    shared = {key: value for key, value in story.front.items() if key not in {"page", "second_edition"}}
    changed = story.front.get("second_edition", {}) if edition > 1 else {}
    _refuse_unknown(story.name, changed, _CHANGE_KEYS)
    text = story.texts[-1] if changed else story.texts[0]
    for page in story.front["page"]:
        _refuse_unknown(story.name, page, _PAGE_KEYS)
        outlet = outlets[page["outlet"]]
        yield _article(story, outlet, shared | page | changed, _edited(text, shared, page), base)


def _edited(text: Sequence[str], shared: Mapping[str, Any], page: Mapping[str, Any]) -> Sequence[str]:
    """The story as one outlet prints it: its own dateline, a shortened tail, paragraphs of its own."""
    kept = list(text[: page.get("first", len(text))])
    if "dateline" in page and kept:
        kept[0] = page["dateline"]["text"] + kept[0].removeprefix(shared["dateline"]["text"])
    for addition in sorted(page.get("add", []), key=lambda addition: -int(addition["after"])):
        kept[addition["after"] : addition["after"]] = paragraphs_of(addition["text"])
    return tuple(kept)


def _article(
    story: _Story, outlet: SampleOutlet, row: Mapping[str, Any], paragraphs: Sequence[str], base: datetime
) -> SampleArticle:
    published = base - timedelta(hours=row["hours_before"])
    dateline = Dateline(**row["dateline"]) if row.get("dateline") else None
    opening = paragraphs[0].removeprefix(dateline.text if dateline else "") if paragraphs else ""
    return SampleArticle(
        outlet=outlet.slug,
        story=story.name,
        path=_path(outlet.article_path, outlet, story, row, published),
        canonical_path=_path(outlet.canonical_path or outlet.article_path, outlet, story, row, published),
        feeds=tuple(row.get("feeds", [outlet.feeds[0].name])),
        language=row["language"],
        title=row["title"],
        paragraphs=paragraphs,
        summary=row.get("summary") or _excerpt(opening) or row["title"],
        authors=tuple(row.get("authors", ())),
        section=row["section"],
        keywords=tuple(row.get("keywords", ())),
        dateline=dateline,
        published=published,
        updated=base + timedelta(hours=row["after_base"]) if "after_base" in row else None,
        change=Change(row["change"]) if "change" in row else None,
        note=row.get("note"),
        answer=PageAnswer(row.get("answer", PageAnswer.ARTICLE)),
    )


def _path(pattern: str, outlet: SampleOutlet, story: _Story, row: Mapping[str, Any], published: datetime) -> str:
    slug = row.get("slug", story.name)
    path = Template(pattern).substitute(
        slug=slug, section=_ascii(row["section"]), number=zlib.crc32(slug.encode()) % 900_000 + 100_000,
        day=f"{published:%d}", month=f"{published:%m}", year=f"{published:%Y}",
    )  # fmt: skip
    return outlet.home_path + path


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(plain.split())


def _excerpt(paragraph: str) -> str:
    words = paragraph.split()
    return paragraph if len(words) <= _EXCERPT_WORDS else " ".join(words[:_EXCERPT_WORDS]) + " […]"
