"""The items of the agency as they were written: one file of data each (see sample/README.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pipeline.demo.agency.fates import Fate
from pipeline.demo.sample import Sample, SampleInvalid
from pipeline.demo.sample.loading import paragraphs_of, read_front_matter

__all__ = ["AGENCY", "AgencyItem", "agency_items", "read_item"]

AGENCY = "Fjordwire"
# How long a desk takes for a first version.
_VERSION = timedelta(minutes=4)
# The outlet that prints what agencies send, word for word.
_PRINTS_WHOLE = "meridian-wire"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyItem:
    """One item, and how it is delivered: in which file, format and round, and what is to become of it.

    `kind` is what the item is: a text, a picture or a package. `created` is when its first version was
    made, `changed` when this one was. `raw` is the whole
    file for what no writer would write; `again` names the item whose file is sent once more. `subjects` are codes that
    Media Topics and the old subject codes share. `mark` is what ANPA 1312 says of the version, `number` that of the
    message.
    """

    name: str
    fate: Fate
    round: int = 1
    file: str
    format: str = ""
    kind: str = "text"
    guid: str | None = None
    version: int = 1
    status: str = "usable"
    embargoed_until: datetime | None = None
    language: str = "en"
    headline: str = ""
    slug: str | None = None
    byline: str | None = None
    place: str | None = None
    credit: str | None = None
    urgency: int | None = None
    subjects: Sequence[str] = ()
    keywords: Sequence[str] = ()
    note: str | None = None
    created: datetime
    changed: datetime
    paragraphs: Sequence[str] = ()
    href: str | None = None
    caption: str | None = None
    links: Sequence[str] = ()
    number: int | None = None
    category: str = "n"
    priority: str = "r"
    mark: str | None = None
    raw: str | None = None
    ending: str | None = None
    again: str | None = None

    @property
    def word_count(self) -> int:
        """Words of the text, counted at white space."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def agency_items(sample: Sample, *, embargo_ends: datetime) -> Sequence[AgencyItem]:
    """Every item, in the order of the names of its files; SampleInvalid names the file that cannot be used."""
    folder = files("pipeline.demo.sample") / "agency"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".txt")), key=_name)
    items = [read_item(one, sample, embargo_ends=embargo_ends) for one in found]
    return [replace(one, created=_first_version(one, items).changed - _VERSION) for one in items]


def _first_version(item: AgencyItem, items: Sequence[AgencyItem]) -> AgencyItem:
    """The oldest item with the same guid; the item itself where it has none."""
    versions = [one for one in items if item.guid is not None and one.guid == item.guid]
    return min(versions, key=lambda one: one.changed, default=item)


def _name(file: Traversable) -> str:
    return file.name.removesuffix(".txt")


def read_item(file: Traversable, sample: Sample, *, embargo_ends: datetime) -> AgencyItem:
    """The item in a file of the sample; SampleInvalid names one that cannot be used."""
    row, (text,) = read_front_matter(file, most_texts=1)
    name = _name(file)
    changed = sample.base - timedelta(hours=row.pop("hours_before", 0))
    raw = text.strip() if row.pop("raw", False) else None
    told: dict[str, Any] = {
        "name": name,
        "file": name,
        "created": changed,
        "changed": changed,
        "embargoed_until": embargo_ends if row.pop("embargo", False) else None,
        "raw": raw,
        "paragraphs": _paragraphs(file.name, row.pop("story", None), "" if raw else text, sample),
    }
    try:
        return AgencyItem(**told | row | {"fate": Fate(row["fate"])})
    except (TypeError, KeyError, ValueError) as error:
        raise SampleInvalid(file.name, str(error)) from error


def _paragraphs(name: str, story: str | None, text: str, sample: Sample) -> Sequence[str]:
    """The paragraphs of an item: its own, or those of the story that the sample's first outlet prints whole."""
    if story is None:
        return paragraphs_of(text)
    written: Mapping[str, Sequence[str]] = {
        one.story: one.paragraphs for one in sample.articles() if one.outlet == _PRINTS_WHOLE
    }
    if story not in written:
        raise SampleInvalid(name, f"{_PRINTS_WHOLE} prints no story {story}")
    return written[story]
