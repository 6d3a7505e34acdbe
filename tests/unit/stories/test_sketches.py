"""Texts in numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.stories import news

from pipeline.stories import Sketch, sketch
from pipeline.stories.tokens import tokens


def words(text: str) -> list[int]:
    """The numbers of a text's words."""
    return [int(word) for word in tokens(text).words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s done – “at last”.", 'IT\'S DONE - "at last"'),
        ("12,000 men", "12.000 Men"),
        ("１２ 人", "12 人"),
        ("the col\u00adlege", "the college"),
        ("e\u0301te\u0301", "été"),
        ("٣٤٠ راكبا", "340 راكبا"),
    ],
)
def test_typography_makes_no_other_word(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "count"), [("नमस्ते दुनिया", 2), ("Straße nach Köln", 3), ("港口关闭", 4), ("서울 항구", 2)]
)
def test_a_word_has_its_marks_and_a_character_without_blanks_counts_alone(text: str, count: int) -> None:
    assert len(tokens(text)) == count


def test_figures_and_names_are_marked() -> None:
    found = tokens("In Skarra 340 men")
    assert found.numbers.tolist() == [False, False, True, False]
    assert found.names.tolist() == [True, True, False, False]


@pytest.mark.parametrize("language", sorted(news.ALL))
def test_a_part_of_a_text_has_samples_of_the_whole(language: str) -> None:
    text = news.ALL[language]
    part = sketch(text.partition("\n\n")[2], language)
    assert len(part.samples & sketch(text, language).samples) >= 4


def test_a_flash_has_samples_of_the_story_that_it_opens() -> None:
    flash = " ".join(news.STORM.split()[:20])
    assert len(sketch(flash).samples & sketch(news.STORM).samples) >= 3


def test_a_text_of_a_few_words_is_sampled_completely() -> None:
    flash = sketch(" ".join(news.STORM.split()[:20]))
    assert flash.samples == frozenset(flash.shingles.tolist())


def test_a_long_text_is_sampled_sparsely() -> None:
    long = sketch(" ".join(str(n) for n in range(8_000)))
    assert 850 < len(long.samples) < 1_200


def test_a_text_without_words_is_sketched_by_its_title() -> None:
    assert len(sketch("* * *", title="Strait closed as Storm Orla brings gusts").tokens) == 7


@given(st.text(max_size=300), st.sampled_from(["en", "zh", "zh-Hant", None]))
def test_any_text_has_the_same_sketch_each_time(text: str, language: str | None) -> None:
    one, other = sketch(text, language), sketch(text, language)
    assert (one.key, one.samples) == (other.key, other.samples)
    assert isinstance(one, Sketch)
