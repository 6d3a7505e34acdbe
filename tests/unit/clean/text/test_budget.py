"""What is read of a page or text beyond every measure."""

import pytest

from pipeline.clean import CleanArticle, Examination, clean_text, examine_page
from pipeline.clean.text.budget import MOST_BLOCKS, MOST_CHARACTERS, MOST_ELEMENTS, WHY_UNREAD
from pipeline.model import Outcome, RemovedKind

SENTENCE = "The council of Wexmere closed the gate of the harbour at noon, said notice number"


@pytest.fixture(scope="module")
def long_page() -> Examination:
    """A page with a few blocks more than are read."""
    paragraphs = "".join(f"<p>{SENTENCE} {number}.</p>" for number in range(MOST_BLOCKS + 5))
    return examine_page(f"<html><body><article>{paragraphs}</article></body></html>")


@pytest.fixture(scope="module")
def long_text() -> CleanArticle:
    """A text with a few paragraphs more than are read."""
    return clean_text("\n\n".join(f"{SENTENCE} {number}." for number in range(MOST_BLOCKS + 5)))


def test_a_page_is_read_up_to_its_budget(long_page: Examination) -> None:
    assert len(long_page.article.paragraphs) == MOST_BLOCKS


def test_the_rest_of_a_page_is_recorded(long_page: Examination) -> None:
    (rest,) = [one for one in long_page.article.removed if one.kind is RemovedKind.UNREAD]
    assert (rest.text, rest.reason, rest.line) == ("…", WHY_UNREAD, MOST_BLOCKS)


def test_an_explanation_shows_where_the_budget_ended(long_page: Examination) -> None:
    last = long_page.blocks[-1]
    assert (last.kept, last.kind, last.reason) == (False, RemovedKind.UNREAD, WHY_UNREAD)


def test_a_text_is_read_up_to_its_budget(long_text: CleanArticle) -> None:
    assert len(long_text.paragraphs) == MOST_BLOCKS


def test_the_rest_of_a_text_is_recorded(long_text: CleanArticle) -> None:
    (rest,) = [one for one in long_text.removed if one.kind is RemovedKind.UNREAD]
    assert (rest.reason, rest.line) == (WHY_UNREAD, 2 * MOST_BLOCKS)


def test_elements_beyond_the_budget_are_not_read() -> None:
    filler = "<div></div>" * (MOST_ELEMENTS + 10)
    page = f"<html><body><article><p>{SENTENCE} 1.</p>{filler}<p>{SENTENCE} 2.</p></article></body></html>"
    assert [one.block.text for one in examine_page(page).blocks] == [f"{SENTENCE} 1.", "…"]


def test_a_page_within_the_budget_records_nothing() -> None:
    page = f"<html><body><article>{f'<p>{SENTENCE} 1.</p>' * 2}</article></body></html>"
    assert [one for one in examine_page(page).blocks if one.kind is RemovedKind.UNREAD] == []


def test_a_document_beyond_all_measure_is_no_story() -> None:
    assert clean_text("").outcome is Outcome.EMPTY
    assert examine_page("<p>" + "x" * MOST_CHARACTERS).article.outcome is Outcome.NO_STORY
