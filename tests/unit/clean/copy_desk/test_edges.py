"""Dates and bare links at the edges of a text, and paragraphs that stand there twice."""

from collections.abc import Sequence

import pytest

from pipeline.clean.copy_desk.edges import cut_copies, cut_loose_lines
from pipeline.clean.text import Block

LONG = (
    "The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms reach the coast, "
    "and the work is to begin in March and to last for two years at a cost of 48 million crowns in all."
)


def _blocks(*lines: str) -> list[Block]:
    return [Block(text=text, line=number) for number, text in enumerate(lines)]


def _link(text: str, line: int) -> Block:
    return Block(text=text, line=line, linked=True)


def test_a_long_paragraph_that_stands_there_twice_goes_once() -> None:
    division = cut_copies(_blocks(LONG, "Between", LONG))
    assert ([block.line for block in division.kept], [one.line for one in division.removed]) == ([0, 1], [2])


def test_a_short_question_may_recur() -> None:
    question = "What did you see when the gate was shut for the last time that winter?"
    assert cut_copies(_blocks(question, LONG, question)).removed == ()


def test_the_copy_is_named() -> None:
    (one,) = cut_copies(_blocks(LONG, LONG)).removed
    assert (one.kind, one.reason) == ("repeated", "stands above already")


@pytest.mark.parametrize("line", ["20 November 2026, 03:30", "2 hours ago", "3 min read", "vor 2 Stunden"])
def test_a_date_above_or_below_goes(story: Sequence[str], line: str) -> None:
    removed = cut_loose_lines(_blocks(line, *story, line)).removed
    assert [(one.kind, one.line) for one in removed] == [("date", 0), ("date", len(story) + 1)]


def test_a_date_among_the_paragraphs_stays(story: Sequence[str]) -> None:
    assert cut_loose_lines(_blocks(*story[:3], "20 November 2026, 03:30", *story[3:])).removed == ()


def test_a_bare_link_above_is_navigation(story: Sequence[str]) -> None:
    (one,) = cut_loose_lines([_link("Coast", -1), *_blocks(*story)]).removed
    assert (one.kind, one.reason) == ("navigation", "nothing but a link, above the story")


def test_a_bare_link_below_is_related(story: Sequence[str]) -> None:
    (one,) = cut_loose_lines([*_blocks(*story), _link("Ferry returns", 99)]).removed
    assert (one.kind, one.reason) == ("related", "nothing but a link, below the story")


@pytest.mark.parametrize("address", ["https://gazette.example/wall", "www.gazette.example"])
def test_an_address_in_full_stays(story: Sequence[str], address: str) -> None:
    assert cut_loose_lines([*_blocks(*story), _link(address, 99)]).removed == ()


def test_a_picture_credit_above_goes(story: Sequence[str]) -> None:
    (one,) = cut_loose_lines(_blocks("Olav Brekke/Getty", *story)).removed
    assert (one.kind, one.reason) == ("credit", "credit of a picture")


def test_a_line_of_the_text_that_stands_below_again_goes(story: Sequence[str]) -> None:
    subhead = "The old wall of the harbour"
    removed = cut_loose_lines(_blocks(story[0], subhead, *story[1:], subhead)).removed
    assert [(one.kind, one.line) for one in removed] == [("repeated", len(story) + 1)]


def test_a_text_without_prose_has_no_edges() -> None:
    assert cut_loose_lines(_blocks("20 November 2026, 03:30", "Gate")).removed == ()
