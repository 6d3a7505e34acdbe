"""How close a text is to the labelled one: shingles for what is there, tokens for exactness, lines for residue."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4  # tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """Of one page: precision and recall of 4-token shingles, whether all tokens agree, whether a line is residue."""

    precision: float
    recall: float
    exact: bool
    residue: bool

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def closeness(text: str, truths: Sequence[str]) -> Closeness:
    """How close the text comes to the one of the readings that fits it best."""
    return max((_closeness(text, truth) for truth in truths), key=lambda one: one.f1)


def _closeness(text: str, truth: str) -> Closeness:
    told, meant = _tokens(text), _tokens(truth)
    mine, theirs = _shingles(told), _shingles(meant)
    shared = sum((mine & theirs).values())
    story = f" {' '.join(meant)} "
    lines = (_tokens(line) for line in text.splitlines())
    return Closeness(
        precision=shared / mine.total() if mine else 0.0,
        recall=shared / theirs.total() if theirs else 1.0,
        exact=told == meant,
        residue=any(f" {' '.join(line)} " not in story for line in lines if line),
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))


def _shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if 0 < len(tokens) < _SHINGLE:
        return Counter([tuple(tokens)])
    return Counter(tuple(tokens[start : start + _SHINGLE]) for start in range(len(tokens) - _SHINGLE + 1))
