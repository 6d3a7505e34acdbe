"""A constant's name says whose it is, and a comment says what set it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The rooms whose results hang on thresholds.
JUDGING = ("clean", "sources", "polling")
MODULES = sorted(path for folder in ("pipeline", "workers") for path in (ROOT / folder).rglob("*.py"))


def amounts(path: Path) -> Iterator[tuple[str, str]]:
    """The names of a module's numbers and spans of time, with their values as written."""
    for name, value in assigned(path):
        if name.isupper() and is_amount(value):
            yield name, ast.unparse(value)


def assigned(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """Names that a module assigns, each with its own part where several are assigned at once."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.Assign):
            continue
        target = node.targets[0]
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = node.value.elts if isinstance(node.value, ast.Tuple) and len(names) > 1 else [node.value]
        yield from ((name.id, value) for name, value in zip(names, values, strict=False) if isinstance(name, ast.Name))


def is_amount(value: ast.expr) -> bool:
    """Whether a value begins with a number, or is a span of time."""
    written = ast.unparse(value)
    return written.startswith("timedelta(") or written.lstrip("-")[0].isdigit()


def test_a_name_stands_for_one_amount() -> None:
    values: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for name, value in amounts(path):
            values[name].add(value)
    assert {name: told for name, told in values.items() if len(told) > 1} == {}


def test_amounts_assigned_together_are_seen() -> None:
    assert "_MOST_BELOW" in dict(amounts(ROOT / "pipeline" / "clean" / "templates" / "learning.py"))


def unexplained(path: Path) -> Iterator[str]:
    """Amounts without a comment on their line, in the lines above up to a blank one, or a docstring below."""
    lines = path.read_text("utf-8").splitlines()
    body = ast.parse("\n".join(lines)).body
    documented = {one.lineno for one, below in pairwise(body) if isinstance(below, ast.Expr)}
    for node in body:
        if isinstance(node, ast.Assign) and node.lineno not in documented and names_amount(node):
            around = [lines[node.lineno - 1], *takewhile(str.strip, reversed(lines[: node.lineno - 1]))]
            if not any("#" in line for line in around):
                yield f"{path.name}: {lines[node.lineno - 1]}"


def names_amount(node: ast.Assign) -> bool:
    """Whether a statement gives names in capitals to numbers or spans of time."""
    value = node.value.elts[0] if isinstance(node.value, ast.Tuple) and node.value.elts else node.value
    target = node.targets[0]
    name = target.elts[0] if isinstance(target, ast.Tuple) else target
    return isinstance(name, ast.Name) and name.id.isupper() and is_amount(value)


@pytest.mark.parametrize("room", JUDGING)
def test_a_threshold_says_what_set_it(room: str) -> None:
    paths = sorted((ROOT / "pipeline" / room).rglob("*.py"))
    assert [found for path in paths for found in unexplained(path)] == []
