"""What agencies put before a headline."""

import pytest

from pipeline.clean.wording.headline_flags import cut_flags
from pipeline.model import PubStatus


@pytest.mark.parametrize(
    ("headline", "flags", "number"),
    [
        ("UPDATE 1-Ferry back in service after storm", ("update",), 1),
        ("WRAPUP 3-Ferry back in service after storm", ("wrapup",), 3),
        ("CORRECTED-Ferry back in service after storm", ("corrected",), None),
        ("CORRECTED-(OFFICIAL)-Ferry back in service after storm", ("corrected",), None),
        ("REFILE-UPDATE 2-Ferry back in service after storm", ("refile", "update"), 2),
        ("RPT-FACTBOX-Ferry back in service after storm", ("repeat", "factbox"), None),
        ("(LEAD) Ferry back in service after storm", ("lead",), None),
        ("(2nd LD) Ferry back in service after storm", ("lead",), 2),
        ("(URGENTE) Ferry back in service after storm", ("urgent",), None),
        ("AMP.- Ferry back in service after storm", ("update",), None),
        ("EXCLUSIVE: Ferry back in service after storm", ("exclusive",), None),
        ("ROUNDUP/Ferry back in service after storm", ("wrapup",), None),
    ],
)
def test_flags_go_out_of_the_title(headline: str, flags: tuple[str, ...], number: int | None) -> None:
    found = cut_flags(headline)
    assert (found.title, found.flags, found.number) == ("Ferry back in service after storm", flags, number)


@pytest.mark.parametrize(
    "headline",
    [
        "Update: ferry back in service after storm",
        "Exclusive interview with the harbour master",
        "LEAD PIPES to be replaced in Halden",
        "UPDATE",
        "ALERT fishermen find the missing boat",
        "BRIEFING on the wall is put off",
    ],
)
def test_a_headline_of_its_own_stays_whole(headline: str) -> None:
    assert cut_flags(headline).title == headline


def test_a_correction_and_a_withdrawal_change_the_status() -> None:
    statuses = [cut_flags(f"{flag}-Ferry sinks").status for flag in ("UPDATE 1", "CORRECTED", "WITHDRAWN")]
    assert statuses == [PubStatus.USABLE, PubStatus.CORRECTED, PubStatus.WITHHELD]
