"""Texts that are tables, and stories with a table in them."""

from collections.abc import Sequence

import pytest

from pipeline.clean.text import Block
from pipeline.clean.wire_copy.agate import is_agate

PROSE = "The mill won its race on Monday, and the crowd in Torrin sang until the lamps went out."


def _is_agate(texts: Sequence[str]) -> bool:
    return is_agate([Block(text=text, line=line) for line, text in enumerate(texts)])


@pytest.mark.parametrize(
    "rows",
    [
        ["Team\tW\tL", "Torrin\t7\t3", "Osby\t6\t4", "Vik\t5\t5", "Saturday", "Torrin 3, Osby 2"],
        ["Команда\tВ\tП", "Торрин\t7\t3", "Осби\t6\t4", "Вик\t5\t5", "Суббота", "Торрин — Осби 3:2"],
        ["الفريق\tف\tخ", "تورين\t7\t3", "أوسبي\t6\t4", "فيك\t5\t5", "السبت", "تورين 3 أوسبي 2"],
        [f"Barrow (Torrin) bt Holm (Osby) 6-{number} 6-4" for number in range(12)],
        [f"ทอร์ริน {number} ออสบี 2" for number in range(12)],
        ["Torrin\t7\t3", PROSE, "Osby\t6\t4", "Vik\t5\t5", PROSE, "Lindle\t4\t6"],
    ],
    ids=["table", "cyrillic", "arabic", "results", "thai", "between sentences"],
)
def test_most_lines_are_rows(rows: Sequence[str]) -> None:
    assert _is_agate(rows)


@pytest.mark.parametrize(
    "texts",
    [
        ["Torrin\t7\t3"] * 5,
        ["Torrin\t7\t3", "Osby\t6\t4", "Vik\t5\t5", PROSE, PROSE, PROSE],
        [f"Torrin {number}, Osby 2" for number in range(11)],
        ["चक्की सोमवार को बंद हुई।"] * 12,
        ["水車は月曜日に止まった。"] * 12,
        ["Ilse Barrow looks back on a year without corn, and on thirteen words in a heading"] * 12,
        [],
    ],
    ids=["few", "half", "short list without cells", "hindi", "japanese", "long headings", "none"],
)
def test_stories_with_a_table_or_short_sentences_are_none(texts: Sequence[str]) -> None:
    assert not _is_agate(texts)
