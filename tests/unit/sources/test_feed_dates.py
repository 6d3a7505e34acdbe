"""The dates of feeds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Instant, Precision
from pipeline.sources import instant, plausible
from pipeline.sources.dates import stated_instant


def at(text: str) -> str | None:
    """The moment read from a text, as ISO 8601 in UTC."""
    read = instant(text)
    return None if read is None else read.at.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-01-18T10:00:00Z", "2018-01-18T10:00:00Z"),
        ("2018-01-18T10:00:00.25+01:00", "2018-01-18T09:00:00.250000Z"),
        ("2018-01-18T10:00:00,25+0100", "2018-01-18T09:00:00.250000Z"),
        ("2018-01-18 10:00:00 +0100", "2018-01-18T09:00:00Z"),
        ("2018-01-18T10:00-05:00[America/New_York]", "2018-01-18T15:00:00Z"),
        ("2018-01-18 T 10:00:00-05:00", "2018-01-18T15:00:00Z"),
        ("20180125T101112+0900", "2018-01-25T01:11:12Z"),
        ("20180125T10:11:12+09:00", "2018-01-25T01:11:12Z"),
        ("2018-01-25T101112+09", "2018-01-25T01:11:12Z"),
        ("2018-01-18T24:00:00Z", "2018-01-19T00:00:00Z"),
        ("2018-06-30T23:59:60Z", "2018-07-01T00:00:00Z"),
        ("2016/6/29 15:07:41", "2016-06-29T15:07:41Z"),
        ("20180118", "2018-01-18T00:00:00Z"),
        ("20180118101112", "2018-01-18T10:11:12Z"),
    ],
)
def test_iso_8601_is_read(text: str, expected: str) -> None:
    assert at(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 18 Jan 2018 10:00:00 GMT", "2018-01-18T10:00:00Z"),
        ("Thu, 18 Jan 2018 10:00:00 +0130", "2018-01-18T08:30:00Z"),
        ("Thu, 18 Jan 2018 10:00:00 BST", "2018-01-18T09:00:00Z"),
        ("Thu, 18 Jan 2018 10:00:00 AEDT", "2018-01-17T23:00:00Z"),
        ("Thu, 30 Apr 2015 08:57:00 MEST", "2015-04-30T06:57:00Z"),
        ("Thu, 18 Jan 2018 10:00:00 EST", "2018-01-18T15:00:00Z"),
        ("Thu, 18 Jan 18 10:00 UT", "2018-01-18T10:00:00Z"),
        ("Thu,28 Jul 2022 4:35:5 GMT+9", "2022-07-27T19:35:05Z"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
        ("Thu Jan 18 2018 10:00:00 GMT+0100 (CET)", "2018-01-18T09:00:00Z"),
        ("Thursday, 18-Jan-18 10:00:00 GMT", "2018-01-18T10:00:00Z"),
        ("Thu, 18 Jan 2018 10:00:00 -0000", "2018-01-18T10:00:00Z"),
    ],
)
def test_rfc_822_and_its_relatives_are_read(text: str, expected: str) -> None:
    assert at(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "18 January 2018",
        "January 18th, 2018",
        "jue, 18 de enero de 2018",
        "jeudi 18 janvier 2018",
        "Donnerstag, 18. Januar 2018",
        "18. Jänner 2018",
        "quinta-feira, 18 de janeiro de 2018",
        "giovedì 18 gennaio 2018",
        "donderdag 18 januari 2018",
        "czwartek, 18 stycznia 2018",
        "18 января 2018",
        "18 Ιανουαρίου 2018",
        "18 Ocak 2018 Perşembe",
        "2018. január 18.",
        "2018年1月18日",
        "2018년 1월 18일",
        "18 يناير 2018",
        "18.01.2018",
        "18/01/2018",
        "01/18/2018",
    ],
)
def test_a_day_in_any_language_is_read(text: str) -> None:
    assert at(text) == "2018-01-18T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mar, 18 ene 2018 10:30:00 +0100", "2018-01-18T09:30:00Z"),
        ("jeudi 1er février 2018 à 10h30", "2018-02-01T10:30:00Z"),
        ("1º de maio de 2018 10:30", "2018-05-01T10:30:00Z"),
        ("January 18th, 2018 at 3:05 PM EST", "2018-01-18T20:05:00Z"),
        ("01/18/2018 12:05 am", "2018-01-18T00:05:00Z"),
        ("18 ene. 2018 12:05 p. m.", "2018-01-18T12:05:00Z"),
        ("2018年1月18日 下午3:05", "2018-01-18T15:05:00Z"),
    ],
)
def test_the_time_of_day_is_read_in_its_language(text: str, expected: str) -> None:
    assert at(text) == expected


@pytest.mark.parametrize("text", ["1516269600", "1516269600123", "1516269600.5"])
def test_a_unix_time_is_read(text: str) -> None:
    assert at(text) == "2018-01-18T10:00:00Z"


def test_a_unix_time_is_in_utc() -> None:
    read = instant("1516269600")
    assert read is not None
    assert not read.zone_assumed


@pytest.mark.parametrize(
    "text",
    [
        "1970-01-01T00:00:00Z",
        "Thu, 04 Jul 1776 18:30:02 GMT",
        "0001-01-01T00:00:00Z",
        "2018-02-31T10:00:00Z",
        "2018-13-01",
        "2018-01-18T25:00:00Z",
        "2018-01-18T24:00:01Z",
        "2003-07-01T01:55:61-05:00",
        "2018-01",
        "2018",
        "18 Jan",
        "Jan 2018",
        "10:00",
        "03/04/2018",
        "yesterday",
        "10 May Street 2018",
        "Jan 18 2018 " * 20,
        "",
    ],
)
def test_what_cannot_be_or_is_not_certain_is_not_read(text: str) -> None:
    assert instant(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2018-01-18T10:00:00",
        "Mon, 01 Jan 2018 00:00:00",
        "18 Jan 2018 10:00:00 IST",
        "18 Jan 2018 10:00 +2400",
        "2018-01-18",
    ],
)
def test_a_text_without_a_known_zone_is_marked(text: str) -> None:
    read = instant(text)
    assert read is not None
    assert read.zone_assumed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-01-18", Precision.DAY),
        ("18 January 2018", Precision.DAY),
        ("2018-01-18T10:00Z", Precision.MINUTE),
        ("18 Jan 2018 10:00 GMT", Precision.MINUTE),
        ("2018-01-18T00:00:00Z", Precision.SECOND),
    ],
)
def test_a_moment_is_as_exact_as_its_text(text: str, expected: Precision) -> None:
    read = instant(text)
    assert read is not None
    assert read.precision is expected


def test_the_text_is_kept_as_it_stood() -> None:
    read = instant("  18 Jan 2018  10:00 GMT ")
    assert read is not None
    assert read.text == "18 Jan 2018  10:00 GMT"


NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "expected"), [(timedelta(days=-900), True), (timedelta(hours=47), True), (timedelta(hours=49), False)]
)
def test_a_moment_far_ahead_is_not_plausible(ahead: timedelta, *, expected: bool) -> None:
    assert plausible(Instant(at=NOW + ahead, text="x"), NOW) is expected


@pytest.mark.parametrize("text", ["1970-01-01T00:00:00Z", "Thu, 04 Jul 1776 18:30:02 GMT", "0001-01-01T00:00:00Z"])
def test_a_moment_before_the_web_is_stated_and_not_plausible(text: str) -> None:
    stated = stated_instant(text)
    assert stated is not None
    assert not plausible(stated, NOW)


def test_no_date_carries_an_invisible_character() -> None:
    read = instant("18 Jan 2018\x00 10:00 GMT")
    assert read is not None
    assert read.text == "18 Jan 2018 10:00 GMT"


@given(st.text(max_size=120))
def test_reading_a_date_never_fails(text: str) -> None:
    read = instant(text)
    assert read is None or (read.at.year >= 1990 and read.at.utcoffset() == timedelta())


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_python_writes_is_read_back(moment: datetime) -> None:
    read = instant(moment.isoformat())
    assert read is not None
    assert read.at == moment


@pytest.mark.parametrize(
    "text",
    [
        "tiistaina 24. marraskuuta 2026 klo 10.05", "ti 24.11.2026 10.05", "utorak, 24. studenoga 2026. u 10:05",
        "dimarts, 24 de novembre de 2026, 10:05", "вторник, 24 ноември 2026 г., 10:05", "24. november 2026 kell 10.05",
        "otrdiena, 2026. gada 24. novembris, 10:05", "2026 m. lapkričio 24 d. 10:05", "24 בנובמבר 2026, 10:05",
        "24 พฤศจิกายน 2569 10:05", "24 พ.ย. 2569 10.05 น.", "24 tháng 11, 2026 10:05",
        "Thứ Ba, ngày 24 tháng 11 năm 2026, 10:05", "torek, 24. novembra 2026 ob 10.05",
        "utorok 24. novembra 2026 o 10:05", "marți, 24 noiembrie 2026, 10:05", "Τρίτη, 24 Νοεμβρίου 2026 10:05 π.μ.",
        "24 تشرين الثاني 2026 10:05 ص", "24 नवंबर 2026 10:05", "24 নভেম্বর ২০২৬ 10:05", "24 ноября 2026 г. 10:05",
        "tirsdag 24. november 2026 kl. 10.05", "Dienstag, 24. November 2026, 10.05 Uhr", "2026-11-24T10:5Z",
    ],
)  # fmt: skip
def test_dates_of_many_languages_are_read(text: str) -> None:
    stated = instant(text)
    assert stated is not None
    assert stated.at == datetime(2026, 11, 24, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "month"),
    [("utorak, 24. listopada 2026", 10), ("wtorek, 24 listopada 2026", 11), ("uto, 2. lip 2026", 6), ("2 lip 2026", 7)],
)
def test_the_day_of_the_week_tells_what_month_is_meant(text: str, month: int) -> None:
    stated = instant(text)
    assert stated is not None
    assert stated.at.month == month


@pytest.mark.parametrize("text", ["24 listopada 2026", "2 hours ago, 24 2026", "24 chapters by May 2026"])
def test_a_month_that_nobody_names_is_not_made_up(text: str) -> None:
    assert instant(text) is None


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("WIB", 3), ("HKT", 2), ("SGT", 2), ("PKT", 5), ("SAST", 8), ("BRT", 13), ("ICT", 3), ("ART", 13)],
)
def test_zones_of_publishers_are_known(zone: str, hour: int) -> None:
    stated = instant(f"Tue, 24 Nov 2026 10:05:00 {zone}")
    assert stated is not None
    assert (stated.at.hour, stated.zone_assumed) == (hour, False)


def test_a_sloppy_iso_date_is_read() -> None:
    stated = instant("2026-1-12T9:5:3Z")
    assert stated is not None
    assert stated.at == datetime(2026, 1, 12, 9, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 lis 2024 10:00", "2024-11-12T10:00:00Z"),
        ("12 lip 2024 10:00", "2024-07-12T10:00:00Z"),
        ("utorak, 12. lip 2024 10:00", "2024-06-12T10:00:00Z"),
        ("12. септембра 2024. 10:00", "2024-09-12T10:00:00Z"),
        ("12 नवम्बर 2024 10:00", "2024-11-12T10:00:00Z"),
        ("12 می 2024 10:00", "2024-05-12T10:00:00Z"),
    ],
)
def test_feeds_and_pages_know_the_same_months(text: str, expected: str) -> None:
    assert at(text) == expected
