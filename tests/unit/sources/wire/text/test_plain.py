"""Plain wire text, and plain text that is none."""

from datetime import UTC, datetime

import pytest
from unit.sources.wire.flat_documents import CODED, LABELLED, PLAIN
from unit.sources.wire.xml_documents import items, only

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import Subject, WireItem


def test_bare_lines_above_a_dateline() -> None:
    item = only(PLAIN)
    assert (item.slugline, item.headline) == ("FERRY-HALDEN", "Ferry returns to Halden")
    assert item.byline == "By Nora Tasker and Per Holm"
    assert item.paragraphs[0].startswith(
        "HALDEN, Nov 24 (Reuters) - The last ferry of the season returned to Halden on"
    )


def test_lines_that_begin_with_a_sign() -> None:
    item = only(CODED)
    assert (item.slugline, item.headline) == ("Ferry Halden", "Ferry returns to Halden")
    assert item.subjects == (Subject(scheme="http://cv.iptc.org/newscodes/subjectcode/", code="03000000"),)
    assert item.paragraphs == ("The last ferry of the season returned on Friday.", "The captain was glad.")
    assert item.extra["region"] == ("NOR",)


def test_bullets_and_prices_are_no_header_lines() -> None:
    text = "ZCZC GALE\n#Ferry\n$Ferry returns to Halden\n* A ferry came back.\n* It rained.\n$100 is the fare.\nNNNN\n"
    assert only(text).paragraphs == ("* A ferry came back.", "* It rained.", "$100 is the fare.")


def test_a_kicker_is_the_slug() -> None:
    item = only("ZCZC FMG000\nYY TDR\nRACING : Halden fields on Saturday\nWeather: fine.\nNNNN\n")
    assert (item.slugline, item.headline) == ("RACING", "Halden fields on Saturday")


def test_lines_that_name_what_they_hold() -> None:
    item = only(LABELLED)
    assert (item.headline, item.slugline, item.byline) == ("Ferry returns to Halden", "FERRY-HALDEN", "Nora Tasker")
    assert (item.keywords, item.urgency) == (("ferry", "harbour"), 3)
    assert item.published is not None
    assert item.published.at == datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
    assert item.paragraphs == ("The last ferry of the season returned to Halden on Friday.", "It rained.")


def test_several_messages() -> None:
    found = items(CODED + CODED.replace("returns", "sinks"))
    assert [one.headline for one in found if isinstance(one, WireItem)] == [
        "Ferry returns to Halden",
        "Ferry sinks to Halden",
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "HALDEN (AP) — ", "Halden, 18 ene (EFE).- ", "Halden (dpa) - ", "Halden/Osby (dpa/lno) - ",
        "(ANSA) - HALDEN, 18 GEN - ", "ХАЛЬДЕН, 18 января. /ТАСС/. ", "Halden /ritzau/: ",
        "HALDEN, N.J.--(BUSINESS WIRE)--",
        "HALDEN, Jan. 18, 2026 /PRNewswire/ -- ", "SYDNEY, March 3 AAP - ", "HALDEN — ", "Halden (ats afp) ",
        "HALDEN, Japan, Nov. 24 Kyodo - ", "Nov 24 AFP - ", "Halden, IRNA – ", "Nov 24 (Gracenote) - ",
        "Halden, 24 nov. AVN.- ",
        "新华社哈尔登1月18日电 ", "【ハルデン共同】", "(할덴=연합뉴스) ", "Halden (NTB): ",
    ],
)  # fmt: skip
def test_datelines_of_agencies(dateline: str) -> None:
    item = only(f"Ferry returns\n\n{dateline}Una historia de la ferry.\n\nMore of it.\n")
    assert item.headline == "Ferry returns"


@pytest.mark.parametrize(
    "text",
    [
        "Dear Nora,\n\nthank you for the letter - it came on Friday.\n\nYours, Per\n",
        "# Notes\n\nFerry: (see AP) the table below - later.\n",
        "id,name\n1,Halden\n2,Osby\n",
        "Name: Nora\nAge: 44\nPlace: Halden\n",
        "import os\nprint('HALDEN')\n",
        "Paris - the capital of France - is large.\n\nIt is old.\n",
        "2026-11-24 10:15:00 INFO (main) - started\n2026-11-24 10:15:01 INFO (main) - stopped\n",
        "The ferry (Halden) - a ship - came back.\n",
        "Nora Tasker (Captain) - born in Osby.\n",
        "Meeting on May 12 - bring a pen.\n",
        "TODO - Mend the door.\n".lower(),
        "Dear all,\n\nNora, HR - she is new - joins on Monday.\n",
        "\x7fELF\x02\x01\x01\x00\x00",
        "%PDF-1.7\n%abc\n",
    ],
)
def test_other_text_is_no_wire(text: str) -> None:
    with pytest.raises(NotParsable):
        read_wire(text.encode())


def test_a_story_that_an_end_mark_closes() -> None:
    assert only("Ferry returns to Halden\n\nThe last ferry came back on Friday.\n\n-30-\n").headline is not None


def test_long_lines_are_a_paragraph_each() -> None:
    long = "The ferry sailed on past the old breakwater and the new one, " * 3
    assert only(f"Ferry returns\n\nHALDEN (AP) - {long}\n{long}\n").paragraphs[1] == long.strip()
