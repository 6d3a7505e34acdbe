"""Lines that a source prints around its stories, learned from its stream and taken out."""

from collections.abc import Sequence
from datetime import date

from pipeline.clean.templates.learning import SeenStory, find_recurring_prose, learn_template, observe_story
from pipeline.clean.templates.template import Templates, cut_template_lines, find_template_source
from pipeline.clean.text import Block, BlockKind, Judged, KeptKind

DAY = date(2026, 11, 1)
BOX = Block(text="Allkirjasta meie petitsioon", line=2, path="main>div.k2>div.k3")
FOOTER = "Skarra Teataja ilmub igal nädalal ja seda loetakse kõikidel saartel, tellimuse saab vormistada kontoris."
BACKGROUND = "The strait has been closed to shipping for eleven winters since the great storm of 1998 broke its wall."


def _page(number: int, *extra: Block, background: bool = False) -> list[Block]:
    """A page of six paragraphs like no other's, with some blocks after the second."""
    texts = [
        f"Ferry {number}{part} left Halden at noon with {number + 7} people on board, the master said."
        for part in "abcdef"
    ]
    texts += [BACKGROUND] if background else []
    own = [Block(text=text, line=10 + n, path="main>div.k2>p") for n, text in enumerate(texts)]
    return [*own[:2], *extra, *own[2:]]


def _seen(blocks: Sequence[Block]) -> SeenStory:
    seen = observe_story(
        [Judged(block=block, kept=True, kind=KeptKind.STORY, score=1.0, reason="") for block in blocks]
    )
    assert seen is not None
    return seen


def _learned(pages: Sequence[Sequence[Block]], carriers: int = 1) -> Templates:
    stories = list({one.key: one for one in map(_seen, pages)}.values())
    spread = dict.fromkeys(find_recurring_prose(stories), carriers)
    return learn_template("teataja.example", stories, since=DAY, carriers=spread)


def test_a_label_in_an_element_of_its_own_goes() -> None:
    templates = _learned([_page(number, BOX) for number in range(8)])
    cleared = cut_template_lines(_page(99, BOX), templates)
    assert [one.text for one in cleared.removed] == [BOX.text]


def test_the_reason_tells_the_evidence() -> None:
    templates = _learned([_page(number, BOX) for number in range(8)])
    (removed,) = cut_template_lines(_page(99, BOX), templates).removed
    assert removed.reason.startswith("stands at the same place in 8 of 8 stories of this source since 2026-11-01")


def test_two_stories_teach_nothing() -> None:
    assert _learned([_page(number, BOX) for number in range(2)]).lines == ()


def test_one_story_on_many_pages_is_one_story() -> None:
    assert _learned([_page(1, BOX)] * 20).lines == ()


def test_background_among_the_paragraphs_stays_and_is_marked() -> None:
    templates = _learned([_page(number, background=True) for number in range(20)])
    cleared = cut_template_lines(_page(99, background=True), templates)
    assert cleared.removed == ()
    assert any("kept" in doubt for doubt in cleared.doubts.values())


def test_a_footer_in_elements_of_its_own_goes() -> None:
    footer = Block(text=FOOTER, line=90, path="main>div.k8>p")
    templates = _learned([[*_page(number), footer] for number in range(12)])
    assert [one.text for one in cut_template_lines([*_page(99), footer], templates).removed] == [FOOTER]


def test_what_other_sources_carry_too_stays() -> None:
    footer = Block(text=FOOTER, line=90, path="main>div.k8>p")
    templates = _learned([[*_page(number), footer] for number in range(12)], carriers=3)
    assert cut_template_lines([*_page(99), footer], templates).removed == ()


def test_rows_of_numbers_are_never_learned() -> None:
    row = Block(text="Herring | 48 | 51", line=3, kind=BlockKind.ROW, path="main>table>tr")
    assert _learned([_page(number, row) for number in range(12)]).lines == ()


def test_the_same_line_elsewhere_stays() -> None:
    templates = _learned([_page(number, BOX) for number in range(8)])
    said = Block(text=BOX.text, line=2, path="main>div.k2>p")
    assert cut_template_lines(_page(99, said), templates).removed == ()


def test_the_version_grows_with_the_lines_alone() -> None:
    pages = [_page(number, BOX) for number in range(8)]
    first = _learned(pages)
    stories = [_seen(page) for page in pages]
    again = learn_template("teataja.example", stories, since=DAY, carriers={}, before=first)
    assert (first.version, again.version) == (1, 1)


def test_a_source_is_a_host() -> None:
    assert find_template_source("https://www.teataja.example/a/b") == "teataja.example"
    assert find_template_source(None) is None
