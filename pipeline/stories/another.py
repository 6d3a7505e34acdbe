"""Whether a page tells another story than it did."""

from pipeline.stories.tokens import tokens

__all__ = ["is_another_story"]

_RUN_WORDS = 3
# Of 10,840 pairs of different stories in one language (227 labelled pages) one in a thousand shares more: of texts
# 0.046, of their headlines 0.333. What keeps less of both than two strangers share is another story.
_LEAST_SHARED_RUNS = 0.05
_LEAST_SHARED_HEADLINE = 1 / 3


def is_another_story(*, was: tuple[str | None, str], now: tuple[str | None, str]) -> bool:
    """Whether title and text `now` tell another story than title and text `was`, not a later form of it.

    An edited story keeps its headline's words or runs of three words of its text, whichever of the two is the longer.
    """
    (old_title, old_text), (new_title, new_text) = was, now
    if _share(_runs(old_title or "", 1), _runs(new_title or "", 1)) >= _LEAST_SHARED_HEADLINE:
        return False
    return _share(_runs(old_text, _RUN_WORDS), _runs(new_text, _RUN_WORDS)) < _LEAST_SHARED_RUNS


def _runs(text: str, length: int) -> frozenset[tuple[int, ...]]:
    words = tokens(text).words.tolist()
    return frozenset(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1)) if words)


def _share(one: frozenset[tuple[int, ...]], other: frozenset[tuple[int, ...]]) -> float:
    """The share of the smaller set that the other one holds."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
