"""Whole outputs of small inputs: each file comes out as it was last read and found right."""

from difflib import unified_diff
from pathlib import Path

import pytest
from golden.outputs import expected_beside, inputs, output_of, strays


@pytest.mark.parametrize("path", inputs(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_output_is_as_expected(path: Path) -> None:
    expected, found = expected_beside(path).read_text(encoding="utf-8"), output_of(path)
    if found != expected:
        lines = unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="")
        pytest.fail("\n".join([*lines, "right? then `make golden`, and read the diff"]), pytrace=False)


def test_every_expected_output_has_an_input() -> None:
    assert strays() == []
