"""Bylines and timestamps."""

import pytest

from pipeline.clean.wording import is_byline, is_timestamp, read_byline_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Nora Tasker and Elis Venn", ("Nora Tasker", "Elis Venn")),
        ("By NORA TASKER, Staff Writer", ("NORA TASKER",)),
        ("By Nora Tasker, Elis Venn & Ida Roe", ("Nora Tasker", "Elis Venn", "Ida Roe")),
        ("By Nora Tasker, Halden", ("Nora Tasker",)),
        ("Por Lucía Bermejo y Mateo Sanromán", ("Lucía Bermejo", "Mateo Sanromán")),
        ("Von Karin Oberländer und Jan van der Meer", ("Karin Oberländer", "Jan van der Meer")),
        ("Kommentar von Jan van der Meer", ("Jan van der Meer",)),
        ("Par Jeanne Castérès (avec AFP)", ("Jeanne Castérès",)),
        ("Di Livia Barone", ("Livia Barone",)),
        ("Nora Tasker | n.tasker@gazette.example", ("Nora Tasker",)),
        ("By Nora Tasker, AFP", ("Nora Tasker", "AFP")),
        ("渡辺洋介", ("渡辺洋介",)),
        ("港記者", ("港",)),
        ("홍길동 기자", ("홍길동",)),
        ("作者：林海", ("林海",)),
        ("Autor: Karin Oberländer", ("Karin Oberländer",)),
        ("Oleh Siti Rahma dan Budi Laut", ("Siti Rahma", "Budi Laut")),
        ("Nora Tasker – Wirtschaftsredakteurin", ("Nora Tasker",)),
        ("Nora Tasker / Journalist", ("Nora Tasker",)),
        ("by Nora Tasker | Category Harbour | Tags Wall, Storm", ("Nora Tasker",)),
        ("by 林海 | カテゴリー 社会 | タグ 政治 , 経済", ("林海",)),
        (
            "By Nora Tasker, Elis Venn, Ida Roe, and Per Holm, AFP",
            ("Nora Tasker", "Elis Venn", "Ida Roe", "Per Holm", "AFP"),
        ),
        ("By Nora Tasker on Jul 04, 2026 at 11:30a @noratasker", ("Nora Tasker",)),
        ("By Nora Tasker Tuesday, Aug. 17, 2010", ("Nora Tasker",)),
        ("Von Karin Oberländer am 20. November 2026", ("Karin Oberländer",)),
        ("By Sunday May", ("Sunday May",)),
        ("Posted on July 4, 2026 by Nora Tasker", ("Nora Tasker",)),
        ("Publicado por Lucía Bermejo el 3 de julio de 2026", ("Lucía Bermejo",)),
        ("Veröffentlicht am 3. Juli 2026 von Karin Oberländer", ("Karin Oberländer",)),
        ("Written by Nora Tasker in Analysis on November 3, 2026", ("Nora Tasker",)),
        ("By Nora Tasker in London and Per Holm in New York", ("Nora Tasker", "Per Holm")),
        ("By Nora Tasker | Fjord Media for the Gazette", ("Nora Tasker",)),
        ("By Nora Tasker Bloomberg", ("Nora Tasker",)),
        ("By Nora Lovelace Jr.", ("Nora Lovelace Jr.",)),
    ],
)
def test_a_byline_names_people(byline: str, names: tuple[str, ...]) -> None:
    assert read_byline_names(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "Staff writer", "https://gazette.example/nora", "By", "12 November 2024", "gazette.example, Halden, Osby",
        "View author page", "责任编辑：林海", "Our Standards", "Learn More", "Veröffentlicht am 27.04.24 um 10:34 Uhr",
    ],
)  # fmt: skip
def test_roles_addresses_dates_and_links_are_no_names(byline: str) -> None:
    assert read_byline_names(byline) == ()


@pytest.mark.parametrize("line", ["By Nora Tasker", "Por Lucía Bermejo y Mateo Sanromán", "By Nora Tasker, Reporter"])
def test_a_line_of_names_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By and large the storm was kind",
        "By the time they reached Halden it was dark.",
        "Por la mañana llovió en Halden",
        "Von den Fähren fehlt jede Spur",
        "Di Maio in Roma",
        "Space agency report",
        "Nora Tasker",
    ],
)
def test_a_line_that_opens_like_one_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "20. November 2026, 03:30 Uhr",
        "Published 18 November 2019",
        "Mis à jour le 3 mars 2024 à 10h15",
        "HALDEN WIRE Politics 2026-11-20 02:30 UTC",
        "3 minutes read",
        "Tempo de leitura: 1 minuto",
        "20/11/2026 - Posted by: Nora Tasker - Section: Coast",
    ],
)
def test_a_line_that_tells_the_time_is_a_timestamp(line: str) -> None:
    assert is_timestamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "In 2019 the wall fell.",
        "March 2024 was wet",
        "20/11/2026 - Result: Halden won the cup.",
        "The gate opened at 10:30 on 3 March 2024.",
    ],
)
def test_a_sentence_with_a_date_is_no_timestamp(line: str) -> None:
    assert not is_timestamp(line)


@pytest.mark.parametrize(
    "line",
    ["Haber: Elif Kaya", "Muhabir: Elif Kaya", "Reportagem: Nora Tasker", "Bericht: Nora Tasker", "取材・文：山田太郎",
     "ライター：山田太郎", "撰稿：王小明", "文｜王小明"],
)  # fmt: skip
def test_labels_of_authors_open_a_byline(line: str) -> None:
    assert is_byline(line)


def test_a_name_with_an_elided_particle() -> None:
    assert read_byline_names("Nora Tasker and Frances d'Osby") == ("Nora Tasker", "Frances d'Osby")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("記者 林一", "林一"),
        ("记者林一 报道", "林一"),
        ("記者林一／台北報導", "林一"),
        ("本报记者 席文", "席文"),
        ("【執筆】野田直子", "野田直子"),
    ],
)
def test_east_asian_bylines(line: str, name: str) -> None:
    assert is_byline(line)
    assert read_byline_names(line) == (name,)


@pytest.mark.parametrize(
    "line", ["記者会見", "记者会", "記者團", "记者招待会", "記者クラブ", "记者协会", "記者発表", "记者证"]
)
def test_headings_about_the_press_are_no_bylines(line: str) -> None:
    assert not is_byline(line)
