"""Slide shows: stories whose text is the captions of their pictures."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.clean.main_content.region import Region
from pipeline.clean.page import Passage, Reading
from pipeline.clean.text import BlockKind

__all__ = ["read_captions_as_paragraphs"]

# Share of the prose that long captions have in a slide show, and how many of them it has.
_LEAST_SHARE_IN_CAPTIONS = 2 / 3
_FEWEST_CAPTIONS = 3  # one or two long captions belong to pictures
# A caption with fewer words only says what its picture shows, in a sentence or two.
_FEWEST_WORDS_OF_LONG_CAPTION = 40


def read_captions_as_paragraphs(reading: Reading, region: Region) -> Reading:
    """Turn long captions into paragraphs, if most of the story's prose is in them."""
    inside = reading.passages[region.start : region.end]
    prose = [passage for passage in inside if passage.is_prose]
    long = [passage for passage in prose if _is_long_caption(passage)]
    if len(long) < _FEWEST_CAPTIONS or _words(long) < _LEAST_SHARE_IN_CAPTIONS * _words(prose):
        return reading
    told = [
        replace(passage, kind=BlockKind.PARAGRAPH) if _is_long_caption(passage) else passage
        for passage in reading.passages
    ]
    return replace(reading, passages=told)


def _is_long_caption(passage: Passage) -> bool:
    return passage.kind is BlockKind.CAPTION and passage.is_prose and passage.words >= _FEWEST_WORDS_OF_LONG_CAPTION


def _words(passages: Sequence[Passage]) -> int:
    return sum(passage.words for passage in passages)
