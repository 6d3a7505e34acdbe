"""Errors in words."""

from pipeline.fetch.failures import printable


def test_a_message_is_one_line_without_control_characters() -> None:
    assert printable("bad\r\n  header \x1b[31m\x00") == "bad header [31m"


def test_a_long_message_is_cut() -> None:
    assert len(printable("x" * 5_000)) == 201
