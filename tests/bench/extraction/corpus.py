"""Labelled pages: a folder with `truth.json` ({id: {url, text, …}}) and `html/ID.html.gz`."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SHARED = Path(__file__).parents[4] / "shared" / "data" / "extraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A labelled page; `truths` are the readings of its text that count as right. None and empty are unlabelled."""

    name: str
    folder: str
    url: str
    html: bytes
    truths: tuple[str, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str | None = None


def pages(folder: Path) -> Iterator[Page]:
    """The labelled pages of a folder."""
    for name, truth in sorted(json.loads((folder / "truth.json").read_text(encoding="utf-8")).items()):
        published = truth.get("published")
        yield Page(
            name=name,
            folder=folder.name,
            url=truth["url"],
            html=gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            truths=(truth["text"], *_others(truth.get("alt"))),
            title=truth.get("title"),
            authors=tuple(truth.get("authors") or ()),
            published=datetime.fromisoformat(published) if published else None,
            language=truth.get("lang"),
        )


def _others(alternative: object) -> Sequence[str]:
    readings = alternative if isinstance(alternative, list) else [alternative]
    return [reading for reading in readings if isinstance(reading, str)]
