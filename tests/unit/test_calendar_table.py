"""The table of names is what its generator makes."""

from datetime import timedelta
from importlib.metadata import version

from calendar_table import TABLE, generated

from pipeline.calendar_table import ZONES, halves_of_the_day, languages_of_days, month_names, month_spellings


def test_the_table_is_what_babel_gives() -> None:
    assert TABLE.read_text("utf-8") == generated(version("babel"))


def test_a_name_knows_its_languages() -> None:
    assert (month_names()["listopada"]["pl"], month_names()["listopada"]["hr"]) == (11, 10)
    assert "hr" in languages_of_days()["utorak"]


def test_half_of_the_day_is_a_word() -> None:
    assert (halves_of_the_day()["μμ"], halves_of_the_day()["ص"]) == (True, False)


def test_spellings_that_cldr_lacks_are_known() -> None:
    names = month_names()
    assert (names["setiembre"]["es"], names["januarja"]["sl"], names["בינואר"]["he"]) == (9, 1, 1)


def test_spellings_keep_their_accents_and_lose_their_full_stop() -> None:
    assert {"février", "fevrier", "janv"} <= month_spellings()["fr"]


def test_zones_are_known_by_their_names() -> None:
    assert (ZONES["cest"], ZONES["мск"], ZONES["nst"]) == (
        timedelta(hours=2),
        timedelta(hours=3),
        timedelta(hours=-3.5),
    )
