"""Lines that say when something appeared."""

import pytest

from pipeline.clean.wording import is_timestamp


@pytest.mark.parametrize(
    "line",
    [
        "20 November 2026",
        "November 20, 2026",
        "Nov 20, 2026 11:30",
        "Updated: 20 November 2026, 03:30",
        "Published on November 20, 2026 at 3:30 pm",
        "Last updated 2026-11-20 03:30 GMT",
        "Friday, 20 November 2026",
        "Freitag, 20. November 2026",
        "Stand: 20.11.2026, 11:30 Uhr",
        "Veröffentlicht am 20. November 2026 um 11:30 Uhr",
        "Publié le 20 novembre 2026 à 11h30",
        "Publicado el 20 de noviembre de 2026 a las 11:30",
        "Pubblicato il 20 novembre 2026 alle ore 11:30",
        "Publicado em 20 de novembro de 2026 às 11h30",
        "2026-11-20T03:30:00Z",
        "2026-11-20",
        "2026年11月20日 21時37分",
        "2 minutes ago",
        "an hour ago",
        "vor einer Stunde",
        "il y a 3 jours",
        "hace 2 horas",
        "há 2 horas",
        "2 ore fa",
        "3 dagen geleden",
        "2 timmar sedan",
        "5 dakika önce",
        "2 часа назад",
        "2 години тому",
        "3小时前",
        "2시간 전",
        "2 घंटे पहले",
        "২ ঘণ্টা আগে",
        "منذ 3 ساعات",
        "قبل ٥ دقائق",
        "۳ ساعت پیش",
        "3 ชั่วโมงที่แล้ว",
        "3 jam yang lalu",
        "5 minut temu",
        "3 giờ trước",
        "Нора Таскер, 3 часа назад",
        "3 min read",
        "Lesezeit: 4 Minuten",
        "20/11/2026 - Posted by: Nora Tasker - Section: Coast",
    ],
)
def test_a_line_that_says_when_is_a_timestamp(line: str) -> None:
    assert is_timestamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Harbour wall",
        "The wall fell on 20 November 2026 during the storm.",
        "In 1911 the wall was built.",
        "The election of 2026 was close",
        "Nora Tasker",
        "The council met 2 days ago",
        "5 boats were lost",
        "Storm Orla 2026",
        "20 November",
        "بعد 3 ساعات",
        "منذ 3 ساعات والطاحونة تحترق في تورين",
        "২ ঘণ্টা আগে কল বন্ধ হয়েছে",
        "आग 2 घंटे पहले लगी थी",
        "Три часа назад",
        "火灾发生在3小时前的托林",
        "ไฟไหม้ 3 ชั่วโมง",
        "3 giờ trước khi đi",
        "x" * 101,
    ],
)
def test_other_lines_are_not(line: str) -> None:
    assert not is_timestamp(line)


@pytest.mark.parametrize(
    "line", ["18 января 2024", "18 січень 2024", "18 lapkričio 2024", "18. velj 2024", "18 helmi 2024"]
)
def test_months_of_the_calendar_stand_in_timestamps(line: str) -> None:
    assert is_timestamp(line)
