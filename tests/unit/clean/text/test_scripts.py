"""Scripts that write words without blanks between them."""

import pytest

from pipeline.clean.text import UNSPACED_RUN, UNSPACED_WORD, count_words
from pipeline.clean.text.scripts import UNSPACED


@pytest.mark.parametrize("character", ["港", "み", "ナ", "ท", "ລ", "မ", "ក"])
def test_scripts_without_blanks_are_known(character: str) -> None:
    assert UNSPACED.fullmatch(character) is not None


@pytest.mark.parametrize("character", ["a", "ж", "α", "ش", "ह", "한", "1", " "])
def test_other_scripts_write_blanks(character: str) -> None:
    assert UNSPACED.fullmatch(character) is None


def test_words_of_korean_may_go_on_without_a_blank() -> None:
    assert UNSPACED_WORD.fullmatch("한") is not None


def test_one_character_is_not_a_run() -> None:
    assert (UNSPACED_RUN.search("A港B"), UNSPACED_RUN.findall("A海港B新闻")) == (None, ["海港", "新闻"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The harbour wall", 3),
        ("海港新闻报道", 4),
        ("海港 new wall", 4),
        ("ท่าเรือใหม่", 6),
        ("항구 소식", 2),
        ("", 0),
    ],
)
def test_two_characters_without_blanks_count_as_one_word(text: str, words: int) -> None:
    assert count_words(text) == words
