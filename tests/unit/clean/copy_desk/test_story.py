"""The copy desk."""

from collections.abc import Sequence

from pipeline.clean.copy_desk.story import Story, edit_blocks
from pipeline.clean.text import Block


def _edited(lines: Sequence[str], *, titles: Sequence[str] = (), names: Sequence[str] = ()) -> Story:
    return edit_blocks([Block(text=text, line=number) for number, text in enumerate(lines)], titles=titles, names=names)


def test_a_headline_is_not_repeated(story: Sequence[str]) -> None:
    edition = _edited(["COUNCIL VOTES FOR A WALL", *story], titles=["Council votes for a wall"])
    assert edition.paragraphs == tuple(story)
    assert edition.removed[0].kind == "headline"


def test_a_headline_goes_with_its_kicker_and_what_stands_above(story: Sequence[str]) -> None:
    lines = ["Harbour | Sport", "After the storm: Council votes for a wall", *story]
    assert _edited(lines, titles=["Council votes for a wall"]).paragraphs == tuple(story)


def test_a_byline_is_kept_apart(story: Sequence[str]) -> None:
    edition = _edited(["By Nora Tasker and Elis Venn", *story])
    assert (edition.byline, edition.authors) == ("By Nora Tasker and Elis Venn", ("Nora Tasker", "Elis Venn"))
    assert edition.paragraphs == tuple(story)


def test_a_known_author_alone_on_a_line_is_a_byline(story: Sequence[str]) -> None:
    assert _edited(["Nora Tasker", *story], names=["Nora Tasker"]).paragraphs == tuple(story)


def test_a_paragraph_that_stands_above_already_goes(story: Sequence[str]) -> None:
    long = " ".join([*story[0].split()[:-1]] * 4) + " again."
    edition = _edited([long, *story, long])
    assert (edition.paragraphs, edition.removed[-1].kind) == ((long, *story), "repeated")


def test_a_question_that_recurs_stays(story: Sequence[str]) -> None:
    lines = ["What did you see from the pier?", story[0], "What did you see from the pier?", story[1]]
    assert _edited(lines).paragraphs == tuple(lines)


def test_the_dateline_stays_in_its_paragraph(story: Sequence[str]) -> None:
    edition = _edited([f"Halden, Jan 18 (EFE).- {story[0]}", *story[1:]])
    assert edition.dateline is not None
    assert edition.paragraphs[0].startswith(edition.dateline.text)


def test_a_dateline_is_found_below_a_standfirst(story: Sequence[str]) -> None:
    edition = _edited(["A wall is to be built at last", f"HALDEN (AP) — {story[0]}", *story[1:]])
    assert edition.dateline is not None
    assert edition.dateline.agency == "AP"


def test_a_timestamp_above_the_story_goes(story: Sequence[str]) -> None:
    assert _edited(["Published 18 January 2024, 10:15", *story]).paragraphs == tuple(story)


def test_links_below_the_story_go(story: Sequence[str]) -> None:
    blocks = [Block(text=text, line=number, linked=False) for number, text in enumerate(story)]
    link = Block(text="Ferry returns to the northern route", line=9, linked=True)
    assert edit_blocks([*blocks, link]).paragraphs == tuple(story)


def test_an_address_printed_in_full_stays(story: Sequence[str]) -> None:
    blocks = [Block(text=text, line=number, linked=False) for number, text in enumerate(story)]
    link = Block(text="https://council.example/plan", line=9, linked=True)
    assert edit_blocks([*blocks, link]).paragraphs[-1] == link.text


def test_removals_come_in_the_order_of_their_lines(story: Sequence[str]) -> None:
    removed = _edited(["By Nora Tasker", *story[:4], "Advertisement", *story[4:], "(AFP)", "Share"]).removed
    assert [one.line for one in removed] == [0, 5, 10, 11]


def test_the_head_of_a_page_repeated_below_the_story_goes(story: Sequence[str]) -> None:
    head = ["Council votes for a wall of granite", "Work at the harbour begins before the winter storms"]
    edition = _edited([head[1], *story, *head], titles=[head[0]])
    assert edition.paragraphs == (head[1], *story)
    assert [one.kind for one in edition.removed] == ["headline", "repeated"]


def test_a_heading_of_the_first_rank_within_the_story_stays(story: Sequence[str]) -> None:
    titles = ["Council votes for a wall of granite", "What the fishermen say of the wall"]
    assert titles[1] in _edited([*story[:2], titles[1], *story[2:]], titles=titles).paragraphs


def test_a_subhead_of_few_words_that_is_the_headline_stays(story: Sequence[str]) -> None:
    assert "The wall" in _edited([*story[:2], "The wall", *story[2:]], titles=["The wall"]).paragraphs


def test_the_credit_of_a_picture_above_the_story_goes(story: Sequence[str]) -> None:
    edition = _edited(["Nora Tasker / AFP / Getty Images", *story])
    assert (edition.paragraphs, edition.removed[0].kind) == (tuple(story), "credit")


def test_what_the_staff_reports_is_a_byline(story: Sequence[str]) -> None:
    edition = _edited(["From the Gazette staff reports", *story])
    assert (edition.paragraphs, edition.byline) == (tuple(story), "From the Gazette staff reports")
    assert edition.authors == ()
