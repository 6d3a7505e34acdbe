"""Lines that templates print above and below a story."""

import pytest

from pipeline.clean.wording import find_page_line


def _kind(line: str) -> str | None:
    found = find_page_line(line)
    return found.kind if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Home » News » Coast",
        "Inicio > Sociedad",
        "Accueil / Régions",
        "Startseite › Küste",
        "Главная / Общество",
        "الرئيسية / أخبار",
        "होम » राज्य",
        "হোম » সারাদেশ",
        "Beranda » Daerah",
        "当前位置：首页 > 新闻 > 社会",
        "ホーム > 社会",
        "홈 > 사회",
        "News | Coast",
        "Etusivu > Uutiset",
        "Főoldal > Belföld",
    ],
)
def test_a_path_within_the_site_is_navigation(line: str) -> None:
    assert _kind(line) == "navigation"


@pytest.mark.parametrize(
    "line",
    [
        "312 Shares",
        "Views: 1,204",
        "1.204 visitas",
        "Просмотры: 1 204",
        "1.204 okunma",
        "조회수 1,204",
        "浏览量：1204",
        "عدد المشاهدات: 1204",
        "১২০৪ বার পঠিত",
        "1.204 lượt xem",
        "4 comments",
    ],
)
def test_what_counts_readers_is_of_the_share_bar(line: str) -> None:
    assert _kind(line) == "share"


@pytest.mark.parametrize(
    "line",
    [
        "14 نوفمبر، 2024",
        "۲۴ آبان ۱۴۰۳ - ۱۳:۲۰",
        "প্রকাশ: ১৪ নভেম্বর ২০২৪, ১৫:২০",
        "Kamis, 14 November 2024 15:20 WIB",
        "Updated: 14 नवंबर 2024, 04:10 PM IST",
        "입력 2024.11.14 15:20",
        "Опубликовано: 14 ноября 2024, 13:45",
        "Publicerad 3 mars 2025 09.15",
        "3 มีนาคม 2568 เวลา 09:15 น.",
    ],
)
def test_a_date_with_its_label_is_a_date(line: str) -> None:
    assert _kind(line) == "date"


@pytest.mark.parametrize(
    "line",
    [
        "Por Redacción",
        "Автор: Редакция",
        "Haber Merkezi",
        "নিজস্ব প্রতিবেদক",
        "Door onze redactie",
        "Theo Ban biên tập",
        "लेखक: डेस्क",
        "كتب: فريق التحرير",
        "di Redazione",
        "Par La Rédaction",
        "Staff Reporter",
        "編集部",
    ],
)
def test_a_newsroom_signs_without_a_person(line: str) -> None:
    assert _kind(line) == "byline"


@pytest.mark.parametrize("line", ["#ferry #storm", "#우물 #솔고개", "#नाव #तूफान"])
def test_hashtags_are_tags(line: str) -> None:
    assert _kind(line) == "tags"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Harbour wall",
        "Storm of 14 November: what we know",
        "Osby 3 Halden 2",
        "312 boats",
        "Home for Christmas",
        "Home / away: how the league counts its goals this winter",
        "The newsroom moves to Halden",
        "In 2024 14 boats sank",
        "# 1 in the table",
        "Redaktion der Verfassung verschoben",
        "ICE > A4: Pendler klagen",
    ],
)
def test_a_line_of_a_story_is_none(line: str) -> None:
    assert _kind(line) is None
