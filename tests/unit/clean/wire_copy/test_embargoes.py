"""Embargoes that stand in the text."""

from datetime import UTC, datetime

import pytest

from pipeline.clean.wire_copy.embargoes import end_of_embargo, states_embargo

NEAR = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("EMBARGOED UNTIL 0001 GMT Nov 25", datetime(2026, 11, 25, 0, 1, tzinfo=UTC)),
        ("EMBARGOED UNTIL 6 a.m. EST Wednesday, Nov. 25, 2026", datetime(2026, 11, 25, 11, tzinfo=UTC)),
        ("Sperrfrist: 25. November, 10.00 Uhr MEZ", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("Embargo: 25.11.2026 10:00 CET", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("Embargo jusqu'au 25 novembre à 10h00 GMT", datetime(2026, 11, 25, 10, tzinfo=UTC)),
        ("Embargado hasta las 10.00 GMT del 25 de noviembre", datetime(2026, 11, 25, 10, tzinfo=UTC)),
        ("Not for release before 2026-11-25 00:01 UTC", datetime(2026, 11, 25, 0, 1, tzinfo=UTC)),
        ("EMBARGO UNTIL 0001 GMT JAN 3", datetime(2027, 1, 3, 0, 1, tzinfo=UTC)),
    ],
)
def test_an_end_with_day_time_and_zone(line: str, wanted: datetime) -> None:
    assert states_embargo(line)
    assert end_of_embargo(line, near=NEAR) == wanted


@pytest.mark.parametrize(
    "line",
    ["Embargo: 10:00 Uhr", "NOT FOR RELEASE BEFORE 18 January", "EMBARGOED UNTIL 00.01 THURSDAY 18 JANUARY",
     "Sperrfrist: 99.99.2026 10:00 CET", "EMBARGOED UNTIL 2561 GMT Nov 25"],
)  # fmt: skip
def test_what_is_left_out_is_never_made_up(line: str) -> None:
    assert states_embargo(line)
    assert end_of_embargo(line, near=NEAR) is None


def test_a_year_needs_a_neighbour() -> None:
    assert end_of_embargo("EMBARGOED UNTIL 0001 GMT Nov 25", near=None) is None


@pytest.mark.parametrize(
    "line",
    ["The embargo on arms ends on 25 November 2026.", "Embargo on Halden extended to 2030", "Embargoes hurt 3 towns",
     "The ferry is not for sale until 2026.", "Release of 20 prisoners delayed until Monday"],
)  # fmt: skip
def test_news_of_embargoes(line: str) -> None:
    assert not states_embargo(line)


@pytest.mark.parametrize(
    "lead",
    [
        "Released on Monday, the report says that the mill of Torrin lost 20 percent of its corn to mice.",
        "Released after 20 years in prison, the miller of Torrin went home on Monday.",
        "Release on bail of 3 millers was refused on Monday, their lawyer said.",
        "Embargo to be lifted on 3 May, ministers of 27 states said on Monday after a long night.",
        "Embargo: 12 ships still wait off Torrin, the harbour master said on Monday.",
        "Embargo til 2030 skal give torsken ro, siger ministeren.",
        "Embargo do 2030 roku uratuje dorsze, powiedział minister.",
        "Nicht vor 2030 wird die Mühle von Torrin wieder mahlen, sagte der Müller am Montag.",
        "Klausul 12 in het verdrag is geschrapt, zei de minister maandag.",
        "Not for use before 2030, the new bridge of Torrin is already rusting, engineers said.",
    ],
)
def test_news_that_opens_with_the_words_of_an_embargo(lead: str) -> None:
    assert not states_embargo(lead)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo: 0001 Monday", "Embargo: 0001 Monday.", "Release on Monday, 2100", "Embargo for Sunday papers of 18th",
        "Embargo: Wednesday 18 January at 10.00. The report must not be shown to anyone before that, or read aloud.",
        "Embargo: 18 January", "Embargo til 18. januar kl. 10.00", "For release at 6 p.m.", "Released on 2026-01-18",
        "Nicht vor 10 Uhr veröffentlichen", "Klausul 18.1. 10:00", "Embargo tot 18 januari 10h00", "Embargo do 18.01.",
        "EMBARGOED until Jan 18. The report must not be shown to anyone, printed, or read aloud before that day.",
        "Release at 0001 GMT on Jan 18. Please respect the embargo, which the academy asks all newsrooms to keep.",
    ],
)  # fmt: skip
def test_short_lines_with_a_day_or_a_time_are_embargoes(line: str) -> None:
    assert states_embargo(line)
