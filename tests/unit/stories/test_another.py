"""Whether a page tells another story than it did."""

import pytest

from pipeline.stories import is_another_story

FERRY = (
    "Ferry sails again after the storm",
    "The night ferry to Orle left the harbour at nine on Friday evening with four hundred people on board. "
    "It was the first crossing since the storm, which had kept the ship in port for three days and two nights.",
)
BUDGET = (
    "Parliament passes the budget",
    "Parliament passed the budget for the coming year after a debate of eleven hours, with a majority of two votes. "
    "The minister of finance called the result narrow but clear and thanked the members who had changed sides.",
)
CHINESE = ("渡轮恢复航行", "前往奥勒的夜间渡轮周五晚九点载着四百名乘客离开港口，这是风暴以来的首次航行。")
CHINESE_BUDGET = ("议会通过预算", "经过十一小时辩论，议会以两票多数通过了明年的预算，财政部长对结果表示满意。")


@pytest.mark.parametrize(("was", "now"), [(FERRY, BUDGET), (CHINESE, CHINESE_BUDGET), (FERRY, CHINESE)])
def test_strangers_are_other_stories(was: tuple[str, str], now: tuple[str, str]) -> None:
    assert is_another_story(was=was, now=now)
    assert is_another_story(was=now, now=was)


@pytest.mark.parametrize(
    "now",
    [
        (FERRY[0], BUDGET[1]),
        ("Islanders return home", FERRY[1][:100] + " Bread was sold out within the hour."),
        (None, FERRY[1] + " " + BUDGET[1]),
    ],
    ids=["same headline", "part of the text", "longer text"],
)
def test_a_later_form_keeps_the_headline_or_passages(now: tuple[str | None, str]) -> None:
    assert not is_another_story(was=FERRY, now=now)


def test_an_edited_text_without_blanks_is_the_same_story() -> None:
    assert not is_another_story(was=CHINESE, now=("夜间渡轮", CHINESE[1] + "岛上居民表示欢迎。"))
