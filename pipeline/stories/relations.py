"""How two texts are related: which is a copy of which, and which only look alike."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import numpy as np

from pipeline.stories.alignment import Alignment, align
from pipeline.stories.notices import Notice
from pipeline.stories.sketches import Sketch
from pipeline.stories.tokens import Flags, Tokens

__all__ = ["Kind", "Relation", "Setting", "relation"]


class Kind(StrEnum):
    """What a text is to another one. Texts that are `related` or of a `series` are different stories."""

    IDENTICAL = "identical"
    COPY = "copy"
    SHORTENS = "shortens"
    EXTENDS = "extends"
    UPDATES = "updates"
    CORRECTS = "corrects"
    VARIANT = "variant"
    RELATED = "related"
    SERIES = "series"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of two texts besides their words.

    `gap` is how much later the first appeared (negative: earlier). `stock` holds the samples that many stories share.
    """

    gap: timedelta = timedelta(0)
    same_source: bool = False
    stock: Container[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relation:
    """What one text is to another: containment of the smaller in the larger, the longest shared run in tokens.

    `of_in_to` and `to_in_of` are the shares of each text that the other has; `shared` marks the shared tokens of the
    first. `opens` says that the first text has the opening of the second, `opened` that the second has that of the
    first.
    """

    kind: Kind
    containment: float
    longest: int
    of_in_to: float
    to_in_of: float
    shared: Flags
    opens: bool
    opened: bool

    @property
    def joins(self) -> bool:
        """Whether both texts are one story."""
        return self.kind not in (Kind.RELATED, Kind.SERIES)


# Containment from which on two texts are one story, whatever else: copies lie above, other stories of an agency below.
SAME = 0.8
# With other evidence: the opening of one in the other, like titles, or passages all over the text.
LIKELY = 0.6
# With the opening, or with passages all over the text and the same figures: cut under a long local lead, or reworded.
POSSIBLE = 0.3
# Less than half of both texts under titles that are not alike: a digest and one of its stories look like that, too, and
# the digest is not recognised where it comes first. Reversed streams: precision .988 to .997, recall as before.
HALF = 0.5
REWORDED = 0.2
# What two texts share at their ends but not at their openings may be background or a site's tail, unless it is nearly
# all of a text or very long.
SURE = 0.9
MOST_BACKGROUND = 250
# Shared passages are all over a text if none is the greater part of what is shared.
SCATTERED = 0.5
# Shared tokens in a row: below it texts share phrases, not passages (recall .942 to .953 at P .99, wire feed).
LEAST_RUN = 20
# A local lead and a cut leave at least so much of the agency's text in a row.
OPENING_RUN = 30
OPENING_SHARED = 0.6
# Of a digest's items often only the first sentence is there.
OPENING_BEGUN = 0.3
SPREAD = 0.75
# Texts below 40 words have so few shingles that chance decides: nearly all must be shared.
SHORT = 40
# Texts of fewer words are the same story only under the same title: "The results follow."
FEWEST_WORDS = 8
# Below this a text must be in the other one completely, and at its opening: a flash and its story.
FLASH = 15
# A smaller part of the larger text must be its opening, or have the words of its title: else it is part of a digest.
SMALL_PART = 0.3
TITLES_ALIKE = 0.5
TITLES_EQUAL = 0.9
# A template: so many figures and names differ in the same words, and they are so large a share of all.
LEAST_CONFLICTS = 3
CONFLICTING = 0.4
# The same of two texts of one source under one title, most of a day apart: tomorrow's weather.
LEAST_REGULAR_CONFLICTS = 2
REGULARLY_CONFLICTING = 0.15
REGULAR_GAP = timedelta(hours=20)
# Where capitals show no names, so many phrases must differ, under titles that differ likewise or a day apart.
LEAST_SLOTS = 4
# In German every noun has a capital: above this share capitals say nothing about names.
MOST_NAMES = 0.25
# Of the passages that only few stories have, a copy has at least half.
OWN_SHARED = 0.5
LEAST_OWN = 6
# A corrected figure or name or two, in a text that is otherwise the same.
MOST_CORRECTED = 2
CORRECTED_SAME = 0.9
# A link is worth showing from here on.
LINKED = 0.2
# Lengths are alike: a copy, not a cut or an addition.
AS_LONG = 0.8


def relation(of: Sketch, to: Sketch, setting: Setting | None = None) -> Relation | None:
    """Say what `of` is to `to`, or None where they have nothing to do with each other. Reads the whole of both."""
    setting = setting or Setting()
    if of.key == to.key and (len(of.tokens) >= FEWEST_WORDS or _alike(of.title, to.title) == 1):
        return _identical(of)
    found = align(of, to) if min(len(of.tokens), len(to.tokens)) >= FEWEST_WORDS else None
    if found is None:
        return None
    if not _has_passage(of, to, found):
        kind = None
    elif _is_series(of, to, found, setting):
        kind = Kind.SERIES
    elif _is_same(of, to, found) and _has_own(of, to, setting.stock):
        kind = _kind(of, to, found, setting)
    else:
        kind = Kind.RELATED if _is_related(found) else None
    if kind is None:
        return None
    return Relation(
        kind=kind,
        containment=found.contained,
        longest=found.longest,
        of_in_to=found.of_in_to,
        to_in_of=found.to_in_of,
        shared=found.shared,
        opens=found.opening_to >= OPENING_BEGUN,
        opened=found.opening_of >= OPENING_SHARED,
    )


def _identical(of: Sketch) -> Relation:
    every = np.ones(len(of.tokens), dtype=np.bool_)
    return Relation(
        kind=Kind.IDENTICAL,
        containment=1.0,
        longest=len(of.tokens),
        of_in_to=1.0,
        to_in_of=1.0,
        shared=every,
        opens=True,
        opened=True,
    )


def _shorter(of: Sketch, to: Sketch) -> Sketch:
    return of if len(of.tokens) <= len(to.tokens) else to


def _has_passage(of: Sketch, to: Sketch, found: Alignment) -> bool:
    return found.longest >= min(LEAST_RUN, len(_shorter(of, to).tokens) // 2) or found.spread >= SPREAD


def _is_series(of: Sketch, to: Sketch, found: Alignment, setting: Setting) -> bool:
    """Whether both are filled-in forms: the words are the same, figures and names are others."""
    conflicts, agreed = found.conflicting_numbers, found.agreed_numbers
    capitals_tell = 0 < max(of.tokens.name_share, to.tokens.name_share) < MOST_NAMES
    if capitals_tell:
        conflicts += found.conflicting_names
        agreed += found.agreed_names
    share = conflicts / max(1, conflicts + agreed)
    if conflicts >= LEAST_CONFLICTS and share >= CONFLICTING:
        return True
    if found.conflicting_numbers >= LEAST_REGULAR_CONFLICTS and found.conflicting_numbers > found.agreed_numbers:
        return True
    regular = setting.same_source and abs(setting.gap) >= REGULAR_GAP and _is_headed_alike(of.title, to.title)
    if not regular and not _is_filled_in(of.title, to.title):
        return False
    if found.slots >= LEAST_SLOTS and not capitals_tell:
        return True
    return conflicts >= LEAST_REGULAR_CONFLICTS and share >= REGULARLY_CONFLICTING


def _is_related(found: Alignment) -> bool:
    return found.contained >= LINKED or found.longest >= OPENING_RUN or found.opening_to >= OPENING_BEGUN


def _is_same(of: Sketch, to: Sketch, found: Alignment) -> bool:
    """Whether the shared passages are enough for one story, in the order of certainty."""
    length = len(_shorter(of, to).tokens)
    if length < SHORT and found.contained < (1 if length < FLASH else SAME):
        return False
    return _is_likely(of, to, found) and _is_no_small_part(of, to, found)


def _is_likely(of: Sketch, to: Sketch, found: Alignment) -> bool:
    opening = max(found.opening_of, found.opening_to) >= OPENING_SHARED
    all_over = found.spread >= SPREAD and found.longest <= SCATTERED * found.covered
    if found.contained >= LIKELY:
        return found.contained >= _sure(found) or opening or all_over or _alike(of.title, to.title) >= TITLES_ALIKE
    if all_over and found.contained >= REWORDED and _same_facts(found):
        return True
    if found.contained < POSSIBLE:
        return False
    if opening and found.longest >= OPENING_RUN:
        return found.contained >= HALF or not _is_headed_otherwise(of.title, to.title)
    return found.longest >= LEAST_RUN and _alike(of.title, to.title) >= TITLES_EQUAL and _differing_facts(found) == 0


def _sure(found: Alignment) -> float:
    """The containment that needs no other evidence."""
    if found.covered >= MOST_BACKGROUND:
        return LIKELY
    return SURE if found.at_both_ends else SAME


def _is_no_small_part(of: Sketch, to: Sketch, found: Alignment) -> bool:
    if min(found.of_in_to, found.to_in_of) >= SMALL_PART:
        return True
    short, large, opening = (
        (of, to, found.opening_to) if len(of.tokens) <= len(to.tokens) else (to, of, found.opening_of)
    )
    return opening >= OPENING_SHARED or _explained(large.title, short.tokens) >= TITLES_ALIKE


def _same_facts(found: Alignment) -> bool:
    return found.agreed_numbers + found.agreed_names > max(3, 3 * _differing_facts(found))


def _differing_facts(found: Alignment) -> int:
    return found.conflicting_numbers + found.conflicting_names


def _alike(one: Tokens, other: Tokens) -> float:
    """The share of the shorter title's words in the longer one."""
    left, right = set(one.words.tolist()), set(other.words.tolist())
    return len(left & right) / min(len(left), len(right)) if min(len(left), len(right)) > 2 else 0.0


def _is_headed_alike(one: Tokens, other: Tokens) -> bool:
    return np.array_equal(one.words, other.words) or _alike(one, other) >= TITLES_ALIKE


def _is_headed_otherwise(one: Tokens, other: Tokens) -> bool:
    """Whether both texts have a title, and these are not alike."""
    return len(one) > 0 and len(other) > 0 and _alike(one, other) < TITLES_ALIKE


def _is_filled_in(one: Tokens, other: Tokens) -> bool:
    """Whether two titles are alike and each has a word that the other has not: "Weather for Skarra", "… for Halden"."""
    left, right = set(one.words.tolist()), set(other.words.tolist())
    return _alike(one, other) >= TITLES_ALIKE and bool(left - right) and bool(right - left)


def _explained(title: Tokens, text: Tokens) -> float:
    """The share of a title's words that occur in a text."""
    return float(np.isin(title.words, text.words).mean()) if len(title) else 0.0


def _has_own(of: Sketch, to: Sketch, stock: Container[int]) -> bool:
    """Whether both share what other stories do not have, not only an agency's background or a form."""
    short, large = sorted((of, to), key=lambda text: len(text.tokens))
    own = [sample for sample in short.samples if sample not in stock]
    if len(own) == len(short.samples):
        return True
    shared = np.isin(np.array(own, dtype=np.uint64), large.ranked[0])
    return len(own) >= LEAST_OWN and float(shared.mean()) >= OWN_SHARED


def _kind(of: Sketch, to: Sketch, found: Alignment, setting: Setting) -> Kind:
    """What a text is to another one of the same story."""
    later = setting.gap >= timedelta(0)
    conflicts = _differing_facts(found)
    if later and of.notice is Notice.CORRECTED and to.notice is not Notice.CORRECTED:
        return Kind.CORRECTS
    amended = min(found.of_in_to, found.to_in_of) >= CORRECTED_SAME and 0 < conflicts <= MOST_CORRECTED
    if later and setting.same_source and amended:
        return Kind.CORRECTS
    if later and of.notice is Notice.UPDATED and to.notice is not Notice.UPDATED:
        return Kind.UPDATES
    if min(found.of_in_to, found.to_in_of) >= SAME:
        return Kind.COPY
    if found.contained < SAME or len(of.tokens) >= AS_LONG * len(to.tokens) >= AS_LONG**2 * len(of.tokens):
        return Kind.UPDATES if later and setting.same_source else Kind.VARIANT
    if found.of_in_to >= found.to_in_of:
        return Kind.SHORTENS
    return Kind.UPDATES if later and setting.same_source else Kind.EXTENDS
