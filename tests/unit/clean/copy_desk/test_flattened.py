"""Flattened text: titles, paragraphs, and lines broken to a width."""

from collections.abc import Sequence
from textwrap import fill

from pipeline.clean.copy_desk.flattened import unwrap_text


def _paragraphs(text: str) -> list[str]:
    return [block.text for block in unwrap_text(text).blocks]


def test_the_first_line_above_a_blank_one_is_the_title(story: Sequence[str]) -> None:
    found = unwrap_text("Council votes for a wall\n\n" + "\n\n".join(story))
    assert (found.title, len(found.blocks)) == ("Council votes for a wall", len(story))


def test_a_dateline_is_no_title() -> None:
    found = unwrap_text("Halden, Jan 18 (EFE).- A ferry came.\n\nIt left again.")
    assert found.title is None


def test_without_blank_lines_every_line_is_a_paragraph(story: Sequence[str]) -> None:
    assert _paragraphs("\n".join(story)) == list(story)


def test_lines_broken_to_a_width_are_joined(story: Sequence[str]) -> None:
    wrapped = "\n\n".join(fill(paragraph, 60) for paragraph in story)
    assert _paragraphs("Title\n\n" + wrapped) == list(story)


def test_indented_paragraphs_are_told_apart(story: Sequence[str]) -> None:
    wrapped = "\n".join(fill(paragraph, 60, initial_indent="   ") for paragraph in story)
    assert _paragraphs(wrapped) == list(story)


def test_windows_line_ends_are_line_ends(story: Sequence[str]) -> None:
    assert _paragraphs("\r\n\r\n".join(["Title", *story])) == list(story)


def test_a_block_keeps_the_number_of_its_line() -> None:
    assert [block.line for block in unwrap_text("Title\n\nOne.\n\n\nTwo.").blocks] == [2, 5]


def test_blank_text_has_nothing() -> None:
    assert unwrap_text(" \n\n ").blocks == ()
