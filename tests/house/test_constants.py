"""A constant's name says whose it is: no two modules give one name to different amounts."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
