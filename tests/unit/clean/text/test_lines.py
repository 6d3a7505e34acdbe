"""Text on one line, without what nobody sees."""

import pytest

from pipeline.clean.text import collapse_blanks, join_words, put_on_one_line, strip_invisible


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("har\u00adbour", "harbour"),
        ("har\u200bbour", "harbour"),
        ("\ufeffHarbour", "Harbour"),
        ("har\x00bour", "harbour"),
        ("har\x07bour", "harbour"),
        ("har\ud800bour", "harbour"),
        ("har\u2060bour", "harbour"),
        ("har\x7fbour", "harbour"),
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("Zürich – Genève", "Zürich – Genève"),
    ],
)
def test_invisible_characters_go_and_joiners_stay(text: str, visible: str) -> None:
    assert strip_invisible(text) == visible


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  The harbour \n  wall ", "The harbour wall"),
        ("The\u00a0harbour", "The harbour"),
        ("The\u3000harbour", "The harbour"),
        ("The\r\nharbour", "The harbour"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_blanks_of_every_kind_become_one_space(text: str, line: str) -> None:
    assert (collapse_blanks(text), join_words(text), put_on_one_line(text)) == (line, line, line)


def test_invisible_characters_go_from_running_text() -> None:
    assert join_words("The har\u00adbour \u200b wall") == "The harbour  wall"


def test_invisible_characters_go_from_attributes() -> None:
    assert put_on_one_line("The har\u00adbour \u200b wall") == "The harbour wall"


def test_a_control_character_divides_the_words_of_running_text() -> None:
    assert join_words("harbour\x1cwall") == "harbour wall"


def test_a_line_that_is_one_already_only_loses_its_edges() -> None:
    assert put_on_one_line(" Harbour wall ") == "Harbour wall"
