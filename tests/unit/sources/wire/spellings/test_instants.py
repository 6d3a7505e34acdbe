"""The moments of wire files, with and without a zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.model import Precision
from pipeline.sources.wire.spellings import wire_instant

MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24T11:15:00+02:00",
        "2026-11-24T09:15:00Z",
        "2026-11-24T09:15:00.000Z",
        "20261124T111500+0200",
        "20261124T091500Z",
        "2026-11-24 11:15:00 +0200",
        " 2026-11-24T10:15:00 ",
        "20261124T101500",
        "2026-11-24 10:15",
        "24.11.2026 10:15",
        "Tue, 24 Nov 2026 09:15:00 GMT",
    ],
)
def test_one_moment_however_it_is_written(text: str) -> None:
    moment = wire_instant(text, MADRID)
    assert moment is not None
    assert moment.at == datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
    assert (moment.text, moment.zone_assumed) == (text.strip(), False)


def test_the_zone_of_a_source_has_its_summer_time() -> None:
    moment = wire_instant("20260701T101500", MADRID)
    assert moment is not None
    assert moment.at == datetime(2026, 7, 1, 8, 15, tzinfo=UTC)


def test_without_a_zone_utc_is_taken_and_marked() -> None:
    moment = wire_instant("20261124T101500", None)
    assert moment is not None
    assert (moment.at, moment.zone_assumed) == (datetime(2026, 11, 24, 10, 15, tzinfo=UTC), True)


def test_a_day_has_the_precision_of_a_day() -> None:
    moment = wire_instant("20261124", None)
    assert moment is not None
    assert moment.precision is Precision.DAY


@pytest.mark.parametrize(
    "text",
    [None, "", "2026", "2026-11", "spring", "0001-01-01T00:00:00", "2026-02-31", "20261124T256100", "9999-12-31"],
)
def test_what_states_no_moment_is_none(text: str | None) -> None:
    assert wire_instant(text, MADRID) is None
