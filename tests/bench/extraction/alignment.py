"""Which passages of a page are its labelled story: those whose words stand in it, in order."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.extraction.measure import tokens

from pipeline.clean.page import Passage

# Passages that the label has but for a few words, such as the text of a link within.
_LONG = 12
_SHINGLE = 4
_NEARLY = 0.7


@dataclass(frozen=True, slots=True)
class _Chain:
    """Passages found one after the other: where the last ends in the story, how many words they have in all."""

    end: int
    words: int
    passage: int = -1
    before: "_Chain | None" = None


def aligned(passages: Sequence[Passage], truth: str) -> list[bool]:
    """For each passage whether it is a part of the story: of all orders, that with most words."""
    story = tokens(truth)
    starts: Mapping[str, list[int]] = _starts(story)
    wanted = [tokens(passage.text) for passage in passages]
    chain = _longest(wanted, story, starts)
    labels = [False] * len(passages)
    while chain.before is not None:
        labels[chain.passage] = True
        chain = chain.before
    shingles = set(_shingles(story))
    return [label or _is_nearly(words, shingles) for label, words in zip(labels, wanted, strict=True)]


def _starts(story: Sequence[str]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(story):
        places[word].append(place)
    return places


def _longest(wanted: Sequence[list[str]], story: list[str], starts: Mapping[str, list[int]]) -> _Chain:
    """The chain with most words; among the kept ones a later end always has more words."""
    best = [_Chain(0, 0)]
    for number, words in enumerate(wanted):
        found = (
            [place for place in starts.get(words[0], ()) if story[place : place + len(words)] == words] if words else []
        )
        longer = []
        for place in found:
            before = best[bisect_right(best, place, key=lambda chain: chain.end) - 1]
            longer.append(_Chain(place + len(words), before.words + len(words), number, before))
        best = _undominated([*best, *longer]) if longer else best
    return best[-1]


def _undominated(chains: Sequence[_Chain]) -> list[_Chain]:
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda chain: (chain.end, -chain.words)):
        if not kept or chain.words > kept[-1].words:
            kept.append(chain)
    return kept


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)]


def _is_nearly(words: Sequence[str], story: set[tuple[str, ...]]) -> bool:
    if len(words) < _LONG:
        return False
    found = _shingles(words)
    return sum(shingle in story for shingle in found) > _NEARLY * len(found)
