"""Datelines in an element of their own."""

from collections.abc import Sequence

import pytest
from pages import paragraphs

from pipeline.clean import clean_page
from pipeline.model import CleanArticle


def _cleaned(above: str, story: Sequence[str]) -> CleanArticle:
    return clean_page(f"<h1>Wall voted</h1><div class='text'><div>{above}</div>{paragraphs(story)}</div>")


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [("HALDEN (Reuters) -", "Halden", "Reuters"), ("Halden CNN —", "Halden", "CNN"), ("CNN —", None, "CNN")],
)
def test_a_dateline_of_its_own_opens_the_paragraph_below(
    line: str, place: str | None, agency: str, story: Sequence[str]
) -> None:
    article = _cleaned(line, story)
    assert article.paragraphs[0] == f"{line} {story[0]}"
    assert article.dateline is not None
    assert (article.dateline.place, article.agency) == (place, agency)
    assert line not in [one.text for one in article.removed]


def test_a_label_with_a_dash_is_no_dateline(story: Sequence[str]) -> None:
    article = _cleaned("Read this first —", story)
    assert story[0] in article.paragraphs
    assert article.dateline is None
