"""Blocks after the copy desk, and the removals that are stored."""

from collections.abc import Sequence

import pytest

from pipeline.clean.copy_desk import Story, list_removals, revise_judgements
from pipeline.clean.text import Block, Judged, KeptKind, Side
from pipeline.model import Removed, RemovedKind


def _judged(
    text: str,
    line: int,
    *,
    kept: bool = False,
    kind: RemovedKind | KeptKind = RemovedKind.OUTSIDE,
    side: Side | None = None,
) -> Judged:
    reason = f"stands {side} the element that holds the story (main)" if side else "short -1.0"
    return Judged(block=Block(text=text, line=line), kept=kept, kind=kind, score=0.0, reason=reason, side=side)


def _removed(text: str, line: int, kind: RemovedKind = RemovedKind.BYLINE) -> Removed:
    return Removed(text=text, kind=kind, reason="names the authors", line=line)


def test_a_block_of_the_story_stays_as_it_was_judged() -> None:
    one = _judged("Wall.", 0, kept=True, kind=KeptKind.STORY)
    assert revise_judgements([one], Story(blocks=(one.block,))) == (one,)


def test_a_dropped_block_stays_dropped_for_its_reason() -> None:
    one = _judged("Share", 0)
    assert revise_judgements([one], Story()) == (one,)


def test_what_the_copy_desk_removed_gets_its_kind_and_reason() -> None:
    one = _judged("By Nora Tasker", 0, kept=True, kind=KeptKind.STORY)
    (revised,) = revise_judgements([one], Story(removed=(_removed("By Nora Tasker", 0),)))
    assert (revised.kept, revised.kind, revised.reason) == (False, "byline", "names the authors")


def test_what_became_a_note_is_marked_as_one() -> None:
    (revised,) = revise_judgements([_judged("Correction: Osby.", 0, kept=True, kind=KeptKind.STORY)], Story())
    assert (revised.kept, revised.kind) == (False, "note")


@pytest.mark.parametrize("side", list(Side))
def test_lines_on_one_side_are_one_run(side: Side) -> None:
    removed = list_removals([_judged("Osby today", 0, side=side), _judged("Halden today", 1, side=side)], ())
    assert [one.text for one in removed] == ["Osby today\nHalden today"]


def test_lines_within_the_story_are_listed_one_by_one() -> None:
    removed = list_removals([_judged("Osby today", 0), _judged("Halden today", 1)], ())
    assert [one.text for one in removed] == ["Osby today", "Halden today"]


def test_a_label_that_a_phrase_knows_is_listed_alone() -> None:
    blocks = [_judged("Osby", 0, side=Side.BELOW), _judged("Related articles", 1, side=Side.BELOW)]
    assert [one.text for one in list_removals(blocks, ())] == ["Osby", "Related articles"]


def test_runs_of_two_kinds_are_two_removals() -> None:
    blocks = [_judged("Osby", 0, side=Side.BELOW), _judged("Halden", 1, kind=RemovedKind.RELATED, side=Side.BELOW)]
    assert [one.kind for one in list_removals(blocks, ())] == ["outside", "related"]


@pytest.mark.parametrize("kind", [KeptKind.NOTE, KeptKind.DATELINE])
def test_what_the_article_has_elsewhere_is_not_listed(kind: KeptKind) -> None:
    assert list_removals([_judged("HALDEN -", 0, kind=kind)], ()) == ()


def test_a_line_that_the_copy_desk_removed_is_listed_once() -> None:
    removal = _removed("By Nora Tasker", 0)
    assert list_removals([_judged("By Nora Tasker", 0, kind=RemovedKind.BYLINE)], [removal]) == (removal,)


def test_removals_are_listed_in_page_order() -> None:
    blocks = [_judged("Osby", 0, side=Side.ABOVE), _judged("Halden", 9, side=Side.BELOW)]
    assert [one.line for one in list_removals(blocks, [_removed("By Nora Tasker", 5)])] == [0, 5, 9]


def test_a_long_run_says_how_many_lines_it_had() -> None:
    blocks = [_judged(f"A line about town number {n} today", n, side=Side.BELOW) for n in range(100)]
    (run,) = list_removals(blocks, ())
    assert run.text.splitlines()[-1] == "… and 91 more lines"


def test_the_first_line_of_a_run_is_whole_however_long() -> None:
    (run,) = list_removals([_judged("wall " * 200, 0, side=Side.BELOW)], ())
    assert run.text == "wall " * 200


def test_kept_blocks_are_not_listed(story: Sequence[str]) -> None:
    assert list_removals([_judged(text, n, kept=True, kind=KeptKind.STORY) for n, text in enumerate(story)], ()) == ()
