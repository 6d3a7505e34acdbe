"""What an editing step makes of a text."""

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.text import Block, BlockKind
from pipeline.model import Removed, RemovedKind


def test_a_removed_block_keeps_its_text_and_line() -> None:
    block = Block(text="Share", line=7, kind=BlockKind.ITEM)
    assert remove(block, kind=RemovedKind.SHARE, reason="a button") == Removed(
        text="Share", kind=RemovedKind.SHARE, reason="a button", line=7
    )


def test_nothing_is_removed_unless_a_step_says_so() -> None:
    assert Division(kept=()).removed == ()
