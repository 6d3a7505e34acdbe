"""What is kept of a text to find and to compare its copies."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from pipeline.stories.notices import Notice, read_notice
from pipeline.stories.tokens import Tokens, Words, tokens

# Words of a shingle. 5 as measured in findings 2.3 (3 and 5 give the same recall at precision 0.99; 5 has fewer keys in
# common with unrelated texts). 8 characters of Chinese, Japanese or Thai are about as rare as 5 words.
WORDS_A_SHINGLE = 5
CHARACTERS_A_SHINGLE = 6
# One shingle in 8 is posted, more of a short text: 24 samples find a text of which a tenth is shared.
SAMPLED = 8
LEAST_SAMPLES = 24
# The opening is posted at one in 2: truncations share it, and a flash has nothing else (16 shingles in 20 words).
OPENING_SHINGLES = 48
OPENING_SAMPLED = 2

_MOST = (1 << 64) - 1
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sketch:
    """A text in numbers. `shingles` has one for each place in the text, `samples` the few that an index needs.

    `key` is equal for texts of the same words. `title` holds the words of the headline. `notice` is what the text says
    about an earlier one.
    """

    language: str | None
    tokens: Tokens
    shingles: Words
    samples: frozenset[int]
    title: Tokens
    key: int
    notice: Notice | None = None

    @property
    def width(self) -> int:
        """How many tokens a shingle has."""
        return width(self.tokens)

    @cached_property
    def ranked(self) -> tuple[Words, Words]:
        """The distinct shingles in the order of their numbers, and the place where each occurs first."""
        distinct, places = np.unique(self.shingles, return_index=True)
        return distinct, places.astype(np.uint64)


def sketch(text: str, language: str | None = None, *, title: str | None = None) -> Sketch:
    """Sketch a text without its boilerplate. `title` is its headline, which the text need not repeat.

    A text without a word is sketched by its title.
    """
    headline = tokens(title or "")
    body = tokens(text)
    if not len(body):
        body = headline
    shingles = _shingles(body.words, width(body))
    return Sketch(
        language=language.partition("-")[0].lower() if language else None,
        tokens=body,
        shingles=shingles,
        samples=_samples(shingles),
        title=headline,
        key=int.from_bytes(blake2b(body.words.tobytes(), digest_size=8).digest(), "little", signed=True),
        notice=read_notice(title, text),
    )


def width(body: Tokens) -> int:
    """Tokens of a shingle; a text that is shorter is one shingle."""
    return CHARACTERS_A_SHINGLE if body.by_character else WORDS_A_SHINGLE


def _shingles(words: Words, length: int) -> Words:
    """A number for each run of `length` words."""
    length = min(length, len(words))
    if not length:
        return np.empty(0, dtype=np.uint64)
    rolled = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for n in range(length):
        rolled = rolled * _MULTIPLIER + (words[n : n + len(rolled)] >> np.uint64(2))
    return _mixed(rolled)


def _mixed(values: Words) -> Words:
    """Spread numbers evenly over 64 bits (the finalizer of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _samples(shingles: Words) -> frozenset[int]:
    """The shingles with the smallest numbers: the same of a passage in whatever text it occurs."""
    opening = shingles[:OPENING_SHINGLES]
    found = {int(one) for one in opening[opening <= np.uint64(_MOST // OPENING_SAMPLED)]}
    rate = SAMPLED
    while True:
        kept = shingles[shingles <= np.uint64(_MOST // rate)]
        if len(kept) >= LEAST_SAMPLES or rate == 1:
            return frozenset(found | {int(one) for one in kept})
        rate //= 2
