"""Plain text: which lines are one paragraph."""

from pipeline.sources.wire.wrapped_lines import plain_paragraphs


def test_lines_broken_at_a_width_are_joined() -> None:
    text = (
        "The harbour council voted on Tuesday to close the eastern\n"
        "gate at noon, and nobody left before the storm was over,\n"
        "officials said.\n"
        "The western gate stays open.\n"
    )
    assert plain_paragraphs(text) == (
        "The harbour council voted on Tuesday to close the eastern gate at noon, and nobody left before the storm was "
        "over, officials said.",
        "The western gate stays open.",
    )


def test_indents_divide_paragraphs_however_ragged_the_lines() -> None:
    text = "    El puerto de Vigo\ncerró el martes\na mediodía.\n    El muelle sigue abierto.\n"
    assert plain_paragraphs(text) == ("El puerto de Vigo cerró el martes a mediodía.", "El muelle sigue abierto.")


def test_a_long_line_is_a_paragraph() -> None:
    text = f"{'Der Hafen bleibt zu. ' * 20}\nDas Tor ist offen.\r\nMehr folgt."
    assert plain_paragraphs(text)[1:] == ("Das Tor ist offen.", "Mehr folgt.")


def test_short_lines_stay_lines() -> None:
    assert plain_paragraphs("Vigo\nCádiz\nHuelva") == ("Vigo", "Cádiz", "Huelva")


def test_columns_are_divided_by_tabs() -> None:
    assert plain_paragraphs("Vigo     3   1\nHuelva   2   0\n") == ("Vigo\t3\t1", "Huelva\t2\t0")


def test_blank_lines_divide_and_leave_nothing() -> None:
    assert plain_paragraphs("\n \n港は閉鎖された。\n\n\t\n嵐は去った。\n\n") == ("港は閉鎖された。", "嵐は去った。")
