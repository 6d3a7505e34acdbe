"""The headline and the byline among the first blocks of a story."""

from collections.abc import Sequence

import pytest

from pipeline.clean.copy_desk.head import cut_byline, cut_headline
from pipeline.clean.text import Block, BlockKind

TITLE = "Harbour wall of Wexmere to be rebuilt"


def _blocks(*lines: str) -> list[Block]:
    return [Block(text=text, line=number) for number, text in enumerate(lines)]


def test_the_headline_goes(story: Sequence[str]) -> None:
    assert [block.text for block in cut_headline(_blocks(TITLE, *story), [TITLE]).kept] == list(story)


@pytest.mark.parametrize(
    "spelling", [TITLE.upper(), f"“{TITLE}”", f"{TITLE}.", "Coast: Harbour wall of Wexmere to be rebuilt"]
)
def test_the_headline_goes_in_any_spelling(story: Sequence[str], spelling: str) -> None:
    assert [block.text for block in cut_headline(_blocks(spelling, *story), [TITLE]).kept] == list(story)


def test_what_stands_above_the_headline_goes_too(story: Sequence[str]) -> None:
    removed = cut_headline(_blocks("Home", "Coast", TITLE, *story), [TITLE]).removed
    assert [(one.text, one.kind) for one in removed] == [
        ("Home", "navigation"),
        ("Coast", "navigation"),
        (TITLE, "headline"),
    ]


def test_nothing_goes_without_a_headline(story: Sequence[str]) -> None:
    assert cut_headline(_blocks("Home", *story), [TITLE]).removed == ()


def test_a_headline_below_the_first_paragraph_takes_nothing_with_it(story: Sequence[str]) -> None:
    removed = cut_headline(_blocks("Coast", story[0], TITLE, *story[1:]), [TITLE]).removed
    assert [one.text for one in removed] == [TITLE]


def test_the_headline_goes_again_further_down(story: Sequence[str]) -> None:
    removed = cut_headline(_blocks(TITLE, *story, TITLE), [TITLE]).removed
    assert [one.line for one in removed] == [0, len(story) + 1]


@pytest.mark.parametrize("kind", [BlockKind.ITEM, BlockKind.ROW, BlockKind.QUOTE])
def test_items_rows_and_quotes_are_never_the_headline_again(story: Sequence[str], kind: BlockKind) -> None:
    blocks = [*_blocks(TITLE, *story), Block(text=TITLE, line=99, kind=kind)]
    assert len(cut_headline(blocks, [TITLE]).removed) == 1


def test_a_short_subhead_may_be_the_title_of_a_part(story: Sequence[str]) -> None:
    assert len(cut_headline(_blocks("Old wall", *story, "Old wall"), ["Old wall"]).removed) == 1


def test_without_titles_all_stays(story: Sequence[str]) -> None:
    assert cut_headline(_blocks(TITLE, *story), []).removed == ()


def test_a_byline_in_the_head_goes(story: Sequence[str]) -> None:
    signed = cut_byline(_blocks("By Nora Tasker", *story), [])
    assert (signed.byline, [block.text for block in signed.kept]) == ("By Nora Tasker", list(story))


def test_a_known_name_goes_wherever_it_stands(story: Sequence[str]) -> None:
    signed = cut_byline(_blocks(*story, "NORA TASKER"), ["Nora Tasker"])
    assert (signed.byline, len(signed.removed)) == ("NORA TASKER", 1)


def test_an_unknown_byline_far_below_stays(story: Sequence[str]) -> None:
    assert cut_byline(_blocks(*story, "By Nora Tasker"), []).byline is None


def test_the_first_of_several_bylines_counts(story: Sequence[str]) -> None:
    signed = cut_byline(_blocks("By Nora Tasker", *story, "Olav Brekke"), ["Olav Brekke"])
    assert (signed.byline, len(signed.removed)) == ("By Nora Tasker", 2)


@pytest.mark.parametrize("kind", [BlockKind.ITEM, BlockKind.ROW])
def test_a_name_in_a_list_stays(story: Sequence[str], kind: BlockKind) -> None:
    blocks = [*_blocks(*story), Block(text="Nora Tasker", line=99, kind=kind)]
    assert cut_byline(blocks, ["Nora Tasker"]).removed == ()


def test_the_reason_says_what_it_was(story: Sequence[str]) -> None:
    (one,) = cut_byline(_blocks("By Nora Tasker", *story), []).removed
    assert (one.kind, one.reason) == ("byline", "names the authors")
