"""Moments as people type them."""

from datetime import UTC, datetime, timedelta

import pytest
import typer

from pipeline.cli.moments import moment

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "age"),
    [("90m", timedelta(minutes=90)), ("2h", timedelta(hours=2)), ("3d", timedelta(days=3)), ("1w", timedelta(weeks=1))],
)
def test_an_age_counts_back_from_now(typed: str, age: timedelta) -> None:
    assert moment(typed, now=NOW) == NOW - age


def test_a_date_is_its_beginning_in_utc() -> None:
    assert moment("2026-03-01", now=NOW) == datetime(2026, 3, 1, tzinfo=UTC)


def test_a_zone_that_was_typed_counts() -> None:
    assert moment("2026-03-01T10:00+02:00", now=NOW) == datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["yesterday", "", "3 parsecs", "999999w"])
def test_anything_else_is_wrong_usage(typed: str) -> None:
    with pytest.raises(typer.BadParameter):
        moment(typed, now=NOW)
