"""ANPA 1312."""

from datetime import UTC, datetime

import pytest
from unit.sources.wire.flat_documents import ANPA, ANPA_TABLE
from unit.sources.wire.xml_documents import items, only

from pipeline.wire_item import BrokenItem, WireItem


def test_the_header() -> None:
    item = only(ANPA)
    assert (item.slugline, item.signals, item.urgency) == ("EU--Halden-Ferry", ("2ndLd-Writethru",), 3)
    assert item.extra["story_number"] == "1234"
    assert (item.extra["category"], item.extra["words"], item.extra["cycle"]) == ("i", 230, "BC")


def test_the_head() -> None:
    item = only(ANPA)
    assert item.headline == "Ferry returns to Halden after a long season"
    assert (item.byline, item.extra["byline_title"]) == ("By NORA TASKER", "AP Business Writer")
    assert item.ednotes == ("AP Photo XYZ101", "Eds: Adds quotes. With AP Photos.")


def test_paragraphs_have_dashes_and_quotation_marks() -> None:
    assert only(ANPA).paragraphs == (
        "HALDEN, Mass. (AP) — The last ferry of the season returned to Halden on Friday.",
        "“It was time,” said the captain.",
    )


def test_the_trailer_dates_the_version() -> None:
    modified = only(ANPA).modified
    assert modified is not None
    assert modified.at == datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def test_the_columns_of_a_table() -> None:
    assert only(ANPA_TABLE).paragraphs == (
        "Halden League Standings",
        "By The Example Press",
        "W\tL\tPct",
        "New Osby\t7\t3\t.700",
        "Halden\t5\t5\t.500",
        "___",
    )


def test_wrapped_lines_belong_to_one_paragraph() -> None:
    text = ANPA.replace("ferry of the season returned", "ferry of the season\r\nreturned")
    assert only(text).paragraphs == only(ANPA).paragraphs


def test_a_quotation_ends_lines_below_its_beginning() -> None:
    text = ANPA.replace("``It was time,'' said the captain.", "``It was\r\ntime,'' said the captain. ``It\r\nwas.''")
    assert only(text).paragraphs[-1] == "“It was time,” said the captain. “It was.”"


def test_several_messages_of_which_one_is_broken() -> None:
    broken = "\x16\x16\x01a9999\x1fasian\r\nr i\x13\x11 BC-EU--Halden 11-24 0010\r\n\x04"
    first, second, third = items(ANPA + broken + ANPA_TABLE)
    assert isinstance(first, WireItem)
    assert isinstance(second, BrokenItem)
    assert isinstance(third, WireItem)


def test_names_of_places_open_no_byline() -> None:
    text = ANPA.replace("^By NORA TASKER=", "^By and large, ferries are late<")
    assert only(text).byline is None


@pytest.mark.parametrize("control", ["\0", "\x7f"])
@pytest.mark.parametrize("word", ["2ndLd", "Halden-Ferry", "Ferry returns", "season returned"])
def test_controls_within_words_are_left_out(control: str, word: str) -> None:
    assert only(ANPA.replace(word, f"{word[:2]}{control}{word[2:]}", 1)) == only(ANPA)


@pytest.mark.parametrize(
    ("written", "keyword", "cycle"),
    [("BC-AM-Ferry", "Ferry", "BC"), ("FBC-Osby", "FBC-Osby", None), ("Osby-PM-Talks", "Osby-PM-Talks", None)],
)
def test_the_cycle_is_at_the_beginning_of_the_keyword(written: str, keyword: str, cycle: str | None) -> None:
    item = only(ANPA.replace("BC-EU--Halden-Ferry 2nd", f"{written} 2nd"))
    assert (item.slugline, item.extra.get("cycle")) == (keyword, cycle)
