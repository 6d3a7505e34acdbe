"""Headlines of wires."""

import pytest

from pipeline.clean.wire_copy.wire_titles import read_title


@pytest.mark.parametrize(
    ("headline", "title", "flags", "number"),
    [
        ("UPDATE 2-Ferry returns to Halden", "Ferry returns to Halden", ("update",), 2),
        ("REFILE-UPDATE 12-Ferry returns", "Ferry returns", ("refile", "update"), 12),
        ("CORRECTED-(OFFICIAL)-Ferry returns", "Ferry returns", ("corrected",), None),
        ("(LEAD) Ferry returns", "Ferry returns", ("lead",), None),
        ("(2nd LD) Ferry returns", "Ferry returns", ("lead",), 2),
        ("(Zusammenfassung 1430) Fähre kehrt zurück", "Fähre kehrt zurück", ("wrapup",), None),
        ("2. Lead - Fähre kehrt zurück", "Fähre kehrt zurück", ("lead",), 2),
        ("(Achtung) Fähre kehrt zurück =", "Fähre kehrt zurück", ("advisory",), None),
        ("+++ EIL: Fähre kehrt zurück +++", "Fähre kehrt zurück", ("urgent",), None),
        ("Ferry WEIGHTS HALDEN<!", "Ferry WEIGHTS HALDEN", (), None),
        ("Le bac revient (PHOTO)", "Le bac revient", ("photo",), None),
        ("Le bac revient (mise à jour) ///", "Le bac revient", ("update",), None),
        ("El barco vuelve (corrección)", "El barco vuelve", ("corrected",), None),
        ("CORRECTION ET MISE À JOUR - Le bac revient", "Le bac revient", ("corrected", "update"), None),
        ("STORY WITHDRAWN-Ferry returns", "Ferry returns", ("withdrawn",), None),
        ("*Færgen er tilbage", "Færgen er tilbage", (), None),
    ],
)
def test_marks_are_cut(headline: str, title: str, flags: tuple[str, ...], number: int | None) -> None:
    read = read_title(headline)
    assert (read.title, read.flags, read.number) == (title, flags, number)


def test_a_take_mark_behind() -> None:
    assert (read_title("Ferry returns =2").title, read_title("Ferry returns =2").take) == ("Ferry returns", 2)


def test_what_was_cut_is_told() -> None:
    assert read_title("UPDATE 2-Ferry returns (PHOTO)").cut == ("(PHOTO)", "UPDATE 2-")


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry (video) returns to Halden", "Why 2 + 2 = 4", "Update your ferry plans", "Lead in the water of Halden",
        "Police kill suspect", "UPDATE-", "Urgent appeal for a ferry", "A photo: the ferry",
        "Bring bilde (ikke foto) med",
        "1. FC Halden wins", "Correction and punishment in Osby",
    ],
)  # fmt: skip
def test_words_of_the_headline_stay(headline: str) -> None:
    assert read_title(headline).title == headline
