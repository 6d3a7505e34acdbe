"""Blocks: what counts as prose, and how lines are compared."""

import pytest

from pipeline.clean.blocks import Block, folded


def _block(text: str, *, linked: bool | None = None) -> Block:
    return Block(text=text, line=0, linked=linked)


SENTENCE = "The council voted on Thursday to rebuild the breakwater before the winter storms."


def test_a_full_sentence_is_prose() -> None:
    assert _block(SENTENCE).is_prose


def test_a_sentence_that_closes_with_a_quotation_is_prose() -> None:
    assert _block(f"“{SENTENCE}”").is_prose


def test_a_link_is_no_prose() -> None:
    assert not _block(SENTENCE, linked=True).is_prose


@pytest.mark.parametrize("text", ["Storms close the strait", SENTENCE.removesuffix(".")])
def test_a_line_without_a_full_stop_is_no_prose(text: str) -> None:
    assert not _block(text).is_prose


def test_a_japanese_sentence_is_prose() -> None:
    assert _block("港湾評議会は木曜日、冬の嵐が来る前に東の防波堤を再建することを決めた。").is_prose


@pytest.mark.parametrize(
    "line",
    [
        "Related Articles",
        "» RELATED ARTICLES",
        "Related\u00a0articles:",
        "🔗 Related articles…",
        "— Related articles —",
    ],
)
def test_a_label_is_known_in_any_dress(line: str) -> None:
    assert folded(line) == "related articles"


def test_a_typographic_apostrophe_is_an_apostrophe() -> None:
    assert folded("Don’t miss") == "don't miss"
