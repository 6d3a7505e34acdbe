"""The table of names is what its generator makes."""

from importlib.metadata import version

from calendar_table import TABLE, generated

from pipeline.calendar_table import halves_of_the_day, languages_of_days, month_names


def test_the_table_is_what_babel_gives() -> None:
    assert TABLE.read_text("utf-8") == generated(version("babel"))


def test_a_name_knows_its_languages() -> None:
    assert (month_names()["listopada"]["pl"], month_names()["listopada"]["hr"]) == (11, 10)
    assert "hr" in languages_of_days()["utorak"]


def test_half_of_the_day_is_a_word() -> None:
    assert (halves_of_the_day()["μμ"], halves_of_the_day()["ص"]) == (True, False)
