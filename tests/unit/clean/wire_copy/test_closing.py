"""What stands below wire copy, and the last lines of stories that only look like it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.text import Block
from pipeline.clean.wire_copy.closing import cut_closing, cut_signature_in_line

STORY = (
    "The mill of Torrin has ground its last corn after two hundred years, its owner said on Monday evening.",
    "Its wheel turned since 1826, through two floods and a fire, and fed the villages along the river Wend.",
    "The council wants to keep the building, and will decide in spring who is to pay for a new roof.",
)


def _blocks(*texts: str) -> Sequence[Block]:
    return [Block(text=text, line=line) for line, text in enumerate(texts)]


def _cut(*tail: str) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    kept, removed = cut_closing(_blocks(*STORY, *tail))
    return tuple(block.text for block in kept), [(one.text, one.kind) for one in removed]


@pytest.mark.parametrize(
    "mark",
    [
        "продолжение следует", "(далее следует)", "يتبع", "未完待续", "(続く)", "(계속)", "(segue)",
        "-- suit --", "Fortsetzung folgt...", "continúa", "vervolg", "(more to follow)",
    ],
)  # fmt: skip
def test_the_word_that_more_follows_goes_in_every_language(mark: str) -> None:
    kept, removed = cut_closing(_blocks(*STORY, mark))
    assert tuple(block.text for block in kept) == STORY
    assert [(one.text, one.reason) for one in removed] == [(mark, "says that more follows")]


@pytest.mark.parametrize(
    "mark",
    ["конец", "KONIEC", "slutt", "(fim)", "Einde", "loppu", "- 30 -", "####", "END/ab", "(END) ab", "END ab", "Enditem",
     "* * *", "_____"],
)  # fmt: skip
def test_end_marks_go(mark: str) -> None:
    assert _cut(mark) == (STORY, [(mark, "end_mark")])


@pytest.mark.parametrize(
    "line",
    [
        "Endless", "Ended", "Ending", "End game", "Ende gut", "Finland", "30 people", "30-0", "Conclusion",
        "Continuará el lunes la subasta del molino", "More to come, says the miller", "Suite royale",
        "Слут", "Конец эпохи", "未完の大作",
    ],
)  # fmt: skip
def test_words_that_begin_like_an_end_mark_stay(line: str) -> None:
    assert _cut(line) == ((*STORY, line), [])


@pytest.mark.parametrize(
    "line",
    [
        "Follow Ilse Barrow on Twitter: @ilse_barrow",
        "Online: https://mill.example",
        "On the Net: www.mill.example/torrin",
        "More AP stories: https://wire.example/mills",
        "Copyright 2026 Torrin Press. All rights reserved.",
        "Copyright (c) 2026, Torrin Press",
        "Copyright Torrin Press, 2026.",
        "Ilse Barrow can be reached at ilse@gale.example",
        "The desk can be contacted on +47 555 0101.",
        "Ilse Barrow in Osby and Per Holm in Vik contributed to this report.",
        "Barrow contributed from Osby.",
        "Ana Lunez contribuyó a este despacho desde Torrin.",
        "Paul Morel a contribué à cet article depuis Torrin.",
        "Uwe Brant und Ida Roe haben zu diesem Bericht beigetragen.",
    ],
)
def test_addresses_and_colleagues_below_a_story_are_credits(line: str) -> None:
    assert _cut(line) == (STORY, [(line, "wire_credit")])


@pytest.mark.parametrize(
    "line",
    [
        "The island can be reached on foot at low tide, the harbour master of Halden said on Friday.",
        "The summit can be reached at dawn by those who leave before midnight, the guide said.",
        "Half of the flour was contributed from Osby, where the second mill stands, the owner said.",
        "Most of the money had been contributed from abroad, the treasurer told the council on Monday.",
        "Online sales of the mill rose to 4500 sacks in 2026, its owner said on Friday.",
        "Online retail is growing fast in 2026",
        "On the net, 2500 people asked for the mill to be kept, the council said.",
        "Copyright cases of the museum run until 2031, a judge said on Friday.",
        "Copyright law changes in 2026",
        "Follow-up talks are planned for the spring of 2027, the ministry said on Friday.",
        "Follow the money: 2026 will be a good year for mills, the bank of Torrin said.",
        "AP Sports Club of Torrin was founded in 1926 by millers and their sons.",
    ],
)
def test_a_last_paragraph_with_such_words_and_a_year_stays(line: str) -> None:
    assert _cut(line) == ((*STORY, line), [])


@pytest.mark.parametrize(
    "line", ["(ТАСС)", "EFE ana/jl", "(ats/nxp)", "dpa ab cd", "/ritzau/", "(PAP) abc/ def/", "AFP/ab", "ab/cd/ef"]
)
def test_signatures_go(line: str) -> None:
    assert _cut(line) == (STORY, [(line, "wire_credit")])


@pytest.mark.parametrize("line", ["EFECTO", "The AFP fund", "dpad", "TASSO", "a/b testing of mills", "Reuterstraße"])
def test_words_that_begin_like_a_signature_stay(line: str) -> None:
    assert _cut(line) == ((*STORY, line), [])


@pytest.mark.parametrize(
    "heading",
    ["Media contact:", "Pressekontakt:", "Contacts presse :", "Para más información:", "Per ulteriori informazioni:",
     "Perscontact", "For further information, please contact"],
)  # fmt: skip
def test_a_list_of_addresses_goes_with_its_heading(heading: str) -> None:
    tail = (heading, "Ilse Barrow, +47 555 0101", "press@mill.example")
    assert _cut(*tail) == (STORY, [(text, "contact") for text in reversed(tail)])


def test_a_heading_of_contacts_above_paragraphs_stays() -> None:
    tail = ("Contact", STORY[1], STORY[2])
    assert _cut(*tail) == ((*STORY, *tail), [])


def test_a_heading_of_contacts_above_most_of_the_text_stays() -> None:
    texts = ("The mill", "Contact:", "Ilse Barrow, +47 555 0101", "The wheel, the stone and the barn are for sale")
    kept, removed = cut_closing(_blocks(*texts))
    assert (tuple(block.text for block in kept), removed) == (texts, ())


@pytest.mark.parametrize(
    ("text", "rest", "mark"),
    [
        ("Он сказал, что мельница в Торрине будет закрыта ещё очень долго. (ТАСС)", "долго.", "(ТАСС)"),
        ("El alcalde dijo que el molino de Torrin seguirá cerrado todo el año (EFE).", "año.", "(EFE)"),
        ("Le maire a dit que le moulin de Torrin resterait fermé longtemps. (AFP/ab/cd)", "longtemps.", "(AFP/ab/cd)"),
        ("Burmistrz powiedział, że młyn w Torrin będzie zamknięty cały rok. /PAP/", "rok.", "/PAP/"),
    ],
)
def test_a_signature_behind_the_last_sentence(text: str, rest: str, mark: str) -> None:
    (block,), (gone,) = cut_signature_in_line(_blocks(text))
    assert (block.text.split()[-1], gone.text) == (rest, mark)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor sold the story of the mill of Torrin to a French agency (AFP)",
        "It rained. (ANSA)",
        "The mayor said that the mill of Torrin would stay closed (see map).",
        "The mayor said that the mill of Torrin would stay closed (AFPX).",
    ],
)
def test_other_brackets_behind_the_last_sentence_stay(text: str) -> None:
    assert cut_signature_in_line(_blocks(text)) == (tuple(_blocks(text)), ())


TAILS = ["(more)", "###", "dpa ab cd", "Media contact:", "press@mill.example", "(Reporting by Ilse Barrow;",
         "Editing by Per Holm)", "___", "# dpa NOTEBOOK", "SOURCE Torrin Mills", "(",
         "Endless", "يتبع", *STORY]  # fmt: skip


@given(st.lists(st.sampled_from(TAILS), max_size=10))
def test_every_line_is_kept_or_recorded_once_and_the_rest_is_stable(tail: Sequence[str]) -> None:
    blocks = _blocks(STORY[0], *tail)
    kept, removed = cut_closing(blocks)
    assert sorted([block.line for block in kept] + [one.line for one in removed]) == [one.line for one in blocks]
    assert [block for block in kept if block not in blocks] == []
