"""What stands above the lead of wire copy, and leads that only look like it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.text import Block
from pipeline.clean.wire_copy.opening import Opening, read_opening

LEAD = "The mill of Torrin has ground its last corn after two hundred years, its owner said on Monday evening."
MORE = "Its wheel turned since 1826, through two floods and a fire, and fed the villages along the river Wend."


def _read(*head: str) -> Opening:
    return read_opening([Block(text=text, line=line) for line, text in enumerate((*head, LEAD, MORE))])


def _kinds(opening: Opening) -> list[str]:
    return [one.kind.value for one in opening.removed]


def _kept(opening: Opening) -> list[str]:
    return [block.text for block in opening.kept]


@pytest.mark.parametrize(
    "note",
    [
        "(Añade declaraciones del alcalde)", "(Ajoute citations du maire)", "(Ergänzt: neue Zahlen)",
        "(Добавляет слова мэра)", "(Uppdaterar med reaktioner)", "(Acrescenta declarações)", "[Uzupełnia o cytaty]",
        "Вниманию редакторов: подробности будут позже", "Nota a los redactores: habrá vídeo",
        "À l’attention des rédactions : photos à suivre", "Achtung Redaktionen - Foto folgt", "Eds- With photos.",
        "AP Photos NY101-103", "AFP Video", "AP Photos planned.", "(dpa Grafik 1044)",
    ],
)  # fmt: skip
def test_notes_for_editors_are_kept_apart_in_every_language(note: str) -> None:
    opening = _read(note)
    assert (opening.notes, _kinds(opening), _kept(opening)) == ([note], ["advisory"], [LEAD, MORE])


@pytest.mark.parametrize(
    "lead",
    [
        "Attention-seeking drones closed the airport of Torrin on Monday, police said.",
        "Attention-deficit disorder is found in one child of twenty, doctors in Torrin said.",
        "Let op-art be art, said the painter in Torrin on Monday before a great crowd.",
        "AP video showed smoke above the port of Torrin on Monday, hours after the strike.",
        "AFP photos of the mill won the first prize of the jury in Torrin on Monday.",
        "Editor-in-chief Ilse Barrow left the Torrin Post on Monday after twenty years.",
        "Neues aus Torrin: die Mühle steht seit Montag still, sagte der Müller.",
        "Released on Monday, the report says that the mill lost 20 percent of its corn to mice.",
        "Embargo to be lifted on 3 May, ministers of 27 states said on Monday after a long night.",
        "Kill notices for three trees went up around the mill of Torrin on Monday, the council said.",
    ],
)
def test_a_lead_that_opens_like_a_note_stays(lead: str) -> None:
    opening = _read(lead)
    assert (_kinds(opening), _kept(opening)) == ([], [lead, LEAD, MORE])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("BC-EU--Torrin Mill, 1st Ld", "slug"), ("UKRAINE-CRISIS/GRAIN (UPDATE 2)", "slug"), ("=2", "take_mark"),
        ("Teil 2", "take_mark"), ("parte 3 of 4", "take_mark"), ("(Fortsetzung)", "take_mark"),
        ("2nd add mill", "take_mark"), ("PRESSEMITTEILUNG", "release_top"), ("Comunicado de imprensa", "release_top"),
        ("/NOT FOR DISTRIBUTION IN THE US/", "release_top"), ("Persbericht:", "release_top"),
    ],
)  # fmt: skip
def test_marks_above_the_lead_go_by_name(line: str, kind: str) -> None:
    opening = _read(line)
    assert (_kinds(opening), _kept(opening)) == ([kind], [LEAD, MORE])


@pytest.mark.parametrize(
    "line",
    ["TORRIN", "NATO", "US-China", "Teil 2 der Mühle wird gebaut", "Press release day in Torrin", "Parte del molino",
     "EU-wide rules for mills", "Continued rain in Torrin", "Мельница-музей", "नई चक्की", "水車小屋"],
)  # fmt: skip
def test_headings_above_the_lead_stay(line: str) -> None:
    assert _kept(_read(line)) == [line, LEAD, MORE]


@pytest.mark.parametrize("byline", ["By Ilse Barrow", "Por Ana Lunez", "Von Uwe Brant", "By ILSE BARROW ="])
def test_a_byline_goes_and_is_told(byline: str) -> None:
    opening = _read(byline)
    assert (opening.byline, _kept(opening)) == (byline.rstrip("= "), [LEAD, MORE])


@pytest.mark.parametrize("line", ["By the river Wend", "Von der Mühle zum Museum", "Por fin, el molino abre"])
def test_a_heading_that_opens_like_a_byline_stays(line: str) -> None:
    opening = _read(line)
    assert (opening.byline, _kept(opening)) == (None, [line, LEAD, MORE])


def test_the_first_byline_is_believed_and_the_second_goes_too() -> None:
    opening = _read("By Ilse Barrow", "Gale Staff Writer", "By Per Holm")
    assert (opening.byline, _kinds(opening)) == ("By Ilse Barrow", ["byline"] * 3)


@pytest.mark.parametrize("dot", ["* ", "• ", "- ", "▪ "])
def test_points_above_the_lead_are_told_without_their_dots(dot: str) -> None:
    opening = _read(f"{dot}Колесо остановлено", f"{dot}Совет ищет деньги")
    assert (opening.bullets, _kept(opening)) == (["Колесо остановлено", "Совет ищет деньги"], [LEAD, MORE])


@pytest.mark.parametrize(
    "head",
    [["* One point alone"], [MORE, "* A point", "* Below prose"], ["* A point", "Heading", "* Another, apart"],
     [f"* Point {number}" for number in range(9)]],
    ids=["one", "below prose", "apart", "too many"],
)  # fmt: skip
def test_other_lists_are_the_storys(head: Sequence[str]) -> None:
    opening = _read(*head)
    assert (opening.bullets, _kept(opening)) == ([], [*head, LEAD, MORE])


def test_nothing_below_a_dateline_is_a_note() -> None:
    dated = "TORRIN, Nov 24 (Reuters) - The mill of Torrin has stopped."
    assert _kept(_read(dated, "(Adds quotes)", "=2")) == [dated, "(Adds quotes)", "=2", LEAD, MORE]


HEADS = ["(Adds quotes)", "By Ilse Barrow", "Gale Staff Writer", "=2", "* One", "* Two", "BC-EU--Mill", "TORRIN",
         "EMBARGOED UNTIL 0001 GMT Nov 25", "MANDATORY KILL", "Press release", "", "(", "ไร่ข้าว",
         "मिल", LEAD]  # fmt: skip


@given(st.lists(st.sampled_from(HEADS), max_size=24))
def test_every_line_above_the_lead_is_kept_or_recorded_once(head: Sequence[str]) -> None:
    opening = _read(*head)
    lines = [block.line for block in opening.kept] + [one.line for one in opening.removed]
    assert sorted(lines) == list(range(len(head) + 2))
    assert _kept(opening)[-2:] == [LEAD, MORE]
