"""Flattened text, from its lines to its article."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.clean import clean_text
from pipeline.model import CleanArticle, Entry, Instant, Outcome, Precision, PubStatus

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "plain" / "efe-flattened.txt"
RESIDUE = "\n\n\n\nRelated Articles\n\nBack to top button"


def _text(story: Sequence[str], *, dateline: str = "Wexmere, Jan 18 (EFE).- ", residue: str = RESIDUE) -> str:
    return "\n\n".join(["Council votes for a wall", dateline + story[0], *story[1:]]) + residue


@pytest.fixture
def article(story: Sequence[str]) -> CleanArticle:
    return clean_text(_text(story))


def test_title_dateline_and_paragraphs_are_told_apart(article: CleanArticle, story: Sequence[str]) -> None:
    assert (article.title, article.agency, len(article.paragraphs)) == ("Council votes for a wall", "EFE", len(story))
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.date) == ("Wexmere", "Jan 18")


def test_the_residue_is_taken_out_and_named(article: CleanArticle) -> None:
    assert [one.text for one in article.removed] == ["Related Articles", "Back to top button"]
    assert "Related Articles" not in article.text


def test_the_language_is_told_from_the_words(article: CleanArticle) -> None:
    assert (article.language, article.provenance["language"]) == ("en", "text, likely")


def test_without_a_year_no_date_is_made_up(article: CleanArticle) -> None:
    assert article.published is None


def test_a_dateline_with_its_year_dates_the_story(story: Sequence[str]) -> None:
    article = clean_text(_text(story, dateline="Wexmere, Jan 18, 2024 (EFE).- "))
    assert (article.published, article.published_precision) == (datetime(2024, 1, 18, tzinfo=UTC), Precision.DAY)


def test_the_moment_given_dates_the_story(story: Sequence[str]) -> None:
    moment = datetime(2024, 1, 18, 10, tzinfo=UTC)
    article = clean_text(_text(story), published=moment)
    assert (article.published, article.provenance["published"]) == (moment, "given, sure")


def test_the_feed_fills_in_title_and_date(story: Sequence[str]) -> None:
    published = Instant(at=datetime(2024, 1, 18, tzinfo=UTC), text="18 Jan 2024")
    article = clean_text("\n".join(story), entry=Entry(title="From the feed", published=published))
    assert (article.title, article.published) == ("From the feed", published.at)


def test_a_second_cleaning_changes_nothing(article: CleanArticle) -> None:
    assert clean_text(f"{article.title}\n\n{article.text}").paragraphs == article.paragraphs


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_nothing_is_empty(text: str) -> None:
    assert clean_text(text).outcome is Outcome.EMPTY


@pytest.mark.skipif(not SHARED.exists(), reason="the shared sample of flattened agency copy is not here")
def test_the_shared_agency_story_comes_out_clean() -> None:
    article = clean_text(SHARED.read_text("utf-8"))
    assert (len(article.paragraphs), article.agency) == (12, "EFE")
    assert article.dateline is not None
    assert article.dateline.place == "Washington"
    assert [one.text for one in article.removed] == ["Related Articles", "Back to top button"]


def test_flags_and_credits_are_fields(story: Sequence[str]) -> None:
    lines = ["CORRECTED-UPDATE 2-Harbour wall to be rebuilt", *story, "(Reporting by Nora Tasker; Editing by Ida Roe)"]
    article = clean_text("\n\n".join(lines))
    assert (article.title, article.flags) == ("Harbour wall to be rebuilt", ("corrected", "update"))
    assert article.credits == "(Reporting by Nora Tasker; Editing by Ida Roe)"
    assert article.pubstatus is PubStatus.CORRECTED
