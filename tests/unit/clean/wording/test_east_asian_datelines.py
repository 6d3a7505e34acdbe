"""Datelines of Chinese, Japanese and Korean agencies."""

import pytest

from pipeline.clean.wording.datelines import find_dateline
from pipeline.clean.wording.east_asian_datelines import find_cjk_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "day", "agency"),
    [
        ("新华社哈尔登1月18日电 海港墙将重建。", "哈尔登", 18, "新华社"),
        ("中新社哈尔登18日电 海港墙将重建。", "哈尔登", 18, "中新社"),
        ("中新网1月18日电 海港墙将重建。", None, 18, "中新网"),
        ("(中央社哈尔登18日电)海港墙将重建。", "哈尔登", 18, "中央社"),
        ("【ハルデン共同】港の壁が再建される。", "ハルデン", None, "共同"),
        ("【1月18日 AFP】港の壁が再建される。", None, 18, "AFP"),
        ("[ハルデン 18日 ロイター] - 港の壁が再建される。", "ハルデン", 18, "ロイター"),
        ("(할덴=연합뉴스) 홍길동 기자 = 항구의 벽이 다시 세워진다.", "할덴", None, "연합뉴스"),
        ("(서울=뉴스1) 홍길동 기자 = 항구의 벽이 다시 세워진다.", "서울", None, "뉴스1"),
    ],
)
def test_a_dateline_is_read(paragraph: str, place: str | None, day: int | None, agency: str) -> None:
    found = find_cjk_dateline(paragraph)
    assert found is not None
    assert (found.place, found.day, found.agency) == (place, day, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "海港墙将在春天重建，市长说。",
        "【関連記事】港の壁が再建される。",
        "(서울) 항구의 벽이 다시 세워진다.",
        "新华社报道说海港墙将重建。",
        "新华社哈尔登1月18日电",
        "",
    ],
)
def test_a_paragraph_without_a_dateline_has_none(paragraph: str) -> None:
    assert find_cjk_dateline(paragraph) is None


def test_the_dateline_is_the_beginning_of_its_paragraph() -> None:
    paragraph = "新华社哈尔登1月18日电 海港墙将重建。"
    found = find_cjk_dateline(paragraph)
    assert found is not None
    assert paragraph.startswith(found.text)


def test_the_agency_gets_its_own_name() -> None:
    found = find_dateline("(할덴=연합뉴스) 홍길동 기자 = 항구의 벽이 다시 세워진다.")
    assert found is not None
    assert found.agency == "Yonhap"
