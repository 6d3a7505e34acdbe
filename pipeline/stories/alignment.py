"""Which passages two texts share, and what differs between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.stories.sketches import Sketch
from pipeline.stories.tokens import Flags, Tokens, Words

Places = npt.NDArray[np.intp]

# Passages between two shared ones are compared up to this many tokens: a row of a table, a sentence. Above it the texts
# go their own ways, and different figures say nothing.
MOST_SLOT = 60
MOST_PHRASE = 8
# Tokens of an opening: a lead paragraph has 20 to 40 words.
OPENING = 25
# Tokens by which two endings are compared.
ENDING = 5
# A text is looked at in parts of so many tokens to see whether all of it is shared or one passage.
PART = 25


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """What the texts `of` and `to` share.

    `of_in_to` and `to_in_of` are the shares of shingles that occur in the other text, `longest` the longest shared run
    in tokens, `covered` all of them; `at_both_ends` says that both texts end alike. `opening_of` and `opening_to` are
    how much of each text's opening the other has. `spread` is the share of the shorter text's parts that have something
    in common with the other. `slots` counts the phrases that differ between shared passages. `conflicting_…` counts
    figures and names that differ there, `agreed_…` those within shared passages. `shared` marks the tokens of `of` that
    `to` has.
    """

    of_in_to: float
    to_in_of: float
    longest: int
    opening_of: float
    opening_to: float
    covered: int
    at_both_ends: bool
    spread: float
    slots: int
    conflicting_numbers: int
    conflicting_names: int
    agreed_numbers: int
    agreed_names: int
    shared: Flags

    @property
    def contained(self) -> float:
        """The containment of the smaller text in the larger."""
        return max(self.of_in_to, self.to_in_of)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Runs:
    """Shared passages in the order of `of`: first and last token (exclusive) in each text."""

    of: Places
    of_end: Places
    to: Places
    to_end: Places


def align(of: Sketch, to: Sketch) -> Alignment | None:
    """Compare two texts as wholes, or None where they share no shingle."""
    if not len(of.shingles) or not len(to.shingles):
        return None
    places, shared = _places(of.shingles, to)
    if not shared.any():
        return None
    _, shared_to = _places(to.shingles, of)
    runs = _runs(places, shared, of.width)
    covered, covered_to = _covered(shared, of), _covered(shared_to, to)
    slots = _slots(runs)
    numbers, names = _conflicts(of.tokens, to.tokens, slots)
    return Alignment(
        of_in_to=_share(shared),
        to_in_of=_share(shared_to),
        longest=int((runs.of_end - runs.of).max()),
        opening_of=_share(covered[:OPENING]),
        opening_to=_share(covered_to[:OPENING]),
        covered=int(np.count_nonzero(covered)),
        at_both_ends=bool(covered[-ENDING:].all() and covered_to[-ENDING:].all()),
        spread=_spread(min(covered, covered_to, key=len)),
        slots=sum(one.stop - one.start <= MOST_PHRASE for one, _ in slots),
        conflicting_numbers=numbers,
        conflicting_names=names,
        agreed_numbers=int(np.count_nonzero(covered & of.tokens.numbers)),
        agreed_names=int(np.count_nonzero(covered & of.tokens.names)),
        shared=covered,
    )


def _places(shingles: Words, other: Sketch) -> tuple[Places, Flags]:
    """For each shingle where it occurs first in the other text, and whether it does."""
    distinct, first = other.ranked
    at = np.minimum(np.searchsorted(distinct, shingles), len(distinct) - 1)
    return first[at].astype(np.intp), distinct[at] == shingles


def _runs(places: Places, shared: Flags, width: int) -> _Runs:
    """Join shingles that follow each other in both texts."""
    at = np.flatnonzero(shared)
    there = places[at]
    starts = np.flatnonzero(np.concatenate(([True], (np.diff(at) != 1) | (np.diff(there) != 1))))
    ends = np.concatenate((starts[1:], [len(at)])) - 1
    return _Runs(of=at[starts], of_end=at[ends] + width, to=there[starts], to_end=there[ends] + width)


def _covered(shared: Flags, text: Sketch) -> Flags:
    """Which tokens a shared shingle covers."""
    covered = np.zeros(len(text.tokens), dtype=np.bool_)
    for n in range(min(text.width, len(text.tokens))):
        covered[n : n + len(shared)] |= shared
    return covered


def _spread(covered: Flags) -> float:
    parts = np.add.reduceat(covered, np.arange(0, len(covered), PART))
    return _share(parts > 0)


def _share(flags: Flags) -> float:
    """How much of it is true."""
    return np.count_nonzero(flags) / len(flags)


def _slots(runs: _Runs) -> Sequence[tuple[slice, slice]]:
    """Find the passages of both texts that differ between two shared ones."""
    here, there = runs.of[1:] - runs.of_end[:-1], runs.to[1:] - runs.to_end[:-1]
    at = np.flatnonzero((here > 0) & (here <= MOST_SLOT) & (there > 0) & (there <= MOST_SLOT)).tolist()
    return [(slice(runs.of_end[n], runs.of[n + 1]), slice(runs.to_end[n], runs.to[n + 1])) for n in at]


def _conflicts(of: Tokens, to: Tokens, slots: Sequence[tuple[slice, slice]]) -> tuple[int, int]:
    """Count the numbers and names in these passages that the other text has not."""
    numbers = names = 0
    for here, there in slots:
        numbers += _differing(of.words[here][of.numbers[here]], to.words[there][to.numbers[there]])
        names += _differing(of.words[here][of.names[here]], to.words[there][to.names[there]])
    return numbers, names


def _differing(here: Words, there: Words) -> int:
    """How many words on each side have no twin on the other."""
    if not len(here) or not len(there):
        return 0
    left, right = set(here.tolist()), set(there.tolist())
    return min(len(left - right), len(right - left))
