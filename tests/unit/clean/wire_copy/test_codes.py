"""Codes for terminals within paragraphs, and brackets that readers are meant to see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.text import Block
from pipeline.clean.wire_copy.codes import cut_codes


def _cut(text: str) -> tuple[list[str], list[str]]:
    kept, removed = cut_codes([Block(text=text, line=7)])
    assert {one.line for one in removed} <= {7}
    return [block.text for block in kept], [one.text for one in removed]


@pytest.mark.parametrize(
    ("text", "left", "codes"),
    [
        ("Shares of Torrin Mills <TORR.OL> fell.", "Shares of Torrin Mills fell.", ["<TORR.OL>"]),
        ("Акции «Мельниц Торрина» <TORR.MM> упали.", "Акции «Мельниц Торрина» упали.", ["<TORR.MM>"]),
        ("トリン製粉 <2002.T> の株価が下落した。", "トリン製粉 の株価が下落した。", ["<2002.T>"]),
        ("The index <0#.FTSE> [nL1N14N0FF] rose.", "The index rose.", ["<0#.FTSE>", "[nL1N14N0FF]"]),
        ("[ID:nLDE12345] The euro <EUR=> fell.", "The euro fell.", ["[ID:nLDE12345]", "<EUR=>"]),
        ("{{photo 1}} The mill", "The mill", ["{{photo 1}}"]),
    ],
)
def test_codes_go_and_the_words_around_them_stay(text: str, left: str, codes: list[str]) -> None:
    assert _cut(text) == ([left], codes)


@pytest.mark.parametrize("text", ["<TORR.OL>", "[nL1N14N0FF]", "{{a}} {{b}}"])
def test_a_paragraph_of_codes_alone_goes(text: str) -> None:
    assert _cut(text)[0] == []


@pytest.mark.parametrize(
    "text",
    ["a < b and c > d", "<b>bold</b>", "[name withheld]", "[nervous laughter]", "{one brace}", "«Торрин» <sic>",
     "He [the miller] said so", "<www.mill.example>", "【トリン】", "<मिल>", "[n1]", "{{}}"],
)  # fmt: skip
def test_brackets_of_the_text_stay(text: str) -> None:
    assert _cut(text) == ([text], [])


@given(st.text(alphabet="<>[]{}n.=#A1 ж水", max_size=40))
def test_no_sign_is_lost_and_nothing_is_left_to_cut(text: str) -> None:
    kept, codes = _cut(text)
    assert len("".join(kept + codes).replace(" ", "")) == len(text.replace(" ", ""))
    assert sorted("".join(kept + codes).replace(" ", "")) == sorted(text.replace(" ", ""))
