"""What changed between two texts reads as an editor would mark it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.differences import differences, plain

FIRST = "The council voted on Thursday to rebuild the eastern breakwater."
SECOND = "Work is to begin in March, at a cost of 48 million crowns."
OTHER = "A ferry sank."


def marked(old: str, new: str) -> list[str]:
    return [plain(pieces) for pieces in differences(old, new)]


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_a_word_that_changed_is_marked_alone() -> None:
    assert marked(SECOND, SECOND.replace("48", "52")) == [
        "Work is to begin in March, at a cost of [-48-]{+52+} million crowns."
    ]


def test_paragraphs_that_stayed_are_not_marked() -> None:
    assert marked(text(FIRST, SECOND), text(FIRST, SECOND)) == [FIRST, SECOND]


def test_a_new_paragraph_is_added_whole() -> None:
    assert marked(FIRST, text(FIRST, OTHER)) == [FIRST, f"{{+{OTHER}+}}"]


def test_a_paragraph_that_went_is_removed_whole() -> None:
    assert marked(text(FIRST, OTHER, SECOND), text(FIRST, SECOND)) == [FIRST, f"[-{OTHER}-]", SECOND]


def test_a_paragraph_that_has_little_in_common_was_replaced() -> None:
    assert marked(FIRST, OTHER) == [f"{{+{OTHER}+}}", f"[-{FIRST}-]"]


def test_an_edit_behind_a_new_paragraph_is_still_an_edit() -> None:
    assert marked(SECOND, text(OTHER, SECOND.replace("48", "52"))) == [
        f"{{+{OTHER}+}}",
        "Work is to begin in March, at a cost of [-48-]{+52+} million crowns.",
    ]


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", FIRST), (FIRST, "")])
def test_nothing_can_be_compared_too(old: str, new: str) -> None:
    assert len(marked(old, new)) == len({old, new} - {""})


_texts = st.lists(st.text(alphabet="ab .,", min_size=1).filter(str.strip), max_size=5).map("\n\n".join)


@settings(deadline=None)
@given(_texts, _texts)
def test_both_texts_can_be_read_off_the_pieces(old: str, new: str) -> None:
    found = differences(old, new)
    for whole, sign in ((old, "-"), (new, "+")):
        paragraphs = ["".join(piece.text for piece in pieces if piece.sign in (sign, " ")) for pieces in found]
        assert "\n\n".join(paragraph for paragraph in paragraphs if paragraph) == whole
