"""What agencies put below a story."""

from collections.abc import Sequence

import pytest

from pipeline.clean.copy_desk.division import Division
from pipeline.clean.copy_desk.wire_copy import CREDIT, cut_wire_tail
from pipeline.clean.text import Block


def _cleaned(lines: Sequence[str]) -> Division:
    return cut_wire_tail([Block(text=text, line=number) for number, text in enumerate(lines)])


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Nora Tasker in Halden and Elis Venn in Osby; Editing by Ida Roe)",
        "Reporting by Nora Tasker; Editing by Ida Roe",
        "Associated Press writer Nora Tasker contributed to this report.",
        "EFE ntr/jco",
        "(AFP)",
        "ntr/elv/jco",
        "(ntr)",
        "-30-",
        "###",
        "ENDS",
        "(END) Meridian Wire 2026-11-19 10:00 UTC",
        "n.tasker@wire.example (END)",
        "((n.tasker@wire.example; +1 555 0100))",
        "(more to come)",
        "(By Nora Tasker)",
        "Enditem/nt",
        "(foto) (video)",
        "(avec photos)",
        "(mit Bild)",
        "(写真)",
    ],
)
def test_a_tail_line_is_a_credit(line: str, story: Sequence[str]) -> None:
    cleaned = _cleaned([*story, line])
    assert [block.text for block in cleaned.kept] == list(story)
    assert [one.text for one in cleaned.removed] == [line]


def test_a_credit_is_told_from_an_end_mark(story: Sequence[str]) -> None:
    removed = _cleaned([*story, "Reporting by Nora Tasker; Editing by Ida Roe", "-30-"]).removed
    assert [one.kind for one in removed] == ["wire_credit", "end_mark"]


@pytest.mark.parametrize(
    ("closing", "kind"),
    [
        (" (Reporting by Nora Tasker; Editing by Ida Roe)", "wire_credit"),
        ("(c)AFP/Nora TASKER", "wire_credit"),
        ("(完)", "end_mark"),
        (" (끝)", "end_mark"),
    ],
)
def test_what_closes_the_last_paragraph_is_cut_off(closing: str, kind: str, story: Sequence[str]) -> None:
    cleaned = _cleaned([*story[:-1], story[-1] + closing])
    assert cleaned.kept[-1].text == story[-1]
    assert [(one.text, one.kind) for one in cleaned.removed] == [(closing.strip(), kind)]


def test_a_bracket_that_belongs_to_the_last_sentence_stays(story: Sequence[str]) -> None:
    last = f"{story[-1]} The rule has three parts: (a), (b) and (c) the wall"
    assert _cleaned([*story[:-1], last]).kept[-1].text == last


def test_what_stands_below_an_end_mark_goes(story: Sequence[str]) -> None:
    assert len(_cleaned([*story, "ENDS", "Press office, Halden"]).kept) == len(story)


def test_a_credit_above_prose_stays(story: Sequence[str]) -> None:
    lines = [*story[:6], "(AFP)", *story[6:]]
    assert len(_cleaned(lines).kept) == len(lines)


@pytest.mark.parametrize("line", ["The end of the line came in 1911.", "More than he had asked for.", "Ida Roe"])
def test_a_short_last_paragraph_stays(line: str, story: Sequence[str]) -> None:
    assert _cleaned([*story, line]).kept[-1].text == line


@pytest.mark.parametrize(
    "line",
    [
        "© EFE 2026. Está expresamente prohibida la redistribución de todo o parte sin consentimiento.",
        "Copyright (2026) Reuters",
        "(c) AFP",
        "© 2026 dpa. Alle Rechte vorbehalten.",
        "Copyright 2026 The Associated Press. All rights reserved.",
        "© Reuters, 2026",
    ],
)
def test_the_rights_of_an_agency_are_a_credit(line: str, story: Sequence[str]) -> None:
    blocks = [Block(text=text, line=number) for number, text in enumerate([*story, line])]
    assert [(one.text, one.kind) for one in cut_wire_tail(blocks).removed] == [(line, CREDIT)]


@pytest.mark.parametrize(
    "line",
    [
        "Published in Harbour Gazette, November 20th, 2026.",
        "-with AAP",
        "노라 기자 nora@gazette.example",
        "【北岸支局】",
        "// انتهى //",
        "AGERPRES/(AS - autor: Ion Roe, editor: Ida Roe)",
        "-- BERNAMA",
        "Edited by Ida Roe",
    ],
)
def test_signatures_of_many_agencies_go(line: str, story: Sequence[str]) -> None:
    assert [block.text for block in _cleaned([*story, line]).kept] == list(story)
