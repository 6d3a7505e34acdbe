"""Flattened text of several makers: mailers, scrapers, agencies."""

from collections.abc import Sequence
from textwrap import wrap

import pytest

from pipeline.clean.copy_desk import unwrap_text

FIRST = "The harbour council voted on Thursday to rebuild the eastern breakwater before the winter storms come."
SECOND = "Work is to begin in March and to last for two years, the council said, at a cost of 48 million crowns."


def _paragraphs(text: str) -> list[str]:
    return [block.text for block in unwrap_text(text).blocks]


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_lines_wrapped_to_a_width_are_joined(story: Sequence[str], width: int) -> None:
    text = "\n\n".join("\n".join(wrap(one, width)) for one in story)
    assert _paragraphs(f"Title\n\n{text}") == list(story)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_divides(end: str) -> None:
    assert _paragraphs(f"{FIRST}{end}{SECOND}") == [FIRST, SECOND]


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\n\t\n", "\r\n\r\n", "\n\n\n\n"])
def test_every_blank_line_divides(blank: str) -> None:
    assert _paragraphs(f"Title{blank}{FIRST}{blank}{SECOND}") == [FIRST, SECOND]


@pytest.mark.parametrize("title", ["Harbour wall", "Storms close the strait for three days", "海港墙将重建"])
def test_a_short_first_line_above_a_blank_one_is_the_title(title: str) -> None:
    unwrapped = unwrap_text(f"{title}\n\n{FIRST}\n\n{SECOND}")
    assert (unwrapped.title, len(unwrapped.blocks)) == (title, 2)


@pytest.mark.parametrize(
    "first", ["HALDEN, Jan 18 (Reuters) - The wall fell.", "Related articles", "word " * 41, "(AP) - The wall fell."]
)
def test_datelines_phrases_and_long_lines_are_no_titles(first: str) -> None:
    assert unwrap_text(f"{first}\n\n{FIRST}").title is None


@pytest.mark.parametrize("lines", ["Harbour wall\nto be rebuilt", "El muro del puerto\nse reconstruirá en marzo"])
def test_two_halves_of_a_headline_are_no_title_and_stay(lines: str) -> None:
    text = unwrap_text(f"{lines}\n\n{FIRST}")
    assert (text.title, text.removed) == (None, ())


def test_a_short_line_right_above_the_lead_is_the_title() -> None:
    assert unwrap_text(f"Harbour wall\n{FIRST}").title == "Harbour wall"


def test_blocks_keep_the_numbers_of_their_first_lines() -> None:
    assert [block.line for block in unwrap_text(f"Wall\n\n{FIRST}\n\n{SECOND}").blocks] == [2, 4]


def test_blanks_within_a_line_are_collapsed() -> None:
    assert _paragraphs("The  harbour\twall.") == ["The harbour wall."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\n"])
def test_nothing_gives_nothing(text: str) -> None:
    assert (unwrap_text(text).title, unwrap_text(text).blocks) == (None, ())
