"""Where metadata and feeds quote the text of a page."""

from collections.abc import Sequence

from pages import paragraphs, reading

from pipeline.clean.main_content.quotations import Known, gather_known


def _known(story: Sequence[str], *statements: str | None, more: str = "") -> Known:
    return gather_known(reading(f"<main>{paragraphs(story)}{more}</main>").passages, statements=statements)


def test_titles_and_description_are_kept_as_letters() -> None:
    known = gather_known((), titles=("Harbour Wall!", None), description="A wall, at last.")
    assert (known.titles, known.description) == (frozenset({"harbourwall"}), "awallatlast")


def test_nothing_known_is_nothing_stated(story: Sequence[str]) -> None:
    assert _known(story) == Known()


def test_a_statement_marks_the_passages_that_it_holds(story: Sequence[str]) -> None:
    assert _known(story, " ".join(story[:6])).stated == [1] * 6 + [-1] * 2


def test_punctuation_and_blanks_do_not_matter(story: Sequence[str]) -> None:
    assert _known(story, "".join(story).replace(" ", "").replace(",", "")).stated == [1] * 8


def test_a_short_passage_says_nothing(story: Sequence[str]) -> None:
    assert _known(story, " ".join(story), more="<p>Share</p>").stated[-1] == 0


def test_a_summary_is_no_statement(story: Sequence[str]) -> None:
    assert _known(story, story[0]).stated == ()


def test_the_text_of_another_story_is_no_statement(story: Sequence[str]) -> None:
    assert _known(story, "The ferry sails again on Monday, and nobody knows for how long. " * 10).stated == ()


def test_the_first_statement_that_fits_counts(story: Sequence[str]) -> None:
    other = "The ferry sails again on Monday, and nobody knows for how long. " * 10
    assert _known(story, None, other, " ".join(story)).stated == [1] * 8


def test_a_menu_is_not_looked_up(story: Sequence[str]) -> None:
    menu = f"<nav><a href=/>{story[0]}</a></nav>"
    assert _known(story, " ".join(story), more=menu).stated[-1] == 0
