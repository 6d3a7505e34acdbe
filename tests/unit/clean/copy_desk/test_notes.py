"""Notes of editors."""

from collections.abc import Sequence

from pipeline.clean.copy_desk.notes import NotedDivision, cut_notes
from pipeline.clean.text import Block
from pipeline.model import PubStatus

CORRECTION = "Correction: The wall was built in 1911, not in 1991."
NOTE = "Editor's note: Nora Tasker's boat was among those lost."


def _noted(lines: Sequence[str]) -> NotedDivision:
    return cut_notes([Block(text=text, line=number) for number, text in enumerate(lines)])


def test_a_correction_marks_the_story_as_corrected(story: Sequence[str]) -> None:
    noted = _noted([*story, CORRECTION])
    assert (noted.ednote, noted.status) == (CORRECTION, PubStatus.CORRECTED)


def test_a_note_leaves_the_story_usable(story: Sequence[str]) -> None:
    assert _noted([NOTE, *story]).status is PubStatus.USABLE


def test_notes_at_both_ends_are_joined(story: Sequence[str]) -> None:
    assert _noted([NOTE, *story, CORRECTION]).ednote == f"{NOTE}\n\n{CORRECTION}"


def test_a_note_that_is_all_there_is_is_the_story() -> None:
    assert _noted([CORRECTION]).ednote is None


def test_a_word_in_mid_story_is_no_note(story: Sequence[str]) -> None:
    lines = [*story[:4], CORRECTION, *story[:4], *story, *story]
    assert _noted(lines).ednote is None
