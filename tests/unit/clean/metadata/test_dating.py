"""When an article appeared, of all that is said about it."""

from datetime import UTC, datetime

import pytest

from pipeline.clean.metadata.dating import Dates, settle_dates
from pipeline.clean.metadata.json_ld import Described
from pipeline.clean.metadata.masthead import Masthead
from pipeline.clean.metadata.page_head import PageHead
from pipeline.model import Entry

NINE = datetime(2024, 1, 18, 9, tzinfo=UTC)
URL = "https://gazette.example/harbour/wall"


def _dated(
    ld: str | None = None, *, meta: str | None = None, near: Masthead | None = None, url: str = URL,
    modified: str | None = None, created: str | None = None, language: str = "en-GB",
) -> Dates:  # fmt: skip
    head = PageHead(meta={"article:published_time": [meta]} if meta else {})
    said = Described(published=ld, modified=modified, created=created)
    return settle_dates(said, head, near or Masthead(), url=url, entry=Entry(), languages=[language])


def _published(dates: Dates) -> tuple[datetime, str] | None:
    return (dates.published.value.at, str(dates.published.provenance)) if dates.published else None


def test_two_statements_of_one_moment_are_sure() -> None:
    found = _dated("2024-01-18T10:00:00+01:00", meta="2024-01-18T09:00:00Z")
    assert _published(found) == (NINE, "json-ld+article:published_time, sure")


def test_json_ld_wins_over_another_moment() -> None:
    assert _published(_dated("2024-01-18T09:00Z", meta="2024-01-17T07:00Z")) == (NINE, "json-ld, likely")


def test_a_missing_zone_is_that_of_another_statement() -> None:
    found = _dated("2024-01-18 10:00:00", meta="2024-01-18T10:00:00+01:00")
    assert _published(found) == (NINE, "json-ld+article:published_time, sure")


def test_a_missing_zone_is_that_of_the_last_change() -> None:
    assert _published(_dated("2024-01-18 10:00", modified="2024-01-18T12:30:00+01:00")) == (NINE, "json-ld, likely")


def test_a_zone_that_nobody_names_is_marked() -> None:
    found = _dated("2024-01-18 09:00").published
    assert found is not None
    assert (found.value.at, found.value.zone_assumed) == (NINE, True)


def test_a_day_gives_way_to_the_minute() -> None:
    found = _dated("2024-01-18", meta="2024-01-18T09:00Z")
    assert _published(found) == (NINE, "article:published_time+json-ld, sure")


def test_a_day_stays_where_the_minute_is_of_another() -> None:
    assert _published(_dated("2024-01-18", meta="2024-02-20T09:00Z")) == (
        datetime(2024, 1, 18, tzinfo=UTC),
        "json-ld, likely",
    )


def test_a_line_beside_the_headline_tells_the_date() -> None:
    near = Masthead(opening=("By Nora Tasker", "18 January 2024, 09:00 GMT"))
    assert _published(_dated(near=near)) == (NINE, "html:text, likely")


def test_a_line_of_an_update_dates_the_change() -> None:
    found = _dated(near=Masthead(opening=("Aktualisiert am 18. Januar 2024, 09:00 GMT",)), language="de")
    assert found.modified is not None
    assert (found.modified.value.at, found.published) == (NINE, None)


def test_a_caption_is_no_date() -> None:
    near = Masthead(lines=("Wreckage of a fishing boat on the shore of Osby Sound, 24 April 2023",))
    assert _published(_dated(near=near)) is None


@pytest.mark.parametrize("path", ["/2024/01/18/wall", "/harbour/20240118-wall", "/wall-2024-01-18.html"])
def test_the_day_in_the_address_is_a_guess(path: str) -> None:
    found = _dated(url=f"https://gazette.example{path}")
    assert _published(found) == (datetime(2024, 1, 18, tzinfo=UTC), "url, guess")


def test_a_day_in_the_address_makes_the_moment_sure() -> None:
    found = _dated("2024-01-18T09:00Z", url="https://gazette.example/2024/01/18/wall")
    assert _published(found) == (NINE, "json-ld+url, sure")


def test_the_day_of_creation_is_a_guess() -> None:
    assert _published(_dated(created="2024-01-18T09:00Z")) == (NINE, "json-ld:created, guess")


@pytest.mark.parametrize(("language", "month"), [("en-US", 3), ("en-GB", 4), ("es", 4)])
def test_the_language_tells_the_order_of_day_and_month(language: str, month: int) -> None:
    found = _dated(near=Masthead(opening=("3/4/2024",)), language=language).published
    assert found is not None
    assert found.value.at.month == month
