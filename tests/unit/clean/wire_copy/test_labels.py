"""Labels of an item above its text, and texts of damaged files. All texts are invented."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_item
from pipeline.model import CleanArticle, RemovedKind
from pipeline.wire_item import Subject, WireItem

STORY = "Osby (dpa) - Die letzte Fähre der Saison ist am Freitag zurückgekehrt, wie ihr Eigner sagte."


def _cleaned(*paragraphs: str, headline: str = "Fähre zurück in Osby") -> CleanArticle:
    return clean_item(
        WireItem(
            headline=headline,
            subjects=(Subject(name="Schifffahrt"), Subject(code="04015003")),
            genres=(Subject(name="Extra"),),
            keywords=("Häfen", "London"),
            paragraphs=paragraphs,
        )
    )


@pytest.mark.parametrize(
    "above",
    [("Schifffahrt",), ("Häfen", "Extra", "Schifffahrt"), ("Schifffahrt", "Fähre zurück in Osby", "Häfen")],
)
def test_labels_above_the_story_go(above: Sequence[str]) -> None:
    article = _cleaned(*above, STORY)
    assert (article.paragraphs, [one.text for one in article.removed]) == ((STORY,), list(above))


def test_what_a_label_was_is_recorded() -> None:
    removed = _cleaned("Häfen", "Fähre zurück in Osby", "Extra", STORY).removed
    assert [one.kind for one in removed] == [RemovedKind.TAGS, RemovedKind.HEADLINE, RemovedKind.TAGS]


def test_a_label_within_the_story_stays() -> None:
    assert _cleaned(STORY, "Häfen", STORY + " Er ist froh.").paragraphs[1] == "Häfen"


def test_a_place_in_capitals_is_no_label() -> None:
    assert "LONDON" not in [one.text for one in _cleaned("LONDON", STORY).removed if one.kind is RemovedKind.TAGS]


def test_a_text_of_labels_alone_stays() -> None:
    assert _cleaned("Häfen", "Schifffahrt").paragraphs == ("Häfen", "Schifffahrt")


def test_what_was_saved_of_a_damaged_file_is_flagged() -> None:
    damaged = WireItem(headline="Ferry", paragraphs=(STORY,), extra={"recovered": "line 3: tag mismatch"})
    assert clean_item(damaged).flags == ("incomplete",)
    assert clean_item(WireItem(headline="Ferry", paragraphs=(STORY,))).flags == ()
