"""Labelled feed documents: what stands in each, read independently of any feed parser."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A document and what is known of it; None and absence are unknown.

    `well_formed` is the XML's; `first` holds title, link and published of the first entry.
    """

    path: Path
    body: bytes = field(repr=False)
    format: str
    url: str
    content_type: str | None
    well_formed: bool
    entries: int | None
    first: Mapping[str, str]
    published: datetime | None


def labelled(folder: Path) -> Iterator[Labelled]:
    """The documents of a folder with an `expectations.json`."""
    for known in json.loads((folder / "expectations.json").read_text("utf-8"))["docs"]:
        path = folder / known["file"]
        expected = _expected(known)
        first = expected.get("first") or {}
        headers = {name.lower(): value for name, value in (known.get("http") or {}).items()}
        yield Labelled(
            path=path,
            body=path.read_bytes(),
            format=known["format"],
            url=known.get("base_url") or headers.get("content-location") or "http://feeds.example/feed",
            content_type=headers.get("content-type"),
            well_formed=bool(known.get("xml_wellformed")) or known["format"].startswith("json"),
            entries=expected.get("entries"),
            first={name: first[name] for name in ("title", "link") if isinstance(first.get(name), str)},
            published=_moment(first.get("published")),
        )


def _expected(known: Mapping[str, Any]) -> Mapping[str, Any]:
    """The generic reading; the source project's own where there is none. A page of HTML holds no entries of a feed."""
    if known["format"] == "html" or known.get("expect_error"):
        return {}
    expected: Mapping[str, Any] = known.get("expect") or known.get("expect_source") or {}
    return expected


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
