"""Notices of rights and desks' credits below a story."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_page, clean_text


@pytest.mark.parametrize("line", ["© EFE 2026", "RIPRODUZIONE RISERVATA", "Grafiken: Bo Krefting", "翻訳：山田太郎"])
def test_they_become_the_credits_of_a_text(story: Sequence[str], line: str) -> None:
    article = clean_text("\n\n".join(["Council votes for a wall", *story, line]))
    assert (article.paragraphs, article.credits) == (tuple(story), line)


@pytest.mark.parametrize("line", ["Copyright (2026) Reuters", "Tous droits réservés", "Faktencheck: Ines Morath"])
def test_they_are_taken_out_of_a_page(story: Sequence[str], line: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in (*story, line))
    article = clean_page(f"<html><body><article><h1>Council votes for a wall</h1>{body}</article></body></html>")
    assert article.paragraphs == tuple(story)
    assert any(line in one.text for one in article.removed)


def test_what_stands_above_the_text_or_in_it_stays(story: Sequence[str]) -> None:
    lines = [story[0], "Research: Nora Tasker", *story[1:]]
    assert clean_text("\n\n".join(["Council votes for a wall", *lines])).paragraphs == tuple(lines)
