"""A constant's name says whose it is: no two modules give one name to different amounts."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The rooms that read pages and feeds name their thresholds after their own subjects.
READERS = (ROOT / "pipeline" / "clean", ROOT / "pipeline" / "sources")
MODULES = sorted(
    path
    for folder in ("pipeline", "workers")
    for path in (ROOT / folder).rglob("*.py")
    if not any(path.is_relative_to(reader) for reader in READERS)
)


def amounts(path: Path) -> Iterator[tuple[str, str]]:
    """The names of a module's numbers and spans of time, with their values as written."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
            value = ast.unparse(node.value)
            if value.startswith("timedelta(") or value[0].isdigit():
                yield node.targets[0].id, value


def test_a_name_stands_for_one_amount() -> None:
    values: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for name, value in amounts(path):
            values[name].add(value)
    assert {name: told for name, told in values.items() if len(told) > 1} == {}
