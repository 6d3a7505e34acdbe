"""Our readers on the shared labelled wire files, by the measures of `make bench-wire`."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from bench.wire.corpus import labelled
from bench.wire.expected import expected_items
from bench.wire.judging import judged

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import WireItem

SHARED = Path(__file__).parents[5] / "shared" / "data" / "wire"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared labelled wire files are not here")


@cache
def shares() -> Mapping[str, float]:
    """Fields that are right, by format."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for document in labelled(SHARED):
        items = read(document.data)
        for index, expected in enumerate(expected_items(document.format, document.expected)):
            for _, is_right, _, _ in judged(expected, items[index] if index < len(items) else None):
                asked[document.format] += 1
                right[document.format] += is_right
    return {name: right[name] / asked[name] for name in asked}


def read(data: bytes) -> list[WireItem | None]:
    try:
        return [one if isinstance(one, WireItem) else None for one in read_wire(data).items]
    except NotParsable:
        return []


@pytest.mark.parametrize("name", ["newsml-g2", "newsml-1.x", "nitf"])
def test_at_least_98_of_100_fields_are_right(name: str) -> None:
    assert shares()[name] >= 0.98


def test_no_labelled_file_of_the_standards_is_refused() -> None:
    standard = [one for one in labelled(SHARED) if one.format in {"newsml-g2", "newsml-1.x", "nitf"}]
    assert [one.name for one in standard if not read(one.data)] == []
