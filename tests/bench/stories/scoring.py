"""How good a grouping is, against the truth."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.stories.stream import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Pair precision and recall, B-cubed F1, and the share of a form's issues that share a story with another issue."""

    precision: float
    recall: float
    b_cubed: float
    series_merged: float


def score(items: Sequence[Item], found: Mapping[str, str]) -> Score:
    """Compare the story that each article was given with its true one."""
    true = Counter(item.story for item in items)
    given = Counter(found[item.id] for item in items)
    both = Counter((item.story, found[item.id]) for item in items)
    together = sum(n * (n - 1) for n in both.values())
    said = sum(n * (n - 1) for n in given.values())
    meant = sum(n * (n - 1) for n in true.values())
    exact = sum(n * n / given[pair[1]] for pair, n in both.items()) / len(items)
    complete = sum(n * n / true[pair[0]] for pair, n in both.items()) / len(items)
    return Score(
        precision=together / said if said else 1.0,
        recall=together / meant if meant else 1.0,
        b_cubed=2 * exact * complete / (exact + complete),
        series_merged=_series_merged(items, found),
    )


def _series_merged(items: Sequence[Item], found: Mapping[str, str]) -> float:
    issues = defaultdict(set)
    filled = [item for item in items if item.form]
    for item in filled:
        issues[found[item.id]].add(item.story)
    return sum(len(issues[found[item.id]]) > 1 for item in filled) / max(1, len(filled))
