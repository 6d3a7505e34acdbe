"""Slide shows: stories told below their pictures, whose captions are the text."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.clean.main_content.region import Region
from pipeline.clean.page.passages import Passage, Reading
from pipeline.clean.text.blocks import BlockKind

__all__ = ["read_captions_as_paragraphs"]

# Words of prose: of all of them, and of a caption. What a picture shows is said in a sentence or two.
_MOST = 2 / 3
_LONG = 40
_FEWEST = 3


def read_captions_as_paragraphs(reading: Reading, region: Region) -> Reading:
    """The reading, long captions made paragraphs where most of the story's prose stands in them."""
    inside = reading.passages[region.start : region.end]
    prose = [passage for passage in inside if passage.is_prose]
    long = [passage for passage in prose if _is_long_caption(passage)]
    if len(long) < _FEWEST or _words(long) < _MOST * _words(prose):
        return reading
    told = [
        replace(passage, kind=BlockKind.PARAGRAPH) if _is_long_caption(passage) else passage
        for passage in reading.passages
    ]
    return Reading(passages=told, containers=reading.containers)


def _is_long_caption(passage: Passage) -> bool:
    return passage.kind is BlockKind.CAPTION and passage.is_prose and passage.words >= _LONG


def _words(passages: Sequence[Passage]) -> int:
    return sum(passage.words for passage in passages)
