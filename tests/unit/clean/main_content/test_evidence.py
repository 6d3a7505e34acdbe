"""What speaks for a passage and what against it."""

from collections.abc import Sequence

import pytest
from pages import paragraphs, reading

from pipeline.clean.main_content.evidence import Signals, gather_evidence
from pipeline.clean.main_content.quotations import Known
from pipeline.clean.main_content.region import find_region


def _signals(*lines: str) -> Sequence[Signals]:
    page = reading(f"<div class='text'>{paragraphs(lines)}</div>")
    region = find_region(page, [False] * len(page.passages))
    assert region is not None
    return gather_evidence(page, region, Known())


@pytest.mark.parametrize("line", ["STORMS CLOSE THE STRAIT", "ШТОРМ ЗАКРЫЛ ПРОЛИВ", "100 METRES OF WALL"])
def test_capitals_are_told(line: str) -> None:
    assert "capitals" in _signals(line)[0]


@pytest.mark.parametrize(
    "line", ["海港推出5G手机服务，覆盖全部码头。", "ASP ने कहा कि दीवार फिर बनेगी।", "The ferry sails"]
)
def test_an_abbreviation_does_not_make_capitals_of_a_script_without_any(line: str) -> None:
    assert "capitals" not in _signals(line)[0]


@pytest.mark.parametrize(("numbers", "count"), [((1, 2, 3), 3), ((10, 9, 8, 7), 4), ((7, 4, 9), 0), ((1, 2), 0)])
def test_lines_that_count_up_or_down_are_numbered(numbers: Sequence[int], count: int) -> None:
    signals = _signals(*(f"{number}. A lantern" for number in numbers))
    assert sum("numbered" in told for told in signals) == count


def test_prose_of_the_paragraphs_own_class_is_alike_whatever_its_tag(story: Sequence[str]) -> None:
    rest = "".join(f"<div class='text-part'>{text}</div>" for text in story[1:])
    page = reading(f"<main><p class='text-part'>{story[0]}</p>{rest}</main>")
    region = find_region(page, [False] * len(page.passages))
    assert region is not None
    assert [("name of paragraphs" in signals) for signals in gather_evidence(page, region, Known())] == [True] * len(
        story
    )
