"""The place of a line among the lines of its page."""

from collections.abc import Sequence

import pytest

from pipeline.clean.templates.places import Place, Position, locate_blocks
from pipeline.clean.text import Block, BlockKind

BODY = "main>div.text>p"
BOX = "main>div.box>p"


def _block(text: str, line: int, path: str = BODY, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(text=text, line=line, kind=kind, linked=False, path=path)


def _places(story: Sequence[str], *, above: Sequence[Block] = (), below: Sequence[Block] = ()) -> Sequence[Place]:
    paragraphs = [_block(text, 10 + number) for number, text in enumerate(story)]
    return locate_blocks([*above, *paragraphs, *below])


def test_lines_stand_above_within_and_below(story: Sequence[str]) -> None:
    places = _places(story, above=[_block("Share", 0, BOX)], below=[_block("Print", 90, BOX)])
    assert [place.zone for place in (places[0], places[1], places[-1])] == [
        Position.ABOVE,
        Position.WITHIN,
        Position.BELOW,
    ]


def test_the_elements_of_the_prose_are_the_body(story: Sequence[str]) -> None:
    places = _places(story, below=[_block("Print", 90, BOX)])
    assert (places[0].in_body, places[-1].in_body) == (True, False)


def test_a_box_with_a_good_share_of_the_prose_is_body_too(story: Sequence[str]) -> None:
    places = locate_blocks([_block(text, n, BODY if n < 5 else BOX) for n, text in enumerate(story)])
    assert {place.in_body for place in places} == {True}


def test_without_prose_there_are_no_places() -> None:
    assert locate_blocks([_block("Share", 0), _block("Print", 1)]) == ()


def test_the_number_of_an_article_in_a_class_is_left_out(story: Sequence[str]) -> None:
    places = locate_blocks([_block(text, n, "main>div.post-48213>p") for n, text in enumerate(story)])
    assert {place.path for place in places} == {"main>div.post-#>p"}


def test_a_long_path_is_shortened(story: Sequence[str]) -> None:
    places = locate_blocks([_block(text, n, "x" * 200) for n, text in enumerate(story)])
    assert {len(place.path) for place in places} == {96}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Share this story", "share this story"),
        ("» SHARE THIS STORY", "share this story"),
        ("Comments (12)", "comments (#)"),
        ("Comments [3]", "comments [3]"),
        ("Updated 20.11.2026", "updated #"),
        ("Updated 2026-11-20 12:30", "updated # #"),
        ("Open until 12:30", None),
        ("Osby 3 Halden 2", None),
        ("Gate 7", "gate 7"),
        ("", None),
    ],
)
def test_a_line_is_known_by_its_words(story: Sequence[str], text: str, line: str | None) -> None:
    (place,) = _places(story, below=[_block(text, 90, BOX)])[-1:]
    assert place.line in {line, "comments (#)" if text.startswith("Comments") else line}


def test_a_row_is_never_learned(story: Sequence[str]) -> None:
    assert _places(story, below=[_block("Osby | 7", 90, BOX, BlockKind.ROW)])[-1].line is None


def test_a_dateline_above_is_never_learned(story: Sequence[str]) -> None:
    assert _places(story, above=[_block("HALDEN, Jan 18 (Reuters) - X", 0, BOX)])[0].line is None


def test_a_long_line_is_known_by_a_digest(story: Sequence[str]) -> None:
    line = _places(story, below=[_block("Share " * 40, 90, BOX)])[-1].line
    assert (len(line or ""), (line or "").startswith("share share")) == (64, True)


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("He denies it all now.", True),
        ("He denies it.", False),
        ("Share this story with your friends", False),
        ("Share this story with your friends and all the others whom you know", True),
    ],
)
def test_a_sentence_says_more_than_a_label(story: Sequence[str], text: str, telling: bool) -> None:
    assert _places(story, below=[_block(text, 90, BOX)])[-1].telling is telling
