"""How close a text is to the labelled one: shingles for what is there, tokens for exactness, lines for residue."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Closenesses:
    """The means over pages; F1 is that of the mean precision and the mean recall."""

    f1: float
    precision: float
    recall: float
    exact: float
    residue: float

    def __str__(self) -> str:
        figures = f"{self.f1:6.3f} {self.precision:6.3f} {self.recall:6.3f}"
        return f"{figures} {self.exact:6.3f} {self.residue:7.3f}"


def mean_closeness(results: Sequence[Closeness]) -> Closenesses:
    """The means of some pages."""
    precision, recall = mean(one.precision for one in results), mean(one.recall for one in results)
    return Closenesses(
        f1=Closeness(precision=precision, recall=recall, exact=False, residue=False).f1,
        precision=precision,
        recall=recall,
        exact=mean(one.exact for one in results),
        residue=mean(one.residue for one in results),
    )


def closeness(text: str, truths: Sequence[str]) -> Closeness:
    """How close the text comes to the one of the readings that fits it best."""
    return max((_closeness(text, truth) for truth in truths), key=lambda one: one.f1)


def _closeness(text: str, truth: str) -> Closeness:
    told, meant = tokens(text), tokens(truth)
    mine, theirs = _shingles(told), _shingles(meant)
    shared = sum((mine & theirs).values())
    story = f" {' '.join(meant)} "
    lines = (tokens(line) for line in text.splitlines())
    return Closeness(
        precision=shared / mine.total() if mine else 0.0,
        recall=shared / theirs.total() if theirs else 1.0,
        exact=told == meant,
        residue=any(f" {' '.join(line)} " not in story for line in lines if line),
    )


def tokens(text: str) -> list[str]:
    """The words of a text, compatibility forms made one."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))


def _shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if 0 < len(tokens) < _SHINGLE:
        return Counter([tuple(tokens)])
    return Counter(tuple(tokens[start : start + _SHINGLE]) for start in range(len(tokens) - _SHINGLE + 1))
