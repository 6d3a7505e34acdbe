"""The names in a byline, in many languages and layouts."""

import pytest

from pipeline.clean.wording import is_byline, is_signature, read_byline_names

NORA, OLAV, PER = "Nora Tasker", "Olav Brekke", "Per Holm"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Nora Tasker", [NORA]),
        ("by Nora Tasker and Olav Brekke", [NORA, OLAV]),
        ("By Nora Tasker, Olav Brekke and Per Holm", [NORA, OLAV, PER]),
        ("By Nora Tasker, Olav Brekke, and Per Holm", [NORA, OLAV, PER]),
        ("By Nora Tasker & Olav Brekke", [NORA, OLAV]),
        ("By Nora Tasker | Olav Brekke", [NORA, OLAV]),
        ("Written by Nora Tasker", [NORA]),
        ("Story by Nora Tasker", [NORA]),
        ("Von Nora Tasker und Olav Brekke", [NORA, OLAV]),
        ("Ein Kommentar von Nora Tasker", [NORA]),
        ("Par Nora Tasker et Olav Brekke", [NORA, OLAV]),
        ("Propos recueillis par Nora Tasker", [NORA]),
        ("Por Nora Tasker y Olav Brekke", [NORA, OLAV]),
        ("Por Nora Tasker e Olav Brekke", [NORA, OLAV]),
        ("Di Nora Tasker", [NORA]),
        ("A cura di Nora Tasker", [NORA]),
        ("Door Nora Tasker en Olav Brekke", [NORA, OLAV]),
        ("Av Nora Tasker og Olav Brekke", [NORA, OLAV]),
        ("Af Nora Tasker", [NORA]),
        ("Oleh Nora Tasker", [NORA]),
        ("Autor: Nora Tasker", [NORA]),
        ("Author: Nora Tasker", [NORA]),
        ("Text: Nora Tasker", [NORA]),
        ("Автор: Нора Таскер", ["Нора Таскер"]),
        ("作者：王小明", ["王小明"]),
        ("记者 王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("渡辺洋介記者", ["渡辺洋介"]),
        ("بقلم نورا تاسكر", ["نورا تاسكر"]),
        ("By Nora Tasker, staff writer", [NORA]),
        ("By Nora Tasker, Reuters", [NORA, "Reuters"]),
        ("By Nora Tasker, Halden", [NORA]),
        ("By Nora Tasker in Halden", [NORA]),
        ("By Nora Tasker in Halden and Olav Brekke in Osby", [NORA, OLAV]),
        ("By Nora Tasker nora@gazette.example", [NORA]),
        ("By Nora Tasker (Halden)", [NORA]),
        ("By Nora Tasker @noratasker", [NORA]),
        ("By Nora Tasker on Jul 04, 2026 at 11:30", [NORA]),
        ("Nora Tasker Tuesday, Aug. 17", [NORA]),
        ("Posted on July 4, 2026 by Nora Tasker", [NORA]),
        ("by Nora Tasker | Category Harbour", [NORA]),
        ("Reuters", ["Reuters"]),
        ("By Sammy Davis Jr.", ["Sammy Davis Jr."]),
        ("Published on Jul 04", []),
        ("Staff writer", []),
    ],
)
def test_names_are_read_without_what_stands_around_them(byline: str, names: list[str]) -> None:
    assert list(read_byline_names(byline)) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Tasker",
        "Von Nora Tasker",
        "Par Nora Tasker",
        "Por Nora Tasker",
        "Door Nora Tasker",
        "By Nora Tasker and Olav Brekke, Reuters",
        "By Nora Tasker in Halden",
        "Author: Nora Tasker",
        "Posted on July 4, 2026 by Nora Tasker",
        "From Gazette staff reports",
        "By staff and wire reports",
    ],
)
def test_a_line_that_only_signs_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Nora Tasker",
        "By and large the wall held.",
        "By noon the gate was shut",
        "Di Maio in Rome",
        "Von der Küste kam der Sturm",
        "Por la mañana",
        "By Nora Tasker, who saw the wall fall",
        "By " + "Nora Tasker and " * 20,
    ],
)
def test_other_lines_that_open_like_one_are_not(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize("line", ["Nora Tasker", "Kyst Radio / Osby Herald", "Redaktion Halden"])
def test_names_and_offices_sign(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize("line", ["", "The wall held.", "Nora Tasker said so", "Gate 7"])
def test_other_lines_do_not_sign(line: str) -> None:
    assert not is_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "Written By Nora Tasker | Published: January 20, 2026 09:30 AM IST",
        "January 20th, 2026 by Nora Tasker",
        "Posted by Nora Tasker at 09:30",
        "Von Nora Tasker, 20.01.2026, 09:30 Uhr",
    ],
)
def test_a_byline_may_say_when(line: str) -> None:
    assert (is_byline(line), read_byline_names(line)) == (True, ("Nora Tasker",))


@pytest.mark.parametrize(
    "line",
    [
        "文・野田直子",
        "取材・文＝野田直子",
        "編集部 野田直子",
        "【執筆】野田直子",
        "記者野田直子／台北報導",
        "本报记者 野田直子",
    ],
)
def test_a_byline_in_chinese_or_japanese_has_its_label_before_the_name(line: str) -> None:
    assert (is_byline(line), read_byline_names(line)) == (True, ("野田直子",))
