"""What speaks for a passage and what against it."""

import pytest
from pages import paragraphs, reading

from pipeline.clean.evidence import Signals, gathered
from pipeline.clean.known import Known
from pipeline.clean.region import find_region


def _signals(line: str) -> Signals:
    page = reading(f"<div class='text'>{paragraphs([line])}</div>")
    region = find_region(page, [False] * len(page.passages))
    assert region is not None
    return gathered(page, region, Known())[0]


@pytest.mark.parametrize("line", ["STORMS CLOSE THE STRAIT", "ШТОРМ ЗАКРЫЛ ПРОЛИВ", "100 METRES OF WALL"])
def test_capitals_are_told(line: str) -> None:
    assert "capitals" in _signals(line)


@pytest.mark.parametrize(
    "line", ["海港推出5G手机服务，覆盖全部码头。", "ASP ने कहा कि दीवार फिर बनेगी।", "The ferry sails"]
)
def test_an_abbreviation_does_not_make_capitals_of_a_script_without_any(line: str) -> None:
    assert "capitals" not in _signals(line)
