"""The faces of packages export nothing that nobody imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FACES = sorted((ROOT / "pipeline").rglob("__init__.py"))
# What the contract promises to people who use the package, imported by nothing here.
PROMISED = {
    "pipeline.clean": {"CLEANER_VERSION", "CleanArticle", "Position", "Refusal", "clean_page", "clean_text"},
    "pipeline.cli": {"main"},
    # What a module for a new feed format fills in.
    "pipeline.sources": {"Format"},
}


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _exported(path: Path) -> set[str]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return set(ast.literal_eval(node.value))
    return set()


def _imported(*folders: str) -> Iterator[tuple[str, str]]:
    """The (module, name) pairs that any other module of these folders imports."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            module = _module(path)
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module and not module.startswith(f"{node.module}."):
                    yield from ((node.module, alias.name) for alias in node.names)


IMPORTED = set(_imported("pipeline", "workers"))
IMPORTED_BY_TESTS = set(_imported("tests"))
MODULES = [path for folder in ("pipeline", "workers") for path in sorted((ROOT / folder).rglob("*.py"))]
# As in `evidence_names.UNFITTED`.
READ_FROM_MODULES = {
    node.attr
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
}


@pytest.mark.parametrize("face", [face for face in FACES if _exported(face)], ids=_module)
def test_every_exported_name_is_imported_somewhere(face: Path) -> None:
    module = _module(face)
    # The cleaner's tests reach into its modules; what its faces export is for the product alone.
    counted = IMPORTED if module.startswith("pipeline.clean") else IMPORTED | IMPORTED_BY_TESTS
    needed = {name for imported, name in counted if imported == module} | PROMISED.get(module, set())
    assert sorted(_exported(face) - needed) == []


def test_a_module_exports_what_others_use() -> None:
    """Imported, read from the module, found by its name, or a type that a signature here gives to others."""
    idle = {_module(path): _exported(path) - _used(path) for path in MODULES}
    assert {module: sorted(names) for module, names in idle.items() if names} == {}


def _used(path: Path) -> set[str]:
    module = _module(path)
    imported = {name for origin, name in IMPORTED | IMPORTED_BY_TESTS if origin == module}
    return imported | _annotated(path) | READ_FROM_MODULES | {"FORMAT", "SINK"} | PROMISED.get(module, set())


def _annotated(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    signatures = [
        note for node in ast.walk(tree) for note in (getattr(node, "returns", None), getattr(node, "annotation", None))
    ]
    return {part.id for note in signatures if note for part in ast.walk(note) if isinstance(part, ast.Name)}


@pytest.mark.parametrize("house", ["clean", "sources/wire", "store"])
def test_every_room_says_what_it_takes_and_gives(house: str) -> None:
    rooms = [face for face in FACES if face.parent.parent == ROOT / "pipeline" / house]
    texts = [ast.get_docstring(ast.parse(face.read_text("utf-8"))) or "" for face in rooms]
    assert [text for text in texts if "Takes " not in text or "Give" not in text] == []


def test_no_function_of_the_cleaner_has_the_name_of_its_module() -> None:
    modules = sorted((ROOT / "pipeline" / "clean").rglob("*.py"))
    functions = {
        path: {n.name for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.FunctionDef)}
        for path in modules
    }
    assert [path.name for path, names in functions.items() if path.stem in names] == []
