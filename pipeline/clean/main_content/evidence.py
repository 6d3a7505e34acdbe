"""Gather the evidence on each passage: what speaks for it being part of the story, and what against it.

Each piece of evidence is a name with a value, mostly 0 or 1. Nothing here decides: `judgement` knows the worth of each.
"""

from collections.abc import Mapping, Sequence, Set

from pipeline.clean.main_content import evidence_names as name
from pipeline.clean.main_content.place_evidence import add_place_evidence
from pipeline.clean.main_content.quotations import Known
from pipeline.clean.main_content.region import Region
from pipeline.clean.main_content.surroundings import Surroundings, survey_surroundings
from pipeline.clean.main_content.text_evidence import add_link_evidence, add_text_evidence
from pipeline.clean.page import Passage, Reading
from pipeline.clean.text import keep_letters

__all__ = ["Signals", "gather_evidence"]

Signals = Mapping[str, float]

# Passages that headline and standfirst may follow.
_MOST_PASSAGES_BEFORE_HEADLINE = 3
_MOST_WORDS_ABOVE_STORY = 90  # a standfirst of three sentences
# Characters from which a description says enough to compare it, and how many are compared.
_FEWEST_REPEATED_CHARACTERS, _COMPARED_CHARACTERS = 20, 60


def gather_evidence(
    reading: Reading, region: Region, known: Known, others: Set[int] = frozenset()
) -> Sequence[Signals]:
    """Gather the evidence on each passage from `region.first` to `region.end`.

    `others` are the numbers of the containers in articles below the story's.
    """
    around = survey_surroundings(reading, region, others)
    return [_signals(reading.passages[index], index, around, known) for index in range(region.first, region.end)]


def _signals(passage: Passage, index: int, around: Surroundings, known: Known) -> Signals:
    found = {name.ANY: 1.0}
    if around.region.is_whole:
        found[name.FRAGMENT] = 1.0
    add_text_evidence(found, passage)
    add_link_evidence(found, passage)
    add_place_evidence(found, passage, index, around)
    _add_known(found, passage, index, around, known)
    return found


def _add_known(found: dict[str, float], passage: Passage, index: int, around: Surroundings, known: Known) -> None:
    """Add what headlines, description and quoted text say."""
    if index <= around.first + _MOST_PASSAGES_BEFORE_HEADLINE and passage.words < _MOST_WORDS_ABOVE_STORY:
        key = keep_letters(passage.text)
        if key in known.titles:
            found[name.HEADLINE] = 1.0
        is_telling = len(known.description) > _FEWEST_REPEATED_CHARACTERS
        if is_telling and key.startswith(known.description[:_COMPARED_CHARACTERS]):
            found[name.DESCRIPTION] = 1.0
    if known.stated:
        if known.stated[index] > 0:
            found[name.STATED] = 1.0
        elif known.stated[index] < 0:
            found[name.NOT_STATED] = 1.0
