"""Numbers with their nouns."""

import pytest

from pipeline.cli.counting import counted, plural


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (0, "feed", "0 feeds"),
        (1, "feed", "1 feed"),
        (2, "entry", "2 entries"),
        (1, "entry", "1 entry"),
        (2, "day", "2 days"),
        (3, "address", "3 addresses"),
        (1_200, "byte", "1,200 bytes"),
    ],
)
def test_a_noun_follows_its_number(count: int, noun: str, said: str) -> None:
    assert counted(count, noun) == said


def test_a_verb_follows_the_number() -> None:
    assert [plural("has", count) for count in (1, 2)] == ["has", "have"]
