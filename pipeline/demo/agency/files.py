"""The files that the agency delivers: names and bytes, in the rounds in which they arrive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.demo.agency.items import AgencyItem, agency_items
from pipeline.demo.agency.newsml_g2 import newsml_g2
from pipeline.demo.agency.ninjs import ninjs
from pipeline.demo.agency.nitf import nitf
from pipeline.demo.agency.telegraph import anpa, iptc_7901, plain
from pipeline.demo.sample import Sample

__all__ = ["ROUNDS", "AgencyFile", "agency_files"]

ROUNDS = (1, 2)
"""The agency delivers twice: before the first edition of the sample's outlets, and before the second."""

_WRITERS: Mapping[str, tuple[str, Callable[[Sequence[AgencyItem]], bytes]]] = {
    "nitf": ("xml", nitf),
    "newsml-g2": ("xml", newsml_g2),
    "ninjs": ("json", ninjs),
    "anpa": ("txt", anpa),
    "iptc-7901": ("txt", iptc_7901),
    "plain": ("txt", plain),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFile:
    """One file as it is delivered, with the items in it, in order. `format` is empty for what is no wire file."""

    name: str
    round: int
    format: str
    body: bytes = field(repr=False)
    items: Sequence[AgencyItem]


def agency_files(sample: Sample, *, embargo_ends: datetime) -> Sequence[AgencyFile]:
    """Every file that the agency delivers, in order. The same sample and embargo give the same bytes."""
    grouped: dict[str, list[AgencyItem]] = {}
    for item in agency_items(sample, embargo_ends=embargo_ends):
        grouped.setdefault(item.file, []).append(item)
    return [_file(name, items, grouped) for name, items in grouped.items()]


def _file(name: str, items: Sequence[AgencyItem], grouped: Mapping[str, Sequence[AgencyItem]]) -> AgencyFile:
    first = items[0]
    sent = [replace(one, fate=first.fate) for one in grouped[first.again]] if first.again else items
    ending, body = _written(sent)
    return AgencyFile(name=f"{name}.{ending}", round=first.round, format=sent[0].format, body=body, items=tuple(sent))


def _written(items: Sequence[AgencyItem]) -> tuple[str, bytes]:
    first = items[0]
    if first.raw is not None:
        return first.ending or "bin", first.raw.encode()
    ending, write = _WRITERS[first.format]
    return ending, write(items)
