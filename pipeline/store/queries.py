"""The SQL statements under `sql/queries`, by name."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_HEAD = re.compile(r"-- name: (?P<name>\w+)\n-- (?P<purpose>[^\n]+)\n")


@cache
def _queries() -> dict[str, bytes]:
    texts = [
        (file.name, file.read_text(encoding="utf-8"))
        for file in sorted(files("sql").joinpath("queries").iterdir(), key=lambda path: path.name)
        if file.name.endswith(".sql")
    ]
    return join_queries(texts)


def join_queries(texts: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The statements of several files, each by its name; ValueError if two files use one name."""
    found: dict[str, bytes] = {}
    for name, text in texts:
        statements = parse_queries(text, name)
        if twice := found.keys() & statements.keys():
            raise ValueError(f"{name}: {', '.join(sorted(twice))} is a name of another file, too")
        found |= statements
    return found


def parse_queries(text: str, name: str) -> dict[str, bytes]:
    """The named statements of one file; ValueError if one has no name or no purpose, or a name comes twice."""
    heads = list(_HEAD.finditer(text))
    if not heads or text[: heads[0].start()].strip() or len(heads) != text.count("-- name:"):
        raise ValueError(f"{name}: every statement opens with a line '-- name: …' and a line that says its purpose")
    ends = [head.start() for head in heads[1:]] + [len(text)]
    statements = {head["name"]: text[head.end() : end].strip().encode() for head, end in zip(heads, ends, strict=True)}
    if len(statements) != len(heads):
        raise ValueError(f"{name}: a name is used twice")
    return statements


def query(name: str) -> bytes:
    """The statement of that name; KeyError if there is none."""
    return _queries()[name]


def names() -> frozenset[str]:
    """The names of all statements."""
    return frozenset(_queries())
