"""The measures that the extraction bench goes by."""

from bench.extraction.alignment import aligned
from bench.extraction.measure import closeness, mean_closeness
from pages import reading

TRUTH = "The gate was shut at noon.\n\nNobody left the harbour before night."


def test_the_same_words_are_exact_whatever_divides_them() -> None:
    one = closeness("The gate was shut at noon. Nobody left the harbour before night.", [TRUTH])
    assert (one.f1, one.exact) == (1.0, True)


def test_a_line_of_other_words_is_residue() -> None:
    one = closeness(f"{TRUTH}\nShare this story", [TRUTH])
    assert (one.residue, one.recall, one.precision < 1) == (True, 1.0, True)


def test_the_reading_that_fits_better_counts() -> None:
    assert closeness("Nobody left the harbour before night.", [TRUTH, TRUTH.splitlines()[2]]).exact


def test_f1_is_that_of_the_means() -> None:
    both = [closeness(TRUTH, [TRUTH]), closeness("", [TRUTH])]
    assert round(mean_closeness(both).f1, 3) == 0.5


def test_passages_of_the_story_are_aligned_in_order() -> None:
    body = "<p>Nobody left.</p><p>The gate was shut at noon.</p><p>Share</p><p>Nobody left.</p>"
    assert aligned(reading(body).passages, "The gate was shut at noon.\n\nNobody left.") == [False, True, False, True]
