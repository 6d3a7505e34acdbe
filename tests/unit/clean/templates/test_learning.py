"""What may be learned of a source, and what never."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.templates.learning import SeenStory, learn_template, observe_story
from pipeline.clean.templates.template import Templates, cut_template_lines
from pipeline.clean.text import Block, BlockKind, Judged, KeptKind
from pipeline.model import RemovedKind

DAY = date(2026, 11, 1)
BODY = "main>div.t1>p"
LABEL = "Jaga seda lugu"
STANDFIRST = "Our reporters in the north have followed the ferry and its people for more than twenty years."


def _prose(number: int, count: int = 6) -> list[Block]:
    """Paragraphs that no other story has."""
    texts = (f"Master {number} of the ferry {part} said that the strait was calm on that morning." for part in "abcdef")
    return [Block(text=text, line=10 + n, path=BODY) for n, text in enumerate(list(texts)[:count])]


def _block(text: str, *, line: int = 90, path: str = "main>div.t1>div.s2", kind: str = "paragraph") -> Block:
    return Block(text=text, line=line, path=path, kind=BlockKind(kind))


def _story(blocks: Sequence[Block], *, kind: RemovedKind | KeptKind = KeptKind.STORY) -> SeenStory:
    kept = kind is KeptKind.STORY
    seen = observe_story([Judged(block=one, kept=kept, kind=kind, score=1.0, reason="") for one in blocks])
    assert seen is not None
    return seen


def _templates(pages: Sequence[Sequence[Block]], before: Templates | None = None) -> Templates:
    return learn_template("teataja.example", [_story(page) for page in pages], since=DAY, carriers={}, before=before)


def _taken(page: Sequence[Block], templates: Templates) -> list[str]:
    return [one.text for one in cut_template_lines(page, templates).removed]


@pytest.mark.parametrize(
    "text", ["Norvik 3 Skarra 1", "Wool 48,2 (+0.5)", "Nov 3, 2026, 14:05, updated Nov 4", "SKARRA, Nov 3 (NTB) -"]
)
def test_numbers_and_datelines_are_never_learned(text: str) -> None:
    pages = [[_block(text, line=1), *_prose(number)] for number in range(20)]
    assert _templates(pages).lines == ()


def test_a_date_of_every_day_is_one_line() -> None:
    pages = [[*_prose(number), _block(f"Avaldatud {number + 10}.11.2026 14:0{number}")] for number in range(8)]
    assert _taken([*_prose(99), _block("Avaldatud 28.11.2026 09:30")], _templates(pages)) == [
        "Avaldatud 28.11.2026 09:30"
    ]


def test_a_weather_list_stays_though_its_items_recur() -> None:
    skies = ("rain", "snow", "clear")
    pages = [
        [*_prose(number), _block(f"Norvik: {skies[number % 3]}", path="main>ul>li", kind="item")]
        for number in range(30)
    ]
    assert _taken(pages[0], _templates(pages)) == []


def test_a_subhead_among_others_stays() -> None:
    heads = ("Taust", "Mis edasi", "Taust")
    pages = [
        [*_prose(number)[:3], _block(heads[number % 3], line=30, path="main>div.t1>div.h"), *_prose(number)[3:]]
        for number in range(30)
    ]
    assert _taken(pages[0], _templates(pages)) == []


def test_a_heading_stays_above_what_it_introduces() -> None:
    def page(number: int) -> list[Block]:
        box = _block(f"The wall of {number} held for years before the great storm broke it in one night.", line=91)
        return [*_prose(number), _block("Taust", path="main>div.t1>h3", kind="heading"), box]

    assert _taken(page(99), _templates([page(number) for number in range(12)])) == []


def test_the_closing_background_of_one_topic_stays() -> None:
    pages = [[*_prose(number), _block(STANDFIRST, path=BODY)] for number in range(40)]
    assert _taken(pages[0], _templates(pages)) == []


def test_background_of_changing_topics_stays_in_a_box_of_its_own() -> None:
    pages = [[*_prose(number), _block(f"{STANDFIRST} {'abc'[number % 3]}.")] for number in range(40)]
    assert _taken(pages[0], _templates(pages)) == []


def test_a_footer_of_some_pages_only_stays() -> None:
    pages = [[*_prose(number), *([_block(STANDFIRST)] if number % 2 else [])] for number in range(40)]
    assert _taken(pages[1], _templates(pages)) == []


def test_a_label_in_the_texts_own_markup_goes_from_its_end_alone() -> None:
    label = _block(LABEL, path=BODY)
    templates = _templates([[*_prose(number), label] for number in range(8)])
    assert _taken([*_prose(99), label], templates) == [LABEL]
    assert _taken([*_prose(99), label, _block("An odd line", line=91)], templates) == []


def test_a_rule_goes_when_its_line_does() -> None:
    label = _block(LABEL)
    first = _templates([[*_prose(number), label] for number in range(8)])
    second = _templates([_prose(number) for number in range(8)], before=first)
    assert (second.version, second.lines) == (2, ())


def test_lines_taken_out_go_on_confirming_their_rule() -> None:
    blocks = [Judged(block=one, kept=True, kind=KeptKind.STORY, score=1.0, reason="") for one in _prose(1)]
    taken = Judged(block=_block(LABEL), kept=False, kind=RemovedKind.TEMPLATE, score=1.0, reason="")
    seen = observe_story([*blocks, taken])
    assert seen is not None
    assert LABEL.casefold() in {one.line for one in seen.lines}


def test_where_hardly_a_story_would_be_left_all_of_it_stays() -> None:
    boxes = [_block(f"{STANDFIRST} {part}.", line=90 + n, path=f"main>div.{part}") for n, part in enumerate("uvw")]
    templates = _templates([[*_prose(number), *boxes] for number in range(12)])
    cleared = cut_template_lines([*_prose(99, 3), *boxes], templates)
    assert cleared.removed == ()
    assert all("words would go" in cleared.doubts[box.line] for box in boxes)


_TEXTS = st.sampled_from(["Jaga", "Loe ka", "He denies it.", STANDFIRST, "Wool 3 4", "Norvik: rain", "", "Taust"])
_BLOCKS = st.builds(
    Block,
    text=_TEXTS,
    line=st.integers(0, 50),
    kind=st.sampled_from(BlockKind),
    path=st.sampled_from([None, BODY, "a>b"]),
)


@given(st.lists(st.lists(_BLOCKS, max_size=12), min_size=1, max_size=12))
def test_whatever_is_seen_no_sentence_of_the_body_goes(pages: list[list[Block]]) -> None:
    whole = [[*_prose(number), *page] for number, page in enumerate(pages)]
    cleared = cut_template_lines(whole[0], _templates(whole))
    assert len(cleared.kept) + len(cleared.removed) == len(whole[0])
    assert not any(one.text.startswith("Master") for one in cleared.removed)


@given(st.lists(_BLOCKS, max_size=60))
def test_a_page_teaches_twenty_lines_at_most(page: list[Block]) -> None:
    assert len(_story([*_prose(1), *page]).lines) <= 20
