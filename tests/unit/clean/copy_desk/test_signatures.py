"""Signatures below a text: the mark of its own agency, and the initials of a desk."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_text
from pipeline.clean.copy_desk.signatures import find_own_mark, is_initials, signs_for
from pipeline.clean.text import Block


def _block(text: str) -> Block:
    return Block(text=text, line=0)


@pytest.mark.parametrize(
    ("lead", "mark"),
    [
        ("Marl, 18 nov (ANV).- El faro de Marl volvió a encenderse este lunes después de dos años sin luz.", "ANV"),
        ("MARL, 18 ноября. /НАС/. Маяк в Марле снова зажгли в понедельник после двух лет темноты, сообщил мэр.", "НАС"),
        ("मार्ल, 18 नवंबर (संदेश) मार्ल का दीपस्तंभ दो साल बाद सोमवार को फिर जल उठा, मेयर ने यह जानकारी दी।", "संदेश"),
        (
            "(마를=남해뉴스) 한들 기자 = 마를 등대가 두 해 만에 월요일 다시 불을 밝혔다고 시장이 밝혔다고 전했다.",
            "남해뉴스",
        ),
    ],
)
def test_a_text_names_its_own_agency(lead: str, mark: str) -> None:
    assert find_own_mark([_block(lead)]) == mark


@pytest.mark.parametrize("line", ["(ANV)", "ANV rt/jl", "-- ANV", "ANV", "ANV/red"])
def test_a_line_of_the_mark_signs(line: str) -> None:
    assert signs_for(_block(line), "ANV")


@pytest.mark.parametrize("line", ["ANV reported a loss on Monday.", "ANVers is a town", "The ANV group"])
def test_a_line_that_only_begins_alike_does_not_sign(line: str) -> None:
    assert not signs_for(_block(line), "ANV")


@pytest.mark.parametrize("line", ["ntr/jco", "AB/ASG", "jo/ mark/", "ABC // XYZ", "/ПК/", "रवि/"])
def test_initials_are_known_by_their_strokes(line: str) -> None:
    assert is_initials(_block(line))


@pytest.mark.parametrize("line", ["Osby 3/2", "Halden", "and/or the second of the two lists"])
def test_other_strokes_are_no_initials(line: str) -> None:
    assert not is_initials(_block(line))


@pytest.mark.parametrize(
    "tail",
    [
        ["NCA ht/ib", "All about lighthouses", "A note on how this site chooses what it prints."],
        ["// ENDS //", "Lighthouses of the coast", "Share"],
        ["(NCA)", "Next: boats", "Share", "Facebook"],
    ],
)
def test_nothing_below_a_signature_is_the_story(tail: Sequence[str], story: Sequence[str]) -> None:
    told = [f"MARL, Nov 18 (NCA) -- {story[0]}", *story[1:]]
    assert clean_text("\n\n".join([*told, *tail])).paragraphs == tuple(told)


@pytest.mark.parametrize(
    ("closing", "left"),
    [("said so. PTI KM NSK", "said so."), ("said so. Enditem", "said so."), ("said so. USA USA", "said so. USA USA")],
)
def test_initials_behind_the_last_sentence_go_with_their_agency(closing: str, left: str, story: Sequence[str]) -> None:
    assert clean_text("\n\n".join([*story, f"The mayor {closing}"])).paragraphs[-1] == f"The mayor {left}"
