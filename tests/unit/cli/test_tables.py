"""Tables as people read them: aligned in every script, cut to the width, no blank at the end of a line."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from rich.cells import cell_len

from pipeline.cli.tables import print_facts, print_table

MOMENT = datetime(2026, 11, 30, 11, 20, 35, tzinfo=timezone(timedelta(hours=1)))


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_no_line_ends_with_a_blank(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("state", "reason", "feed"), [("ok", "", None), ("failing", "HTTP status 503", "a")], title="feeds")
    assert [line for line in printed(capsys) if line != line.rstrip()] == []


@pytest.mark.parametrize("title", ["Hochwasser", "洪水が港に達した", "홍수", "فيضان", "наводнение"])
def test_columns_begin_at_one_place_in_every_script(capsys: pytest.CaptureFixture[str], title: str) -> None:
    print_table(("title", "feed"), [(title, "HERE"), ("a longer English title", "HERE")])
    heading, *rows = printed(capsys)
    assert {cell_len(row.partition("HERE")[0]) for row in rows} == {heading.index("feed")}


def test_a_long_cell_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("title", "feed"), [("洪" * 200, "x" * 200)])
    _, row = printed(capsys)
    assert (row.count("…"), cell_len(row) <= 140) == (2, True)


def test_a_cell_cannot_break_its_line_or_colour_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("title",), [("Storm\n\x1b[31mhits\tport",)])
    assert printed(capsys) == ["title", "Storm [31mhits port"]


def test_numbers_stand_to_the_right_and_ids_can_be_typed_again(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("id", "words"), [(12_345, 1_200), (7, 9)])
    assert printed(capsys) == ["   id  words", "12345  1,200", "    7      9"]


def test_without_rows_a_sentence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("state", "feed"), [], none="no feed is followed")
    assert printed(capsys) == ["no feed is followed"]


def test_facts_without_a_value_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_facts([("title", "Ferry sails"), ("byline", None), ("published", MOMENT), ("since", MOMENT.astimezone(UTC))])
    assert printed(capsys) == [
        "title      Ferry sails",
        "published  2026-11-30 10:20:35 UTC",
        "since      2026-11-30 10:20:35 UTC",
    ]
