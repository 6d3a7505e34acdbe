"""The head of a text without markup: which line is the headline, and what goes."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipeline.clean import clean_text
from pipeline.clean.copy_desk.flattened import unwrap_text
from pipeline.model import Precision

TITLE = "Council votes for a wall"


def _title(*lines: str) -> str | None:
    return unwrap_text("\n".join(lines)).title


@pytest.mark.parametrize(
    "lead",
    [
        "Harbour pilots have agreed to a trial of electric launches after two years of talks, officials said.",
        "Die Stadt will ihre alten Laternen bis zum Herbst durch sparsame Leuchten ersetzen.",
        "El ayuntamiento aprobó el lunes un plan para plantar doce mil árboles.",
        "市议会周四投票决定在冬季之前重建东防波堤，工程将于三月开始，为期两年。",
        "परिषद ने गुरुवार को पूर्वी तटबंध को फिर से बनाने के लिए मतदान किया।",
        "صوت المجلس يوم الخميس على إعادة بناء الجدار قبل حلول الشتاء.",
    ],
)
def test_a_lead_is_never_the_title(lead: str) -> None:
    found = unwrap_text(f"{lead}\n\nWork is to begin in March, the council said on Friday.")
    assert (found.title, found.blocks[0].text) == (None, lead)


@pytest.mark.parametrize(
    "head",
    [
        ["Home » News", TITLE, "", "By Nora Tasker", "14 November 2024", "312 Shares"],
        [TITLE, "", "312 Shares", "Reading time: 3 min", "Home » News", "14 November 2024"],
        ["14 November 2024", "Staff Reporter", "", TITLE, "", "Listen to this article"],
        ["COAST", TITLE, "", "Share", "Print"],
        [TITLE],
    ],
)
def test_the_headline_is_found_in_any_order(head: Sequence[str], story: Sequence[str]) -> None:
    article = clean_text("\n".join([*head, "", *story]))
    assert (article.title, article.paragraphs) == (TITLE, tuple(story))


def test_what_goes_from_the_head_is_recorded(story: Sequence[str]) -> None:
    article = clean_text("\n".join(["Home » News", "COAST", TITLE, "", "4 comments", "", *story]))
    assert [(one.text, one.kind) for one in article.removed] == [
        ("Home » News", "navigation"), ("COAST", "navigation"), ("4 comments", "comments"),
    ]  # fmt: skip


def test_a_bare_name_below_the_headline_is_the_byline(story: Sequence[str]) -> None:
    article = clean_text("\n".join([TITLE, "", "Nora Tasker", "14 November 2024", "", *story]))
    assert (article.byline, article.authors) == ("Nora Tasker", ("Nora Tasker",))


def test_a_question_may_be_a_headline() -> None:
    assert _title("Who will pay for the dam?", "", "The ministry has not said who will pay for the dam.") is not None


def test_verse_without_blank_lines_has_no_headline() -> None:
    assert _title("laying around", "my mother's farm", "some sheep", "might wander in here.", "Let us see.") is None


@pytest.mark.parametrize(
    "head",
    [
        ["Harbour Gazette Online", "Local News", TITLE, "14 November 2024", "Share"],
        ["Coast", TITLE, "Nora Tasker - Reporter of the Gazette", "14 November 2024", "Audio version"],
        [TITLE, "by NCA Staff Writers", "14 November 2024", "in Metro", "0", "VIEWS"],
        [TITLE, "Share on FacebookShare on Twitter", "14/11/24", "Text Size: A- A+"],
    ],
)
def test_short_lines_among_those_of_the_template_go(head: Sequence[str], story: Sequence[str]) -> None:
    article = clean_text("\n\n".join([*head, *story]))
    assert (article.title, article.paragraphs) == (TITLE, tuple(story))


def test_lines_between_a_standfirst_and_the_story_go(story: Sequence[str]) -> None:
    standfirst = "Nobody had thought that the old wall would ever be built again."
    article = clean_text("\n\n".join([TITLE, standfirst, "Nora Tasker", "14 November 2024", "Share", *story]))
    assert (article.title, article.paragraphs) == (TITLE, (standfirst, *story))


def test_agencies_beside_a_name_belong_to_the_byline(story: Sequence[str]) -> None:
    article = clean_text("\n\n".join([TITLE, "Nora Tasker with Reuters, AFP", "14 November 2024", *story]))
    assert (article.authors, article.paragraphs) == (("Nora Tasker",), tuple(story))


def test_a_result_below_the_headline_stays(story: Sequence[str]) -> None:
    head = [TITLE, "14 November 2024", "Share", "Osby 3 Halden 2"]
    assert clean_text("\n\n".join([*head, *story])).paragraphs == ("Osby 3 Halden 2", *story)


@pytest.mark.parametrize("line", ["14 November 2024", "2024-11-14 10:20", "14. November 2024", "2024年11月14日 10:20"])
def test_a_date_above_the_story_dates_it(line: str, story: Sequence[str]) -> None:
    article = clean_text("\n\n".join([TITLE, line, *story]))
    assert (article.published, article.published_precision) == (datetime(2024, 11, 14, tzinfo=UTC), Precision.DAY)


def test_a_date_below_the_story_does_not_date_it(story: Sequence[str]) -> None:
    assert clean_text("\n\n".join([TITLE, "", *story, "Share", "14 November 2024", "Print"])).published is None
