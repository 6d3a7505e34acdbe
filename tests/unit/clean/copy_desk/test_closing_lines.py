"""Asides below a story, by the examples of each entry of `asides.toml`, and where they may stand."""

from collections.abc import Sequence

import pytest

from pipeline.clean.copy_desk.closing_lines import cut_asides
from pipeline.clean.text import Block, BlockKind
from pipeline.clean.wording import is_timestamp
from pipeline.clean.wording.asides import Aside, find_aside, read_aside_rules

INVITATION = "Follow the Halden Gazette on Facebook, Instagram and X."

each_aside = pytest.mark.parametrize("aside", read_aside_rules(), ids=lambda aside: f"{aside.language}-{aside.kind}")


def _blocks(lines: Sequence[str]) -> list[Block]:
    return [Block(text=text, line=number) for number, text in enumerate(lines)]


def _removed(lines: Sequence[str]) -> list[str]:
    return [one.text for one in cut_asides(_blocks(lines)).removed]


@each_aside
def test_an_aside_goes_from_below_a_story(aside: Aside, story: Sequence[str]) -> None:
    assert [_removed([*story, line]) for line in aside.drops] == [[line] for line in aside.drops]


@each_aside
def test_what_only_looks_like_an_aside_stays(aside: Aside, story: Sequence[str]) -> None:
    assert [line for line in aside.keeps if _removed([*story, line])] == []


@each_aside
def test_every_phrase_of_an_aside_is_found(aside: Aside) -> None:
    lines = [text.replace("…", "中").replace("*", "").replace("{network}", "Facebook") for text in aside.text]
    assert [line for line in lines if find_aside(line) is None] == []


def test_several_asides_go(story: Sequence[str]) -> None:
    credit = "Gazette reporter Nora Tasker contributed to this report."
    assert _removed([*story, credit, INVITATION]) == [credit, INVITATION]


def test_an_invitation_above_the_story_goes(story: Sequence[str]) -> None:
    assert _removed([INVITATION, *story]) == [INVITATION]


def test_a_paragraph_above_that_mentions_an_invitation_stays(story: Sequence[str]) -> None:
    first = (
        "The harbour board had asked everybody to sign up for the Gazette's weekly newsletter before Friday, since its "
        "own letters take nine days to the island and half of them come back from the empty houses on the western quay."
    )
    assert _removed([first, *story]) == []


def test_a_paragraph_that_closes_with_an_invitation_stays(story: Sequence[str]) -> None:
    last = (
        "The exhibition of the old lighthouse drawings had been planned for ten rooms and fills fourteen of them now, "
        "and nine thousand people came in its first week alone. For more details, check out our review."
    )
    assert _removed([*story, last]) == []


def test_an_aside_among_the_paragraphs_is_left_to_the_judgement(story: Sequence[str]) -> None:
    assert _removed([*story[:3], INVITATION, *story[3:]]) == []


def test_what_the_author_is_goes(story: Sequence[str]) -> None:
    bio = "Nora Tasker is the deal curator of the Gazette and spends most of what she earns on things she writes about."
    assert [one.text for one in cut_asides(_blocks([*story, bio]), ["Nora Tasker"]).removed] == [bio]


def test_what_somebody_else_is_stays(story: Sequence[str]) -> None:
    person = "Olav Brekke is the oldest of the four fishermen who still put out from the northern basin every morning."
    assert [one.text for one in cut_asides(_blocks([*story, person]), ["Nora Tasker"]).removed] == []


def test_a_story_that_is_an_aside_stays() -> None:
    assert _removed([INVITATION]) == []


def test_a_long_paragraph_is_no_aside(story: Sequence[str]) -> None:
    assert _removed([*story, f"{INVITATION} {'And the harbour board met again that evening. ' * 8}"]) == []


def test_a_heading_with_nothing_below_it_goes(story: Sequence[str]) -> None:
    heading = Block(text="What happens next", line=99, kind=BlockKind.HEADING)
    assert [one.text for one in cut_asides([*_blocks(story), heading]).removed] == ["What happens next"]


def test_headings_of_lists_far_below_the_story_go(story: Sequence[str]) -> None:
    headings = [
        Block(text=text, line=line, kind=BlockKind.HEADING) for text, line in (("News", 120), ("Featured", 150))
    ]
    assert [one.text for one in cut_asides([*_blocks(story), *headings]).removed] == ["News", "Featured"]


@pytest.mark.parametrize("line", ["See more photos:", "Verwandte Themen auf unserem Blog:", "相关阅读："])
def test_a_line_that_leads_to_nothing_goes(line: str, story: Sequence[str]) -> None:
    assert _removed([*story, line]) == [line]


def test_a_line_that_leads_to_a_list_stays(story: Sequence[str]) -> None:
    assert _removed([*story, "The council asks for:", "a wall", "a quay", "two cranes of the larger kind"]) == []


def test_the_items_of_a_list_of_headings_stay(story: Sequence[str]) -> None:
    headings = [Block(text=f"{number}. The pier", line=number, kind=BlockKind.HEADING) for number in (98, 99)]
    assert cut_asides([*_blocks(story), *headings]).removed == ()


@pytest.mark.parametrize(
    "line",
    [
        "2 minutes ago",
        "vor 3 Stunden",
        "il y a 2 heures",
        "hace 5 minutos",
        "2 часа назад",
        "3時間前",
        "Nora Tasker 1 day ago",
    ],
)
def test_how_long_ago_is_a_timestamp(line: str) -> None:
    assert is_timestamp(line)


@pytest.mark.parametrize("line", ["The pier burned down 2 days ago", "He left 3 hours ago."])
def test_a_sentence_that_says_how_long_ago_is_no_timestamp(line: str) -> None:
    assert not is_timestamp(line)


@pytest.mark.parametrize("line", ["Kyst Radio / Osby Herald", "Nora Tasker, Halden", "Redaktion Halden"])
def test_names_that_sign_a_story_go(line: str, story: Sequence[str]) -> None:
    assert _removed([*story, line]) == [line]


def test_a_last_sentence_of_few_words_stays(story: Sequence[str]) -> None:
    assert _removed([*story, "Nora Tasker Won."]) == []
