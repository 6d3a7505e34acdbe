"""Which articles are worth comparing with a text: those that share samples which few stories have. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["MOST_HOLDERS", "MOST_REPRESENTATIVES", "Selection", "select"]

# Samples that so many stories have are background, forms and residue: they find nobody.
STOCK_STORIES = 4
# Shared samples that make a candidate: findings 2.5, recall 1.000 with .47 candidates an article.
LEAST_SHARED = 2
# Texts with fewer samples than this are found by one.
FEW_SAMPLES = 12
# The candidates that are compared: the nearest of each story, and no more than this.
MOST_CANDIDATES = 10
MOST_OF_A_STORY = 3
# A story is compared by its first article and its newest ones.
MOST_REPRESENTATIVES = 6
MOST_HOLDERS = STOCK_STORIES * MOST_REPRESENTATIVES
"""Articles posted under one sample. Beyond it a sample is stock whatever comes: background does not fan out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The articles to compare a text with, the nearest first, and the samples that many stories share."""

    articles: Sequence[str]
    stock: frozenset[int]


def select(
    samples: frozenset[int],
    postings: Mapping[int, Sequence[str]],
    story_of: Mapping[str, str],
    *,
    twin: str | None = None,
) -> Selection:
    """Select by what is posted under the samples. `twin` is an article with the same words, if one is known."""
    shared: Counter[str] = Counter()
    stock = set()
    for sample in samples:
        holders = postings.get(sample, ())
        if len(holders) >= STOCK_STORIES and len({story_of[one] for one in holders}) >= STOCK_STORIES:
            stock.add(sample)
        else:
            shared.update(holders)
    if twin is not None:
        shared[twin] = len(samples) + 1
    least = LEAST_SHARED if len(samples) - len(stock) >= FEW_SAMPLES else 1
    chosen = [one for one, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])) if count >= least]
    return Selection(articles=list(_nearest(chosen, story_of)), stock=frozenset(stock))


def _nearest(chosen: Sequence[str], story_of: Mapping[str, str]) -> Iterator[str]:
    taken: Counter[str] = Counter()
    for one in chosen:
        story = story_of[one]
        if taken[story] < MOST_OF_A_STORY and taken.total() < MOST_CANDIDATES:
            taken[story] += 1
            yield one
