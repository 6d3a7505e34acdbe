"""Pages without a story."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_page
from pipeline.clean.outcome import find_story_outcome, is_section_front
from pipeline.clean.text import Block, BlockKind, Judged, KeptKind
from pipeline.model import Outcome, RemovedKind

TEASER = "The council of Wexmere voted on Tuesday to rebuild the old eastern breakwater before the winter."


def _judged(
    text: str, number: int, *, kept: bool = True, linked: bool = False, kind: RemovedKind | KeptKind = KeptKind.STORY
) -> Judged:
    block = Block(text=text, line=number, linked=linked)
    return Judged(block=block, kept=kept, kind=kind, score=1.0, reason="")


def _outcome(
    *paragraphs: str, titles: Sequence[str] = (), authors: Sequence[str] = (), is_article: bool = False
) -> Outcome:
    return find_story_outcome(paragraphs, titles=titles, authors=authors, is_article=is_article)


def test_enough_words_are_a_story(story: Sequence[str]) -> None:
    assert _outcome(*story) is Outcome.ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Haldenin kaupunginvaltuusto äänesti torstaina itäisen aallonmurtajan uudelleenrakentamisen puolesta."
        " Rakennustyöt käynnistyvät maaliskuussa, kaupunginjohtaja kertoi perjantaina tiedotustilaisuudessa.",
        "A haldeni önkormányzat csütörtökön megszavazta a keleti hullámtörő újjáépítését."
        " A munkálatok márciusban kezdődnek, közölte pénteken a polgármester a városházi sajtótájékoztatóján.",
        "할덴 시의회는 목요일 겨울이 오기 전에 동쪽 방파제를 다시 짓기로 의결했다. 시장은 금요일 공사가 3월에 시작돼"
        " 2년 동안 이어질 것이라고 말했다.",
    ],
)
def test_few_long_words_are_a_story(text: str) -> None:
    assert _outcome(text) is Outcome.ARTICLE


def test_a_few_words_are_none() -> None:
    assert _outcome("The gate is shut.") is Outcome.NO_STORY


def test_a_flash_is_a_story_if_the_page_says_so() -> None:
    flash = "The harbour gate of Wexmere was shut at noon."
    assert (_outcome(flash), _outcome(flash, is_article=True)) == (Outcome.NO_STORY, Outcome.ARTICLE)


def test_nothing_is_no_story() -> None:
    assert _outcome() is Outcome.NO_STORY


def test_a_note_on_the_author_is_no_story() -> None:
    note = "Nora Tasker covers ports for the Gazette and has written three books about the sea."
    assert _outcome(note, authors=["Nora Tasker"], is_article=True) is Outcome.NO_STORY


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("404", Outcome.NOT_FOUND),
        ("Page not found | Harbour Gazette", Outcome.NOT_FOUND),
        ("Página no encontrada", Outcome.NOT_FOUND),
        ("Seite nicht gefunden", Outcome.NOT_FOUND),
        ("Just a moment...", Outcome.CHALLENGE),
        ("Access denied", Outcome.CHALLENGE),
    ],
)
def test_a_refusal_is_known_by_its_title(title: str, outcome: Outcome) -> None:
    assert _outcome(TEASER, TEASER, titles=[title]) is outcome


def test_an_article_may_have_the_title_of_a_refusal(story: Sequence[str]) -> None:
    assert _outcome(*story, titles=["Access denied"], is_article=True) is Outcome.ARTICLE


def test_teasers_below_their_links_are_a_front() -> None:
    blocks = []
    for number in range(6):
        blocks.append(_judged(f"Story {number}", 2 * number, kept=False, linked=True, kind=RemovedKind.RELATED))
        blocks.append(_judged(TEASER, 2 * number + 1))
    assert is_section_front(blocks)


def test_headlines_among_links_are_a_front() -> None:
    links = [_judged("A long line of links to many other stories", n, kept=False, linked=True) for n in range(30)]
    heads = [_judged(f"Story {n}", 40 + n) for n in range(9)]
    assert is_section_front([*links, *heads])


def test_paragraphs_that_follow_each_other_are_no_front(story: Sequence[str]) -> None:
    assert not is_section_front([_judged(text, number) for number, text in enumerate(story)])


@pytest.mark.parametrize("kind", [RemovedKind.INLINE_LINK, RemovedKind.SHARE, RemovedKind.CAPTION, RemovedKind.TAGS])
def test_links_of_a_story_head_no_teasers(kind: RemovedKind) -> None:
    blocks = []
    for number in range(6):
        blocks.append(_judged(f"Link {number}", 2 * number, kept=False, linked=True, kind=kind))
        blocks.append(_judged(TEASER, 2 * number + 1))
    assert not is_section_front(blocks)


def test_a_list_is_no_row_of_headlines() -> None:
    items = [
        Judged(
            block=Block(text=f"Item {n}", line=n, kind=BlockKind.ITEM),
            kept=True,
            kind=KeptKind.STORY,
            score=1.0,
            reason="",
        )
        for n in range(12)
    ]
    links = [_judged("A long line of links to many other stories", 40 + n, kept=False, linked=True) for n in range(30)]
    assert not is_section_front([*items, *links])


@pytest.mark.parametrize(
    "teaser",
    [
        "<article class='teaser'><h3><a href='/s/{n}'>Council {n} votes for a wall</a></h3><p>{text}</p></article>",
        "<div><a href='/s/{n}'>Der Rat von Ort {n} stimmt für eine Mauer</a><div class='d'>{text}</div></div>",
        "<li><a href='/s/{n}'>Le conseil {n} vote la digue</a><p>{text}</p></li>",
    ],
)
def test_teasers_without_full_stops_are_a_front(teaser: str) -> None:
    text = "The council of this town has voted for a new wall that will stand before the storms of winter reach it"
    items = "".join(teaser.format(n=number, text=f"{text} in {number}") for number in range(30))
    page = f"<html><head><title>The coast</title></head><body><main>{items}</main></body></html>"
    assert clean_page(page, url="https://gazette.example/coast/news").outcome is Outcome.SECTION_FRONT
