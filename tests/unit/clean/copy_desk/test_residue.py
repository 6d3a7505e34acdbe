"""The residue engine: place and neighbours decide what a phrase means."""

from collections.abc import Sequence

from pipeline.clean.copy_desk.division import Division
from pipeline.clean.copy_desk.residue import cut_residue
from pipeline.clean.text import Block

HEADLINES = ("Ferry returns to the northern route", "Storm Orla closes the strait", "Wool prices at a record")


def _cleaned(lines: Sequence[str], *, linked: Sequence[str] = ()) -> Division:
    blocks = [
        Block(text=text, line=number, linked=(text in linked) if linked else None) for number, text in enumerate(lines)
    ]
    return cut_residue(blocks)


def _kept(lines: Sequence[str], *, linked: Sequence[str] = ()) -> list[str]:
    return [block.text for block in _cleaned(lines, linked=linked).kept]


def test_a_list_of_other_stories_goes_with_its_heading(story: Sequence[str]) -> None:
    assert _kept([*story, "Related Articles", *HEADLINES]) == list(story)


def test_the_sources_below_a_story_go_with_their_label(story: Sequence[str]) -> None:
    assert _kept([*story, "Quellen:", "Landtag, Stellungnahmen zur Anhörung", "Interviews"]) == list(story)


def test_a_list_below_a_label_within_the_story_stays(story: Sequence[str]) -> None:
    lines = [*story[:5], "Quellen:", "Landtag, Stellungnahmen zur Anhörung", *story[5:]]
    assert "Landtag, Stellungnahmen zur Anhörung" in _kept(lines)


def test_one_teaser_below_its_headline_goes_too(story: Sequence[str]) -> None:
    teaser = "The ferry had been in the yard since the storm of October and calls at Skarra again."
    assert _kept([*story, "Related Articles", HEADLINES[0], teaser]) == list(story)


def test_the_heading_alone_goes_where_prose_follows_a_headline(story: Sequence[str]) -> None:
    lines = [*story[:6], "Related Articles", HEADLINES[0], *story[6:]]
    assert _kept(lines) == [*story[:6], HEADLINES[0], *story[6:]]


def test_a_heading_that_the_story_continues_below_stays(story: Sequence[str]) -> None:
    lines = [*story[:5], "Related Articles", *story[5:]]
    assert _kept(lines) == lines


def test_nothing_is_cut_that_would_leave_a_stump(story: Sequence[str]) -> None:
    lines = [story[0], "Related Articles", *(f"{headline} and more of that kind" for headline in HEADLINES * 6)]
    assert len(_kept(lines)) == len(lines) - 1


def test_a_share_button_between_others_goes(story: Sequence[str]) -> None:
    assert _kept([*story[:4], "Facebook", "WhatsApp", *story[4:]]) == list(story)


def test_a_single_common_word_within_the_story_stays(story: Sequence[str]) -> None:
    lines = [*story[:4], "Twitter", *story[4:]]
    assert _kept(lines) == lines


def test_an_advertisement_goes_wherever_it_stands(story: Sequence[str]) -> None:
    assert _kept([*story[:4], "Advertisement", *story[4:]]) == list(story)


def test_a_link_between_paragraphs_goes(story: Sequence[str]) -> None:
    assert _kept([*story[:4], f"Read more: {HEADLINES[0]}", *story[4:]]) == list(story)


def test_a_label_takes_the_link_below_it(story: Sequence[str]) -> None:
    lines = [*story[:4], "Read next", HEADLINES[0], *story[4:]]
    assert _kept(lines, linked=HEADLINES) == list(story)


def test_a_subhead_below_a_label_stays_where_links_are_known(story: Sequence[str]) -> None:
    lines = [*story[:4], "Read next", HEADLINES[0], "A wall of 1911", *story[4:]]
    assert _kept(lines, linked=HEADLINES) == [*story[:4], "A wall of 1911", *story[4:]]


def test_results_without_prose_are_left_alone() -> None:
    lines = ["Home", "2", "Next", "1", "Top", "Osby 3"]
    assert _kept(lines) == lines


def test_a_removal_says_where_what_and_why(story: Sequence[str]) -> None:
    removed = _cleaned([*story, "Related Articles", HEADLINES[0]]).removed
    assert [(one.line, one.kind) for one in removed] == [(8, "related"), (9, "related")]
    assert "heading of the list of other stories" in removed[0].reason
    assert removed[1].reason.startswith("below “related articles”")


def test_a_known_line_below_a_heading_keeps_its_own_kind(story: Sequence[str]) -> None:
    removed = _cleaned([*story, "Related Articles", "Back to top button"]).removed
    assert [one.kind for one in removed] == ["related", "navigation"]
