"""Single lines that phrases know: in text without markup they stay where they may as well be meant."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_text

RIGHTS = "Copyright 2024 Harbour Gazette. All rights reserved."
SENTENCE = (
    "You can also subscribe to this newsletter at the town hall, where the first thirty copies are free of charge."
)


def _removed(story: Sequence[str], *lines: str) -> list[str]:
    return [one.text for one in clean_text("\n\n".join(["Council votes for a wall", *story, *lines])).removed]


def test_a_single_sentence_that_invites_stays(story: Sequence[str]) -> None:
    assert _removed(story, SENTENCE) == []


@pytest.mark.parametrize(
    "line",
    [
        RIGHTS, "Originally published on Halden Live.", "RIPRODUZIONE RISERVATA", "Alle Rechte vorbehalten",
        "Все права защищены.", "Tous droits réservés",
    ],
)  # fmt: skip
def test_a_single_statement_of_rights_or_origin_is_a_credit(line: str, story: Sequence[str]) -> None:
    article = clean_text("\n\n".join(["Council votes for a wall", *story, line]))
    assert (article.paragraphs, article.credits) == (tuple(story), line)
    assert [one.text for one in article.removed] == [line]


@pytest.mark.parametrize("line", ["Advertisement", "Related Articles", "Follow the Halden Gazette on Facebook."])
def test_a_single_label_or_invitation_goes(line: str, story: Sequence[str]) -> None:
    assert _removed(story, line) == [line]


def test_in_company_a_statement_goes(story: Sequence[str]) -> None:
    assert _removed(story, "Related Articles", "Harbour fees rise", RIGHTS)[-1] == RIGHTS


def test_what_stays_keeps_its_place(story: Sequence[str]) -> None:
    assert clean_text("\n\n".join(["Council votes for a wall", *story, SENTENCE])).paragraphs[-1] == SENTENCE
